/* tests.h - P-values, ratios and differences: a group is theirs only where a subgroup opens their clause, and lists of them go in
 * order. */
#ifndef EVITAB_TESTS_H
#define EVITAB_TESTS_H

#include "figure/roll.h"
#include "figure/series.h"

/* Each test has the subgroup that opens its clause, or the sentence ("In women, the hazard ratio was 0.7"), and no other; tests
 * of one kind have those behind their prepositions ("2.7 (1.9-3.8) in athletes and 1.4 (0.9-2.2) in students"). */
void tests_groups(Finder *f);

/* What two groups differ by is of neither: "4 kg with A and 7 kg with B (difference 3 kg)". */
void tests_difference(Finder *f, const List *l);

/* "TC and LDL fell (P = 0.01 and 0.04, respectively)": the tests of a list are in its order too; ratios also of groups.
 *   known   the names that a list of figures before had in order */
void tests_outcomes(const Finder *f, const Roll *known);

#endif
