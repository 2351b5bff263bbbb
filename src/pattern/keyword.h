/* keyword.h - what patterns require of a sentence, and all their required texts found in one pass over it.
 *
 * A need is met where one of its texts stands in the sentence, or a mention of one of its types.
 */
#ifndef EVITAB_KEYWORD_H
#define EVITAB_KEYWORD_H

#include "base/span.h"
#include "pattern/pattern.h"

typedef struct Keywords Keywords;

enum { NEED_TEXT_MAX = 32, NEED_TEXTS_MAX = 100 }; /* bytes of one text; alternatives of one need */

typedef struct {
    Span *text; /* each of less than NEED_TEXT_MAX bytes */
    size_t n, size;
    uint64_t types; /* bit type */
} Need;

typedef struct {
    uint64_t bits[NEEDS_MAX / 64]; /* bit number of a need */
} NeedSet;

Keywords *keywords_new(void);
void keywords_free(Keywords *k); /* takes NULL */

/* Its number, the same for the same need; its texts are copied.  -1: NEEDS_MAX of them, or their texts are too many. */
int keywords_add(Keywords *k, const Need *need);
int keywords_reserve(Keywords *k); /* the number of a need that no text and no type meets: another finds it.  -1: as above */
void keywords_ready(Keywords *k); /* after the last one was added; may be called again after more */

/* The needs met by what stands in `text`, lower case. */
void keywords_in_text(const Keywords *k, Span text, NeedSet *out);

/* Adds those met by mentions of these types. */
void keywords_of_types(const Keywords *k, uint64_t types, NeedSet *add);

static inline bool need_met(const NeedSet *s, int need)
{
    return s->bits[need / 64] >> (need % 64) & 1;
}

#endif
