#include "base/sink.h"
#include "command/command.h"
#include "command/filter.h"
#include "command/session.h"
#include "output/table.h"
#include "store/decisions.h"

/* A text that a spreadsheet would run as a formula gets an apostrophe, which import takes away. */
static void add_guarded(int column, Span cell, Str *out)
{
    Str guarded = {0};
    bool runs = column_type[column] == TYPE_TEXT && cell.len > 0 && strchr("=+-@\t\r'", cell.at[0]) != NULL;
    if (runs)
        str_add_byte(&guarded, '\'');
    str_add(&guarded, cell);
    table_cell(TABLE_CSV, cell.at == NULL ? cell : str_span(&guarded), out);
    str_free(&guarded);
}

static void add_row(Store *s, const TableRow *row, Str *out)
{
    table_cell(TABLE_CSV, row->cells.at[COLUMN_key], out);
    str_add_format(out, ",%ld,%.*s,%.*s", (long)decision_last(s, row->cells.at[COLUMN_key]), SPAN_FMT(row->look),
                   SPAN_FMT(row->more[MORE_status]));
    str_add_text(out, ",,,");
    for (int c = 0; c < COLUMN_key; c++) {
        str_add_byte(out, ',');
        add_guarded(c, row->cells.at[c], out);
    }
    str_add_format(out, ",%.*s\n", SPAN_FMT(row->more[MORE_run]));
}

static void print(Store *s, const Filter *filter, Fault *f)
{
    Str out = {0};
    Arena a = {0};
    TableRow row;
    str_add_text(&out, "key,as_of,look,status,verdict,reason,note");
    for (int c = 0; c < COLUMN_key; c++)
        str_add_format(&out, ",%s", column_name[c]);
    str_add_text(&out, ",run\n");
    Query *q = table_begin(s, filter);
    bool wanted = true;
    for (; wanted && table_next(q, &row, &a); arena_reset(&a)) {
        add_row(s, &row, &out);
        wanted = sink_part(&out, f);
    }
    query_free(q);
    if (wanted && db_ok(store_db(s), f))
        report_print(&out, f);
    arena_free(&a);
    str_free(&out);
}

ExitStatus export_run(const Options *o, Fault *f)
{
    Session s = {.lock = -1};
    Filter filter;
    if (filter_read(o, &filter, f) && session_open(o, SESSION_READ, &s, f) && filter_fits(&s, o, &filter, f)) {
        print(s.store, &filter, f);
        filter_say(s.store, &filter);
    }
    session_close(&s);
    return EXIT_DONE;
}
