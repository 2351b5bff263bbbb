/* groups.h - whom a figure is about: the groups that a sentence names, and which figure is whose.
 *
 * A sentence names groups by an arm of the record ("axitinib"), by a group word ("the early group", "groups A and B")
 * or by people ("patients with T3 tumours").  Where it prints them decides: right behind the figure ("5 % in A"), right
 * before it ("A (5 %)"), in the order of a list ("5 % and 7 % in A and B", "more often in A than in B (5 % vs 3 %)"),
 * at the end of a series ("rash (5 %), fever (4 %) for A"), or as what the clause is about ("In A, ...").
 */
#ifndef EVITAB_GROUPS_H
#define EVITAB_GROUPS_H

#include "figure/contrast.h"

/* Fills the group of every figure of the sentence whose group the sentence tells; what patterns linked stays where the
 * sentence says nothing better.  `known`: the groups that the sentences before compared; then those of this one, if it compares two.
 *   Sizes and P-values have none; a ratio has one where a subgroup opens the sentence. */
void groups_link(const Packs *packs, const Arms *arms, const Abbreviations *abbreviations, const Everybody *everybody,
                 Sentence *s, Pair *known, Arena *a);

#endif
