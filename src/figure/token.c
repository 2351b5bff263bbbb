#include "figure/token.h"

#include "figure/phrase.h"

static void read_at(const Packs *packs, const Copy *c, size_t at, size_t next_atom, Token *out)
{
    Span t = c->text;
    const Atom *before = next_atom > 0 ? &c->atoms[next_atom - 1] : NULL;
    const Atom *next = next_atom < c->n_atoms ? &c->atoms[next_atom] : NULL;
    uint32_t start = before == NULL ? c->start + (uint32_t)at : before->mention->end + (uint32_t)at - (before->at + 3);
    if (next != NULL && next->at == at) {
        Mention *m = next->mention;
        bool hard = !(packs->soft >> m->type & 1);
        *out = (Token){.from = at, .end = at + 3, .start = start, .stop = m->end, .atom = m, .hard = hard};
        return;
    }
    size_t until = next != NULL ? next->at : t.len, end = at;
    while (end < until && copy_word_byte(t.at[end]))
        end++;
    if (end == at) {
        *out = (Token){.from = at, .end = at + 1, .start = start, .stop = start + 1, .mark = t.at[at]};
        return;
    }
    const Term *term = packs_term(packs, span_cut(t, at, end));
    *out = (Token){.from = at, .end = end, .start = start, .stop = start + (uint32_t)(end - at)};
    if (term != NULL)
        out->lists = term->lists;
}

void tokens_read(const Packs *packs, const Copy *c, Tokens *out)
{
    size_t at = 0, next_atom = 0;
    out->n = 0;
    while (at < c->text.len && out->n < TOKENS_MAX) {
        if (c->text.at[at] == ' ') {
            at++;
            continue;
        }
        Token *t = &out->at[out->n++];
        read_at(packs, c, at, next_atom, t);
        next_atom += t->atom != NULL;
        at = t->end;
    }
}

static int depth_of(const Token *t)
{
    return token_opens(t) ? 1 : token_closes(t) ? -1 : 0;
}

size_t bracket_close(const Tokens *t, size_t at)
{
    for (at++; at < t->n && !token_closes(&t->at[at]); at++)
        ;
    return at;
}

size_t bracket_behind(const Tokens *t, size_t at, size_t until)
{
    for (int depth = 0; at < until; at++) {
        depth += depth_of(&t->at[at]);
        if (depth == 0)
            return at + 1;
    }
    return until;
}

size_t bracket_begin(const Tokens *t, size_t at, size_t from)
{
    for (int depth = 0; at > from; at--) {
        depth -= depth_of(&t->at[at - 1]);
        if (depth == 0)
            return at - 1;
    }
    return from;
}

size_t bracket_around(const Tokens *t, size_t at, size_t from)
{
    for (int depth = 0; at > from; at--) {
        depth += depth_of(&t->at[at - 1]);
        if (depth > 0)
            return at - 1;
    }
    return from;
}
