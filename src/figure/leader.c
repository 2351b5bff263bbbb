#include "figure/leader.h"

#include "figure/beside.h"
#include "figure/clause.h"
#include "figure/pairs.h"
#include "figure/versus.h"

/* The token that opens the bracket in which all of the list stands; 0: none. */
static size_t bracket_of(const Finder *f, const List *l)
{
    int depth = 0;
    for (size_t i = l->begin; i < l->end; i++) {
        depth += token_opens(&f->tokens.at[i]) ? 1 : token_closes(&f->tokens.at[i]) ? -1 : 0;
        if (depth < 0)
            return 0;
    }
    return bracket_around(&f->tokens, l->begin, 0);
}

/* Whether the group is named to tell it from another: an arm, what something is compared with, "the early group"; not the people
 * whom the record is about ("38 adults (mean age 41)"). */
static bool tells_apart(const Finder *f, const Who *w)
{
    if (w->first > 0 && f->tokens.at[w->first - 1].atom != NULL && f->tokens.at[w->first - 1].hard)
        return false;
    const Token *last = &f->tokens.at[w->last - 1];
    bool group = !w->person && token_in(last, WORDS_group_noun) && f->s->copy.text.at[last->end - 1] != 's';
    return w->arm >= 0 || w->refers || group;
}

/* "The tuba group had 17 players (mean age, 28 years)": the size before the bracket has a group, and these figures
 * have it too. */
static const Mention *size_before(const Finder *f, size_t open)
{
    while (open > 0 && token_in(&f->tokens.at[open - 1], WORDS_person))
        open--;
    const Mention *m = open > 0 ? f->tokens.at[open - 1].atom : NULL;
    return m != NULL && kind_is(m, KIND_group_size) && has_group(m) ? m : NULL;
}

bool leader_bracket(Finder *f, List *l)
{
    size_t open = bracket_of(f, l);
    if (open == 0 || l->compared || (l->n == 2 && pairs_are_tight(f, l)) || kind_is(l->at[0], KIND_difference))
        return false;
    for (size_t i = open; i < l->begin; i++) /* "(12 vs 9; + 33 %)" is of both */
        if (token_in(&f->tokens.at[i], WORDS_refers))
            return false;
    const Mention *size = size_before(f, open);
    for (size_t k = 0; size != NULL && k < l->n; k++)
        if (!has_group(l->at[k]))
            group_take(l->at[k], size);
    for (size_t i = 0; i < f->n_whos && size == NULL; i++) {
        if (f->who[i].last != open || !tells_apart(f, &f->who[i]) || (f->who[i].person && l->at[0]->sort))
            continue;
        for (size_t k = 0; k < l->n; k++)
            if (!has_group(l->at[k]))
                who_give(l->at[k], &f->who[i]);
        return true;
    }
    return size != NULL;
}

/* "Tarvolin reduced cramps from 21 to 12 vs 20 to 19 on placebo": what changed is told of the subject. */
static void link_changer(const Finder *f, List *l)
{
    Words names[2];
    bool versus = l->end < f->tokens.n && token_in(&f->tokens.at[l->end], WORDS_refers);
    if (!versus || l->n != 2 || !series_changes(f, l->begin) || !contrast_subject(f, l->begin, l->end, names))
        return;
    for (size_t i = 0; i < l->n; i++)
        if (!has_group(l->at[i]))
            group_give(l->at[i], names[0], (Span){0});
}

void leader_link(Finder *f, List *l, const Pair *known)
{
    Who *lead = clause_leader(f, l->begin);
    for (size_t i = 0; !l->compared && lead != NULL && i < l->n; i++) {
        const Who *own = i > 0 ? who_before(f, series_token(f, l->at[i]), series_token(f, l->at[i - 1]) + 1) : NULL;
        if (l->at[i]->slot[SLOT_group].end == 0) /* "In A it was 22 h and in B 15 h" */
            who_give(l->at[i], own != NULL && own->located && !own->refers ? own : lead);
    }
    if (lead == NULL && !l->compared)
        link_changer(f, l);
    for (size_t i = 1; l->compared && i < l->n; i++)
        l->at[i]->list_tail = true;
    if (l->compared && lead != NULL)
        versus_side(f, l, lead->words, 0, known);
}

void leader_method(Finder *f, List *l)
{
    Words names[2] = {{0, 0}, {0, 0}};
    size_t begin = clause_begin(f, l->begin), at = l->begin;
    while (at > begin && !token_in(&f->tokens.at[at - 1], WORDS_accuracy))
        at--;
    bool two = at > begin + 2 && finder_joins(f, at - 2) && token_in(&f->tokens.at[at - 3], WORDS_accuracy);
    bool several = false; /* "the specificities of A, B and C were" */
    for (size_t i = at; i < l->begin; i++)
        several = several || finder_joins(f, i) || f->tokens.at[i].mark == ',';
    if (at == begin || l->compared || has_group(l->at[0]) || (l->n > 1 && !two && several && finder_is(f, at, "of")))
        return;
    if (finder_is(f, at, "of") && at + 1 < l->begin) {
        size_t end = at + 1;
        while (end < l->begin && !token_in(&f->tokens.at[end], WORDS_locative))
            end++;
        names[0] = contrast_name(f, at + 1, end);
    } else {
        contrast_subject(f, l->begin, l->end, names);
    }
    for (size_t i = 0; names[0].end > 0 && i < l->n; i++) {
        for (size_t k = l->begin; i > 0 && k < series_token(f, l->at[i]); k++)
            if (finder_is(f, k, "that")) /* "88 %, and that of palpation 63 %" */
                return;
        if (!has_group(l->at[i]))
            l->at[i]->slot[SLOT_group] = names[0];
    }
}
