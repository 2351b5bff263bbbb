#include "store/prisma.h"

#include "store/room.h"

static void read_runs(Store *s, Prisma *p, Arena *a)
{
    static const char sql[] =
        "SELECT count(*), min(started), max(ended), (SELECT version FROM run ORDER BY id DESC LIMIT 1) FROM run";
    Query *q = db_query(s->db, sql, "");
    if (db_next(q)) {
        p->runs = (long)db_int(q, 0);
        p->began = db_text(q, 1, a);
        p->ended = db_text(q, 2, a);
        p->version = db_text(q, 3, a);
    }
    db_end(q);
}

static void read_sources(Store *s, Prisma *p, Arena *a)
{
    static const char sql[] = "SELECT f.path, q.file IS NOT NULL, q.text, q.translation, q.failure, coalesce(q.since,"
                              " strftime('%Y-%m-%d', f.mtime / 1000000000, 'unixepoch')), q.hits,"
                              " (SELECT count(DISTINCT uid) FROM sighting WHERE file = f.id AND deleted = 0)"
                              " FROM file f LEFT JOIN query q ON q.file = f.id ORDER BY q.file IS NULL, f.path";
    Query *q = db_query(s->db, sql, "");
    while (db_next(q)) {
        PrismaSource *x = arena_push(a, &p->sources, &p->n_sources, &p->max_sources, sizeof *x);
        *x = (PrismaSource){db_text(q, 0, a), db_int(q, 1) != 0, db_text(q, 2, a),   db_text(q, 3, a),
                            db_text(q, 4, a), db_text(q, 5, a),  (long)db_int(q, 6), (long)db_int(q, 7)};
        p->identified += x->records;
    }
}

/* The last reason that was given for a root, under any of the ids it is kept by. */
static void read_reasons(Store *s, Prisma *p, Arena *a)
{
    static const char sql[] =
        "WITH RECURSIVE up(uid, root) AS (SELECT uid, uid FROM record WHERE eligible = 'exclude' AND merged_into IS NULL"
        " AND state = 'current' UNION ALL SELECT r.uid, up.root FROM record r"
        " JOIN up ON r.merged_into = up.uid),"
        " last(root, seq) AS (SELECT up.root, max(d.seq) FROM up LEFT JOIN decision d ON d.uid = up.uid"
        " AND d.what = 'record'"
        " GROUP BY up.root)"
        " SELECT d.reason, count(*) AS n FROM last LEFT JOIN decision d ON d.seq = last.seq"
        " GROUP BY d.reason"
        " ORDER BY n DESC, d.reason";
    Query *q = db_query(s->db, sql, "");
    while (db_next(q)) {
        PrismaReason *x = arena_push(a, &p->reasons, &p->n_reasons, &p->max_reasons, sizeof *x);
        *x = (PrismaReason){db_text(q, 0, a), (long)db_int(q, 1)};
        p->excluded += x->n;
    }
}

static long count(Store *s, const char *sql)
{
    return (long)db_number(db_query(s->db, sql, ""));
}

#define IN_FORCE "FROM record r WHERE r.merged_into IS NULL AND r.state = 'current' "
#define INCLUDED IN_FORCE "AND r.eligible = 'include' "

void prisma_read(Store *s, Prisma *p, Arena *a)
{
    *p = (Prisma){0};
    read_runs(s, p, a);
    read_sources(s, p, a);
    read_reasons(s, p, a);
    long unique = count(s, "SELECT count(*) " IN_FORCE);
    p->withdrawn = count(s, "SELECT count(*) FROM record r WHERE r.merged_into IS NULL AND r.state = 'deleted' AND EXISTS"
                            " (SELECT 1 FROM sighting g WHERE g.uid = r.uid AND g.deleted = 0)");
    p->no_more = count(s, "SELECT count(*) FROM record r WHERE r.merged_into IS NULL AND r.state = 'gone'");
    p->duplicates = p->identified - unique - p->withdrawn;
    p->waiting = count(s, "SELECT count(*) " IN_FORCE "AND r.eligible IS NULL");
    p->screened = unique - p->waiting;
    p->included = count(s, "SELECT count(*) " INCLUDED);
    p->studies = count(s, "SELECT count(DISTINCT coalesce('s' || r.study, 'r' || r.uid)) " INCLUDED);
    p->reporting =
        count(s, "SELECT count(*) " INCLUDED "AND EXISTS (SELECT 1 FROM evidence e WHERE e.uid = r.uid AND e.state = 'found')");
    p->figures = count(s, "SELECT count(*) FROM evidence e WHERE e.state = 'found' AND e.uid IN (SELECT r.uid " INCLUDED ")");
    p->decided = count(s, "SELECT count(*) FROM evidence e JOIN decided d ON d.\"key\" = e.\"key\" WHERE e.state = 'found'"
                          " AND e.uid IN (SELECT r.uid " INCLUDED ")");
    p->retracted = count(s, "SELECT count(*) " INCLUDED "AND r.retracted");
}
