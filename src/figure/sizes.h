/* sizes.h - which sizes are of all who were studied, and which of a part of them: what one pattern cannot see. */
#ifndef EVITAB_SIZES_H
#define EVITAB_SIZES_H

#include "figure/compose.h"

/* The sentences of a record, in print order, composed.  A cohort_size of which the record says that it is a part becomes a
 * group_size: one of a list ("22 nurses with gout and 41 pilots"), one that is said to be a group's ("40 nurses in the zinc
 * group"), one that is narrowed after a bigger whole was told ("64 were given zinc").  A group_size becomes a cohort_size where
 * it is the first, and its parts follow or it has none beside it ("150 women about to fly were randomised").  Sizes are counts
 * where they add up to a count before them ("in nine, seven on salt and two on sugar"), and where a list in the results says what
 * befell people ("nausea (n = 12), rash (n = 7) and boredom (n = 4)").  Numbers without a kind become a group_size where they add
 * up to a size before them in its sentence ("109 nurses (tea, 51; milk, 58)"); controls are a group; the sum of all sizes before
 * it ("fins (n = 26) or caps (n = 31) (N = 57)") and the whole told again ("of the 264 swimmers") are a cohort_size.
 * Words right behind a cohort_size are everybody, and no figure's group. */
void sizes_settle(const Packs *packs, Sentence *sentences, size_t n);

#endif
