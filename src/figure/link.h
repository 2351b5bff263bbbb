/* link.h - what a sentence leaves out: outcome, group, time and P-value from its neighbours. */
#ifndef EVITAB_LINK_H
#define EVITAB_LINK_H

#include "figure/arms.h"

/* The sentences of a record, in print order, composed.  Fills the open slots of their figures. */
void figures_link(const Packs *packs, const Arms *arms, const Abbreviations *abbreviations, Sentence *sentences, size_t n,
                  Arena *a);

/* The sentence's citation as printed ("Ikoma et al. [8]" or "[3]"), or end 0. */
Words sentence_citation(const Sentence *s);

#endif
