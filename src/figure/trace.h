/* trace.h - what a cascade notes of its way, for proofs and `explain`; each does nothing where nobody asks. */
#ifndef EVITAB_TRACE_H
#define EVITAB_TRACE_H

#include "figure/mention.h"

/* Whether the pattern is to be taken for not there. */
bool trace_leaves_out(const Cascade *c, const Pattern *p);

/* One more pattern of the level; `run`: it was tried on the sentence, and not ruled out by what it requires. */
void trace_pattern(const Cascade *c, bool run);

/* It matched bytes begin .. end of the copy. */
void trace_match(const Cascade *c, const Copy *copy, const Pattern *p, size_t begin, size_t end);

/* Ends a level: how many patterns were tried, and the copy as it stands. */
void trace_level(const Cascade *c, const Copy *copy, int level);

#endif
