/* around.h - what patterns require around a mention: characters that may stand so many places before it or behind it.
 *
 * "(?:mean|median) (?:was|of) {number} days" requires of a number a blank, "s" or "f", "a" or "o" before it, and " days" behind
 * it.  Which of all such needs are met is told at each mention at once: at each place the needs that the character there meets
 * are a set of bits.
 */
#ifndef EVITAB_AROUND_H
#define EVITAB_AROUND_H

#include "pattern/keyword.h"
#include "pattern/tree.h"

typedef struct Around Around;

enum { AROUND_MAX = 2 }; /* needs of one piece: around the first mention of a match, and around the last */

Around *around_new(void);
void around_free(Around *a); /* takes NULL */

/* Notes what a text that holds the piece holds around mentions: numbers[0] .. of the needs, whose count it returns.  None: the
 * piece may match without a mention, little is required, or there are NEEDS_MAX. */
int around_add(Around *a, Keywords *k, const Node *piece, int numbers[AROUND_MAX]);
void around_ready(Around *a); /* after the last one was added; may be called again after more */

/* Adds the needs that are met at the mention whose code point is at byte `at` of the copy. */
void around_find(const Around *a, Span text, size_t at, NeedSet *add);

#endif
