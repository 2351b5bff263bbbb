/* sorts.h - what sort of people a share is of: "57 % were women" counts women, and tells no group. */
#ifndef EVITAB_SORTS_H
#define EVITAB_SORTS_H

#include "figure/series.h"

/* Makes the word that says so ("women") the outcome of the list's figures, where it stands behind each; it is no group of the
 * sentence from then on.  "The crew consisted of 14 (78 %) men and four (22 %) women" is a list of them. */
void sorts_link(Finder *f, const List *l);

#endif
