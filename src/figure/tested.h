/* tested.h - lists of what is tested by ratios and P-values. */
#ifndef EVITAB_TESTED_H
#define EVITAB_TESTED_H

#include "figure/compose.h"

/* "Gout was commoner in smokers (OR 2.1) and drinkers (OR 1.4)": where the words before the bracket of a ratio or P-value only
 * say in whom, or by what, its outcome was, so do the words before the next one of that list: it has the same outcome, and they
 * are its factor.  A known outcome stays one, unless a preposition stands before it. */
void tested_in_sentence(const Packs *packs, const Sentence *s, Arena *a);

#endif
