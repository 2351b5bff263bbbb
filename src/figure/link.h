/* link.h - what no pattern says of a figure: outcome, P-value, time and group, from its sentence and the one before.
 *
 * In this order: outcomes.h, P-values (here), times.h, groups.h; then lists.h parts what a whole list of figures was given.
 */
#ifndef EVITAB_LINK_H
#define EVITAB_LINK_H

#include "figure/arms.h"

/* The sentences of a record, in print order, composed.  Fills the open slots of their figures. */
void figures_link(const Packs *packs, const Arms *arms, const Abbreviations *abbreviations, Sentence *sentences, size_t n,
                  Arena *a);

/* The sentence's citation as printed ("Ikoma et al. [8]" or "[3]"), or end 0. */
Words sentence_citation(const Sentence *s);

#endif
