#include "store/decisions.h"

#include "base/json.h"
#include "figure/allowed.h"
#include "store/identity.h"
#include "store/room.h"

const struct VerdictWords verdict_words[N_VERDICTS] = {
#define VERDICT(word, kept, of) {#word, kept, of},
#include "store/verdict.def"
#undef VERDICT
};

void decisions_begin(Store *s)
{
    db_run(s->db, "PRAGMA synchronous = FULL");
    db_begin(s->db);
}

int64_t decisions_last(Store *s)
{
    return db_number(db_query(s->db, "SELECT max(seq) FROM decision", ""));
}

int64_t decision_last(Store *s, Span key)
{
    return db_number(db_query(s->db, "SELECT max(seq) FROM decision WHERE \"key\" = ?", "t", key));
}

static void read_cells(Query *q, int i, Cells *out, Arena *a)
{
    for (int c = 0; c < N_COLUMNS; c++) {
        if (!column_is_kept(c))
            continue;
        out->at[c] = db_text(q, i++, a);
        if (out->at[c].len == 0)
            out->at[c] = (Span){0};
    }
}

static void read_decided(Store *s, Span key, Figure *out, Arena *a)
{
    Query *q = s->decided_one;
    query_fresh(q);
    query_bind(q, 1, key);
    if (db_next(q)) {
        out->verdict = db_text(q, 0, a);
        read_cells(q, 1, &out->shown, a);
    }
    db_end(q);
}

/* A figure of a record that this store does not have: as it was when it was decided last. */
static bool read_said(Store *s, Span key, Figure *out, Arena *a)
{
    static const char last[] = "SELECT uid, \"row\" FROM decision WHERE what = 'figure' AND \"key\" = ?"
                               " ORDER BY seq DESC LIMIT 1";
    Query *q = db_query(s->db, last, "t", key);
    Fault f = {0};
    bool there = db_next(q);
    if (there) {
        out->uid = db_text(q, 0, a);
        there = cells_read(db_text(q, 1, a), &out->read, a, &f);
    }
    db_end(q);
    return there;
}

bool figure_read(Store *s, Span key, Figure *out, Arena *a)
{
    Query *q = s->evidence_one;
    query_fresh(q);
    query_bind(q, 1, key);
    bool there = db_next(q);
    *out = (Figure){0};
    if (there) {
        out->uid = db_text(q, 0, a);
        read_cells(q, 1, &out->read, a);
    }
    db_end(q);
    there = there || read_said(s, key, out, a);
    out->shown = out->read;
    if (there)
        read_decided(s, key, out, a);
    return there;
}

Span figure_look(const Figure *g, Arena *a)
{
    return cells_look(&g->read, a);
}

void decision_of_figure(const Figure *g, const Cells *edits, Decision *d)
{
    Cells right = g->shown;
    cells_set(&right, edits);
    d->uid = g->uid;
    d->row = g->read;
    cells_change(&g->read, &right, &d->fields);
    if (span_is(d->verdict, "open"))
        d->fields = (Cells){0};
    for (int c = 0; c < N_COLUMNS && span_is(d->verdict, "accepted"); c++)
        if (d->fields.at[c].at != NULL)
            d->verdict = SPAN_LIT("corrected");
}

static Span json_of(const Cells *c, Arena *a)
{
    Str json = {0};
    cells_json(c, &json);
    Span out = arena_copy(a, str_span(&json));
    str_free(&json);
    return out;
}

/* The row that a table prints from now on: as it was seen, with what was set right. */
static void decided_put(Store *s, const Decision *d, Arena *a)
{
    DB_DO(s->db, "DELETE FROM decided WHERE \"key\" = ?", "t", d->key);
    if (span_is(d->verdict, "open") || !span_is(d->what, "figure"))
        return;
    Query *q = s->decided_add;
    query_fresh(q);
    query_bind(q, 1, d->key);
    query_bind(q, 2, d->verdict);
    query_bind(q, 3, arena_format(a, "%ld", (long)decision_last(s, d->key)));
    query_bind(q, 4, cells_look(&d->row, a));
    for (int c = 0, i = 5; c < N_COLUMNS; c++)
        if (column_is_kept(c))
            query_bind(q, i++, d->fields.at[c].at != NULL ? d->fields.at[c] : d->row.at[c]);
    db_end_after(q);
}

/* --- where records are merged ------------------------------------------------------------------ */

typedef struct {
    Span key, verdict;
    Cells row;
} Standing;

/* The uids that decisions may name for a root: those merged into it, and ids of theirs that no record is kept under here, though
 * one was in the store that the decisions come from. */
#define NAMES                                                                                                      \
    "WITH RECURSIVE g(uid) AS (SELECT ?1 UNION SELECT r.uid FROM record r JOIN g ON r.merged_into = g.uid),"       \
    " names(uid) AS (SELECT uid FROM g UNION SELECT i.value FROM g JOIN record_id i ON i.uid = g.uid WHERE"        \
    " i.type IN ('pmid', 'doi', 'pmcid', 'given') AND NOT EXISTS (SELECT 1 FROM record o WHERE o.uid = i.value)) "

/* Decided rows of figures that are kept under another uid than `root`, which they are of. */
static Standing *standing_read(Store *s, Span root, size_t *n, Arena *a)
{
    Str sql = {0};
    str_add_text(&sql, "SELECT x.\"key\", x.verdict, ");
    columns_add(&sql, "x.");
    str_add_text(&sql, " FROM decided x JOIN decision d ON d.seq = x.seq LEFT JOIN evidence e ON e.\"key\" = x.\"key\""
                       " WHERE x.seq IN (SELECT max(seq) FROM decision WHERE what = 'figure' AND uid IN ("
                       NAMES "SELECT uid FROM names) GROUP BY \"key\") AND coalesce(e.uid, '') <> ?1 ORDER BY x.seq");
    Standing *at = NULL;
    size_t max = 0;
    *n = 0;
    Query *q = query_new(s->db, str_span(&sql));
    query_bind(q, 1, root);
    while (db_next(q)) {
        Standing *x = arena_push(a, &at, n, &max, sizeof *x);
        x->key = db_text(q, 0, a);
        x->verdict = db_text(q, 1, a);
        for (int c = 0, i = 2; c < N_COLUMNS; c++)
            if (column_is_kept(c))
                x->row.at[c] = db_text(q, i++, a);
    }
    query_free(q);
    str_free(&sql);
    return at;
}

static void conflict(Store *s, Span root, Span key, Span other, Arena *a)
{
    problem_put(s, key,
                arena_format(a, "%.*s: figure %.*s was decided otherwise as %.*s of a record merged with it: look at it again",
                             SPAN_FMT(root), SPAN_FMT(key), SPAN_FMT(other)));
    DB_DO(s->db, "UPDATE decided SET seen = '' WHERE \"key\" = ?", "t", key);
}

/* The decided row of `from` becomes that of `to`. */
static void move_decided(Store *s, Span from, Span to)
{
    DB_DO(s->db, "DELETE FROM decided WHERE \"key\" = ?", "t", to);
    DB_DO(s->db, "UPDATE decided SET \"key\" = ?2, doc = (SELECT e.doc FROM evidence e WHERE e.\"key\" = ?2) WHERE \"key\" = ?1",
          "tt", from, to);
}

static void follow(Store *s, Span root, const Standing *x, Arena *a)
{
    static const char alike[] =
        "SELECT count(*) FROM decided x JOIN decided t ON t.\"key\" = ?2 WHERE x.\"key\" = ?1 AND x.verdict = t.verdict AND"
        " (x.verdict <> 'corrected' OR (x.value IS t.value AND x.low IS t.low AND x.high IS t.high AND x.outcome IS t.outcome"
        " AND x.\"group\" IS t.\"group\" AND x.timepoint IS t.timepoint AND x.kind IS t.kind))";
    static const char later[] =
        "SELECT count(*) FROM decided x JOIN decided t ON t.\"key\" = ?2 WHERE x.\"key\" = ?1 AND x.seq > t.seq";
    static const char there[] = "SELECT count(*) FROM decided WHERE \"key\" = ?";
    static const char moved[] =
        "SELECT count(*) FROM decided t JOIN decision d ON d.seq = t.seq WHERE t.\"key\" = ?1 AND d.\"key\" = ?2";
    Span twin = evidence_twin(s, root, &x->row);
    if (twin.at == NULL)
        return;
    bool both = db_number(db_query(s->db, there, "t", twin)) > 0;
    bool differ = both && db_number(db_query(s->db, moved, "tt", twin, x->key)) == 0 &&
                  db_number(db_query(s->db, alike, "tt", x->key, twin)) == 0;
    if (!both || db_number(db_query(s->db, later, "tt", x->key, twin)) > 0)
        move_decided(s, x->key, twin);
    else
        DB_DO(s->db, "DELETE FROM decided WHERE \"key\" = ?", "t", x->key);
    if (differ)
        conflict(s, root, twin, x->key, a);
}

void decisions_follow(Store *s, Span root)
{
    Arena a = {0};
    size_t n;
    root = arena_copy(&a, root);
    Standing *at = standing_read(s, root, &n, &a);
    for (size_t i = 0; i < n; i++)
        follow(s, root, &at[i], &a);
    arena_free(&a);
}

/* The last decision of each figure that was decided as one of `home`. */
void decisions_rebuild(Store *s, Span home)
{
    static const char last[] =
        "SELECT \"key\", verdict, fields, \"row\" FROM decision d WHERE uid = ?1 AND what = 'figure' AND seq ="
        " (SELECT max(seq) FROM decision b WHERE b.\"key\" = d.\"key\") ORDER BY seq";
    Arena a = {0};
    Fault f = {0};
    DB_DO(s->db,
          "UPDATE problem SET ended = (SELECT max(id) FROM run) WHERE ended IS NULL AND place IN"
          " (SELECT \"key\" FROM evidence WHERE uid = ?)",
          "t", home);
    DB_DO(s->db, "DELETE FROM decided WHERE \"key\" IN (SELECT \"key\" FROM evidence WHERE uid = ?)", "t", home);
    Query *q = db_query(s->db, last, "t", home);
    while (db_next(q)) {
        Decision d = {.what = SPAN_LIT("figure"), .key = db_text(q, 0, &a), .uid = home, .verdict = db_text(q, 1, &a)};
        if (cells_read(db_text(q, 2, &a), &d.fields, &a, &f) && cells_read(db_text(q, 3, &a), &d.row, &a, &f))
            decided_put(s, &d, &a);
    }
    arena_free(&a);
}

void record_judged(Store *s, Span root)
{
    static const char sql[] =
        NAMES "UPDATE record SET eligible = (SELECT nullif(d.verdict, 'undecided') FROM decision d JOIN names g ON d.uid = g.uid"
              " WHERE d.what = 'record' ORDER BY d.seq DESC LIMIT 1), study = (SELECT nullif(d.verdict, '-')"
              " FROM decision d JOIN names g ON d.uid = g.uid WHERE d.what = 'study' ORDER BY d.seq DESC LIMIT 1) WHERE uid = ?1";
    DB_DO(s->db, sql, "t", root);
}

static Span text_of(Query *q, Arena *a)
{
    Span out = db_next(q) ? db_text(q, 0, a) : (Span){0};
    db_end(q);
    return out;
}

Span record_eligible(Store *s, Span root, Arena *a)
{
    return text_of(db_query(s->db, "SELECT eligible FROM record WHERE uid = ?", "t", root), a);
}

Span record_judge(Store *s, Span root, Span *why, Arena *a)
{
    static const char sql[] =
        NAMES "SELECT reviewer, reason FROM decision WHERE what = 'record' AND uid IN (SELECT uid FROM names)"
              " ORDER BY seq DESC LIMIT 1";
    Query *q = db_query(s->db, sql, "t", root);
    Span who = {0};
    *why = (Span){0};
    if (db_next(q)) {
        who = db_text(q, 0, a);
        *why = db_text(q, 1, a);
    }
    db_end(q);
    return who;
}

Span record_title(Store *s, Span root, Arena *a)
{
    return text_of(db_query(s->db, "SELECT title FROM record WHERE uid = ?", "t", root), a);
}

static bool same(Span a, Span b)
{
    return (a.at == NULL) == (b.at == NULL) && span_equal(a, b);
}

bool decision_said(Store *s, const Decision *d, Arena *a)
{
    bool figure = span_is(d->what, "figure");
    Span fields = figure ? json_of(&d->fields, a) : (Span){0}, row = figure ? json_of(&d->row, a) : (Span){0};
    Query *q = db_query(s->db,
                        "SELECT verdict, fields, \"row\", reviewer, reason, note FROM decision WHERE \"key\" = ? AND what = ?"
                        " ORDER BY seq DESC LIMIT 1",
                        "tt", d->key, d->what);
    bool is = db_next(q) && same(db_text(q, 0, a), d->verdict) && same(db_text(q, 1, a), fields) && same(db_text(q, 2, a), row) &&
              same(db_text(q, 3, a), d->reviewer) && same(db_text(q, 4, a), d->reason) && same(db_text(q, 5, a), d->note);
    db_end(q);
    return is;
}

static void insert(Store *s, const Span t[N_SAID])
{
    DB_DO(s->db, "INSERT INTO decision(id, what, \"key\", uid, verdict, fields, \"row\", reviewer, at, reason, note)"
                 " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", "ttttttttttt", t[0], t[1], t[2], t[3], t[4], t[5], t[6], t[7], t[8],
                 t[9], t[10]);
}

/* The figure of `root` that a reopened figure of a record merged into it is shown as is open again, too. */
static void reopen(Store *s, Span root, const Decision *d)
{
    Span twin = evidence_twin(s, root, &d->row);
    if (twin.at == NULL)
        return;
    DB_DO(s->db, "DELETE FROM decided WHERE \"key\" = ?", "t", twin);
    problems_end(s, twin);
}

/* A decision counts where it has to: also one of a figure or record that is merged now. */
static void stand(Store *s, const Decision *d, Arena *a)
{
    Span home = home_named(s, d->uid);
    decided_put(s, d, a);
    problems_end(s, d->key);
    if (home.at == NULL)
        return;
    Span root = root_of(s, home);
    if (!span_is(d->what, "figure"))
        record_judged(s, root);
    else if (!span_equal(root, d->uid) && span_is(d->verdict, "open"))
        reopen(s, root, d);
    else if (!span_equal(root, d->uid))
        decisions_follow(s, root);
}

bool decision_put(Store *s, const Decision *d, Str *journal, Arena *a)
{
    bool figure = span_is(d->what, "figure");
    Span fields = figure ? json_of(&d->fields, a) : (Span){0}, row = figure ? json_of(&d->row, a) : (Span){0};
    if (decision_said(s, d, a))
        return false;
    Span t[N_SAID] = {{0}, d->what, d->key, d->uid, d->verdict, fields, row, d->reviewer, d->at, d->reason, d->note};
    Hash h = hash_of(arena_format(a, "%ld", (long)decision_last(s, d->key)));
    for (int i = 1; i < N_SAID; i++)
        h = hash_mix(h, hash_of(t[i]));
    t[0] = hash_print(h, a);
    insert(s, t);
    stand(s, d, a);
    journal_line(t, journal);
    return true;
}

bool decisions_commit(Store *s, const Str *journal, Fault *f)
{
    if (!db_ok(s->db, f) || (journal->len > 0 && !journal_reserve(journal->len, f))) {
        db_rollback(s->db);
        return false;
    }
    if (!db_commit(s->db, f))
        return false;
    Fault later = {0};
    return journal->len == 0 || journal_append(journal, &later) ||
           fault(f, FAULT_STORE, "decided, but " DECISIONS_FILE " has to be completed: %s", later.what);
}

/* Whether the verdict is one of such a decision, and the columns take what it sets right. */
static bool is_sayable(const Decision *d, Fault *f)
{
    bool known = span_is(d->what, "study") && d->verdict.len > 0;
    for (int v = 0; v < N_VERDICTS; v++)
        known = known || (span_is(d->what, verdict_words[v].of) && span_is(d->verdict, verdict_words[v].kept));
    if (!known)
        return fault(f, FAULT_INPUT, "no verdict: '%.*s'", SPAN_FMT(d->verdict));
    for (int c = 0; c < N_COLUMNS; c++)
        if (d->fields.at[c].at != NULL && (!cell_is_judged(c) || cell_wants(c, d->fields.at[c]) != NULL))
            return fault(f, FAULT_INPUT, "%s is no '%.*s'", column_name[c], SPAN_FMT(d->fields.at[c]));
    return true;
}

static bool restore_line(Store *s, Span line, long *n, Arena *a, Fault *f)
{
    Json *j = json_open(line, f);
    if (j == NULL)
        return false;
    Span t[N_SAID];
    for (int i = 0; i < N_SAID; i++)
        t[i] = json_text(j, said_name[i], a);
    json_close(j);
    for (int i = 0; i < 5; i++)
        if (t[i].at == NULL)
            return fault(f, FAULT_INPUT, "a decision has no '%s'", said_name[i]);
    if (t[7].at == NULL || t[8].at == NULL || !(span_is(t[1], "figure") || span_is(t[1], "record") || span_is(t[1], "study")))
        return fault(f, FAULT_INPUT, "not a decision");
    Decision d = {.what = t[1], .key = t[2], .uid = t[3], .verdict = t[4]};
    if (span_is(d.what, "figure") &&
        (t[5].at == NULL || t[6].at == NULL || !cells_read(t[5], &d.fields, a, f) || !cells_read(t[6], &d.row, a, f)))
        return fault(f, FAULT_INPUT, "a decision of a figure has no row");
    if (!is_sayable(&d, f))
        return false;
    if (db_number(db_query(s->db, "SELECT count(*) FROM decision WHERE id = ?", "t", t[0])) > 0)
        return true;
    insert(s, t);
    stand(s, &d, a);
    ++*n;
    return db_ok(s->db, f);
}

bool decisions_restore(Store *s, Span lines, const char *path, long *n, Arena *a, Fault *f)
{
    long number = 1;
    for (size_t i = 0, from = 0; i <= lines.len; i++) {
        if (i < lines.len && lines.at[i] != '\n')
            continue;
        Span line = span_cut(lines, from, i > from && lines.at[i - 1] == '\r' ? i - 1 : i);
        bool torn = line.len > 0 && line.at[line.len - 1] != '}'; /* what a crash left; the next append ended the line */
        if (line.len > 0 && !torn && !restore_line(s, line, n, a, f))
            return fault_at(f, path, number, 0);
        from = i + 1;
        number++;
    }
    return true;
}
