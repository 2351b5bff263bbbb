/* within.h - P-values of one group: its change ("stiffness eased in the yoga group (P = 0.01)"), or one of several that
 * each have another group ("lower in the salt (P = 0.02) and tea (P = 0.03) groups"). */
#ifndef EVITAB_WITHIN_H
#define EVITAB_WITHIN_H

#include "figure/series.h"
#include "figure/who.h"

/* Gives such P-values their group; `lists` are the figures of the sentence, with theirs.  One that compares groups
 * keeps none. */
void within_link(Finder *f, const List *lists, size_t n);

#endif
