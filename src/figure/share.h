/* share.h - names that the sentence lists in the order of its figures (roll.h), given out: one to each figure, or to each
 * list. */
#ifndef EVITAB_SHARE_H
#define EVITAB_SHARE_H

#include "figure/roll.h"
#include "figure/series.h"

/* Finds the names whose order is that of the list's figures, or takes `known`, those of a list before, where the figures name one
 * of them again.  False: there are none. */
bool share_find(const Finder *f, const List *l, const Roll *known, Roll *out);

/* Each figure, or test, has the outcome that is listed in its place. */
void share_outcomes(Mention **at, const Roll *roll);

/* Each figure has the group that is listed in its place; what stands before these names is the outcome. */
void share_groups(const Finder *f, List *l, const Roll *roll);

/* Whether each figure of the list has a group, and another one. */
bool share_is_done(const List *l);

/* "Girth and weight fell (from 91 to 88 cm; from 74 to 70 kg)": of as many lists as outcomes before them each is of one. */
void share_lists(const Finder *f, const List *lists, size_t n);

#endif
