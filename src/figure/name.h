/* name.h - where the name of a group ends, and what is none: everybody, anybody, or a date. */
#ifndef EVITAB_NAME_H
#define EVITAB_NAME_H

#include "figure/who.h"

/* Ends the groups of all figures where something else begins ("the early group had"): the verb of these people, a time, another
 * noun.
 *   last   they are linked: what only says that anybody is counted ("40 % of tumours", "2 % overall") is none, and that in which
 *          anybody is counted may be ("in the early group 20 % of women"); f->cut has what the first time cut */
void names_cut(Finder *f, bool last);

/* "34 % in 1971": a date is when, and nobody. */
void names_date(const Finder *f);

#endif
