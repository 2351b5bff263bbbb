/* number.h - a printed number: its digits, and the double that they read as. */
#ifndef EVITAB_NUMBER_H
#define EVITAB_NUMBER_H

#include "base/span.h"

typedef struct {
    Span digits; /* as JSON wants them: "0.50" for 0.50 and .50, "2215" for 2,215, "-2.3"; NULL: no number */
    double value;
    int decimals; /* digits printed after the point: 3.10 has 2; half a unit of the last one is the print's doubt */
} Number;

static inline bool number_is(const Number *n)
{
    return n->digits.at != NULL;
}

#endif
