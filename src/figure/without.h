/* without.h - figures told apart by what one side has and the other has not: "9 % with and 12 % without salt". */
#ifndef EVITAB_WITHOUT_H
#define EVITAB_WITHOUT_H

#include "figure/series.h"

/* Gives such figures their groups, the thing and "without" it; `lists` are the figures of the sentence. */
void without_link(const Finder *f, const List *lists, size_t n);

#endif
