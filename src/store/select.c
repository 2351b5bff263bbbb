#include "store/select.h"

#include "store/identity.h"
#include "store/room.h"

const char *const more_name[N_MORE] = {"status", "year", "title", "since", "eligible", "study", "run"};

const char *const status_name[N_STATUSES] = {"open", "accepted", "corrected", "rejected", "differs", "gone"};

enum { TEXTS_MAX = 16 };

typedef struct {
    Str sql;
    Span bound[TEXTS_MAX];
    int n;
} Builder;

/* AND `before` VALUE `behind`; the same parameter in both halves of the union. */
static void where_is(Builder *b, const char *before, Span value, const char *behind)
{
    if (value.at == NULL)
        return;
    b->bound[b->n++] = value;
    str_add_format(&b->sql, " AND %s?%d%s", before, b->n, behind);
}

static void where(Builder *b, const char *before, const char *value, const char *behind)
{
    where_is(b, before, span_of(value), behind);
}

/* What the indexes of evidence hold. */
static void add_indexed(Builder *b, const Filter *f, bool decided)
{
    where(b, "x.kind = ", f->kind, "");
    where(b, "x.concept = ", f->concept, "");
    where(b, "x.basis = ", f->basis, "");
    where_is(b, decided ? "coalesce(r.uid, x.doc) = " : "x.uid = ", f->record, "");
    where(b, "holds(x.outcome, ", f->outcome, ")");
    where(b, "holds(x.\"group\", ", f->group, ")");
    where(b, "instr(';' || x.flags || ';', ';' || ", f->flag, " || ';') > 0");
}

/* Rows are found in the index first, which is a tenth of them, and fetched when they are known. */
static void add_filter(Builder *b, const Filter *f, bool decided)
{
    b->n = 0;
    size_t before = b->sql.len;
    str_add_text(&b->sql, decided ? "" : " AND x.rowid IN (SELECT rowid FROM evidence x WHERE 1");
    add_indexed(b, f, decided);
    if (b->n == 0)
        b->sql.len = before;
    else
        str_add_text(&b->sql, decided ? "" : ")");
    where(b, "holds(x.sentence, ", f->text, ")");
    where(b, "r.study = ", f->study, "");
    if (f->eligible == NULL)
        str_add_text(&b->sql, " AND r.eligible IS NOT 'exclude'");
    else if (strcmp(f->eligible, "all") != 0)
        where(b, "coalesce(r.eligible, 'undecided') = ", f->eligible, "");
    if (f->year_low > 0)
        str_add_format(&b->sql, " AND r.uid IN (SELECT uid FROM record WHERE CAST(year AS INT) BETWEEN %ld AND %ld)", f->year_low,
                       f->year_high);
}

/* A decided row stands as it was decided; where extraction reads it otherwise now, it says so. */
static void add_half(Builder *b, const Filter *f, bool decided)
{
    str_add_format(&b->sql, "SELECT x.\"key\" AS \"key\", %s.look AS look,", decided ? "e" : "x");
    columns_add(&b->sql, "x.");
    str_add_text(
        &b->sql,
        decided
            ? ",CASE WHEN coalesce(e.state, 'gone') = 'gone' THEN 'gone' WHEN x.seen <> e.look THEN 'differs' ELSE x.verdict END"
            : ",'open'");
    str_add_text(&b->sql, " AS status, r.year AS year, r.title AS title, ");
    str_add_text(&b->sql, decided
                              ? "e.since AS since, r.eligible AS eligible, r.study AS study FROM decided x LEFT JOIN evidence e"
                                " ON e.\"key\" = x.\"key\" LEFT JOIN record h ON h.uid = coalesce(e.uid, (SELECT uid"
                                " FROM decision d WHERE d.seq = x.seq))"
                                " LEFT JOIN record r ON r.uid = coalesce(h.merged_into, h.uid) WHERE 1"
                              : "x.since AS since, r.eligible AS eligible, r.study AS study FROM evidence x JOIN record r"
                                " ON r.uid = x.uid WHERE x.state = 'found'"
                                " AND NOT EXISTS (SELECT 1 FROM decided d WHERE d.\"key\" = x.\"key\")");
    add_filter(b, f, decided);
}

static void add_order(Builder *b, const Filter *f)
{
    str_add_text(&b->sql, " ORDER BY ");
    if (f->sort >= N_COLUMNS) {
        str_add_format(&b->sql, "\"%s\"%s, ", more_name[f->sort - N_COLUMNS], f->down ? " DESC" : "");
    } else if (f->sort >= 0) {
        ColumnType type = column_type[f->sort];
        bool number = type == TYPE_INT || type == TYPE_NUMBER || type == TYPE_REAL;
        str_add_format(&b->sql, number ? "CAST(\"%s\" AS REAL)%s, " : "\"%s\"%s, ", column_name[f->sort], f->down ? " DESC" : "");
    }
    str_add_text(&b->sql, "doc, CAST(section AS INT), CAST(start AS INT), \"key\"");
    if (f->limit > 0)
        str_add_format(&b->sql, " LIMIT %ld", f->limit);
}

bool concept_is_there(Store *s, const char *concept)
{
    static const char sql[] =
        "SELECT EXISTS (SELECT 1 FROM evidence WHERE concept = ?1) OR EXISTS (SELECT 1 FROM decided WHERE concept = ?1)";
    return db_number(db_query(s->db, sql, "t", span_of(concept))) > 0;
}

bool record_is_there(Store *s, Span name, Span *root, Arena *a)
{
    Span home = home_named(s, name);
    *root = home.at != NULL ? arena_copy(a, root_of(s, home)) : name;
    return home.at != NULL || db_number(db_query(s->db, "SELECT EXISTS (SELECT 1 FROM decided WHERE doc = ?)", "t", name)) > 0;
}

bool study_is_there(Store *s, const char *name)
{
    static const char sql[] = "SELECT EXISTS (SELECT 1 FROM record WHERE study = ? AND merged_into IS NULL)";
    return db_number(db_query(s->db, sql, "t", span_of(name))) > 0;
}

void concepts_some(Store *s, Str *out)
{
    Arena a = {0};
    Query *q = db_query(
        s->db, "SELECT concept FROM evidence WHERE concept IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 8", "");
    while (db_next(q))
        str_add_format(out, "%s%.*s", out->len > 0 ? ", " : "", SPAN_FMT(db_text(q, 0, &a)));
    arena_free(&a);
}

long records_excluded(Store *s)
{
    return (long)db_number(db_query(s->db, "SELECT count(*) FROM record WHERE eligible = 'exclude' AND merged_into IS NULL", ""));
}

Query *table_begin(Store *s, const Filter *f)
{
    Builder b = {0};
    str_add_text(&b.sql, "SELECT *, (SELECT 'partial' WHERE EXISTS (SELECT 1 FROM query WHERE failure IS NOT NULL)"
                         " OR EXISTS (SELECT 1 FROM run WHERE state = 'running')) AS run FROM (");
    add_half(&b, f, false);
    str_add_text(&b.sql, " UNION ALL ");
    add_half(&b, f, true);
    str_add_text(&b.sql, ")");
    if (f->status != NULL) {
        b.bound[b.n++] = span_of(f->status);
        str_add_format(&b.sql, " WHERE status = ?%d", b.n);
    }
    add_order(&b, f);
    Query *q = query_new(s->db, str_span(&b.sql));
    for (int i = 0; i < b.n; i++)
        query_bind(q, i + 1, b.bound[i]);
    str_free(&b.sql);
    return q;
}

bool table_next(Query *q, TableRow *out, Arena *a)
{
    if (!db_next(q))
        return false;
    int i = 0;
    out->cells.at[COLUMN_key] = db_text(q, i++, a);
    out->look = db_text(q, i++, a);
    for (int c = 0; c < N_COLUMNS; c++)
        if (column_is_kept(c))
            out->cells.at[c] = db_text(q, i++, a);
    for (int m = 0; m < N_MORE; m++)
        out->more[m] = db_text(q, i++, a);
    return true;
}
