/* tally.h - how many rows, and how many of each of their columns, are right; and the floor below which none may fall.
 *
 * A line of the floor is a count: "kind proportion RIGHT GIVEN GOLD", "row whole RIGHT GIVEN GOLD" (rows with every column
 * right), or, of the figures found, "field outcome RIGHT SEEN AGREED": said and right, said by the row or by gold, right or
 * rightly left out.
 */
#ifndef EVITAB_TESTS_TALLY_H
#define EVITAB_TESTS_TALLY_H

#include "base/str.h"
#include "tests/gold.h"

typedef enum { COUNT_KIND, COUNT_ROW, COUNT_FIELD, N_COUNTS } CountWhat;

typedef struct {
    CountWhat what;
    char name[64];
    long right;
    long seen; /* kind, row: rows given */
    long all;  /* kind, row: gold rows; field: agreed */
} Count;

typedef struct {
    Arena arena;
    Count *at; /* in the order of the table */
    size_t n, max;
} Tally; /* {0} is empty */

void tally_begin(Tally *t); /* every line of the table, so that one that counts nothing is there too */
void tally_free(Tally *t);

/* A row that the program gives, and a gold row.  False: there is no such kind. */
bool tally_row(Tally *t, Span kind);
bool tally_gold(Tally *t, Span kind);

/* A row that is the same figure as the gold row. */
void tally_pair(Tally *t, const Gold *g, const Row *r);

/* Adds the count of one line of the floor; a line that begins with # is none.  False: FAULT_INPUT. */
bool tally_read(Tally *t, Span line, Fault *f) MUST_USE;
void tally_add_floor(const Tally *t, Str *out);

void tally_add_table(const Tally *t, Str *out); /* for people */

/* Adds a line for every count that is worse than in `floor`, or that one of them lacks: less right or agreed, more rows false. */
void tally_compare(const Tally *t, const Tally *floor, Str *out);

#endif
