/* pairs.h - figures whose groups no word of their sentence tells: they have those of the record, as it names them in order. */
#ifndef EVITAB_PAIRS_H
#define EVITAB_PAIRS_H

#include "figure/contrast.h"
#include "figure/series.h"

/* Whether between the figures stand only joining words, commas, people and brackets, and "and" before the last one. */
bool pairs_are_tight(const Finder *f, const List *l);

/* Whether the list gives one figure of one outcome for each group and says no more: "mortality was 4 % and 6 %".  False where its
 * clause lists outcomes, times or names, of which each figure could be one. */
bool pairs_are_bare(const Finder *f, const List *l);

/* Gives the figures the groups that the sentences before compared, else the arms of the record, where these are as many as the
 * figures.  False: they are not, or the clause compares occasions; then nothing is changed. */
bool pairs_give(const Finder *f, List *l, const Pair *known);

#endif
