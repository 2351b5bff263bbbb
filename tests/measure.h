/* measure.h - counts, by how rows were found, of those that were right as a whole: what patterns/measured.yaml holds. */
#ifndef EVITAB_TESTS_MEASURE_H
#define EVITAB_TESTS_MEASURE_H

#include "base/arena.h"
#include "base/str.h"
#include "figure/trust.h"
#include "tests/gold.h"

typedef struct {
    FoundBy by;
    long right, seen;
} Measure;

typedef struct {
    Arena arena;
    Measure *at;
    size_t n, max;
} Measures; /* {0} is empty */

void measures_free(Measures *m);

/* Whether the row, of the same figure as the gold row, is right as a whole: spread, unit, counts, sign, outcome, group and time. */
bool measure_is_right(const Gold *g, const Row *r);

/* Counts a row. */
void measure_row(Measures *m, const Row *r, bool right);

/* Writes all as a pack. */
void measures_print(Measures *m, Str *out);

#endif
