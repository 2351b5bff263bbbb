#include "store/report.h"

#include "base/clean.h"
#include "store/queries.h"
#include "store/room.h"

/* Adds ", 3 revised" and so on; returns their sum. */
static int64_t add_counts(Store *s, int64_t run, bool figures, Str *line)
{
    static const char sql[] = "SELECT count(*) FROM change WHERE run = ? AND what = ? AND (\"key\" <> uid) = ?";
    int64_t sum = 0;
    for (ChangeKind k = 0; k < N_CHANGE_KINDS; k++) {
        if (change_words[k].figure != figures)
            continue;
        int64_t n = db_number(db_query(s->db, sql, "iti", run, span_of(change_words[k].word), (int64_t)figures));
        if (n > 0)
            str_add_format(line, ", %ld %s", (long)n, change_words[k].counted);
        sum += n;
    }
    return sum;
}

bool report_changed(Store *s, int64_t run, Str *out)
{
    int64_t records = db_number(db_query(s->db, "SELECT count(*) FROM record WHERE since = ? AND merged_into IS NULL", "i", run));
    int64_t figures = db_number(db_query(s->db, "SELECT count(*) FROM evidence WHERE since = ?", "i", run)),
            total = records + figures;
    Str line = {0};
    str_add_format(&line, "run %ld: records: %ld new", (long)run, (long)records);
    total += add_counts(s, run, false, &line);
    str_add_format(&line, "; figures: %ld new", (long)figures);
    total += add_counts(s, run, true, &line);
    if (total == 0)
        str_add_format(out, "run %ld: nothing changed\n", (long)run);
    else
        str_add_format(out, "%s\n", line.at);
    str_free(&line);
    return total > 0;
}

bool run_times(Store *s, int64_t run, Span *began, Span *ended, Arena *a)
{
    Query *q = db_query(s->db, "SELECT started, ended FROM run WHERE id = ?", "i", run);
    bool there = db_next(q);
    *began = there ? db_text(q, 0, a) : (Span){0};
    *ended = there ? db_text(q, 1, a) : (Span){0};
    db_end(q);
    return there;
}

/* --- the rest ---------------------------------------------------------------------------------- */

/* The row of a query at hand, cells between tabs, null as -. */
static void add_row(Query *q, const char *name, Str *out, Arena *a)
{
    str_add_text(out, name);
    for (int i = 0; i < db_columns(q); i++) {
        Span cell = db_text(q, i, a);
        if (i > 0 || name[0] != '\0')
            str_add_byte(out, '\t');
        str_add_clean(out, cell.at == NULL ? SPAN_LIT("-") : cell);
    }
    str_add_byte(out, '\n');
}

static void add_rows(Store *s, const char *name, const char *sql, Str *out)
{
    Arena a = {0};
    Query *q = query_new(s->db, span_of(sql));
    for (; db_next(q); arena_reset(&a))
        add_row(q, name, out, &a);
    query_free(q);
    arena_free(&a);
}

void report_problems(Store *s, Str *out)
{
    add_rows(s, "", "SELECT what FROM problem WHERE ended IS NULL ORDER BY place, what", out);
    add_rows(s, "",
             "SELECT 'past (until run ' || ended || '): ' || what FROM problem WHERE ended IS NOT NULL ORDER BY place, what",
             out);
}

void report_status(Store *s, Str *out)
{
    add_rows(s, "last run", "SELECT id, iif(partial IS NULL, state, 'partial'), started, ended FROM run ORDER BY id DESC LIMIT 1",
             out);
    report_partial(s, "partial\t", out);
    add_rows(s, "records",
             "SELECT CASE WHEN merged_into IS NOT NULL THEN 'merged' WHEN state = 'gone' AND left_query THEN 'left the query'"
             " ELSE state END, count(*) FROM record GROUP BY 1 ORDER BY 1",
             out);
    add_rows(s, "eligible",
             "SELECT coalesce(eligible, 'undecided'), count(*) FROM record WHERE state = 'current' AND merged_into IS NULL"
             " GROUP BY 1 ORDER BY 1",
             out);
    add_rows(s, "studies",
             "SELECT count(DISTINCT study) FROM record WHERE study IS NOT NULL AND merged_into IS NULL HAVING count(*) > 0", out);
    add_rows(s, "figures", "SELECT state, count(*) FROM evidence GROUP BY state ORDER BY state", out);
    add_rows(s, "decided", "SELECT verdict, count(*) FROM decided GROUP BY verdict ORDER BY verdict", out);
    add_rows(s, "problems", "SELECT count(*) FROM problem WHERE ended IS NULL", out);
}

void report_patterns(Store *s, Str *out)
{
    static const char sql[] =
        "WITH field AS (SELECT x.pattern AS pattern, j.key AS name, count(*) AS n FROM decided x"
        " JOIN decision d ON d.seq = x.seq,"
        " json_each(d.fields) j WHERE x.verdict = 'corrected' GROUP BY 1, 2),"
        " line AS (SELECT pattern, group_concat(name || ' ' || n, '; ') AS fields"
        " FROM (SELECT * FROM field ORDER BY pattern, n DESC, name) GROUP BY pattern)"
        " SELECT x.pattern, sum(verdict = 'accepted'), sum(verdict = 'corrected'), sum(verdict = 'rejected'), l.fields"
        " FROM decided x LEFT JOIN line l ON l.pattern IS x.pattern GROUP BY x.pattern ORDER BY x.pattern";
    str_add_text(out, "pattern\taccepted\tcorrected\trejected\tset right\n");
    add_rows(s, "", sql, out);
}

bool report_dump(Store *s, Str *out, bool (*part)(Str *out, Fault *f), Fault *f)
{
    Str figures = {0};
    str_add_text(&figures, "SELECT \"key\", uid, anchor, state, since, ");
    columns_add(&figures, "");
    str_add_text(&figures, " FROM evidence ORDER BY \"key\"");
    const struct {
        const char *name, *sql;
    } table[] = {
        {"run", "SELECT id, state, version, packs, sources FROM run WHERE id IN (SELECT since FROM record)"
                " OR id IN (SELECT since FROM evidence) OR id IN (SELECT run FROM change) ORDER BY id"},
        {"file", "SELECT path, hash, packs FROM file ORDER BY path"},
        {"query", "SELECT f.path, q.text, q.translation, q.hits, q.failure FROM query q JOIN file f ON f.id = q.file ORDER BY 1"},
        {"record", "SELECT uid, state, raw, text_hash, packs, title, journal, year, date, authors, types, registry, languages,"
                   " status, retracted, since, merged_into, why, left_query, eligible, study FROM record ORDER BY uid"},
        {"id", "SELECT type, value, uid FROM record_id ORDER BY type, value, uid"},
        {"work", "SELECT hash, uid, year FROM work ORDER BY hash, uid, year"},
        {"team", "SELECT hash, uid FROM team ORDER BY hash, uid"},
        {"apart", "SELECT a, b FROM apart ORDER BY a, b"},
        {"raw", "SELECT hash, format, size FROM raw ORDER BY hash"},
        {"sighting", "SELECT s.uid, f.path, s.number, s.part, s.raw, s.deleted, s.worth FROM sighting s JOIN file f"
                     " ON f.id = s.file ORDER BY s.uid, f.path, s.number, s.part"},
        {"figure", figures.at},
        {"change", "SELECT run, \"key\", what, old FROM change ORDER BY run, \"key\", what"},
        {"problem", "SELECT place, what, CASE WHEN ended IS NULL THEN 'holds' ELSE 'past' END FROM problem ORDER BY place, what"},
        {"decision", "SELECT what, \"key\", uid, verdict, fields, \"row\", reviewer, reason, note FROM decision"
                     " ORDER BY \"key\", what, seq"},
        {"decided", "SELECT \"key\", verdict, seen FROM decided ORDER BY \"key\""},
        {"broken", "SELECT DISTINCT \"table\", parent FROM pragma_foreign_key_check ORDER BY 1, 2"}, /* none, ever */
    };
    Arena a = {0};
    bool wanted = true;
    for (size_t i = 0; wanted && i < sizeof table / sizeof table[0]; i++) {
        Query *q = query_new(s->db, span_of(table[i].sql));
        for (; wanted && db_next(q); arena_reset(&a)) {
            add_row(q, table[i].name, out, &a);
            wanted = part(out, f);
        }
        query_free(q);
    }
    arena_free(&a);
    str_free(&figures);
    return wanted;
}
