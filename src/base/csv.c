#include "base/csv.h"

#include <csv.h>

typedef struct {
    Csv *out;
    Arena *arena;
    size_t cells;
    bool too_many, open; /* open: the last row goes on */
} Reading;

static void add_cell(void *at, size_t n, void *arg)
{
    Reading *r = arg;
    if (!r->open) {
        (void)arena_push(r->arena, &r->out->rows, &r->out->n, &r->out->max, sizeof(CsvRow));
        r->open = true;
    }
    CsvRow *row = &r->out->rows[r->out->n - 1];
    if (row->n == CSV_COLUMNS_MAX || ++r->cells > CSV_CELLS_MAX) {
        r->too_many = true;
        return;
    }
    Span *cell = arena_push(r->arena, &row->at, &row->n, &row->max, sizeof *cell);
    *cell = arena_copy(r->arena, (Span){at == NULL ? "" : at, n});
}

static void end_row(int c, void *arg)
{
    (void)c;
    ((Reading *)arg)->open = false;
}

static unsigned char separator_of(Span bytes)
{
    size_t comma = 0, semicolon = 0, tab = 0;
    bool quoted = false;
    for (size_t i = 0; i < bytes.len && (quoted || bytes.at[i] != '\n'); i++) {
        char c = bytes.at[i];
        quoted = quoted != (c == '"');
        comma += !quoted && c == ',';
        semicolon += !quoted && c == ';';
        tab += !quoted && c == '\t';
    }
    return semicolon > comma && semicolon > tab ? ';' : tab > comma ? '\t' : ',';
}

bool csv_read(Span bytes, Csv *out, Arena *a, Fault *f)
{
    struct csv_parser p;
    Reading r = {.out = out, .arena = a};
    *out = (Csv){0};
    if (span_begins(bytes, "\xEF\xBB\xBF"))
        bytes = span_cut(bytes, 3, bytes.len);
    if (csv_init(&p, CSV_STRICT | CSV_STRICT_FINI) != 0)
        out_of_memory();
    csv_set_delim(&p, separator_of(bytes));
    bool ok = csv_parse(&p, bytes.at, bytes.len, add_cell, end_row, &r) == bytes.len && csv_fini(&p, add_cell, end_row, &r) == 0;
    if (!ok)
        (void)fault(f, FAULT_INPUT, "row %zu: %s", out->n, csv_strerror(csv_error(&p)));
    csv_free(&p);
    if (r.too_many)
        ok = fault(f, FAULT_LIMIT, "more than %d columns or %d cells", CSV_COLUMNS_MAX, CSV_CELLS_MAX);
    return ok;
}
