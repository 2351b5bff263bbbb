/* db.h - the door to SQLite.
 *
 * A Db keeps its first fault; after it every call does nothing and every query is empty, so that a
 * stage may write all it has and ask once, with db_ok, before it commits.
 */
#ifndef EVITAB_DB_H
#define EVITAB_DB_H

#include "base/arena.h"
#include "base/fault.h"
#include "base/str.h"
#include "store/turn.h"

#include <stdint.h>

typedef struct Db Db;
typedef struct Query Query; /* lives as long as its Db */

typedef enum { DB_CREATE, DB_WRITE, DB_READ } DbMode;

/* NULL: FAULT_STORE with the path.  One thread.  Its SQL also knows holds(TEXT, PART): 1 where the part stands in the text, ASCII
 * without case, else 0; null where either is. */
Db *db_open(const char *path, DbMode mode, Fault *f) MUST_USE;
void db_close(Db *db); /* takes NULL; what is not committed is undone; all is in one file then, unless a reader is at it */

/* Runs the statements of a text that never comes from outside. */
void db_run(Db *db, const char *sql);

/* Begins a query; `types` has a letter for each ?: t (Span; NULL text is null), b (Span as bytes), i (int64_t).  Its parameters
 * are borrowed until the query ends.  A static `sql` is compiled once; at most one such query is under way at a time. */
Query *db_query(Db *db, const char *sql, const char *types, ...);

/* The next row; false: there is none (or a fault), and the query has ended. */
bool db_next(Query *q);
void db_end(Query *q); /* before its last row */
Span db_text(Query *q, int column, Arena *a); /* a copy; NULL for null */
int64_t db_int(Query *q, int column);
int db_columns(const Query *q);

/* A query all at once. */
#define DB_DO(db, ...) db_end_after(db_query(db, __VA_ARGS__))
void db_end_after(Query *q);
int64_t db_number(Query *q); /* the first cell of the first row; 0: none */

/* One whose text is built: its values are bound one by one, from 1; query_free ends it. */
Query *query_new(Db *db, Span sql);
void query_bind(Query *q, int i, Span value);
void query_again(Query *q); /* ready for the next values; the old ones stay bound */
void query_fresh(Query *q); /* the same, and all are null */
void query_free(Query *q);  /* takes NULL */

bool db_ok(const Db *db, Fault *f) MUST_USE;
int64_t db_changes(const Db *db); /* rows that the last statement changed */

/* Before each transaction of this Db others have their turn.  `turn` lives as long. */
void db_yields(Db *db, const Turn *turn);

/* Transactions for writing; one of somebody else is waited for.  db_commit: false with the fault, and all of it is undone. */
void db_begin(Db *db);
bool db_commit(Db *db, Fault *f) MUST_USE;
void db_rollback(Db *db);

const char *db_version(void); /* of the library */

#endif
