/* store.h - what a project remembers: evidence.db. */
#ifndef EVITAB_STORE_H
#define EVITAB_STORE_H

#include "base/hash.h"
#include "figure/row.h"
#include "input/reader.h"
#include "store/db.h"

enum {
    STORE_ID = 0x65767462, /* application_id: "evtb" */
    STORE_VERSION = 6,     /* user_version           */
};

#define STORE_FILE "evidence.db"

typedef struct Store Store;

/* Opens evidence.db at `path`.  DB_CREATE makes it where it is not there; it and DB_WRITE bring an older one up to date first: a
 * copy of it, PATH.version-N, is left beside it, all changes are one transaction.  NULL: FAULT_STORE (not ours, newer than
 * this program, older and DB_READ, cannot be read or written); the store is then as it was. */
Store *store_open(const char *path, DbMode mode, Fault *f) MUST_USE;
void store_close(Store *s); /* takes NULL */
bool store_is_older(const char *path); /* DB_READ would refuse it, DB_WRITE would not */
Db *store_db(Store *s);

/* --- runs --- */

/* Begins a run, or goes on with the one that was cut off. */
bool run_begin(Store *s, const char *version, Span packs, Span sources, Fault *f) MUST_USE;
bool run_end(Store *s, Fault *f) MUST_USE;
int64_t run_now(const Store *s);
int64_t run_last(Store *s); /* the highest number of a run; 0: none */

/* --- files: what was read before need not be read again --- */

typedef struct {
    int64_t id;   /* 0: not yet in the store */
    int64_t size, mtime; /* bytes; nanoseconds */
    Span path;
    Hash hash;    /* of its content */
    bool hashed;
} SourceFile;

/* Whether all of the file was read, as it is now, with these packs. */
bool file_is_read(Store *s, SourceFile *file, Span packs);
/* Between the two stand the records of the file; file_end drops what no longer stands
 * in it, where all of it could be read (`whole`). */
void file_begin(Store *s, SourceFile *file);
bool file_end(Store *s, const SourceFile *file, Span packs, bool whole, Fault *f) MUST_USE;

/* --- records --- */

/* A record as it was read, and its rows. */
typedef struct {
    const RawRecord *raw;
    Hash hash;            /* of its bytes                            */
    int part;             /* which record of the raw one, from 0     */
    Record *record;
    Rows rows;
    bool extracted;       /* false: the store has its rows, we think */
} Found;

/* Makes `found` again out of raw bytes, all in `a`; false: they cannot be read. */
typedef bool RereadFn(void *who, const RawRecord *raw, int part, Arena *a, Found *out);
void store_reread(Store *s, RereadFn *again, void *who);

/* Keeps a record of a file: its version, and where that is the one in force, its rows.  Faults stay in the Db. */
void record_put(Store *s, const SourceFile *file, const Found *found, Span packs);

/* Files that are not among `paths` (sorted by byte, each once) are asked for no longer: what stands in no other file has left the
 * query. */
void files_left(Store *s, const SpanList *paths, Span packs);

/* Takes a merged record, which `name` names by any of its ids, apart from the one it was merged into, for good.
 * False: FAULT_USAGE (it is not merged), FAULT_STORE. */
bool record_part(Store *s, Span name, Span packs, Fault *f) MUST_USE;

/* Of each record in force whose rows these packs made: the hash of its bytes, low half. */
void records_known(Store *s, Span packs, bool (*each)(void *who, uint64_t hash), void *who);

/* What went wrong at a place (a file, a record, a figure, the project file), until problems_end says that it holds no longer. */
void problem_put(Store *s, Span place, Span what);
void problems_end(Store *s, Span place);

#endif
