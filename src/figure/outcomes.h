/* outcomes.h - what each figure of a sentence measures, where no pattern says so. */
#ifndef EVITAB_OUTCOMES_H
#define EVITAB_OUTCOMES_H

#include "figure/arms.h"

/* Fills the outcomes of the sentence's figures.  First what patterns took for one and is not goes where it belongs: an arm is a
 * group, words of comparison or degree are none, an instrument is not what it reads.  Then each figure that lacks one has that of
 * what it tests, of those people that it counts, of the figure before in its list, of its clause (subject.h, predicate.h), or of
 * its neighbours.  Some words so become groups. */
void outcomes_link(const Packs *packs, const Arms *arms, Sentence *s, Arena *a);

/* Figures that lack an outcome still have the last one of `before`, the sentence before. */
void outcomes_carry(const Packs *packs, const Sentence *before, Sentence *s, Arena *a);

#endif
