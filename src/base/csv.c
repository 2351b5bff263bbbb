#include "base/csv.h"

#include "base/utf8.h"

#include <csv.h>

typedef struct {
    Csv *out;
    Arena *arena;
    size_t cells;
    size_t ended; /* rows, empty ones too */
    int end;      /* the mark that ended the last one, where nothing came since; a CR and its LF end one */
    bool too_many, open; /* open: the last row goes on */
} Reading;

static void add_cell(void *at, size_t n, void *arg)
{
    Reading *r = arg;
    if (!r->open) {
        CsvRow *begun = arena_push(r->arena, &r->out->rows, &r->out->n, &r->out->max, sizeof(CsvRow));
        begun->number = r->ended + 1;
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
    Reading *r = arg;
    bool same = !r->open && c == '\n' && r->end == '\r';
    r->ended += same ? 0 : 1;
    r->end = same ? 0 : c;
    r->open = false;
}

/* What is no sheet at all, by how it begins. */
static const char *other_kind(Span bytes)
{
    if (memchr(bytes.at, '\0', bytes.len) != NULL)
        return "no text: save the sheet as CSV in UTF-8";
    if (!utf8_is_valid(bytes))
        return "not UTF-8: save the sheet as CSV in UTF-8";
    return span_begins(bytes, "<") ? "XML or HTML: save the sheet as CSV in UTF-8" : NULL;
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
    const char *other = other_kind(bytes);
    if (other != NULL)
        return fault(f, FAULT_INPUT, "%s", other);
    if (csv_init(&p, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL) != 0)
        out_of_memory();
    out->separator = (char)separator_of(bytes);
    csv_set_delim(&p, (unsigned char)out->separator);
    bool ok = csv_parse(&p, bytes.at, bytes.len, add_cell, end_row, &r) == bytes.len && csv_fini(&p, add_cell, end_row, &r) == 0;
    if (!ok)
        (void)fault(f, FAULT_INPUT, "row %zu: %s", r.ended + 1, csv_strerror(csv_error(&p)));
    csv_free(&p);
    if (r.too_many)
        ok = fault(f, FAULT_LIMIT, "more than %d columns or %d cells", CSV_COLUMNS_MAX, CSV_CELLS_MAX);
    return ok;
}
