/* parts.h - a list of names, cut into its parts: "A, B and C". */
#ifndef EVITAB_PARTS_H
#define EVITAB_PARTS_H

#include "figure/compose.h"

enum { LIST_MAX = 24, PARTS_MAX = 8 }; /* figures of one list; names of one */

typedef struct {
    Words at[PARTS_MAX];
    size_t n;
} Parts;

/* The words between commas, "and", "or" and "versus"; n 0: more than PARTS_MAX, or an empty one. */
Parts words_split(Span text, Words w);

/* "local" and "recurrence", of which a list prints the second once ("local and distant recurrence"), as one name. */
Span parts_joined(Span part, Span noun, Arena *a);

#endif
