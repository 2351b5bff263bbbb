/* csv.h - the door to libcsv: a table of texts, as a spreadsheet writes it. */
#ifndef EVITAB_CSV_H
#define EVITAB_CSV_H

#include "base/arena.h"
#include "base/fault.h"

enum { CSV_CELLS_MAX = 1 << 26, CSV_COLUMNS_MAX = 1024 };

typedef struct {
    Span *at; /* NUL-terminated */
    size_t n, max;
    size_t number; /* of the row in a spreadsheet: from 1, empty ones count */
} CsvRow;

typedef struct {
    CsvRow *rows; /* [0] is the head; empty lines are left out */
    size_t n, max;
    char separator; /* , ; or a tab */
} Csv;

/* Reads comma, semicolon or tab separated text (which, the head line says), with or without byte order mark, with any line ends.
 * All is in `a`.  False: FAULT_INPUT with the row, also for what is not UTF-8; FAULT_LIMIT. */
bool csv_read(Span bytes, Csv *out, Arena *a, Fault *f) MUST_USE;

#endif
