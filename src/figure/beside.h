/* beside.h - where in its sentence a group stands: right behind a place, right before it, or with others in order. */
#ifndef EVITAB_BESIDE_H
#define EVITAB_BESIDE_H

#include "figure/who.h"

/* The group right behind token `at - 1` and before token `until`, or NULL. */
Who *who_behind(Finder *f, size_t at, size_t until);

/* The group right before token `at` and behind token `from - 1`, or NULL. */
Who *who_before(Finder *f, size_t at, size_t from);

/* The arm right before the bracket that opens before token `at`, behind token `from - 1` and a preposition or "and"; or NULL. */
Who *who_joined(Finder *f, size_t at, size_t from);

/* Whether one phrase holds the names of exactly `n` groups ("groups A, B and C"); then out[0 .. n) are these. */
bool who_split(const Finder *f, const Who *w, size_t n, Words *out);

/* Whether the tokens from .. until name `wanted` groups one after the other, or in one phrase; then found[0 .. wanted) are these
 * in the order of their figures.  `nearest_last`: they stand before the figures, and the last ones count. */
bool whos_in_order(Finder *f, size_t wanted, size_t from, size_t until, bool nearest_last, Words *found);

#endif
