#include "figure/near.h"

#include "figure/beside.h"
#include "figure/clause.h"
#include "figure/contrast.h"
#include "figure/pairs.h"

enum { NAME_BYTES_MAX = 40 };
enum { SERIES_GAP = 45, NAME_GAP = 5 }; /* bytes: between "rash (5 %)," and the next of a series; between "age" and its figure */

/* Gives the list the groups that are named in the tokens from .. until in its order. */
static bool in_order(Finder *f, List *l, size_t from, size_t until, bool nearest_last)
{
    Words found[LIST_MAX];
    bool all = whos_in_order(f, l->n, from, until, nearest_last, found);
    if (all)
        list_give(l, found);
    return all;
}

/* Each figure of the list has a group right behind it, or each right before it. */
static bool beside_each(Finder *f, List *l, size_t until, size_t from)
{
    Who *behind[LIST_MAX], *before[LIST_MAX];
    size_t n_behind = 0, n_before = 0;
    for (size_t i = 0; i < l->n; i++) {
        size_t at = series_token(f, l->at[i]), next = i + 1 < l->n ? series_token(f, l->at[i + 1]) : until;
        size_t prev = i > 0 ? series_token(f, l->at[i - 1]) + 1 : from;
        behind[i] = who_behind(f, at + 1, next);
        before[i] = who_before(f, at, prev);
        n_behind += behind[i] != NULL;
        n_before += before[i] != NULL;
    }
    if (n_behind < l->n && n_before < l->n)
        return false;
    Who **w = n_behind == l->n ? behind : before;
    Words parts[LIST_MAX];
    if (l->n == 1 && who_split(f, w[0], 2, parts))
        return false; /* it belongs to a list */
    for (size_t i = 0; i < l->n; i++) {
        who_give(l->at[i], w[i]);
        w[i]->used = true;
    }
    return true;
}

/* "12 (29 %) stopped in the late arm, nine (23 %) in the early arm": the group behind the verb of the figure at token `at`. */
static Who *past_verb(Finder *f, size_t at, size_t next)
{
    for (size_t i = 0; i < f->n_whos; i++) {
        Who *w = &f->who[i];
        if (w->first > at && w->last <= next && w->located && !w->person && !w->refers)
            return w;
    }
    return NULL;
}

bool near_segments(Finder *f, List *l, size_t until)
{
    Who *w = who_behind(f, l->end, until);
    if (w == NULL || (l->compared && l->n < 3))
        return false;
    for (size_t i = l->n; i-- > 0;) {
        size_t at = series_token(f, l->at[i]), next = i + 1 < l->n ? series_token(f, l->at[i + 1]) : until;
        Who *own = who_behind(f, at + 1, next);
        own = own == NULL && i + 1 < l->n ? past_verb(f, at, next) : own;
        w = own != NULL ? own : w;
        who_give(l->at[i], w);
        w->used = true;
    }
    l->behind = true;
    return true;
}

/* "3 (4 %) SM versus 8 (11 %) WE", "6 (A) and 9 (B)": short names right behind each figure, bare ones of a comparison. */
static bool names_behind(const Finder *f, List *l)
{
    Words found[LIST_MAX];
    for (size_t i = 0; i < l->n; i++) {
        size_t at = series_token(f, l->at[i]) + 1;
        bool bracket = at < f->tokens.n && (f->tokens.at[at].mark == '(' || token_in(&f->tokens.at[at], WORDS_locative));
        found[i] = contrast_name(f, at, f->tokens.n);
        if (found[i].end == 0 || found[i].end - found[i].start > NAME_BYTES_MAX || (!l->compared && !bracket))
            return false;
    }
    list_give(l, found);
    return true;
}

/* "salt: 9 % vs tea: 12 %": a short name and a colon right before each figure of a comparison. */
static bool names_before(const Finder *f, List *l)
{
    Words found[LIST_MAX];
    for (size_t i = 0; i < l->n && l->compared; i++) {
        size_t colon = series_token(f, l->at[i]) - 1, at = colon;
        if (series_token(f, l->at[i]) < 2 || (f->tokens.at[colon].mark != ':' && f->tokens.at[colon].mark != '='))
            return false;
        while (at > 0 && f->tokens.at[at - 1].mark == 0 && !token_in(&f->tokens.at[at - 1], WORDS_refers) &&
               !finder_joins(f, at - 1) && !token_is_figure(&f->tokens.at[at - 1]))
            at--;
        found[i] = contrast_name(f, at, colon);
        if (found[i].end == 0 || found[i].end - found[i].start > NAME_BYTES_MAX)
            return false;
    }
    if (l->compared)
        list_give(l, found);
    return l->compared;
}

/* "9 and 12 % at 1 year and 15 and 21 % at 3 years in A and B": the groups behind the list go round with each time. */
static bool in_rounds(Finder *f, List *l, size_t until)
{
    Words found[LIST_MAX];
    size_t round = 0;
    for (size_t i = 1, timed; i < l->n; i++) {
        timed = series_token(f, l->at[i - 1]) + 1;
        size_t next = series_token(f, l->at[i]);
        while (timed < next && (f->tokens.at[timed].atom == NULL || f->tokens.at[timed].atom->type != TYPE_TIME))
            timed++;
        if (timed == next)
            continue;
        round = round == 0 ? i : round;
        if (i % round != 0)
            return false;
    }
    if (round < 2 || l->n % round != 0 || !whos_in_order(f, round, l->end, until, false, found))
        return false;
    for (size_t i = 0; i < l->n; i++)
        group_give(l->at[i], found[i % round], (Span){0});
    return true;
}

/* "age 41 +/- 9 years, weight 72 +/- 8 kg": each figure has its own outcome right before it, and no group. */
static bool are_named(const Finder *f, const List *l)
{
    for (size_t i = 1; i < l->n; i++) {
        Words w = l->at[i]->slot[SLOT_outcome];
        if (w.end == 0 || w.start < l->at[i - 1]->end || w.end > l->at[i]->start || l->at[i]->start - w.end > NAME_GAP)
            return false;
        for (size_t k = 0; k < f->n_whos; k++)
            if (f->who[k].words.start >= l->at[i - 1]->end && f->who[k].words.end <= l->at[i]->start)
                return false;
    }
    return true;
}

/* "91 and 64 % for X, 58 and 87 % for Y": where patterns found a group behind each second (third, ...) figure, it is that of
 * those before it too. */
static bool in_periods(const Finder *f, List *l)
{
    size_t period = 0, run = 0;
    for (size_t i = 0; i < l->n; i++) {
        Words w = l->at[i]->slot[SLOT_group];
        bool behind = w.end > 0 && w.start >= l->at[i]->end && (i + 1 == l->n || w.end <= l->at[i + 1]->start);
        run++;
        if (!behind)
            continue;
        if ((period > 0 && run != period) || words_split(f->s->normal->text, w).n > 1) /* "for X and Y" */
            return false;
        period = run;
        run = 0;
    }
    if (period < 2 || (run > 0 && run != period) || period == l->n) /* "..., and 95 and 61 % for both" */
        return false;
    for (size_t i = 0; i + run < l->n; i++) {
        const Mention *named = l->at[i - i % period + period - 1];
        group_give(l->at[i], named->slot[SLOT_group], (Span){0});
    }
    return true;
}

bool near_many(Finder *f, List *l, size_t from, size_t until, const Last *last)
{
    if (beside_each(f, l, until, from))
        return true;
    if (names_behind(f, l) || names_before(f, l))
        return true;
    size_t begin = clause_begin(f, l->begin), stop = clause_end(f, l->end), behind = 0;
    if (stop > until)
        stop = until;
    for (size_t i = 0; i + 1 < l->n; i++)
        behind += who_behind(f, series_token(f, l->at[i]) + 1, series_token(f, l->at[i + 1])) != NULL;
    if (behind > 0 && near_segments(f, l, until))
        return true;
    if (!l->compared && are_named(f, l))
        return false;
    l->order_behind = in_order(f, l, l->end, stop, false);
    if (l->order_behind || in_order(f, l, from > begin ? from : begin, l->begin, true))
        return true;
    if (in_rounds(f, l, stop) || near_segments(f, l, until) || in_periods(f, l))
        return true;
    /* "81, 88 and 62 % in A, B and C; ... 90, 85 and 79 %" */
    size_t turn = l->end + (l->end < f->tokens.n && f->tokens.at[l->end].mark == ',');
    bool again = (l->n > 2 || finder_in_turn(f, turn)) && last->n == l->n && last->apart && pairs_are_bare(f, l);
    if (!l->compared && !again)
        return false;
    for (size_t i = 0; last->n == l->n && i < l->n; i++)
        group_give(l->at[i], last->words[i], last->text[i]);
    const Who *own = last->n == 2 && l->n == 2 ? who_joined(f, l->begin, from) : NULL;
    if (own != NULL) /* "in A (9 vs 5) and B (8 vs 5)" */
        who_give(l->at[0], own);
    return last->n == l->n || in_order(f, l, begin, l->begin, true);
}

bool near_one(Finder *f, List *l, size_t from, size_t until)
{
    Mention *m = l->at[0];
    size_t at = l->begin;
    bool bracket = at > 0 && token_opens(&f->tokens.at[at - 1]);
    bool alone = bracket && at + 1 < f->tokens.n && token_closes(&f->tokens.at[at + 1]);
    Who *before = who_before(f, at, from);
    if (alone && before != NULL) {
        who_give(m, before);
        before->used = true;
        return true;
    }
    l->behind = who_behind(f, l->end, until) != NULL;
    return beside_each(f, l, until, from);
}

void near_remember(Last *last, const List *l)
{
    last->n = l->n;
    last->apart = true;
    for (size_t i = 1; i < l->n; i++)
        last->apart = last->apart && !group_is_same(l->at[i], l->at[i - 1]);
    for (size_t i = 0; i < l->n; i++) {
        last->words[i] = l->at[i]->slot[SLOT_group];
        last->text[i] = l->at[i]->group_text;
        if (!has_group(l->at[i]))
            last->n = 0;
    }
}

/* "31 months, 64 % and 22 % in A": no word but "and" stands between. */
static bool are_listed(const Finder *f, size_t from, size_t until)
{
    while (from < until && (f->tokens.at[from].mark == ',' || finder_is(f, from, "and")))
        from++;
    return from == until;
}

void near_series(Finder *f, List *lists, size_t n)
{
    for (size_t i = n; i-- > 1;) {
        List *l = &lists[i], *before = &lists[i - 1];
        size_t gap = f->tokens.at[l->begin].from - f->tokens.at[before->end - 1].end;
        if (!before->done && l->order_behind &&
            before->n == l->n) { /* "A (5 % vs 7 %) and B (3 % vs 2 %) in X and in Y" */
            for (size_t k = 0; k < l->n; k++)
                group_give(before->at[k], l->at[k]->slot[SLOT_group], l->at[k]->group_text);
            before->done = before->order_behind = true;
            continue;
        }
        bool compared = false; /* "from 16 to 13 vs 17 to 15 on A", "in 63 (30 %): 41 (44 %) of the women" */
        for (size_t k = before->end; k < l->begin; k++)
            compared = compared || token_in(&f->tokens.at[k], WORDS_refers) || f->tokens.at[k].mark == ':';
        Words its = before->at[0]->slot[SLOT_outcome];
        bool one = its.end > 0 && its.start == l->at[0]->slot[SLOT_outcome].start;
        bool alike = before->at[0]->type == l->at[0]->type || (one && are_listed(f, before->end, l->begin));
        bool series = !compared && l->behind && !before->done && !before->at[0]->sort && !before->compared && gap <= SERIES_GAP &&
                      alike && clause_begin(f, l->begin) <= before->begin;
        if (!series)
            continue;
        for (size_t k = 0; k < before->n; k++)
            group_give(before->at[k], l->at[l->n - 1]->slot[SLOT_group], l->at[l->n - 1]->group_text);
        before->done = before->behind = true;
    }
}

void near_change(const Finder *f)
{
    for (size_t i = 0, next; i < f->tokens.n; i++) {
        Mention *m = f->tokens.at[i].atom;
        if (m == NULL || !takes_group(m) || !series_changes(f, i))
            continue;
        for (next = i + 1; next < f->tokens.n && !token_is_figure(&f->tokens.at[next]);)
            next++;
        Mention *later = f->tokens.at[next].atom;
        if (has_group(m) != has_group(later) && takes_group(later))
            group_take(has_group(m) ? later : m, has_group(m) ? m : later);
    }
}
