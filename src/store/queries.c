#include "store/queries.h"

#include "base/clean.h"
#include "base/clock.h"
#include "store/room.h"

enum { REPARSED_A_COMMIT = 500 };

void query_begin(Store *s, SourceFile *file)
{
    file_begin(s, file);
    file->hash = (Hash){.low = (uint64_t)s->run}; /* what `sighting.seen` holds */
}

QueryPast query_past(Store *s, const SourceFile *file, Arena *a)
{
    QueryPast p = {0};
    Query *q = db_query(s->db, "SELECT text, translation, since, hits FROM query WHERE file = ?", "i", file->id);
    if (db_next(q))
        p = (QueryPast){db_text(q, 0, a), db_text(q, 1, a), db_text(q, 2, a), db_int(q, 3)};
    db_end(q);
    return p;
}

void query_records(Store *s, const SourceFile *file, void (*each)(void *who, int64_t number, bool now), void *who)
{
    Query *q = db_query(s->db, "SELECT number, seen FROM sighting WHERE file = ? ORDER BY number", "i", file->id);
    while (db_next(q))
        each(who, db_int(q, 0), db_int(q, 1) == s->run);
    db_end(q);
}

bool query_raw(Store *s, const SourceFile *file, int64_t number, Arena *a, Span *bytes)
{
    Query *q =
        db_query(s->db, "SELECT raw FROM sighting WHERE file = ? AND number = ? AND raw IS NOT NULL", "ii", file->id, number);
    Span hash = db_next(q) ? db_text(q, 0, a) : (Span){0};
    Format format;
    db_end(q);
    return hash.at != NULL && raw_read(s, hash, &format, bytes, a);
}

void query_drop(Store *s, const SourceFile *file, int64_t number, bool left, Span packs)
{
    arena_reset(&s->arena);
    Query *q = db_query(s->db, "SELECT uid FROM sighting WHERE file = ? AND number = ?", "ii", file->id, number);
    Span uid = db_next(q) ? db_text(q, 0, &s->arena) : (Span){0};
    db_end(q);
    DB_DO(s->db, "DELETE FROM sighting WHERE file = ? AND number = ?", "ii", file->id, number);
    DB_DO(s->db, "DELETE FROM absent WHERE file = ? AND number = ?", "ii", file->id, number);
    if (uid.at == NULL)
        return;
    if (left)
        record_leave(s, uid, packs);
    else
        record_settle(s, uid, packs);
}

bool query_absent(Store *s, const SourceFile *file, int64_t number)
{
    DB_DO(s->db, "INSERT OR IGNORE INTO absent(file, number, run) VALUES(?, ?, ?)", "iii", file->id, number, s->run);
    return db_number(db_query(s->db, "SELECT run FROM absent WHERE file = ? AND number = ?", "ii", file->id, number)) < s->run;
}

void query_end(Store *s, const SourceFile *file, const QueryPast *now, const char *failure)
{
    static const char sql[] =
        "INSERT INTO query(file, text, translation, since, hits, failure) VALUES(?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO"
        " UPDATE SET text = ?2, translation = coalesce(?3, translation), since = coalesce(?4, since),"
        " hits = coalesce(?5, hits), failure = ?6";
    DB_DO(s->db, sql, "itttit", file->id, now->text, now->translation, now->since, now->hits, span_of(failure));
}

void query_request(Store *s, const SourceFile *file, Span url, int status, int attempt, size_t bytes, Span why)
{
    char at[CLOCK_UTC];
    clock_utc(at);
    DB_DO(s->db, "INSERT INTO request(run, query, url, status, attempt, bytes, why, at) VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
          "ittiiitt", s->run, file->path, url, (int64_t)status, (int64_t)attempt, (int64_t)bytes, why.len > 0 ? why : (Span){0},
          span_of(at));
}

QueryCut query_cut(Store *s, const SourceFile *file, Span before, Span behind, Span first, Arena *a)
{
    static const char sql[] =
        "SELECT q.url, q.run, r.started FROM request q JOIN run r ON r.id = q.run WHERE q.query = ?1 AND q.why IS NULL"
        " AND q.run >"
        " coalesce((SELECT max(w.id) FROM query y JOIN run w ON w.started <= y.since WHERE y.file = ?2), 0) ORDER BY q.id";
    QueryCut cut = {0};
    Query *q = db_query(s->db, sql, "ti", file->path, file->id);
    while (db_next(q)) {
        Span url = db_text(q, 0, a);
        if (url.len < before.len + behind.len || memcmp(url.at, before.at, before.len) != 0 ||
            memcmp(url.at + url.len - behind.len, behind.at, behind.len) != 0)
            continue;
        Span cursor = span_cut(url, before.len, url.len - behind.len);
        if (span_equal(cursor, first))
            cut = (QueryCut){{0}, db_int(q, 1), db_text(q, 2, a)};
        else if (cut.run > 0)
            cut.cursor = cursor;
    }
    db_end(q);
    return cut;
}

void query_seen(Store *s, const SourceFile *file, int64_t run, void (*each)(void *who, int64_t number), void *who)
{
    Query *q = db_query(s->db, "SELECT number FROM sighting WHERE file = ? AND seen >= ?", "ii", file->id, run);
    while (db_next(q))
        each(who, db_int(q, 0));
    db_end(q);
}

bool store_reparse(Store *s, Span packs, Fault *f)
{
    Arena a = {0};
    SpanList stale = {0};
    Query *q =
        db_query(s->db, "SELECT r.uid FROM record r WHERE r.packs <> ?1 AND r.state = 'current' ORDER BY r.uid", "t", packs);
    while (db_next(q))
        *(Span *)arena_push(&a, &stale.at, &stale.n, &stale.max, sizeof(Span)) = db_text(q, 0, &a);
    db_end(q);
    bool ok = db_ok(s->db, f);
    for (size_t i = 0; ok && i < stale.n; i += REPARSED_A_COMMIT) {
        db_begin(s->db);
        for (size_t k = i; k < stale.n && k < i + REPARSED_A_COMMIT; k++) {
            arena_reset(&s->arena);
            record_settle(s, stale.at[k], packs);
        }
        ok = db_commit(s->db, f);
    }
    arena_free(&a);
    return ok;
}

void report_query(Store *s, const SourceFile *file, Str *out)
{
    static const char sql[] =
        "SELECT count(*), sum(attempt > 1), coalesce(sum(bytes), 0) FROM request WHERE run = ? AND query = ?";
    Query *q = db_query(s->db, sql, "it", s->run, file->path);
    if (db_next(q)) {
        int64_t n = db_int(q, 0), again = db_int(q, 1);
        str_add_format(out, "%lld request%s", (long long)n, n == 1 ? "" : "s");
        if (again > 0)
            str_add_format(out, " (%lld of them again)", (long long)again);
    }
    db_end(q);
}

void report_partial(Store *s, const char *before, Str *out)
{
    static const char sql[] =
        "SELECT f.path || ' was not read to its end: ' || q.failure FROM query q JOIN file f ON f.id = q.file"
        " WHERE q.failure IS NOT NULL UNION ALL SELECT 'run ' || id || ' is not at its end' FROM run"
        " WHERE state = 'running' ORDER BY 1";
    Arena a = {0};
    Query *q = query_new(s->db, span_of(sql));
    while (db_next(q)) {
        str_add_text(out, before);
        str_add_clean(out, db_text(q, 0, &a));
        str_add_byte(out, '\n');
    }
    query_free(q);
    arena_free(&a);
}
