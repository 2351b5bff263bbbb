/* subset.h - figures of a part of those who were studied, told by their number or a word that points back: "18 of the
 * 63", "of these", "the remaining 149". */
#ifndef EVITAB_SUBSET_H
#define EVITAB_SUBSET_H

#include "figure/everybody.h"

enum { SUBSETS_MAX = 64 }; /* the latest are kept */

/* A number of people or things that the record has counted, and who they are. */
typedef struct {
    double value, of; /* of: the number that they are a part of; 0: not told */
    Span name;        /* {NULL}: the whole cohort, or it is not told */
    Span group;       /* those whom they are a part of; {NULL}: not told */
    bool whole, size; /* the whole cohort; given as a size */
    const Sentence *in;
} Subset;

typedef struct {
    Subset at[SUBSETS_MAX];
    size_t n;
    double most; /* the largest such number */
} Subsets;

/* Gives the figures of the sentence that have no group the one that its words point back to, and notes what the
 * sentence counts. */
void subsets_link(const Packs *packs, const Everybody *everybody, Sentence *s, Subsets *told, Arena *a);

#endif
