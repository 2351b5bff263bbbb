#include "figure/split.h"

#include "figure/series.h"

enum { NAMES_MAX = 6, NAME_WORDS = 4 };

/* A name and the bracket behind it, as tokens: its figures stand between `open` and `close`. */
typedef struct {
    size_t first, open, close;
} Named;

/* The token that opens the bracket which token `close` closes; `close`: none. */
static size_t opening_of(const Finder *f, size_t close)
{
    size_t depth = 0;
    for (size_t i = close + 1; i-- > 0;) {
        depth += token_closes(&f->tokens.at[i]);
        if (token_opens(&f->tokens.at[i]) && --depth == 0)
            return i;
    }
    return close;
}

static bool is_name(const Finder *f, size_t at)
{
    static const WordSet others = WORD_SET(WORDS_breaks, WORDS_leading, WORDS_group_preposition, WORDS_refers, WORDS_trailing,
                                           WORDS_verb, WORDS_points, WORDS_all_of);
    const Token *t = &f->tokens.at[at];
    return t->atom != NULL ? !t->hard : t->mark == 0 && !word_sets_meet(t->lists, others);
}

/* The name that ends with the bracket closed at token `close`.  False: no bracket, or no name before it. */
static bool named_before(const Finder *f, size_t close, Named *out)
{
    size_t open = token_closes(&f->tokens.at[close]) ? opening_of(f, close) : close, first = open;
    while (open < close && first > 0 && open - first < NAME_WORDS && is_name(f, first - 1))
        first--;
    *out = (Named){first, open, close};
    return open < close && first < open;
}

static bool has_figure(const Finder *f, const Named *n)
{
    for (size_t i = n->open; i < n->close; i++)
        if (token_is_figure(&f->tokens.at[i]) && !kind_is_size(f->tokens.at[i].atom))
            return true;
    return false;
}

static void give(const Finder *f, const Named *n)
{
    for (size_t i = n->open; i < n->close; i++) {
        Mention *m = f->tokens.at[i].atom;
        if (token_is_figure(&f->tokens.at[i]) && !kind_is_size(m))
            group_give(m, finder_words(f, n->first, n->open), (Span){0});
    }
}

void split_link(const Finder *f)
{
    for (size_t i = 1; i < f->tokens.n; i++) {
        const Token *t = &f->tokens.at[i];
        bool noun = token_in(t, WORDS_group_noun) || token_in(t, WORDS_person);
        if (!noun || !token_is_word(t) || f->s->copy.text.at[t->end - 1] != 's')
            continue;
        Named at[NAMES_MAX];
        size_t n = 0, end = i;
        while (n < NAMES_MAX && end > 0 && named_before(f, end - 1, &at[n]) && has_figure(f, &at[n])) {
            end = at[n++].first;
            while (end > 0 && (finder_joins(f, end - 1) || f->tokens.at[end - 1].mark == ','))
                end--;
        }
        /* "96 old (4 %) and new (9 %) nurses" */
        bool sorts = token_in(t, WORDS_person) && end > 0 && f->tokens.at[end - 1].atom != NULL;
        for (size_t k = 0; n > 1 && !sorts && k < n; k++)
            give(f, &at[k]);
    }
}
