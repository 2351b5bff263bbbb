#include "figure/versus.h"

#include "figure/beside.h"
#include "figure/clause.h"
#include "figure/opposite.h"
#include "figure/pairs.h"
#include "figure/sides.h"

#include <math.h>

/* The other one of the two arms that the record compares. */
static Span other_arm(const Finder *f, Words w)
{
    const Labels *labels = &f->arms->labels;
    int label = labels->n == 2 ? labels_which(labels, finder_print(f, w)) : -1,
        side = sides_nearest(f->packs, f->arms, finder_print(f, w));
    if (label >= 0)
        return labels->print[1 - label];
    return side < 0 ? (Span){0} : f->arms->side[1 - side];
}

void versus_side(Finder *f, List *l, Words lead, int more, const Pair *known)
{
    double first = fabs(l->at[0]->num[NUM_VALUE].number.value), second = fabs(l->at[1]->num[NUM_VALUE].number.value);
    size_t its = l->n == 2 && ((more > 0 && first < second) || (more < 0 && first > second)) ? 1 : 0;
    Mention *other = l->at[1 - its];
    group_give(l->at[its], lead, (Span){0});
    l->at[its]->list_tail = false;
    group_give(other, (Words){0, 0}, other_arm(f, lead));
    other->list_tail = true;
    for (size_t i = 0; other->group_text.at == NULL && known->n == 2 && i < 2; i++)
        if (span_equal(known->name[i], finder_print(f, lead)))
            other->group_text = known->name[1 - i];
}

/* As above, where the other one may be named as well. */
static void give_both(Finder *f, List *l, const Words names[2], int more, const Pair *known)
{
    versus_side(f, l, names[0], more, known);
    Mention *other = l->at[l->at[0]->slot[SLOT_group].start == names[0].start && l->at[0]->slot[SLOT_group].end > 0 ? 1 : 0];
    if (names[1].end > 0)
        group_give(other, names[1], (Span){0});
}

/* "Lower (5 %) in A than in B (9 %)": each of the two has its own name, and not both right beside it. */
static bool link_apart(Finder *f, List *l)
{
    Words names[2];
    size_t second = series_token(f, l->at[1]);
    if (!token_opens(&f->tokens.at[second - 1]) || contrast_in_time(f, l->begin) || !contrast_apart(f, l->begin, second, names))
        return false;
    if (!has_group(l->at[0]) && names[0].end > 0)
        group_give(l->at[0], names[0], (Span){0});
    if (!has_group(l->at[1]))
        group_give(l->at[1], names[1], (Span){0});
    return has_group(l->at[0]);
}

void versus_link(Finder *f, List *l, const List *before, const Pair *known)
{
    Words names[2] = {{0, 0}, {0, 0}};
    if (link_apart(f, l))
        return;
    const Who *own = before != NULL && before->compared && before->n == 2 ? who_joined(f, l->begin, before->end) : NULL;
    if (own != NULL && has_group(before->at[1])) { /* "in A (9 vs 5) and B (8 vs 5)" */
        who_give(l->at[0], own);
        group_take(l->at[1], before->at[1]);
        return;
    }
    const Who *its_second = who_behind(f, l->end, f->tokens.n);
    bool framed = contrast_before(f, l->begin, names);
    if (!framed && its_second != NULL && !its_second->used && its_second->located) { /* "X had 5 % compared with 7 % for Y" */
        names[1] = its_second->words;
        framed = true;
    }
    if (framed && names[0].end > 0) {
        list_give(l, names);
        return;
    }
    if (before != NULL && before->compared && before->n == 2 && (has_group(before->at[0]) || has_group(before->at[1])) &&
        clause_begin(f, l->begin) <= before->begin) {
        for (size_t i = 0; i < 2; i++)
            group_take(l->at[i], before->at[i]);
        return;
    }
    Who *lead = clause_leader(f, l->begin);
    int more = clause_direction(f, clause_begin(f, l->begin), l->begin), behind = 0;
    bool among = lead != NULL && lead->arm < 0 && lead->located && lead->first <= 2 && more == 0; /* "In women, 5 % vs 7 %" */
    if (lead == NULL && framed) {
        l->at[1]->slot[SLOT_group] = names[1];
    } else if (lead != NULL && !(among && pairs_give(f, l, known))) {
        versus_side(f, l, lead->words, more, known);
        if (framed && l->at[1]->slot[SLOT_group].end == 0)
            group_give(l->at[1], names[1], (Span){0});
    } else if (lead == NULL) {
        bool said = contrast_behind(f, l->end, names, &behind);
        if (said && names[1].end > 0)
            list_give(l, names);
        else if (said)
            versus_side(f, l, names[0], behind, known);
        else if (!has_group(l->at[0]) && contrast_subject(f, l->begin, l->end, names))
            give_both(f, l, names, more, known);
        else if (!has_group(l->at[0]))
            pairs_give(f, l, known);
    }
}

/* "than in those without", "than others": the other side is not named, and is the opposite. */
static bool is_the_rest(const Finder *f, size_t at)
{
    static const WordSet leading = WORD_SET(WORDS_group_preposition, WORDS_article, WORDS_points);
    while (at < f->tokens.n && word_sets_meet(f->tokens.at[at].lists, leading) && !finder_is(f, at, "with") &&
           !finder_is(f, at, "without"))
        at++;
    bool rest = finder_is(f, at, "without") || finder_is(f, at, "with") || finder_is(f, at, "others");
    const Token *next = at + 1 < f->tokens.n ? &f->tokens.at[at + 1] : NULL;
    return rest && (next == NULL || !token_is_word(next) || token_in(next, WORDS_breaks));
}

/* Whether the clause names, outside the list, what something is compared with. */
static bool names_other(const Finder *f, const List *l)
{
    for (size_t i = clause_begin(f, l->begin), end = clause_end(f, l->end); i < end; i++) {
        bool within = i >= l->begin && i < l->end;
        if (!within && (token_in(&f->tokens.at[i], WORDS_refers) || finder_is(f, i, "between")))
            return !is_the_rest(f, i + 1);
        if (token_is_figure(&f->tokens.at[i]) && i >= l->end)
            return false;
    }
    return false;
}

void versus_opposite(Finder *f, List *l)
{
    if (has_group(l->at[0]) == has_group(l->at[1]) || contrast_in_time(f, l->begin))
        return;
    for (size_t i = 0; i < f->n_whos; i++) {
        const Who *w = &f->who[i];
        if (w->first < l->begin || w->last > l->end)
            continue;
        if (w->refers && has_group(l->at[0]))
            who_give(l->at[1], w);
        return;
    }
    const Mention *one = l->at[has_group(l->at[0]) ? 0 : 1];
    if (one->slot[SLOT_group].start > l->at[0]->start) /* "5 days, and 9 days for patients without" */
        return;
    Span name = one->slot[SLOT_group].end > 0 ? finder_print(f, one->slot[SLOT_group]) : one->group_text;
    /* in a trial in men nobody else is meant */
    bool people = clause_direction(f, clause_begin(f, l->begin), clause_end(f, l->end)) != 0;
    if (!names_other(f, l))
        l->at[has_group(l->at[0]) ? 1 : 0]->group_text = opposite_find(f->packs, name, people, f->a);
}

void versus_than(Finder *f, const List *lists, size_t n)
{
    const Who *than = NULL;
    for (size_t i = 0; n > 0 && i < f->n_whos; i++)
        if (f->who[i].first >= lists[n - 1].end && f->who[i].refers)
            than = &f->who[i];
    for (size_t i = 0; than != NULL && i < n; i++) {
        const List *l = &lists[i];
        if (l->n != 2 || !l->compared || (has_group(l->at[0]) && has_group(l->at[1])) || contrast_in_time(f, l->begin))
            continue;
        Mention *other = l->at[has_group(l->at[1]) ? 0 : 1];
        other->slot[SLOT_group] = than->words;
    }
}

void versus_keep(const Finder *f, const List *lists, size_t n, Pair *known)
{
    for (size_t i = n; i-- > 0;) {
        const List *l = &lists[i];
        if (l->n > ARMS_LISTED_MAX || (l->n == 2 ? !l->compared : l->n < 2))
            continue;
        Pair now = {.n = l->n, .section = f->s->section};
        bool apart = true;
        for (size_t k = 0; k < l->n; k++) {
            now.name[k] = l->at[k]->slot[SLOT_group].end > 0 ? finder_print(f, l->at[k]->slot[SLOT_group]) : l->at[k]->group_text;
            apart = apart && now.name[k].at != NULL;
            for (size_t j = 0; apart && j < k; j++)
                apart = !span_equal(now.name[j], now.name[k]);
        }
        if (!apart && (l->n > 2 || !has_group(l->at[0]) || !has_group(l->at[1])))
            continue;
        if (apart)
            *known = now;
        return;
    }
}
