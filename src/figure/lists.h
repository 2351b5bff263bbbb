/* lists.h - lists of names and of figures: "groups A, B and C", "2- and 5-year survival was 80 and 60 %". */
#ifndef EVITAB_LISTS_H
#define EVITAB_LISTS_H

#include "figure/arms.h"

enum { LIST_MAX = 24, PARTS_MAX = 8 };

typedef struct {
    Words at[PARTS_MAX];
    size_t n;
} Parts;

/* The words between commas, "and", "or" and "versus"; n 0: more than PARTS_MAX, or an empty one. */
Parts words_split(Span text, Words w);

/* Gives each figure of a list its own time where the sentence lists as many times as figures ("2- and 5-year"), and where
 * it lists times and groups both, the groups too; and its own outcome where one list of them stands before the figures. */
void times_link(const Packs *packs, Sentence *s, Arena *a);

#endif
