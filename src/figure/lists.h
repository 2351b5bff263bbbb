/* lists.h - figures of a list to which all of a list of times, groups or outcomes was linked: each has one of them.
 *
 * Two rooms share out what a sentence lists.  roll.h reads it off the words, before groups are linked: where "respectively", or
 * three figures with nothing but joining words between, say that names stand in the order of the figures.  Here, when all is
 * linked, is what is left: one time, group or outcome that several figures have ("2- and 5-year survival", "A and B") and that
 * has as many parts as figures, no word needed.  What both cut and join again is in parts.h.
 */
#ifndef EVITAB_LISTS_H
#define EVITAB_LISTS_H

#include "figure/compose.h"

/* Gives each figure of a list its own time where the sentence lists as many times as figures ("2- and 5-year"), and where
 * it lists times and groups both, the groups too; and its own outcome where one list of them stands before the figures. */
void lists_share(const Packs *packs, Sentence *s, Arena *a);

#endif
