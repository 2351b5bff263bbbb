/* table.h - rows to text: JSON lines, CSV, TSV.  One home for how a cell is printed. */
#ifndef EVITAB_TABLE_H
#define EVITAB_TABLE_H

#include "base/str.h"
#include "figure/row.h"

typedef enum { TABLE_NDJSON, TABLE_CSV, TABLE_TSV } TableFormat;

/* The head line (CSV, TSV: column names; NDJSON: nothing). */
void table_head(TableFormat format, Str *out);

/* One row and its line end.  NDJSON: keys in column order, numbers with their printed digits, null where there is none.
 * CSV: RFC 4180 quoting, "\n" line ends.  TSV: tab, line break and backslash as \t \n \\.  In CSV and TSV spans, flags and
 * inferred are joined by ';' (spans as name:start-end), null is an empty cell. */
void table_row(TableFormat format, const Row *row, Str *out);

/* The same of a statement: the columns of statement.def only. */
void table_statement_head(TableFormat format, Str *out);
void table_statement(TableFormat format, const Row *row, Str *out);

/* One text as a cell of CSV or TSV. */
void table_cell(TableFormat format, Span cell, Str *out);

#endif
