/* numeral.h - finds printed numbers in normalised text: digits and words.
 *
 * Owns the spelling: grouping (2,215; 13 388), leading point, sign, powers of ten (1.2 x 10^{-5}), number words up to
 * thousands.  Numbers that are part of a name (T3, IL-6, p53, 18F, 1st, one-sided) are none.
 */
#ifndef EVITAB_NUMERAL_H
#define EVITAB_NUMERAL_H

#include "base/arena.h"
#include "base/number.h"

typedef enum { NUMERAL_INTEGER, NUMERAL_DECIMAL, NUMERAL_WORDS } NumeralKind;

typedef struct {
    NumeralKind kind;
    size_t start, end; /* bytes of the text; a minus sign belongs to it */
    Number number;
} Numeral;

/* The next numeral at or after byte *at of `text`, within `end`; moves *at behind it.  False: no more. */
bool numeral_next(Span text, size_t end, size_t *at, Arena *a, Numeral *out);

#endif
