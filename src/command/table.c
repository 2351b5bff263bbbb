#include "base/sink.h"
#include "command/command.h"
#include "command/filter.h"
#include "command/session.h"
#include "output/screen.h"
#include "output/table.h"

#include <stdlib.h>

enum { HELD_MAX = 256, SHOWN_MAX = N_COLUMNS + N_MORE };

typedef struct {
    const Options *options;
    PrintFormat format;
    int shown[SHOWN_MAX]; /* columns of a row; N_COLUMNS and above: More */
    int n;
    Screen *screen; /* NULL: not for PRINT_SCREEN */
    int held;       /* of its lines */
    Str out;
    bool any;
} Table;

static const char *name_of(int c)
{
    return c < N_COLUMNS ? column_name[c] : more_name[c - N_COLUMNS];
}

static bool add_column(Table *t, Span name, Fault *f)
{
    for (int c = 0; c < SHOWN_MAX && t->n < SHOWN_MAX; c++) {
        if (span_is(name, name_of(c))) {
            t->shown[t->n++] = c;
            return true;
        }
    }
    if (t->n == SHOWN_MAX)
        return fault(f, FAULT_USAGE, "--columns: more than %d columns", SHOWN_MAX);
    return fault(f, FAULT_USAGE, "--columns: no column '%.*s'; the head of table -f csv has them, columns.md tells them",
                 SPAN_FMT(name));
}

static bool read_columns(Table *t, const char *given, Fault *f)
{
    if (given == NULL) {
        for (t->n = 0; t->n < SHOWN_MAX; t->n++)
            t->shown[t->n] = t->n;
        return true;
    }
    for (const char *at = given, *end; ; at = end + 1) {
        end = strchr(at, ',');
        if (!add_column(t, end == NULL ? span_of(at) : (Span){at, (size_t)(end - at)}, f))
            return false;
        if (end == NULL)
            return true;
    }
}

static Span cell_of(const TableRow *row, int c)
{
    return c < N_COLUMNS ? row->cells.at[c] : row->more[c - N_COLUMNS];
}

static void add_json(Table *t, const TableRow *row)
{
    str_add_text(&t->out, t->format == PRINT_JSON ? (t->any ? ",\n{" : "[\n{") : "{");
    for (int i = 0; i < t->n; i++) {
        int c = t->shown[i];
        str_add_format(&t->out, "%s\"%s\":", i > 0 ? "," : "", name_of(c));
        cell_json(c < N_COLUMNS ? column_type[c] : c - N_COLUMNS == MORE_since ? TYPE_INT : TYPE_TEXT, cell_of(row, c), &t->out);
    }
    str_add_text(&t->out, t->format == PRINT_JSON ? "}" : "}\n");
}

static void add_line(Table *t, const TableRow *row)
{
    for (int i = 0; i < t->n; i++) {
        Span cell = row == NULL ? span_of(name_of(t->shown[i])) : cell_of(row, t->shown[i]);
        if (i > 0)
            str_add_byte(&t->out, t->format == PRINT_CSV ? ',' : '\t');
        table_cell(t->format == PRINT_CSV ? TABLE_CSV : TABLE_TSV, cell, &t->out);
    }
    str_add_byte(&t->out, '\n');
}

static Number number_of(Span digits)
{
    return (Number){.digits = digits};
}

static void add_screen(Table *t, const TableRow *row)
{
    const Span *c = row->cells.at;
    Row r = {.doc = c[COLUMN_doc], .kind = c[COLUMN_kind], .comparator = c[COLUMN_comparator], .unit = c[COLUMN_unit],
             .interval = c[COLUMN_interval], .outcome = c[COLUMN_outcome], .group = c[COLUMN_group],
             .timepoint = c[COLUMN_timepoint], .value = number_of(c[COLUMN_value]), .low = number_of(c[COLUMN_low]),
             .high = number_of(c[COLUMN_high]), .numerator = number_of(c[COLUMN_numerator]),
             .denominator = number_of(c[COLUMN_denominator])};
    screen_row(t->screen, &r);
    t->held = (t->held + 1) % HELD_MAX;
    if (t->held == 0)
        screen_print(t->screen, &t->out);
}

static void add_row(Table *t, const TableRow *row)
{
    if (t->format == PRINT_SCREEN)
        add_screen(t, row);
    else if (t->format == PRINT_CSV || t->format == PRINT_TSV)
        add_line(t, row);
    else
        add_json(t, row);
    t->any = true;
}

static void print(Table *t, Store *s, const Filter *filter, Fault *f)
{
    Arena a = {0};
    TableRow row;
    t->screen = t->format == PRINT_SCREEN ? screen_open(screen_width()) : NULL;
    if (t->screen != NULL)
        screen_head(t->screen);
    if (t->format == PRINT_CSV || t->format == PRINT_TSV)
        add_line(t, NULL);
    Query *q = table_begin(s, filter);
    bool wanted = true;
    while (wanted && table_next(q, &row, &a)) {
        add_row(t, &row);
        wanted = sink_part(&t->out, f);
        arena_reset(&a);
    }
    if (t->format == PRINT_JSON)
        str_add_text(&t->out, t->any ? "\n]\n" : "[]\n");
    if (t->screen != NULL)
        screen_print(t->screen, &t->out);
    screen_close(t->screen);
    if (wanted && db_ok(store_db(s), f))
        report_print(&t->out, f);
    query_free(q);
    arena_free(&a);
}

ExitStatus table_run(const Options *o, Fault *f)
{
    Session s = {.lock = -1};
    Filter filter;
    Table t = {.options = o, .format = o->given[OPTION_FORMAT] == NULL ? PRINT_SCREEN : o->format};
    if (t.format == PRINT_HTML)
        (void)fault(f, FAULT_USAGE, "table: prints table, csv, tsv, json or ndjson");
    else if (t.format == PRINT_SCREEN && o->given[OPTION_COLUMNS] != NULL)
        (void)fault(f, FAULT_USAGE, "table: --columns goes with -f csv, tsv, json or ndjson");
    else if (read_columns(&t, o->given[OPTION_COLUMNS], f) && filter_read(o, &filter, f) &&
             session_open(o, SESSION_READ, &s, f) && filter_fits(&s, o, &filter, f)) {
        print(&t, s.store, &filter, f);
        filter_say(s.store, &filter);
    }
    session_close(&s);
    str_free(&t.out);
    return EXIT_DONE;
}
