#include "figure/groups.h"

#include "figure/leader.h"
#include "figure/name.h"
#include "figure/near.h"
#include "figure/pairs.h"
#include "figure/series.h"
#include "figure/share.h"
#include "figure/sorts.h"
#include "figure/split.h"
#include "figure/tests.h"
#include "figure/versus.h"
#include "figure/within.h"
#include "figure/without.h"

/* What the words beside the list say, or those that list names in its order. */
static void list_link(Finder *f, List *l, size_t from, size_t until, Last *last, Roll *known)
{
    Roll roll;
    bool listed = share_find(f, l, known, &roll);
    if (listed && !roll.groups) { /* each of another outcome: they are of one group */
        share_outcomes(l->at, &roll);
        l->compared = false;
        l->named = true;
        *known = roll;
        l->done = near_segments(f, l, until);
        return;
    }
    l->done = !l->at[0]->sort && (l->n == 1 ? near_one(f, l, from, until) : near_many(f, l, from, until, last));
    if (listed && !(l->done && share_is_done(l))) {
        share_groups(f, l, &roll);
        l->done = true;
        l->behind = false;
        l->order_behind = roll.behind;
    }
    if (l->n > 1)
        near_remember(last, l);
}

/* What the clause says, or the record, of a list beside which no name stands. */
static void rest_link(Finder *f, List *l, const List *before, const Pair *known)
{
    if (l->compared && l->n == 2) {
        versus_link(f, l, before, known);
        versus_opposite(f, l);
        return;
    }
    if (leader_bracket(f, l) || (!l->named && pairs_are_bare(f, l) && pairs_give(f, l, known)))
        return;
    leader_link(f, l, known);
    leader_method(f, l);
}

void groups_link(const Packs *packs, const Arms *arms, const Abbreviations *abbreviations, const Everybody *everybody,
                 Sentence *s, Pair *known, Arena *a)
{
    Finder f; /* some 25 KB: what is not used of it is not cleared */
    f.packs = packs, f.arms = arms, f.abbreviations = abbreviations, f.everybody = everybody, f.s = s, f.a = a, f.n_whos = 0;
    List lists[LISTS_MAX];
    Last last = {.n = 0};
    Roll roll = {.n = 0}; /* the last names that were outcomes of a list */
    whos_read(&f);
    names_cut(&f, false);
    whos_find(&f);
    tests_groups(&f);
    size_t n = series_find(&f, lists);
    for (size_t i = 0; i < n; i++)
        sorts_link(&f, &lists[i]);
    for (size_t i = 0; i < n; i++)
        list_link(&f, &lists[i], i > 0 ? lists[i - 1].end : 0, i + 1 < n ? lists[i + 1].begin : f.tokens.n, &last, &roll);
    near_series(&f, lists, n);
    for (size_t i = 0; i < n; i++)
        if (!lists[i].done)
            rest_link(&f, &lists[i], i > 0 ? &lists[i - 1] : NULL, known);
    without_link(&f, lists, n);
    versus_than(&f, lists, n);
    share_lists(&f, lists, n);
    for (size_t i = 0; i < n; i++)
        tests_difference(&f, &lists[i]);
    tests_outcomes(&f, &roll);
    names_date(&f);
    names_cut(&f, true);
    for (size_t i = 0; i < n; i++)
        if (lists[i].compared && lists[i].n == 2)
            versus_opposite(&f, &lists[i]);
    near_change(&f);
    within_link(&f, lists, n);
    split_link(&f);
    versus_keep(&f, lists, n, known);
}
