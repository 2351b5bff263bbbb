#include "figure/concept.h"

#include "figure/phrase.h"

enum { OUTCOME_MAX = 400, WORDS_MAX = 40 }; /* bytes, words: what is longer is a clause */

typedef struct {
    size_t from, end;
} Run;

/* Of folded text, in which hyphens are blanks. */
static size_t words_split(Span text, Run out[WORDS_MAX])
{
    size_t n = 0;
    for (size_t i = 0; i < text.len && n < WORDS_MAX;) {
        size_t end = i;
        while (end < text.len && copy_word_byte(text.at[end]))
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

typedef struct {
    const Packs *packs;
    Span print, folded;
    bool percent;
    size_t n;
    Run word[WORDS_MAX];
} Outcome;

/* What the vocabulary calls these words, if an abbreviation is printed as one. */
static const Term *name_at(const Outcome *o, size_t from, size_t end)
{
    Run r = {o->word[from].from, o->word[end - 1].end};
    if (!packs_may_name(o->packs, span_cut(o->folded, r.from, r.end)))
        return NULL;
    const Term *t = known(o->packs, span_cut(o->folded, r.from, r.end));
    if (t == NULL || (t->abbreviation && !has_capitals(span_cut(o->print, r.from, r.end))))
        return NULL;
    return t->abbreviation && word_set_has(t->lists, WORDS_undecided) && !o->percent ? NULL : t;
}

static bool is_or(const Outcome *o, size_t word)
{
    return span_is(span_cut(o->folded, o->word[word].from, o->word[word].end), "or");
}

/* Whether words from .. end - 1 hold the name of another concept. */
static bool has_other(const Outcome *o, size_t from, size_t end, int concept)
{
    for (size_t i = from; i < end; i++) {
        for (size_t k = i + 1; k <= end; k++) {
            const Term *t = name_at(o, i, k);
            if (t != NULL && t->concept != concept)
                return true;
        }
    }
    return false;
}

/* "death or stroke" is neither: a composite of its own. */
static bool is_part(const Outcome *o, size_t from, size_t end, int concept)
{
    return (from > 0 && is_or(o, from - 1) && has_other(o, 0, from - 1, concept)) ||
           (end < o->n && is_or(o, end) && has_other(o, end + 1, o->n, concept));
}

const Concept *concept_find(const Packs *packs, Span outcome, bool percent, Arena *a)
{
    if (outcome.at == NULL || outcome.len > OUTCOME_MAX)
        return NULL;
    const char *comma = memchr(outcome.at, ',', outcome.len);
    bool listed = comma != NULL &&
                  memmem(comma, (size_t)(outcome.at + outcome.len - comma), " and ", 5) != NULL; /* "pain, fever and cough" */
    Outcome o = {.packs = packs, .print = outcome, .folded = concept_fold(a, outcome), .percent = percent};
    o.n = words_split(o.folded, o.word);
    for (size_t len = o.n; len > 0; len--) {
        for (size_t i = 0; i + len <= o.n; i++) {
            const Term *t = name_at(&o, i, i + len);
            if (t != NULL)
                return is_part(&o, i, i + len, t->concept) || (listed && has_other(&o, 0, o.n, t->concept))
                           ? NULL
                           : &packs->concepts[t->concept];
        }
    }
    return NULL;
}
