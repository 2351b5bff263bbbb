/* cell.h - a row as texts: how its columns are kept, compared and read back where types do not matter. */
#ifndef EVITAB_CELL_H
#define EVITAB_CELL_H

#include "base/arena.h"
#include "base/hash.h"
#include "base/fault.h"
#include "base/str.h"
#include "figure/row.h"

typedef struct {
    Span at[N_COLUMNS]; /* as CSV prints them before quoting; NULL: null */
} Cells;

/* Texts of `row`; what has to be printed first is in `a`. */
void cells_of_row(const Row *row, Cells *out, Arena *a);

/* The first column that a reader would call different; N_COLUMNS: none.  Places, the pattern, the sentence and keys do not
 * count. */
Column cells_differ(const Cells *a, const Cells *b);

/* A fingerprint of the columns that count: 32 letters and digits. */
Span cells_look(const Cells *c, Arena *a);

/* Whether a column is one of those that say what the figure is, which people set right. */
bool cell_is_judged(int column);

/* What makes `to` of `from`: in *fields the judged columns that differ, an empty text where it is null in `to`; and doing it. */
void cells_change(const Cells *from, const Cells *to, Cells *fields);
void cells_set(Cells *cells, const Cells *fields);

/* As one JSON object of texts, without what is null; and back (FAULT_INPUT). */
void cells_json(const Cells *c, Str *out);
bool cells_read(Span json, Cells *out, Arena *a, Fault *f) MUST_USE;

/* A cell as JSON writes a value of its type: numbers bare, lists as lists. */
void cell_json(ColumnType type, Span cell, Str *out);

#endif
