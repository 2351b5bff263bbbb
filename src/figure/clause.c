#include "figure/clause.h"

enum { NESTED_MAX = 8 }; /* brackets in brackets */

/* A word that opens another clause; "than that of" does not. */
static bool opens_clause(const Finder *f, size_t at)
{
    const Token *t = &f->tokens.at[at], *before = at > 0 ? t - 1 : NULL;
    bool compared =
        before != NULL && (token_in(before, WORDS_refers) || finder_is(f, at - 1, "with") || finder_is(f, at - 1, "to"));
    return t->mark == ';' || (token_in(t, WORDS_opens) && !(finder_is(f, at, "that") && compared));
}

size_t clause_begin(const Finder *f, size_t at)
{
    size_t begin = 0, outside[NESTED_MAX], depth = 0;
    for (size_t i = 0; i < at; i++) {
        const Token *t = &f->tokens.at[i];
        if (token_opens(t) && depth < NESTED_MAX)
            outside[depth++] = begin;
        else if (token_closes(t) && depth > 0)
            begin = outside[--depth];
        else if (opens_clause(f, i))
            begin = i + 1;
    }
    return begin;
}

size_t clause_end(const Finder *f, size_t at)
{
    for (size_t depth = 0; at < f->tokens.n && (depth > 0 || !opens_clause(f, at)); at++) {
        const Token *t = &f->tokens.at[at];
        depth += token_opens(t);
        depth -= token_closes(t) && depth > 0;
    }
    return at;
}

int clause_direction(const Finder *f, size_t from, size_t until)
{
    int found = 0;
    for (size_t i = from; i < until; i++) {
        if (token_in(&f->tokens.at[i], WORDS_more))
            found = 1;
        if (token_in(&f->tokens.at[i], WORDS_less))
            found = -1;
    }
    return found;
}

/* "In the early group, ..." */
static bool is_opener(const Finder *f, const Who *w)
{
    return w->first <= 2 && w->located && w->opens && w->last < f->tokens.n && f->tokens.at[w->last].mark == ',';
}

/* Whether what ends before token `from` stands in a bracket that is closed before token `until`. */
static bool is_enclosed(const Finder *f, size_t from, size_t until)
{
    int depth = 0;
    for (size_t i = from; i < until && depth >= 0; i++)
        depth += token_opens(&f->tokens.at[i]) ? 1 : token_closes(&f->tokens.at[i]) ? -1 : 0;
    return depth < 0;
}

/* "the mean score (in the late group) was" */
static bool opens_bracket(const Finder *f, const Who *w)
{
    size_t at = w->first - (w->first > 0 && finder_is(f, w->first - 1, "the"));
    return w->located && at > 1 && token_opens(&f->tokens.at[at - 2]);
}

Who *clause_leader(Finder *f, size_t at)
{
    size_t begin = clause_begin(f, at);
    Who *found = NULL;
    for (size_t i = 0; i < f->n_whos; i++) {
        Who *w = &f->who[i];
        bool may = w->last <= at && !w->refers && !w->used && (w->opens || w->located);
        may = may && (!is_enclosed(f, w->last, at) || opens_bracket(f, w)); /* not "the choir (12 altos, 9 basses) was" */
        if (may && found != NULL && is_opener(f, found) && !w->opens)
            continue; /* "In the early group, the accuracy of late biopsy was" */
        bool narrows = found != NULL && found->first < begin && found->person && w->located && w->first <= found->last + 2;
        if (may && (w->first >= begin || narrows)) /* "Nurses in the late group ..., but they" */
            found = w;
        else if (may && found == NULL && w->opens && w->first <= 2)
            found = w;
    }
    return found;
}
