#include "figure/series.h"

#include "figure/clause.h"
#include "figure/slots.h"

size_t series_token(const Finder *f, const Mention *m)
{
    for (size_t i = 0; i < f->tokens.n; i++)
        if (f->tokens.at[i].atom == m)
            return i;
    return f->tokens.n;
}

bool takes_group(const Mention *m)
{
    return figure_kind(m) != NULL && !kind_is_size(m) && !kind_is_test(m);
}

void list_give(List *l, const Words *names)
{
    for (size_t i = 0; i < l->n; i++)
        group_give(l->at[i], names[i], (Span){0});
}

static bool are_compared(const Finder *f, const List *l)
{
    for (size_t k = l->begin; k < l->end; k++) {
        const Token *t = &f->tokens.at[k];
        if (token_is_word(t) && (token_in(t, WORDS_refers) || span_is(finder_word(f, t), "v")))
            return true;
    }
    return false;
}

static bool is_compared_next(const Finder *f, size_t at)
{
    for (size_t k = at + 1; k < f->tokens.n; k++) {
        const Token *t = &f->tokens.at[k];
        if (token_is_figure(t))
            return false;
        if (token_in(t, WORDS_refers))
            return true;
    }
    return false;
}

/* "(14 % vs 37 %), gout (6 % vs 11 %)", "5 % vs 7 % at 1 year and 9 % vs 12 % at 2 years": behind a comparison another one
 * begins. */
static bool is_apart(const Finder *f, const List *l, size_t at)
{
    bool closed = false, named = false, compared = false;
    for (size_t k = l->end; k < at; k++) {
        const Token *t = &f->tokens.at[k];
        closed = closed || t->mark == ')' || t->mark == ']';
        named = named || (closed && token_is_word(t) && !finder_joins(f, k));
        compared = compared || token_in(t, WORDS_refers);
    }
    bool bracket = f->tokens.at[at - 1].mark == '(' || f->tokens.at[at - 1].mark == '[';
    bool another = (closed && named && bracket) || is_compared_next(f, at);
    return l->n > 1 && another && !compared && are_compared(f, l);
}

/* Whether from figure token `at` to the next stands "to", and a time and what belongs to the figure at most. */
bool series_changes(const Finder *f, size_t at)
{
    for (size_t i = at + 1; i < f->tokens.n; i++) {
        const Token *t = &f->tokens.at[i];
        if (finder_is(f, i, "to"))
            return i + 1 < f->tokens.n && token_is_figure(&f->tokens.at[i + 1]);
        if (t->atom == NULL || token_is_figure(t) || t->hard != t->atom->part)
            return false;
    }
    return false;
}

/* "from 21 to 12 vs 20 to 19": two changes, and the second begins here. */
static bool is_next_change(const Finder *f, const List *l, size_t at)
{
    return l->n == 2 && series_changes(f, l->begin) && series_changes(f, at);
}

/* "by 12 % and 19 %, and itch by 3 % and 4 %": behind the last figure of a list another outcome begins. */
static bool is_closed(const Finder *f, const List *l)
{
    size_t at = l->end;
    if (l->n < 2 || !finder_joins(f, l->end - 2))
        return false;
    while (at < f->tokens.n && token_closes(&f->tokens.at[at]))
        at++;
    return at + 2 < f->tokens.n && f->tokens.at[at].mark == ',' && finder_is(f, at + 1, "and") &&
           token_is_word(&f->tokens.at[at + 2]);
}

/* "(64 % and 67 %; P = 0.6)", "were 24 % and 3 %, respectively (P < 0.001)": two groups, where there is one outcome. */
static bool are_tested(const Finder *f, const List *l)
{
    size_t from = clause_begin(f, l->begin), i = l->end;
    size_t first = l->begin, close = l->begin;
    while (close < l->end && !token_closes(&f->tokens.at[close]) && !token_opens(&f->tokens.at[close]))
        close++;
    while (close == l->end && first > 0 && token_in(&f->tokens.at[first - 1], WORDS_average)) /* "(median 35 and 29; P = 0.6)" */
        first--;
    bool bracket = first > 0 && token_opens(&f->tokens.at[first - 1]), joined = false;
    for (size_t k = l->begin; k > from && !joined && !bracket; k--) {
        if (token_is_figure(&f->tokens.at[k - 1]))
            break;
        joined = finder_joins(f, k - 1) || f->tokens.at[k - 1].mark == ',';
    }
    bool ordered = false;
    while (i < f->tokens.n && (f->tokens.at[i].mark == ',' || f->tokens.at[i].mark == ';' || finder_in_turn(f, i) ||
                               (!bracket && token_opens(&f->tokens.at[i])))) {
        ordered = ordered || finder_in_turn(f, i);
        i++;
    }
    bool tested = i < f->tokens.n && f->tokens.at[i].atom != NULL && kind_is_test(f->tokens.at[i].atom);
    return l->n == 2 && !joined && tested && (bracket || ordered) && !series_changes(f, l->begin);
}

/* Whether the last two figures of the list stand in one bracket. */
static bool ends_bracket(const Finder *f, const List *l)
{
    size_t from = l->n > 1 ? series_token(f, l->at[l->n - 2]) : l->end;
    for (size_t i = from; i < l->end; i++)
        if (token_opens(&f->tokens.at[i]) || token_closes(&f->tokens.at[i]))
            return false;
    return l->n > 1;
}

/* "in A (weight: 71 kg) and in B (weight: 66 kg)", "in A (1, 2 and 3 kg) and in B (2, 3 and 5 kg)": a group stands right before
 * the bracket of this figure, and in it words before the figure, or before it a bracket with a list. */
static bool is_in_group(const Finder *f, const List *l, size_t at)
{
    size_t open = at;
    while (open > l->end && !token_opens(&f->tokens.at[open - 1]) && !token_closes(&f->tokens.at[open - 1]))
        open--;
    if (open == l->end || !token_opens(&f->tokens.at[open - 1]) || (open == at && !ends_bracket(f, l)))
        return false;
    for (size_t i = 0; i < f->n_whos; i++)
        if (f->who[i].last == open - 1 && f->who[i].first >= l->end)
            return true;
    return false;
}

size_t series_find(Finder *f, List *out)
{
    size_t n = 0;
    for (size_t i = 0; i < f->tokens.n && n < LISTS_MAX; i++) {
        Mention *m = f->tokens.at[i].atom;
        if (m == NULL || !takes_group(m))
            continue;
        List *l = n > 0 ? &out[n - 1] : NULL;
        bool more = l != NULL && l->n < LIST_MAX && figures_join(f->packs, &f->s->copy, l->at[l->n - 1], m) &&
                    figure_kind(m) == figure_kind(l->at[l->n - 1]) && !is_apart(f, l, i) && !is_closed(f, l) &&
                    !is_next_change(f, l, i) && !is_in_group(f, l, i);
        if (!more) {
            l = &out[n++];
            *l = (List){.at = arena_take(f->a, LIST_MAX * sizeof *l->at), .begin = i};
        }
        l->at[l->n++] = m;
        l->end = i + 1;
    }
    for (size_t i = 0; i < n; i++)
        out[i].compared = out[i].n > 1 && (are_compared(f, &out[i]) || are_tested(f, &out[i]));
    return n;
}
