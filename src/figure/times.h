/* times.h - when the figures of a sentence are of: the time beside each, or the one that its clause says. */
#ifndef EVITAB_TIMES_H
#define EVITAB_TIMES_H

#include "figure/compose.h"

/* Fills the times of the sentence's figures that patterns left open: a moment ("at baseline") is that of what stands right beside
 * it, or of the clause that it opens; where each time stands right behind a figure, it is that of those compared with this one;
 * else a figure has the nearest time before it, the only one behind it, or the length of follow-up.  Lists of times are
 * lists.h's. */
void times_link(const Packs *packs, const Sentence *s);

#endif
