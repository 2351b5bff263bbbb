#include "store/room.h"

#include "base/clock.h"

#include <stdlib.h>

void columns_add(Str *out, const char *prefix)
{
    bool first = true;
    for (int c = 0; c < N_COLUMNS; c++) {
        if (!column_is_kept(c))
            continue;
        str_add_format(out, "%s%s\"%s\"", first ? "" : ",", prefix, column_name[c]);
        first = false;
    }
}

typedef enum { STORE_EMPTY, STORE_OLDER, STORE_OURS, STORE_FOREIGN, STORE_NEWER } StoreAge;

static StoreAge age_of(Db *db, int64_t *version)
{
    int64_t id = db_number(db_query(db, "PRAGMA application_id", ""));
    *version = db_number(db_query(db, "PRAGMA user_version", ""));
    if (id == 0 && *version == 0 && db_number(db_query(db, "SELECT count(*) FROM sqlite_master", "")) == 0)
        return STORE_EMPTY;
    if (id != STORE_ID || *version < 1)
        return STORE_FOREIGN;
    if (*version > STORE_VERSION)
        return STORE_NEWER;
    return *version < STORE_VERSION || !columns_are_there(db) ? STORE_OLDER : STORE_OURS;
}

static bool schema_check(Db *db, const char *path, DbMode mode, Fault *f)
{
    int64_t version;
    StoreAge age = age_of(db, &version);
    if (!db_ok(db, f))
        return false;
    if ((age == STORE_EMPTY && mode == DB_CREATE) || (age == STORE_OLDER && mode != DB_READ))
        return store_migrate(db, path, version, f);
    if (age == STORE_EMPTY) /* a refresh was ended before it wrote anything */
        (void)fault(f, FAULT_INPUT, "no evidence yet: run evitab refresh");
    else if (age == STORE_FOREIGN)
        (void)fault(f, FAULT_STORE, "not a store of evitab");
    else if (age == STORE_OLDER)
        (void)fault(f, FAULT_STORE, "made by an older evitab (version %ld of the store, this one wants %d)", (long)version,
                    STORE_VERSION);
    else if (age == STORE_NEWER)
        (void)fault(f, FAULT_STORE, "made by a newer evitab (version %ld of the store, this one knows %d)", (long)version,
                    STORE_VERSION);
    return f->kind == FAULT_NONE || fault_at(f, path, 0, 0);
}

bool store_is_older(const char *path)
{
    Fault f = {0};
    int64_t version;
    Db *db = db_open(path, DB_READ, &f);
    bool older = db != NULL && age_of(db, &version) == STORE_OLDER && db_ok(db, &f);
    db_close(db);
    return older;
}

/* A statement that names all kept columns: `before`, the columns, `behind`. */
static Query *over_columns(Store *s, const char *before, const char *behind)
{
    Str sql = {0};
    str_add_text(&sql, before);
    columns_add(&sql, "");
    str_add_text(&sql, behind);
    Query *q = query_new(s->db, str_span(&sql));
    str_free(&sql);
    return q;
}

static void build_queries(Store *s)
{
    Str add = {0}, set = {0}, decide = {0};
    str_add_text(&add, ") VALUES(?,?,?,'found',?,?");
    str_add_text(&set, "UPDATE evidence SET state='found',anchor=?2,look=?3");
    str_add_text(&decide, ") VALUES(?,?,?,?");
    for (int c = 0, i = 4; c < N_COLUMNS; c++) {
        if (!column_is_kept(c))
            continue;
        str_add_text(&add, ",?");
        str_add_format(&set, ",\"%s\"=?%d", column_name[c], i++);
        str_add_text(&decide, ",?");
    }
    str_add_text(&add, ") ON CONFLICT(\"key\") DO NOTHING");
    str_add_text(&set, " WHERE \"key\"=?1");
    str_add_text(&decide, ")");
    s->evidence_add = over_columns(s, "INSERT INTO evidence(\"key\",uid,anchor,state,since,look,", add.at);
    s->evidence_set = query_new(s->db, str_span(&set));
    s->evidence_of = over_columns(s, "SELECT \"key\",anchor,state,since,", " FROM evidence WHERE uid=? ORDER BY rowid");
    s->evidence_one = over_columns(s, "SELECT uid,", " FROM evidence WHERE \"key\" = ?");
    s->decided_one = over_columns(s, "SELECT verdict,", " FROM decided WHERE \"key\" = ?");
    s->decided_add = over_columns(s, "INSERT INTO decided(\"key\",verdict,seq,seen,", decide.at);
    str_free(&add);
    str_free(&set);
    str_free(&decide);
}

Store *store_open(const char *path, DbMode mode, Fault *f)
{
    Db *db = db_open(path, mode, f);
    if (db == NULL)
        return NULL;
    if (!schema_check(db, path, mode, f)) {
        db_close(db);
        return NULL;
    }
    Store *s = calloc(1, sizeof *s);
    if (s == NULL)
        out_of_memory();
    s->db = db;
    if (mode != DB_READ)
        build_queries(s);
    if (db_ok(db, f))
        return s;
    store_close(s);
    return NULL;
}

void store_close(Store *s)
{
    if (s == NULL)
        return;
    query_free(s->evidence_add);
    query_free(s->evidence_set);
    query_free(s->evidence_of);
    query_free(s->evidence_one);
    query_free(s->decided_one);
    query_free(s->decided_add);
    raw_close(s);
    db_close(s->db);
    arena_free(&s->arena);
    free(s);
}

Db *store_db(Store *s)
{
    return s->db;
}

void store_reread(Store *s, RereadFn *again, void *who)
{
    s->again = again;
    s->who = who;
}

/* --- runs ------------------------------------------------------------------------------------ */

bool run_begin(Store *s, const char *version, Span packs, Span sources, Fault *f)
{
    char now[CLOCK_UTC];
    clock_utc(now);
    /* a tenth of a refresh, which refers to what it has just found or made; dump looks */
    db_run(s->db, "PRAGMA foreign_keys = OFF");
    db_begin(s->db);
    s->run = db_number(db_query(s->db, "SELECT id FROM run WHERE state = 'running'", ""));
    if (s->run == 0) {
        DB_DO(s->db, "INSERT INTO run(state, started, version, packs, sources) VALUES('running', ?, ?, ?, ?)", "tttt",
              span_of(now), span_of(version), packs, sources);
        s->run = db_number(db_query(s->db, "SELECT max(id) FROM run", ""));
    } else {
        DB_DO(s->db, "UPDATE run SET version = ?, packs = ?, sources = ? WHERE id = ?", "ttti", span_of(version), packs, sources,
              s->run);
    }
    return db_commit(s->db, f);
}

bool run_end(Store *s, Fault *f)
{
    char now[CLOCK_UTC];
    clock_utc(now);
    db_begin(s->db);
    DB_DO(s->db,
          "UPDATE run SET state = 'done', ended = ?, partial = (SELECT group_concat(path, ' ') FROM"
          " (SELECT f.path AS path FROM query q JOIN file f ON f.id = q.file WHERE q.failure IS NOT NULL ORDER BY 1))"
          " WHERE id = ?",
          "ti", span_of(now), s->run);
    return db_commit(s->db, f);
}

int64_t run_now(const Store *s)
{
    return s->run;
}

int64_t run_last(Store *s)
{
    return db_number(db_query(s->db, "SELECT max(id) FROM run", ""));
}

void change_put(Store *s, Span key, Span uid, ChangeKind kind, Span old)
{
    DB_DO(s->db, "INSERT OR IGNORE INTO change(run, \"key\", uid, what, old) VALUES(?, ?, ?, ?, ?)", "itttt", s->run, key, uid,
          span_of(change_words[kind].word), old);
}

void change_end(Store *s, Span key, Span uid, ChangeKind kind, Span old)
{
    DB_DO(s->db,
          "UPDATE OR IGNORE change SET what = ? WHERE run = ? AND \"key\" = ? AND what IN ('revised', 'reissued', 'altered')",
          "tit", span_of(change_words[kind].word), s->run, key);
    change_put(s, key, uid, kind, old);
}

void problem_put(Store *s, Span place, Span what)
{
    DB_DO(s->db, "INSERT INTO problem(place, what, run) VALUES(?, ?, ?) ON CONFLICT DO UPDATE SET ended = NULL", "tti", place,
          what, s->run);
}

void problems_end(Store *s, Span place)
{
    DB_DO(s->db, "UPDATE problem SET ended = (SELECT max(id) FROM run) WHERE place = ? AND ended IS NULL", "t", place);
}

/* --- files ----------------------------------------------------------------------------------- */

bool file_is_read(Store *s, SourceFile *file, Span packs)
{
    Arena a = {0};
    Query *q = db_query(s->db, "SELECT id, size, mtime, hash, packs FROM file WHERE path = ?", "t", file->path);
    bool read = false;
    if (db_next(q)) {
        file->id = db_int(q, 0);
        Span hash = db_text(q, 3, &a), with = db_text(q, 4, &a);
        read = hash.at != NULL && span_equal(with, packs);
        if (read && (file->size != db_int(q, 1) || file->mtime != db_int(q, 2))) {
            if (!file->hashed) /* touched, perhaps not changed */
                file->hashed = hash_file(file->path.at, &file->hash, &(Fault){0}); /* who reads it is told why not */
            read = file->hashed && span_equal(hash, hash_print(file->hash, &a));
        }
    }
    db_end(q);
    arena_free(&a);
    return read;
}

void file_begin(Store *s, SourceFile *file)
{
    DB_DO(s->db, "INSERT INTO file(path) VALUES(?) ON CONFLICT(path) DO UPDATE SET hash = NULL", "t", file->path);
    file->id = db_number(db_query(s->db, "SELECT id FROM file WHERE path = ?", "t", file->path));
    problems_end(s, file->path);
}

bool file_end(Store *s, const SourceFile *file, Span packs, bool whole, Fault *f)
{
    Arena a = {0};
    SpanList stale = {0};
    Query *q = db_query(s->db, "SELECT DISTINCT uid FROM sighting WHERE file = ? AND seen <> ? ORDER BY uid", "ii", file->id,
                        (int64_t)file->hash.low);
    while (whole && db_next(q))
        *(Span *)arena_push(&a, &stale.at, &stale.n, &stale.max, sizeof(Span)) = db_text(q, 0, &a);
    db_end(q);
    if (whole)
        DB_DO(s->db, "DELETE FROM sighting WHERE file = ? AND seen <> ?", "ii", file->id, (int64_t)file->hash.low);
    for (size_t i = 0; i < stale.n; i++)
        record_settle(s, stale.at[i], packs);
    DB_DO(s->db, "UPDATE file SET size = ?, mtime = ?, hash = ?, packs = ? WHERE id = ?", "iitti", file->size, file->mtime,
          hash_print(file->hash, &a), packs, file->id);
    arena_free(&a);
    return db_ok(s->db, f);
}
