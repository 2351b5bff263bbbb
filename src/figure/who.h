/* who.h - the groups that a sentence names: arms of the record, group words, people. */
#ifndef EVITAB_WHO_H
#define EVITAB_WHO_H

#include "figure/arms.h"
#include "figure/everybody.h"
#include "figure/slots.h"
#include "figure/token.h"

enum { WHOS_MAX = 40 }; /* of one sentence; later ones are not looked for */

/* A group where the sentence names it. */
typedef struct {
    size_t first, last; /* tokens, half open */
    Words words;
    int arm;       /* of the record; -1 */
    bool person;   /* named by people, not by an arm or a group word */
    bool refers;   /* what something is compared with: "than in A"   */
    bool located;  /* behind "in", "for", "among" ...                */
    bool opens;    /* its clause begins with it                      */
    bool used;     /* a figure stands right beside it                */
    bool measured; /* "the percentage of women needing transfusion": an outcome */
} Who;

/* One sentence on its way through groups_link(). */
typedef struct {
    const Packs *packs;
    const Arms *arms;
    const Abbreviations *abbreviations;
    const Everybody *everybody;
    Sentence *s;
    Arena *a;
    Tokens tokens;
    bool cut[TOKENS_MAX]; /* the group that a pattern took for the figure was longer */
    Who who[WHOS_MAX];
    size_t n_whos;
    int label; /* the mention type of "group 1" */
} Finder;

/* The figure's group is this one. */
static inline void who_give(Mention *m, const Who *w)
{
    group_give(m, w->words, (Span){0});
}

/* Whether at token `at` stands the verb of those whom a clause from token `who` on tells: "nurses who smoked had more colds". */
bool who_has_more(const Finder *f, size_t who, size_t at);

/* Reads the tokens of f->s. */
void whos_read(Finder *f);

/* Finds the groups of what whos_read() read, in print order; what names everybody ("all patients") is none. */
void whos_find(Finder *f);

/* A word of the copy (lower case); whether token `i` is this word, whether it joins names ("and", "or", "versus"), and whether it
 * says that what was listed goes in its order ("respectively"). */
static inline Span finder_word(const Finder *f, const Token *t)
{
    return token_text(&f->s->copy, t);
}

static inline bool finder_is(const Finder *f, size_t i, const char *word)
{
    return i < f->tokens.n && token_is_word(&f->tokens.at[i]) && span_is(finder_word(f, &f->tokens.at[i]), word);
}

static inline bool finder_joins(const Finder *f, size_t i)
{
    return i < f->tokens.n && token_in(&f->tokens.at[i], WORDS_joins);
}

static inline bool finder_in_turn(const Finder *f, size_t i)
{
    return i < f->tokens.n && token_in(&f->tokens.at[i], WORDS_in_turn);
}

/* The words that the tokens first .. last are, in the section; then as the normalised text prints them. */
static inline Words finder_words(const Finder *f, size_t first, size_t last)
{
    return (Words){f->tokens.at[first].start, f->tokens.at[last - 1].stop};
}

static inline Span finder_print(const Finder *f, Words w)
{
    return span_cut(f->s->normal->text, w.start, w.end);
}

/* A word or an atom that can be part of a name: no verb, no comparison, no time. */
static inline bool token_names(const Token *t)
{
    static const WordSet ends = WORD_SET(WORDS_breaks, WORDS_verb, WORDS_refers, WORDS_opens);
    return t->atom != NULL ? !t->hard && t->atom->type != TYPE_TIME : t->mark == 0 && !word_sets_meet(t->lists, ends);
}

static inline bool token_is_figure(const Token *t)
{
    return t->atom != NULL && figure_kind(t->atom) != NULL;
}

#endif
