/* leader.h - figures that have the group of the bracket they stand in, or of what their clause is about. */
#ifndef EVITAB_LEADER_H
#define EVITAB_LEADER_H

#include "figure/contrast.h"
#include "figure/series.h"

/* "in A (swelling 5 %, pain 7 %)": the group right before a bracket is that of all the figures in it.  False: none stands
 * there. */
bool leader_bracket(Finder *f, List *l);

/* The clause's group is that of all its figures that have none; of a comparison it is that of one. */
void leader_link(Finder *f, List *l, const Pair *known);

/* "The sensitivity of palpation was 63 %", "palpation had a sensitivity of 63 %": how good a test is, is told of the test. */
void leader_method(Finder *f, List *l);

#endif
