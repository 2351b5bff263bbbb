/* sides.h - the two arms that a record compares, told from all the names that it has for them. */
#ifndef EVITAB_SIDES_H
#define EVITAB_SIDES_H

#include "figure/arms.h"

/* Says of each name which side it is, and how the two sides are called; none where the record has three arms or no two
 * names are set against each other. */
void sides_find(const Packs *packs, const Abbreviations *abbreviations, Arms *arms);

/* The side that these words name, 0 or 1, or -1. */
int sides_which(const Packs *packs, const Arms *arms, Span words);

/* As sides_which(); else the side that alone has one of these words in a name: "athletes suffering from cramps" of "cramps
 * athletes". */
int sides_nearest(const Packs *packs, const Arms *arms, Span words);

#endif
