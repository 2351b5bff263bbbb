/* near.h - figures whose groups are named close by: beside each figure, in the order of the list, or at the end of a series. */
#ifndef EVITAB_NEAR_H
#define EVITAB_NEAR_H

#include "figure/series.h"

/* The groups of the list before in the same sentence, of two figures or more. */
typedef struct {
    Words words[LIST_MAX];
    Span text[LIST_MAX];
    size_t n;   /* 0: one of them has none */
    bool apart; /* each of its figures has another group */
} Last;

/* Gives a figure alone the group right behind it, or right before it: "5 % in A", "A (5 %)".  False: none stands there.
 *   from, until   the tokens between the lists on either side */
bool near_one(Finder *f, List *l, size_t from, size_t until);

/* Gives each figure of a list its group: right beside each, a short name behind each, those that stand in its order behind or
 * before it ("5 % and 7 % in A and B"), going round with times, or those of the list before.  False: the words beside it do not
 * tell. */
bool near_many(Finder *f, List *l, size_t from, size_t until, const Last *last);

/* "A 5 %, B 4 % and C 3 % for X, and A 8 % for Y": a group right behind a figure is that of the figures before it too, back to
 * another.  False: none stands behind the last one. */
bool near_segments(Finder *f, List *l, size_t until);

void near_remember(Last *last, const List *l);

/* "rash (5 %), fever (4 %) and pain (3 %) for A": the group named at the end of a series is that of all. */
void near_series(Finder *f, List *lists, size_t n);

/* "From 21 to 12 in A": both are of the group that one has. */
void near_change(const Finder *f);

#endif
