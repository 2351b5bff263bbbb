/* versus.h - whose the two figures of a comparison are, where no group stands beside each: "A had more X than B (9 % vs 5 %)". */
#ifndef EVITAB_VERSUS_H
#define EVITAB_VERSUS_H

#include "figure/contrast.h"
#include "figure/series.h"

/* Gives one of two figures the group `lead`, the larger one where its clause says that it has more (`more` 1; -1: less; 0: the
 * first), and the other one the other arm of the record, or of `known`. */
void versus_side(Finder *f, List *l, Words lead, int more, const Pair *known);

/* Gives both what the words before or behind the comparison compare, what the comparison before it in the clause had, or what its
 * clause is about; where these tell nothing, the arms that pairs_give() knows.
 *   before   the list before in the sentence, or NULL */
void versus_link(Finder *f, List *l, const List *before, const Pair *known);

/* Where one of two figures has a group: the other has that which stands before it ("more of A (5 %) than of B (3 %)"), else,
 * where nothing names it, the opposite. */
void versus_opposite(Finder *f, List *l);

/* "slept more (8 vs 6 h), and fell less often (9 % vs 14 %), than controls": what is compared with, behind all figures, is that
 * of each comparison that has no other. */
void versus_than(Finder *f, const List *lists, size_t n);

/* What the sentence compares last is what a later one that names nobody compares; `known` stays where it compares nothing. */
void versus_keep(const Finder *f, const List *lists, size_t n, Pair *known);

#endif
