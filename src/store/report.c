#include "store/report.h"

#include "store/room.h"

static const char changes_sql[] = /* the first note since the run holds the oldest state; ?1 is the run */
    "SELECT c.what, c.\"key\", c.uid, c.old FROM change c WHERE c.run >= ?1 AND NOT EXISTS (SELECT 1 FROM change b"
    " WHERE b.\"key\" = c.\"key\" AND b.what = c.what AND b.run >= ?1 AND b.run < c.run) ORDER BY c.\"key\" <> c.uid, c.what, c.uid, c.\"key\"";

static int64_t count_changes(Store *s, int64_t run, const char *what)
{
    return db_number(db_query(s->db, "SELECT count(*) FROM change WHERE run = ? AND what = ?", "it", run, span_of(what)));
}

bool report_run(Store *s, int64_t run, Str *out)
{
    static const char *const of_records[] = {"revised", "reissued", "retracted", "deleted", "gone", "restored"};
    static const char *const of_figures[] = {"altered", "gone", "back"};
    int64_t records = db_number(db_query(s->db, "SELECT count(*) FROM record WHERE since = ?", "i", run));
    int64_t figures = db_number(db_query(s->db, "SELECT count(*) FROM evidence WHERE since = ?", "i", run)), total = records + figures;
    Str line = {0};
    str_add_format(&line, "run %ld: records: %ld new", (long)run, (long)records);
    for (size_t i = 0; i < sizeof of_records / sizeof of_records[0]; i++) {
        int64_t n = i == 4 ? db_number(db_query(s->db, "SELECT count(*) FROM change WHERE run = ? AND what = 'gone' AND \"key\" = uid", "i", run))
                           : count_changes(s, run, of_records[i]);
        if (n > 0)
            str_add_format(&line, ", %ld %s", (long)n, of_records[i]);
        total += n;
    }
    str_add_format(&line, "; figures: %ld new", (long)figures);
    for (size_t i = 0; i < sizeof of_figures / sizeof of_figures[0]; i++) {
        int64_t n = i == 1 ? db_number(db_query(s->db, "SELECT count(*) FROM change WHERE run = ? AND what = 'gone' AND \"key\" <> uid", "i", run))
                           : count_changes(s, run, of_figures[i]);
        if (n > 0)
            str_add_format(&line, ", %ld %s", (long)n, i == 1 ? "no longer found" : of_figures[i]);
        total += n;
    }
    if (total == 0)
        str_add_format(out, "run %ld: nothing changed\n", (long)run);
    else
        str_add_format(out, "%s\n", line.at);
    str_free(&line);
    return total > 0;
}

/* --- changes ----------------------------------------------------------------------------------- */

static Cells cells_now(Store *s, Span key, Arena *a)
{
    Cells c = {0};
    Str sql = {0};
    str_add_text(&sql, "SELECT ");
    columns_add(&sql, "");
    str_add_text(&sql, " FROM evidence WHERE \"key\" = ?");
    Query *q = query_new(s->db, str_span(&sql));
    query_bind(q, 1, key);
    if (db_next(q))
        for (int k = 0, i = 0; k < N_COLUMNS; k++)
            if (column_is_kept(k))
                c.at[k] = db_text(q, i++, a);
    query_free(q);
    str_free(&sql);
    return c;
}

static void add_figure(Str *out, const Cells *c)
{
    static const int shown[] = {COLUMN_kind, COLUMN_quote, COLUMN_outcome, COLUMN_group, COLUMN_timepoint};
    for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++)
        if (c->at[shown[i]].at != NULL)
            str_add_format(out, "%s%.*s", i == 0 ? "" : " | ", SPAN_FMT(c->at[shown[i]]));
}

/* "outcome: survival -> overall survival; ..."; nothing where both read the same. */
static void add_difference(Str *out, const Cells *old, const Cells *now)
{
    Cells a = *old;
    bool first = true;
    for (Column c; (c = cells_differ(&a, now)) != N_COLUMNS; a.at[c] = now->at[c]) {
        Span was = a.at[c].at == NULL ? SPAN_LIT("-") : a.at[c], is = now->at[c].at == NULL ? SPAN_LIT("-") : now->at[c];
        str_add_format(out, "%s%s: %.*s -> %.*s", first ? "" : "; ", column_name[c], SPAN_FMT(was), SPAN_FMT(is));
        first = false;
    }
}

static void add_change(Store *s, Str *out, Span what, Span key, Span uid, Span old, Arena *a)
{
    if (span_equal(key, uid)) {
        str_add_format(out, "record\t%.*s\t%.*s\t%.*s\n", SPAN_FMT(what), SPAN_FMT(uid), (int)old.len, old.at == NULL ? "" : old.at);
        return;
    }
    Fault f = {0};
    Cells was, now = cells_now(s, key, a);
    if (!cells_read(old, &was, a, &f))
        return;
    if (span_is(what, "altered") && cells_differ(&was, &now) == N_COLUMNS)
        return; /* there and back again */
    str_add_format(out, "figure\t%.*s\t%.*s\t%.*s\t", SPAN_FMT(what), SPAN_FMT(uid), SPAN_FMT(key));
    add_figure(out, &was);
    if (span_is(what, "altered")) {
        str_add_text(out, "\t");
        add_difference(out, &was, &now);
    }
    str_add_byte(out, '\n');
}

static void add_new(Store *s, int64_t since, Str *out, Arena *a)
{
    Query *q = db_query(s->db, "SELECT uid, title FROM record WHERE since >= ? ORDER BY uid", "i", since);
    while (db_next(q)) {
        Span uid = db_text(q, 0, a), title = db_text(q, 1, a);
        str_add_format(out, "record\tnew\t%.*s\t%.*s\n", SPAN_FMT(uid), (int)title.len, title.at == NULL ? "" : title.at);
    }
    q = db_query(s->db, "SELECT uid, \"key\" FROM evidence WHERE since >= ? AND state = 'found' ORDER BY uid, CAST(section AS INT), CAST(start AS INT)", "i", since);
    while (db_next(q)) {
        Span uid = db_text(q, 0, a), key = db_text(q, 1, a);
        Cells now = cells_now(s, key, a);
        str_add_format(out, "figure\tnew\t%.*s\t%.*s\t", SPAN_FMT(uid), SPAN_FMT(key));
        add_figure(out, &now);
        str_add_byte(out, '\n');
    }
}

void report_changes(Store *s, int64_t since, Str *out)
{
    Arena a = {0};
    if (since == 0)
        since = db_number(db_query(s->db, "SELECT max(id) FROM run", ""));
    Query *q = db_query(s->db, changes_sql, "i", since);
    while (db_next(q)) {
        Span what = db_text(q, 0, &a), key = db_text(q, 1, &a), uid = db_text(q, 2, &a), old = db_text(q, 3, &a);
        add_change(s, out, what, key, uid, old, &a);
    }
    add_new(s, since, out, &a);
    if (out->len == 0)
        str_add_text(out, "nothing changed\n");
    arena_free(&a);
}

/* --- the rest ---------------------------------------------------------------------------------- */

/* The rows of a query, cells between tabs, null as -. */
static void add_rows(Store *s, const char *name, const char *sql, Str *out)
{
    Arena a = {0};
    Query *q = query_new(s->db, span_of(sql));
    while (db_next(q)) {
        str_add_text(out, name);
        for (int i = 0; i < db_columns(q); i++) {
            Span cell = db_text(q, i, &a);
            if (i > 0 || name[0] != '\0')
                str_add_byte(out, '\t');
            str_add(out, cell.at == NULL ? SPAN_LIT("-") : cell);
        }
        str_add_byte(out, '\n');
        arena_reset(&a);
    }
    query_free(q);
    arena_free(&a);
}

void report_problems(Store *s, Str *out)
{
    add_rows(s, "", "SELECT what FROM problem ORDER BY place, what", out);
}

void report_status(Store *s, Str *out)
{
    add_rows(s, "last run", "SELECT id, state, started, ended FROM run ORDER BY id DESC LIMIT 1", out);
    add_rows(s, "records", "SELECT state, count(*) FROM record GROUP BY state ORDER BY state", out);
    add_rows(s, "figures", "SELECT state, count(*) FROM evidence GROUP BY state ORDER BY state", out);
    add_rows(s, "decided", "SELECT verdict, count(*) FROM decided GROUP BY verdict ORDER BY verdict", out);
    add_rows(s, "problems", "SELECT count(*) FROM problem", out);
}

void report_dump(Store *s, Str *out)
{
    add_rows(s, "run", "SELECT id, state, version, packs, sources FROM run WHERE id IN (SELECT since FROM record)"
                       " OR id IN (SELECT since FROM evidence) OR id IN (SELECT run FROM change) ORDER BY id", out);
    add_rows(s, "file", "SELECT path, hash, packs FROM file ORDER BY path", out);
    add_rows(s, "record", "SELECT uid, state, raw, text_hash, packs, title, journal, year, date, authors, types, registry, languages, status,"
                          " retracted, since FROM record ORDER BY uid", out);
    add_rows(s, "id", "SELECT type, value, uid FROM record_id ORDER BY type, value", out);
    add_rows(s, "raw", "SELECT hash, format, size FROM raw ORDER BY hash", out);
    add_rows(s, "sighting", "SELECT s.uid, f.path, s.number, s.part, s.raw, s.deleted FROM sighting s JOIN file f ON f.id = s.file"
                            " ORDER BY s.uid, f.path, s.number, s.part", out);
    Str sql = {0};
    str_add_text(&sql, "SELECT \"key\", uid, anchor, state, since, ");
    columns_add(&sql, "");
    str_add_text(&sql, " FROM evidence ORDER BY \"key\"");
    add_rows(s, "figure", sql.at, out);
    str_free(&sql);
    add_rows(s, "change", "SELECT run, \"key\", what, old FROM change ORDER BY run, \"key\", what", out);
    add_rows(s, "problem", "SELECT place, what FROM problem ORDER BY place, what", out);
    add_rows(s, "decision", "SELECT what, \"key\", uid, verdict, fields, \"row\", reviewer, reason, note FROM decision"
                            " ORDER BY \"key\", what, seq", out);
    add_rows(s, "decided", "SELECT \"key\", verdict, seen FROM decided ORDER BY \"key\"", out);
}
