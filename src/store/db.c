#include "store/db.h"

#include <sqlite3.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { QUERIES_MAX = 128, BUSY_MS = 10000, BUSY_WRITER_MS = 600000 /* a sheet of a million decisions */ };

struct Query {
    Db *db;
    const char *key; /* the static text; NULL: built */
    sqlite3_stmt *stmt;
};

struct Db {
    sqlite3 *sqlite;
    const char *path; /* owned */
    Fault fault;
    bool writes; /* opened for it */
    const Turn *turn; /* NULL: whoever comes first */
    Query query[QUERIES_MAX];
    int n_queries;
};

static void note(Db *db)
{
    int why = sqlite3_system_errno(db->sqlite), what = sqlite3_errcode(db->sqlite);
    bool system = why != 0 && (what == SQLITE_IOERR || what == SQLITE_FULL || what == SQLITE_CANTOPEN);
    (void)fault(&db->fault, FAULT_STORE, system ? "%s: %s" : "%s", sqlite3_errmsg(db->sqlite), strerror(why));
    (void)fault_at(&db->fault, db->path, 0, 0);
}

static bool failed(const Db *db)
{
    return db->fault.kind != FAULT_NONE;
}

void db_run(Db *db, const char *sql)
{
    if (!failed(db) && sqlite3_exec(db->sqlite, sql, NULL, NULL, NULL) != SQLITE_OK)
        note(db);
}

static unsigned char lower(char c)
{
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

/* Where `c`, a small letter, or its capital stands first in the `n` bytes; NULL: nowhere. */
static const char *letter_at(const char *at, size_t n, unsigned char c)
{
    const char *small = memchr(at, c, n);
    if (c < 'a' || c > 'z')
        return small;
    const char *capital = memchr(at, c - 32, small == NULL ? n : (size_t)(small - at));
    return capital != NULL ? capital : small;
}

static bool begins(const char *at, Span part)
{
    for (size_t i = 0; i < part.len; i++)
        if (lower(at[i]) != lower(part.at[i]))
            return false;
    return true;
}

static bool holds(Span text, Span part)
{
    if (part.len == 0)
        return true;
    for (const char *at = text.at, *end = text.at + text.len; (size_t)(end - at) >= part.len; at++) {
        at = letter_at(at, (size_t)(end - at) - part.len + 1, lower(part.at[0]));
        if (at == NULL)
            return false;
        if (begins(at, part))
            return true;
    }
    return false;
}

/* holds(TEXT, PART), of SQL: whether the part stands in the text, ASCII without case; a third of the time of instr and lower. */
static void sql_holds(sqlite3_context *out, int n, sqlite3_value **in)
{
    (void)n;
    const char *text = (const char *)sqlite3_value_text(in[0]), *part = (const char *)sqlite3_value_text(in[1]);
    if (text == NULL || part == NULL)
        sqlite3_result_null(out);
    else
        sqlite3_result_int(
            out, holds((Span){text, (size_t)sqlite3_value_bytes(in[0])}, (Span){part, (size_t)sqlite3_value_bytes(in[1])}));
}

static void add_functions(Db *db)
{
    int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;
    if (!failed(db) && sqlite3_create_function_v2(db->sqlite, "holds", 2, flags, NULL, sql_holds, NULL, NULL, NULL) != SQLITE_OK)
        note(db);
}

Db *db_open(const char *path, DbMode mode, Fault *f)
{
    /* to read, also for writing where that is allowed: whoever comes first after a crash puts right what it left */
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (mode == DB_CREATE ? SQLITE_OPEN_CREATE : 0);
    Db *db = calloc(1, sizeof *db);
    if (db == NULL || (db->path = strdup(path)) == NULL)
        out_of_memory();
    db->writes = mode != DB_READ;
    /* nobody asks, and each allocation would take a lock; refused after the first */
    (void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    if (sqlite3_open_v2(path, &db->sqlite, flags, NULL) != SQLITE_OK)
        note(db);
    else
        (void)sqlite3_busy_timeout(db->sqlite, mode == DB_READ ? BUSY_MS : BUSY_WRITER_MS);
    if (mode == DB_CREATE)
        db_run(db, "PRAGMA page_size = 65536"); /* of a file that is yet to be made; rows of half a kilobyte, read in bulk */
    if (mode == DB_READ) /* half the time of a table is the kernel's copying; no writer of ours makes the file shorter */
        db_run(db, "PRAGMA query_only = ON; PRAGMA mmap_size = 2147418112");
    else
        db_run(db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY");
    db_run(db, "PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536; PRAGMA trusted_schema = OFF");
    db_run(db, "PRAGMA secure_delete = OFF"); /* Debian's library wipes what is freed: nothing here is secret */
    add_functions(db);
    if (db_ok(db, f))
        return db;
    db_close(db);
    return NULL;
}

void db_close(Db *db)
{
    if (db == NULL)
        return;
    for (int i = 0; i < db->n_queries; i++)
        (void)sqlite3_finalize(db->query[i].stmt);
    if (db->writes && db->sqlite != NULL) { /* one file at rest can be read where nothing may be written */
        (void)sqlite3_busy_timeout(db->sqlite, 0);
        (void)sqlite3_exec(db->sqlite, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
    }
    (void)sqlite3_close(db->sqlite);
    free((void *)(uintptr_t)db->path);
    free(db);
}

static Query *query_of(Db *db, const char *sql)
{
    for (int i = 0; i < db->n_queries; i++)
        if (db->query[i].key == sql)
            return &db->query[i];
    if (db->n_queries == QUERIES_MAX) {
        (void)fault(&db->fault, FAULT_STORE, "more than %d statements", QUERIES_MAX);
        return &db->query[0];
    }
    Query *q = &db->query[db->n_queries];
    *q = (Query){db, sql, NULL};
    if (sqlite3_prepare_v3(db->sqlite, sql, -1, SQLITE_PREPARE_PERSISTENT, &q->stmt, NULL) != SQLITE_OK)
        note(db);
    else
        db->n_queries++;
    return q;
}

static int bind_text(sqlite3_stmt *s, int i, Span v)
{
    return v.at == NULL ? sqlite3_bind_null(s, i) : sqlite3_bind_text64(s, i, v.at, v.len, SQLITE_STATIC, SQLITE_UTF8);
}

Query *db_query(Db *db, const char *sql, const char *types, ...)
{
    static Query none;
    if (failed(db))
        return &none;
    Query *q = query_of(db, sql);
    if (failed(db))
        return &none;
    va_list ap;
    va_start(ap, types);
    for (int i = 1; types[i - 1] != '\0'; i++) {
        int rc;
        if (types[i - 1] == 'i') {
            rc = sqlite3_bind_int64(q->stmt, i, va_arg(ap, int64_t));
        } else {
            Span v = va_arg(ap, Span);
            rc = types[i - 1] == 't' ? bind_text(q->stmt, i, v) : sqlite3_bind_blob64(q->stmt, i, v.at, v.len, SQLITE_STATIC);
        }
        if (rc != SQLITE_OK)
            note(db);
    }
    va_end(ap);
    return q;
}

bool db_next(Query *q)
{
    if (q->stmt == NULL || failed(q->db))
        return false;
    int rc = sqlite3_step(q->stmt);
    if (rc == SQLITE_ROW)
        return true;
    if (rc != SQLITE_DONE)
        note(q->db);
    (void)sqlite3_reset(q->stmt);
    return false;
}

void db_end(Query *q)
{
    if (q->stmt != NULL)
        (void)sqlite3_reset(q->stmt);
}

void db_end_after(Query *q)
{
    while (db_next(q))
        ;
}

Span db_text(Query *q, int column, Arena *a)
{
    const void *at = sqlite3_column_type(q->stmt, column) == SQLITE_BLOB ? sqlite3_column_blob(q->stmt, column)
                                                                         : sqlite3_column_text(q->stmt, column);
    if (at == NULL)
        return (Span){0};
    return arena_copy(a, (Span){at, (size_t)sqlite3_column_bytes(q->stmt, column)});
}

int64_t db_int(Query *q, int column)
{
    return sqlite3_column_int64(q->stmt, column);
}

int db_columns(const Query *q)
{
    return sqlite3_column_count(q->stmt);
}

int64_t db_number(Query *q)
{
    int64_t n = db_next(q) ? db_int(q, 0) : 0;
    db_end(q);
    return n;
}

Query *query_new(Db *db, Span sql)
{
    Query *q = calloc(1, sizeof *q);
    if (q == NULL)
        out_of_memory();
    q->db = db;
    if (!failed(db) &&
        sqlite3_prepare_v3(db->sqlite, sql.at, (int)sql.len, SQLITE_PREPARE_PERSISTENT, &q->stmt, NULL) != SQLITE_OK)
        note(db);
    return q;
}

void query_bind(Query *q, int i, Span value)
{
    if (q->stmt != NULL && bind_text(q->stmt, i, value) != SQLITE_OK)
        note(q->db);
}

void query_again(Query *q)
{
    if (q->stmt != NULL)
        (void)sqlite3_reset(q->stmt);
}

void query_fresh(Query *q)
{
    query_again(q);
    if (q->stmt != NULL)
        (void)sqlite3_clear_bindings(q->stmt);
}

void query_free(Query *q)
{
    if (q == NULL)
        return;
    (void)sqlite3_finalize(q->stmt);
    free(q);
}

bool db_ok(const Db *db, Fault *f)
{
    if (!failed(db))
        return true;
    if (f->kind == FAULT_NONE)
        *f = db->fault;
    return false;
}

int64_t db_changes(const Db *db)
{
    return sqlite3_changes64(db->sqlite);
}

void db_yields(Db *db, const Turn *turn)
{
    db->turn = turn;
}

void db_begin(Db *db)
{
    if (db->turn != NULL)
        turn_wait(db->turn);
    db_run(db, "BEGIN IMMEDIATE");
}

bool db_commit(Db *db, Fault *f)
{
    db_run(db, "COMMIT");
    if (db_ok(db, f))
        return true;
    db_rollback(db);
    return false;
}

void db_rollback(Db *db)
{
    if (sqlite3_get_autocommit(db->sqlite) == 0)
        (void)sqlite3_exec(db->sqlite, "ROLLBACK", NULL, NULL, NULL);
}

const char *db_version(void)
{
    return sqlite3_libversion();
}
