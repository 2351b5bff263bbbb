#include "store/study.h"

#include "base/clean.h"
#include "store/room.h"

#include <stdlib.h>

enum { AUTHORS_SHARED = 3, YEARS_APART = 5, RECORDS_A_KEY = 50 }; /* a key that more records have says nothing */

Span study_of(Store *s, Span uid, Arena *a)
{
    Query *q = db_query(s->db, "SELECT study FROM record WHERE uid = ?", "t", uid);
    Span name = db_next(q) ? db_text(q, 0, a) : (Span){0};
    db_end(q);
    return name;
}

void study_list(Store *s, Str *out)
{
    Arena a = {0};
    Query *q = db_query(s->db, "SELECT study, uid, coalesce(year, '-'), coalesce(title, '-') FROM record WHERE study IS NOT NULL"
                               " AND merged_into IS NULL ORDER BY study, year, uid", "");
    while (db_next(q)) {
        for (int i = 0; i < 4; i++) {
            str_add_text(out, i > 0 ? "\t" : "");
            str_add_clean(out, db_text(q, i, &a));
        }
        str_add_byte(out, '\n');
        arena_reset(&a);
    }
    arena_free(&a);
}

/* --- proposals --------------------------------------------------------------------------------- */

/* "Smith Anna" and "Smith A" are one: the name's first word and the first letter of its last. */
static bool same_author(Span x, Span y)
{
    size_t n = 0;
    while (n < x.len && x.at[n] != ' ')
        n++;
    if (y.len < n || memcmp(x.at, y.at, n) != 0 || (y.len > n && y.at[n] != ' '))
        return false;
    size_t i = x.len, k = y.len;
    while (i > n && x.at[i - 1] != ' ')
        i--;
    while (k > n && y.at[k - 1] != ' ')
        k--;
    return i < x.len && k < y.len && x.at[i] == y.at[k];
}

/* The next of "A; B; C". */
static bool next_author(Span *rest, Span *out)
{
    if (rest->len == 0)
        return false;
    const char *end = memmem(rest->at, rest->len, "; ", 2);
    size_t n = end == NULL ? rest->len : (size_t)(end - rest->at);
    *out = span_cut(*rest, 0, n);
    *rest = span_cut(*rest, end == NULL ? n : n + 2, rest->len);
    return true;
}

static int authors_shared(Span a, Span b)
{
    int n = 0;
    for (Span x; next_author(&a, &x);) {
        Span rest = b;
        bool found = false;
        for (Span y; !found && next_author(&rest, &y);)
            found = same_author(x, y);
        n += found;
    }
    return n;
}

static const char pairs[] =
    "WITH RECURSIVE up(uid, root) AS (SELECT uid, uid FROM record WHERE merged_into IS NULL"
    " UNION ALL SELECT r.uid, up.root FROM record r JOIN up ON r.merged_into = up.uid),"
    " mark(type, value, uid) AS (SELECT type, value, uid FROM record_id WHERE type = 'trial'"
    " UNION SELECT 'work', hash, uid FROM work UNION SELECT 'team', hash, uid FROM team),"
    " few AS MATERIALIZED (SELECT * FROM (SELECT *, count(*) OVER (PARTITION BY type, value) AS n FROM mark) WHERE n BETWEEN 2"
    " AND ?1),"
    " shared(a, b, type, value) AS (SELECT a.uid, b.uid, a.type, a.value FROM few a JOIN few b ON b.type = a.type"
    " AND b.value = a.value AND b.uid > a.uid"
    " UNION ALL SELECT a.uid, b.uid, 'update', '' FROM record_id a JOIN record_id b ON b.type = 'pmid' AND b.value = a.value"
    " WHERE a.type = 'update')"
    " SELECT DISTINCT min(x.uid, y.uid) AS one, max(x.uid, y.uid) AS two, s.type, s.value, x.authors, y.authors, x.year, y.year,"
    " EXISTS (SELECT 1 FROM record_id k WHERE k.type = 'kind' AND k.uid = s.a) <> EXISTS (SELECT 1 FROM record_id k"
    " WHERE k.type = 'kind' AND k.uid = s.b)"
    " FROM shared s JOIN up ua ON ua.uid = s.a JOIN up ub ON ub.uid = s.b JOIN record x ON x.uid = ua.root"
    " JOIN record y ON y.uid = ub.root"
    " WHERE x.uid <> y.uid AND x.state = 'current' AND y.state = 'current' AND x.eligible IS NOT 'exclude'"
    " AND y.eligible IS NOT 'exclude'"
    " AND (x.study IS NULL OR x.study IS NOT y.study) ORDER BY one, two, s.type, s.value";

/* Why the two of this row of `pairs` may be one study; NULL: they may not. */
static Span why(Query *q, Arena *a)
{
    Span type = db_text(q, 2, a);
    bool one_preprint = db_int(q, 8) != 0;
    if (span_is(type, "trial"))
        return arena_format(a, "trial %.*s", SPAN_FMT(db_text(q, 3, a)));
    if (span_is(type, "update"))
        return SPAN_LIT("a preprint and its article");
    if (span_is(type, "work"))
        return one_preprint ? SPAN_LIT("a preprint and its article: title and first author") : SPAN_LIT("title and first author");
    Span x = db_text(q, 6, a), y = db_text(q, 7, a);
    int shared = authors_shared(db_text(q, 4, a), db_text(q, 5, a));
    if (shared < AUTHORS_SHARED || x.at == NULL || y.at == NULL ||
        labs(strtol(x.at, NULL, 10) - strtol(y.at, NULL, 10)) > YEARS_APART)
        return (Span){0};
    return arena_format(a, "%d authors, first and last", shared);
}

void study_propose(Store *s, Str *out)
{
    Arena a = {0};
    Str line = {0}, last = {0};
    Query *q = db_query(s->db, pairs, "i", (int64_t)RECORDS_A_KEY);
    for (; db_next(q); arena_reset(&a)) {
        Span reason = why(q, &a), one = db_text(q, 0, &a), two = db_text(q, 1, &a);
        if (reason.at == NULL)
            continue;
        str_clear(&line);
        str_add_clean(&line, one);
        str_add_byte(&line, '\t');
        str_add_clean(&line, two);
        str_add_format(&line, "\t%.*s\n", SPAN_FMT(reason));
        if (!span_equal(str_span(&line), str_span(&last)))
            str_add(out, str_span(&line));
        str_clear(&last);
        str_add(&last, str_span(&line));
    }
    str_free(&line);
    str_free(&last);
    arena_free(&a);
}
