#include "figure/concept.h"

enum { OUTCOME_MAX = 400, WORDS_MAX = 40 }; /* bytes, words: what is longer is a clause */

static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '\'' || c == '/' || c == '+' ||
           (unsigned char)c >= 0x80;
}

typedef struct {
    size_t from, end;
} Run;

static size_t words_split(Span text, Run out[WORDS_MAX])
{
    size_t n = 0;
    for (size_t i = 0; i < text.len && n < WORDS_MAX;) {
        size_t end = i;
        while (end < text.len && is_word_byte(text.at[end]))
            end++;
        if (end > i)
            out[n++] = (Run){i, end};
        i = end + (end == i);
    }
    return n;
}

static bool has_capitals(Span print)
{
    int n = 0;
    for (size_t i = 0; i < print.len; i++)
        n += print.at[i] >= 'A' && print.at[i] <= 'Z';
    return n >= 2;
}

static const Term *known(const Packs *packs, Span folded)
{
    const Term *t = packs_term(packs, folded);
    if ((t == NULL || t->concept < 0) && folded.len > 3 && folded.at[folded.len - 1] == 's')
        t = packs_term(packs, span_cut(folded, 0, folded.len - 1));
    return t != NULL && t->concept >= 0 ? t : NULL;
}

const Concept *concept_find(const Packs *packs, Span outcome, bool percent, Arena *a)
{
    Run word[WORDS_MAX];
    if (outcome.at == NULL || outcome.len > OUTCOME_MAX)
        return NULL;
    Span folded = concept_fold(a, outcome);
    size_t n = words_split(folded, word);
    for (size_t len = n; len > 0; len--) {
        for (size_t i = 0; i + len <= n; i++) {
            Run r = {word[i].from, word[i + len - 1].end};
            const Term *t = known(packs, span_cut(folded, r.from, r.end));
            if (t == NULL || (t->abbreviation && !has_capitals(span_cut(outcome, r.from, r.end))))
                continue;
            if (t->abbreviation && t->lists >> WORDS_undecided & 1 && !percent)
                continue;
            return &packs->concepts[t->concept];
        }
    }
    return NULL;
}
