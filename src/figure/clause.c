#include "figure/clause.h"

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
    size_t begin = 0;
    for (size_t i = 0; i < at; i++)
        if (opens_clause(f, i))
            begin = i + 1;
    return begin;
}

size_t clause_end(const Finder *f, size_t at)
{
    while (at < f->tokens.n && !opens_clause(f, at))
        at++;
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

Who *clause_leader(Finder *f, size_t at)
{
    size_t begin = clause_begin(f, at);
    Who *found = NULL;
    for (size_t i = 0; i < f->n_whos; i++) {
        Who *w = &f->who[i];
        bool may = w->last <= at && !w->refers && !w->used && (w->opens || w->located);
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
