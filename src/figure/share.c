#include "figure/share.h"

#include "figure/clause.h"
#include "figure/pairs.h"
#include "figure/phrase.h"
#include "figure/predicate.h"

void share_outcomes(Mention **at, const Roll *roll)
{
    for (size_t i = 0; i < roll->n; i++)
        outcome_give(at[i], roll->at[i], roll->text[i]);
}

/* The tests in the sentence that were of the words `were` are of `now`. */
static void tests_follow(const Finder *f, Words were, Words now)
{
    for (size_t i = 0; i < f->tokens.n; i++) {
        Mention *m = f->tokens.at[i].atom;
        if (m != NULL && kind_is_test(m) && m->slot[SLOT_outcome].start == were.start && m->slot[SLOT_outcome].end == were.end)
            outcome_give(m, now, (Span){0});
    }
}

/* "Survival of men and women was": what stands before the names is the outcome, and they are no part of it. */
static void roll_apart(const Finder *f, Mention **at, const Roll *roll)
{
    Words named = {0, 0};
    uint32_t from = roll->at[0].start, end = roll->at[roll->n - 1].end;
    for (size_t i = 0; i < roll->n; i++) {
        Words w = at[i]->slot[SLOT_outcome];
        if (w.end <= from || w.start >= end)
            continue;
        if (named.end == 0) {
            size_t first = roll->first; /* "leak rates after early and late repair" */
            while (first > 0 && token_in(&f->tokens.at[first - 1], WORDS_group_preposition))
                first--;
            Range r = phrase_left(f->packs, &f->s->copy, f->tokens.at[first].from);
            named = r.end > 0 ? outcome_named(f->packs, f->arms, f->s, r) : (Words){0, 0};
            size_t clause = f->tokens.at[clause_begin(f, roll->first)].from;
            r = named.end > 0 ? (Range){0, 0} : phrase_right(f->packs, &f->s->copy, clause);
            named = r.end > 0 ? outcome_named(f->packs, f->arms, f->s, r) : named;
        }
        if (named.end > 0 && (named.end <= from || named.start >= end)) {
            outcome_give(at[i], named, (Span){0});
            tests_follow(f, w, named);
        }
    }
}

void share_groups(const Finder *f, List *l, const Roll *roll)
{
    for (size_t i = 0; i < l->n; i++) {
        group_give(l->at[i], roll->text[i].at == NULL ? roll->at[i] : (Words){0, 0}, roll->text[i]);
        l->at[i]->list_tail = false;
    }
    roll_apart(f, l->at, roll);
}

/* "Tin and zinc reduced rust by 4 and 9 %": the outcome is what their verb changes, and they are groups. */
static bool roll_acts(const Finder *f, const List *l, const Roll *roll)
{
    Words w = l->at[0]->slot[SLOT_outcome];
    size_t at = l->begin;
    while (at > 0 && copy_offset(&f->s->copy, f->tokens.at[at - 1].from) >= w.start)
        at--;
    while (at > 0 && token_is_word(&f->tokens.at[at - 1]) && token_in(&f->tokens.at[at - 1], WORDS_leading))
        at--;
    return !roll->behind && w.start >= roll->at[roll->n - 1].end && w.end <= l->at[0]->start && at > 0 &&
           token_in(&f->tokens.at[at - 1], WORDS_changes);
}

/* Whether the figures name one of the outcomes that a list before them had in order. */
static bool names_again(const List *l, const Roll *known)
{
    for (size_t i = 0; i < l->n && known->n == l->n; i++) {
        Words w = l->at[i]->slot[SLOT_outcome];
        if (w.end <= known->at[0].start || w.start >= known->at[known->n - 1].end)
            return false;
    }
    return l->n > 1 && known->n == l->n;
}

bool share_find(const Finder *f, const List *l, const Roll *known, Roll *out)
{
    bool change = l->n == 2 && series_changes(f, l->begin); /* "from 21 to 12" is of one */
    bool listed = l->n > 1 && !change && roll_find(f, l->begin, l->end, l->n, pairs_are_tight(f, l), out);
    if (!listed && names_again(l, known)) {
        *out = *known;
        listed = true;
    }
    out->groups = listed && (out->groups || roll_acts(f, l, out));
    return listed;
}

bool share_is_done(const List *l)
{
    for (size_t i = 0; i < l->n; i++)
        for (size_t k = 0; k <= i; k++)
            if (!has_group(l->at[i]) || (k < i && l->at[i]->slot[SLOT_group].start == l->at[k]->slot[SLOT_group].start))
                return false;
    return true;
}

/* Whether between two lists stand their tests, and no name. */
static bool follows_on(const Finder *f, const List *before, const List *l)
{
    bool apart = false;
    for (size_t i = before->end; i < l->begin; i++) {
        const Token *t = &f->tokens.at[i];
        apart = apart || t->mark == ';' || t->mark == ',' || finder_joins(f, i);
        bool light = finder_joins(f, i) || finder_is(f, i, "from") || finder_in_turn(f, i);
        if (t->atom != NULL ? !kind_is_test(t->atom) && !t->atom->part : t->mark == 0 && !light)
            return false;
    }
    return apart;
}

void share_lists(const Finder *f, const List *lists, size_t n)
{
    for (size_t i = 0, k; i < n; i += k) {
        Roll roll;
        for (k = 1; i + k < n && lists[i].n > 1 && lists[i + k].n == lists[i].n; k++)
            if (!follows_on(f, &lists[i + k - 1], &lists[i + k]))
                break;
        if (k < 2 || !roll_left(f, lists[i].begin, k, &roll))
            continue;
        for (size_t j = 0; j < k; j++) {
            size_t end = j + 1 < k ? lists[i + j + 1].begin : f->tokens.n;
            for (size_t t = lists[i + j].begin; t < end; t++) {
                Mention *m = f->tokens.at[t].atom;
                if (m != NULL && (t < lists[i + j].end ? takes_group(m) : kind_is_test(m)))
                    outcome_give(m, roll.at[j], roll.text[j]);
                else if (token_is_word(&f->tokens.at[t]) && j + 1 == k && t >= lists[i + j].end)
                    break;
            }
        }
    }
}
