#include "figure/token.h"

static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '\'' || c == '/' || c == '+' ||
           (unsigned char)c >= 0x80;
}

static Token token_at(const Packs *packs, const Copy *c, size_t at, size_t *next_atom)
{
    Span t = c->text;
    if (*next_atom < c->n_atoms && c->atoms[*next_atom].at == at) {
        Mention *m = c->atoms[(*next_atom)++].mention;
        return (Token){.from = at, .end = at + 3, .atom = m, .hard = !(packs->soft >> m->type & 1)};
    }
    size_t until = *next_atom < c->n_atoms ? c->atoms[*next_atom].at : t.len, end = at;
    while (end < until && is_word_byte(t.at[end]))
        end++;
    if (end == at)
        return (Token){.from = at, .end = at + 1, .mark = t.at[at]};
    const Term *term = packs_term(packs, span_cut(t, at, end));
    return (Token){.from = at, .end = end, .lists = term == NULL ? (WordSet){{0}} : term->lists};
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
        out->at[out->n] = token_at(packs, c, at, &next_atom);
        at = out->at[out->n++].end;
    }
}
