/* measured.h - how often figures that were found in one way were right as a whole: counts, made by `make calibrate`. */
#ifndef EVITAB_MEASURED_H
#define EVITAB_MEASURED_H

#include "pattern/pattern.h"
#include "pattern/shape.h"

/* Adds the counts of a pack's `measured`, to those of the same class, link and flags where there are some.
 * False: FAULT_PACK; a row without class, link, right or seen, or whose right and seen are no counts or more right than seen. */
bool measured_read(Packs *p, const YamlNode *list, Fault *f) MUST_USE;

/* How often such rows were right: (right + 4 m) / (seen + 4), where m is the mean of their class, which is drawn to the mean
 * of all in the same manner.  That is the mean of a beta distribution which begins with 4 rows of the class (an empirical
 * Bayes estimate: Efron and Morris, J Am Stat Assoc 1975;70:311-9); so what was seen twice says little, and what was seen
 * never says what its class does.  -1: of the class nothing was measured. */
double measured_share(const Packs *p, Span pattern_class, Span link, Span flags);

#endif
