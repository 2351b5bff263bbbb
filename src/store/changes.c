#include "store/changes.h"

#include "store/room.h"

#include <stdio.h>

const ChangeWords change_words[N_CHANGE_KINDS] = {
#define CHANGE_OF_record false
#define CHANGE_OF_figure true
#define CHANGE(of, word, counted, heading) {CHANGE_OF_##of, #of, #word, counted, heading},
#include "store/change.def"
#undef CHANGE
};

/* ?1 and ?2 are the first and the last run; of several notes of one kind the first holds the oldest state. */
static const char noted[] =
    " WHERE c.run BETWEEN ?1 AND ?2 AND NOT EXISTS (SELECT 1 FROM change b WHERE b.\"key\" = c.\"key\" AND b.what = c.what"
    " AND b.run >= ?1 AND b.run < c.run)";

static const char also[] = "EXISTS (SELECT 1 FROM change b WHERE b.\"key\" = c.\"key\" AND b.run BETWEEN ?1 AND ?2 AND b.what = ";

/* When run ?2 had ended: what the first note of a later run says it was then; as it is now where there is none. */
#define THEN_STATE                                                                                                    \
    "coalesce((SELECT CASE l.what WHEN 'back' THEN 'gone' ELSE 'found' END FROM change l WHERE l.\"key\" = e.\"key\"" \
    " AND l.run > ?2 ORDER BY l.run, l.what <> 'back' LIMIT 1), e.state)"
#define THEN_ROW                                                                                                      \
    "(SELECT l.old FROM change l WHERE l.\"key\" = e.\"key\" AND l.run > ?2 AND l.what <> 'back'"                     \
    " ORDER BY l.run, l.what LIMIT 1)"
#define THEN_TITLE                                                                                                    \
    "coalesce((SELECT l.old FROM change l WHERE l.\"key\" = r.uid AND l.run > ?2"                                     \
    " AND l.what NOT IN ('merged', 'parted') ORDER BY l.run LIMIT 1), r.title)"

enum { PART_NOTED_RECORDS, PART_NOTED_FIGURES, PART_NEW_RECORDS, PART_NEW_FIGURES, N_PARTS };

static void add_noted_figures(Str *sql)
{
    str_add_format(sql,
                   "SELECT CASE WHEN c.what <> 'altered' AND " THEN_STATE
                   " = 'found' AND %s'gone') THEN 'altered' ELSE c.what END, c.uid,"
                   " c.\"key\", c.old, " THEN_ROW ", ",
                   also);
    columns_add(sql, "e.");
    str_add_format(sql, " FROM change c JOIN evidence e ON e.\"key\" = c.\"key\"%s AND c.\"key\" <> c.uid", noted);
    /* one line a figure: gone where it is gone then, back only where it had been gone before all this */
    str_add_text(sql, " AND NOT (e.since >= ?1 AND " THEN_STATE " = 'gone')");
    str_add_format(sql, " AND NOT (c.what = 'altered' AND (" THEN_STATE " = 'gone' OR %s'back')))", also);
    str_add_format(sql, " AND NOT (c.what = 'back' AND (" THEN_STATE " = 'gone' OR %s'gone')))", also);
    str_add_format(sql, " AND NOT (c.what = 'gone' AND " THEN_STATE " = 'found' AND %s'altered'))", also);
    str_add_text(sql, " ORDER BY 1, c.uid, c.\"key\"");
}

static void add_sql(int part, Str *sql)
{
    switch (part) {
    case PART_NOTED_RECORDS:
        str_add_format(sql,
                       "SELECT c.what, c.uid, c.old, " THEN_TITLE
                       " FROM change c JOIN record r ON r.uid = c.uid%s AND c.\"key\" = c.uid"
                       " ORDER BY c.what, c.uid",
                       noted);
        break;
    case PART_NOTED_FIGURES:
        add_noted_figures(sql);
        break;
    case PART_NEW_RECORDS:
        str_add_text(sql, "SELECT 'new', r.uid, NULL, " THEN_TITLE
                          " FROM record r WHERE r.since BETWEEN ?1 AND ?2 AND (r.merged_into IS NULL"
                          " OR EXISTS (SELECT 1 FROM change m WHERE m.\"key\" = r.uid AND m.what = 'merged' AND m.run > ?2))"
                          " ORDER BY r.uid");
        break;
    default:
        str_add_text(sql, "SELECT 'new', e.uid, e.\"key\", NULL, " THEN_ROW ", ");
        columns_add(sql, "e.");
        str_add_text(sql, " FROM evidence e WHERE e.since BETWEEN ?1 AND ?2 AND " THEN_STATE " = 'found'"
                          " ORDER BY e.uid, CAST(e.section AS INT), CAST(e.start AS INT), e.\"key\"");
    }
}

static void begin_part(Changes *c)
{
    Str sql = {0};
    add_sql(c->part, &sql);
    c->query = query_new(c->store->db, str_span(&sql));
    str_free(&sql);
    query_bind(c->query, 1, span_of(c->since));
    query_bind(c->query, 2, span_of(c->until));
}

void changes_begin(Store *s, int64_t since, int64_t until, Changes *out)
{
    *out = (Changes){.store = s};
    int64_t last = run_last(s);
    (void)snprintf(out->since, sizeof out->since, "%ld", (long)(since == 0 ? last : since));
    (void)snprintf(out->until, sizeof out->until, "%ld", (long)(until == 0 ? last : until));
}

void changes_end(Changes *c)
{
    query_free(c->query);
    c->query = NULL;
}

static ChangeKind kind_of(bool figure, Span word)
{
    ChangeKind k = 0;
    while (k < N_CHANGE_KINDS && (change_words[k].figure != figure || !span_is(word, change_words[k].word)))
        k++;
    return k;
}

/* False: altered and altered back again. */
static bool read_figure(Query *q, Change *out, Arena *a)
{
    out->key = db_text(q, 2, a);
    Span was = db_text(q, 3, a), then = db_text(q, 4, a);
    for (int c = 0, i = 5; c < N_COLUMNS; c++)
        if (column_is_kept(c))
            out->now.at[c] = db_text(q, i++, a);
    Fault f = {0};
    if ((was.at != NULL && !cells_read(was, &out->was, a, &f)) || (then.at != NULL && !cells_read(then, &out->now, a, &f)))
        return false;
    return out->kind != CHANGE_figure_altered || cells_differ(&out->was, &out->now) != N_COLUMNS;
}

static bool read_change(Changes *c, Change *out, Arena *a)
{
    bool figure = c->part == PART_NOTED_FIGURES || c->part == PART_NEW_FIGURES;
    *out = (Change){.kind = kind_of(figure, db_text(c->query, 0, a)), .uid = db_text(c->query, 1, a)};
    if (out->kind == N_CHANGE_KINDS)
        return false; /* no program of ours writes such a word */
    if (figure)
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

/* --- what waits for somebody ------------------------------------------------------------------- */

long records_waiting(Store *s)
{
    static const char sql[] = "SELECT count(*) FROM record WHERE state = 'current' AND merged_into IS NULL AND eligible IS NULL"
                              " AND EXISTS (SELECT 1 FROM decision WHERE what = 'record')";
    return (long)db_number(db_query(s->db, sql, ""));
}

Query *troubled_begin(Store *s)
{
    static const char sql[] =
        "WITH RECURSIVE up(uid, root) AS (SELECT uid, uid FROM record WHERE eligible = 'include' AND merged_into IS NULL"
        " UNION ALL SELECT r.uid, up.root FROM record r JOIN up ON r.merged_into = up.uid)"
        " SELECT r.uid, r.title, min(CASE WHEN r.retracted THEN 1 WHEN i.type = 'concern' THEN 2 ELSE 3"
        " END) AS what"
        " FROM up JOIN record r ON r.uid = up.root LEFT JOIN record_id i ON i.uid = up.uid"
        " AND i.type IN ('concern', 'erratum')"
        " WHERE r.retracted OR i.type IS NOT NULL GROUP BY r.uid ORDER BY what, r.uid";
    return db_query(s->db, sql, "");
}

bool troubled_next(Query *q, Troubled *out, Arena *a)
{
    static const char *const what[] = {"", "retracted", "of concern", "corrected"};
    if (!db_next(q))
        return false;
    *out = (Troubled){db_text(q, 0, a), db_text(q, 1, a), what[db_int(q, 2)]};
    return true;
}
