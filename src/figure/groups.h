/* groups.h - whom a figure is about: the groups that a sentence names, and which figure is whose.
 *
 * A sentence names groups by an arm of the record ("axitinib"), by a group word ("the early group", "groups A and B")
 * or by people ("patients with T3 tumours"): who.h finds them.  Where it prints them decides; each place
 * is a room, in this order:
 *   name.h     where the name ends that a pattern took for a group, and what is none
 *   tests.h    P-values, ratios and differences, which have a group only where a subgroup opens their clause
 *   series.h   the other figures, as lists ("34 % and 61 %"); sorts.h takes out those that only count a sort of people
 *   share.h    names in the order of a list ("5 % and 7 % in A and B, respectively"), groups or outcomes
 *   near.h     right behind the figure ("5 % in A"), right before it ("A (5 %)"), or at the end of a series ("rash
 *              (5 %), fever (4 %) for A")
 *   versus.h   two figures that are compared ("more often in A than in B (5 % vs 3 %)")
 *   leader.h   before the bracket of a figure, or as what its clause is about ("In A, ...")
 *   pairs.h    nowhere: then figures may have the groups that the record compares
 *   without.h  of what one side has and the other has not ("5 % with and 3 % without salt"), whatever was said above
 *   within.h   P-values of what is told of one group
 * subset.h has those whom a number points back to ("18 of the 63").
 */
#ifndef EVITAB_GROUPS_H
#define EVITAB_GROUPS_H

#include "figure/contrast.h"

/* Fills the group of every figure of the sentence whose group the sentence tells; what patterns linked stays where the
 * sentence says nothing better.  `known`: the groups that the sentences before compared; then those of this one, if it compares
 * two.  Sizes have none here. */
void groups_link(const Packs *packs, const Arms *arms, const Abbreviations *abbreviations, const Everybody *everybody,
                 Sentence *s, Pair *known, Arena *a);

#endif
