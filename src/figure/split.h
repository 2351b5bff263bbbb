/* split.h - groups that share one noun behind the brackets of their figures: "in the salt (5 %) and tea (7 %) groups". */
#ifndef EVITAB_SPLIT_H
#define EVITAB_SPLIT_H

#include "figure/who.h"

/* Gives the figures, and tests, of each such bracket the words before it. */
void split_link(const Finder *f);

#endif
