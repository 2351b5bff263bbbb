/* keyword.h - finds all required texts of all patterns in one pass over a sentence (Aho and Corasick, CACM 1975). */
#ifndef EVITAB_KEYWORD_H
#define EVITAB_KEYWORD_H

#include "base/span.h"
#include "pattern/pattern.h"

typedef struct Keywords Keywords;

typedef struct {
    uint64_t bits[LITERALS_MAX / 64];
} KeywordSet;

Keywords *keywords_new(void);
void keywords_free(Keywords *k); /* takes NULL */

/* Its number; a text that stands there already keeps its own.  -1: LITERALS_MAX are full. */
int keywords_add(Keywords *k, Span text);
void keywords_ready(Keywords *k); /* after the last one was added; may be called again after more */

/* Which of them stand in `text`. */
void keywords_find(const Keywords *k, Span text, KeywordSet *out);

static inline bool keyword_in(const KeywordSet *s, int literal)
{
    return s->bits[literal / 64] >> (literal % 64) & 1;
}

#endif
