#include "store/changes.h"

#include "store/room.h"

#include <stdio.h>

/* ?1 is the run; of several notes of one kind the first holds the oldest state. */
static const char noted[] =
    " WHERE c.run >= ?1 AND NOT EXISTS (SELECT 1 FROM change b WHERE b.\"key\" = c.\"key\" AND b.what = c.what AND b.run >= ?1 AND b.run < c.run)";

static const char also[] = "EXISTS (SELECT 1 FROM change b WHERE b.\"key\" = c.\"key\" AND b.run >= ?1 AND b.what = ";

enum { PART_NOTED_RECORDS, PART_NOTED_FIGURES, PART_NEW_RECORDS, PART_NEW_FIGURES, N_PARTS };

static void add_noted_figures(Str *sql)
{
    str_add_text(sql, "SELECT CASE WHEN c.what <> 'altered' AND e.state = 'found' AND ");
    str_add_format(sql, "%s'gone') THEN 'altered' ELSE c.what END, c.uid, c.\"key\", c.old, ", also);
    columns_add(sql, "e.");
    str_add_format(sql, " FROM change c JOIN evidence e ON e.\"key\" = c.\"key\"%s AND c.\"key\" <> c.uid", noted);
    /* one line a figure: gone where it is gone now, back only where it had been gone before all this */
    str_add_text(sql, " AND NOT (e.since >= ?1 AND e.state = 'gone')");
    str_add_format(sql, " AND NOT (c.what = 'altered' AND (e.state = 'gone' OR %s'back')))", also);
    str_add_format(sql, " AND NOT (c.what = 'back' AND (e.state = 'gone' OR %s'gone')))", also);
    str_add_format(sql, " AND NOT (c.what = 'gone' AND e.state = 'found' AND %s'altered'))", also);
    str_add_text(sql, " ORDER BY 1, c.uid, c.\"key\"");
}

static void add_sql(int part, Str *sql)
{
    switch (part) {
    case PART_NOTED_RECORDS:
        str_add_format(sql, "SELECT c.what, c.uid, c.old, r.title FROM change c JOIN record r ON r.uid = c.uid%s AND c.\"key\" = c.uid"
                            " ORDER BY c.what, c.uid", noted);
        break;
    case PART_NOTED_FIGURES:
        add_noted_figures(sql);
        break;
    case PART_NEW_RECORDS:
        str_add_text(sql, "SELECT 'new', uid, NULL, title FROM record WHERE since >= ?1 AND merged_into IS NULL ORDER BY uid");
        break;
    default:
        str_add_text(sql, "SELECT 'new', uid, \"key\", NULL, ");
        columns_add(sql, "");
        str_add_text(sql, " FROM evidence WHERE since >= ?1 AND state = 'found' ORDER BY uid, CAST(section AS INT), CAST(start AS INT), \"key\"");
    }
}

static void begin_part(Changes *c)
{
    Str sql = {0};
    add_sql(c->part, &sql);
    c->query = query_new(c->store->db, str_span(&sql));
    str_free(&sql);
    query_bind(c->query, 1, span_of(c->since));
}

void changes_begin(Store *s, int64_t since, Changes *out)
{
    *out = (Changes){.store = s};
    if (since == 0)
        since = db_number(db_query(s->db, "SELECT max(id) FROM run", ""));
    (void)snprintf(out->since, sizeof out->since, "%ld", (long)since);
}

void changes_end(Changes *c)
{
    query_free(c->query);
    c->query = NULL;
}

/* False: altered and altered back again. */
static bool read_figure(Query *q, Change *out, Arena *a)
{
    out->figure = true;
    out->key = db_text(q, 2, a);
    Span was = db_text(q, 3, a);
    for (int c = 0, i = 4; c < N_COLUMNS; c++)
        if (column_is_kept(c))
            out->now.at[c] = db_text(q, i++, a);
    Fault f = {0};
    if (was.at != NULL && !cells_read(was, &out->was, a, &f))
        return false;
    return !span_is(out->what, "altered") || cells_differ(&out->was, &out->now) != N_COLUMNS;
}

static bool read_change(Changes *c, Change *out, Arena *a)
{
    *out = (Change){.what = db_text(c->query, 0, a), .uid = db_text(c->query, 1, a)};
    if (c->part == PART_NOTED_FIGURES || c->part == PART_NEW_FIGURES)
        return read_figure(c->query, out, a);
    out->was_title = db_text(c->query, 2, a);
    out->title = db_text(c->query, 3, a);
    return true;
}

bool changes_next(Changes *c, Change *out, Arena *a)
{
    for (; c->part < N_PARTS; c->part++) {
        if (c->query == NULL)
            begin_part(c);
        while (db_next(c->query))
            if (read_change(c, out, a))
                return true;
        changes_end(c);
    }
    return false;
}
