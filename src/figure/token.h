/* token.h - the copy of a sentence as words, marks and atoms, each with the word lists that hold it. */
#ifndef EVITAB_TOKEN_H
#define EVITAB_TOKEN_H

#include "figure/mention.h"

enum { TOKENS_MAX = 400 }; /* of one sentence; what follows is a table */

typedef struct {
    size_t from, end; /* bytes of the copy */
    uint32_t start, stop; /* of the normalised section text */
    WordSet lists;    /* that hold it */
    Mention *atom;    /* NULL: a word or a mark */
    char mark;        /* punctuation; 0: a word or an atom */
    bool hard;        /* an atom that is no word of a phrase */
} Token;

typedef struct {
    Token at[TOKENS_MAX];
    size_t n;
} Tokens;

void tokens_read(const Packs *packs, const Copy *c, Tokens *out);

/* The first token behind token `at` that closes a bracket; t->n: none.  Where an atom may have taken in the end of a bracket, the
 * next end is as near as brackets can be told. */
size_t bracket_close(const Tokens *t, size_t at);

/* The token behind the bracket that token `at` opens and those within, at most `until`. */
size_t bracket_behind(const Tokens *t, size_t at, size_t until);

/* The token that opens the bracket which token `at - 1` closes, at least `from`. */
size_t bracket_begin(const Tokens *t, size_t at, size_t from);

/* The token that opens the bracket in which token `at` stands; `from`: none that opens behind it does. */
size_t bracket_around(const Tokens *t, size_t at, size_t from);

/* The token as the copy has it: a word in lower case. */
static inline Span token_text(const Copy *c, const Token *t)
{
    return span_cut(c->text, t->from, t->end);
}

static inline bool token_is_word(const Token *t)
{
    return t->atom == NULL && t->mark == 0;
}

static inline bool token_opens(const Token *t) /* a bracket */
{
    return t->mark == '(' || t->mark == '[';
}

static inline bool token_closes(const Token *t)
{
    return t->mark == ')' || t->mark == ']';
}

static inline bool token_in(const Token *t, WordList list)
{
    return word_set_has(t->lists, list);
}

#endif
