/* room.h - what the files of this room share. */
#ifndef EVITAB_STORE_ROOM_H
#define EVITAB_STORE_ROOM_H

#include "figure/cell.h"
#include "store/change_kind.h"
#include "store/store.h"

struct Store {
    Db *db;
    int64_t run;
    /* built: they name all columns; to write only */
    Query *evidence_add, *evidence_set, *evidence_of, *evidence_one, *decided_one, *decided_add;
    Arena arena; /* of one record */
    struct RawBase *base; /* one a format; raw.c */
    RereadFn *again;
    void *who;
};

/* The columns of a row that evidence and decided hold, in the order of columns.def: all but its key. */
static inline bool column_is_kept(int c)
{
    return c != COLUMN_key;
}

/* `"doc","section",...`, each behind `prefix`. */
void columns_add(Str *out, const char *prefix);

/* Makes the tables of an empty store (`version` 0), or brings one of an older version up to date, as store_open says. */
bool store_migrate(Db *db, const char *path, int64_t version, Fault *f) MUST_USE;
/* Whether evidence and decided have all columns of columns.def. */
bool columns_are_there(Db *db);

/* Keeps the bytes of a version; `is_new`: they are not there. */
void raw_put(Store *s, const RawRecord *raw, Span hash, bool is_new);
/* The bytes as they came, in `a`; false: they are not there, or damaged. */
bool raw_read(Store *s, Span hash, Format *format, Span *bytes, Arena *a) MUST_USE;
void raw_close(Store *s);

/* Puts the rows of a record in place of those it had; what changed is noted under the run. */
void evidence_put(Store *s, Span uid, const Record *record, Rows *rows, bool is_new, bool same_text);
/* The record has no figures any more. */
void evidence_drop(Store *s, Span uid);

/* The record was merged into another: its figures are out of the table, silently, and come back as they were when it is taken
 * apart. */
void evidence_retire(Store *s, Span uid);
/* The figure of `uid` that a row of another record is: the same number in the same sentence, else with the same words; NULL:
 * none. */
Span evidence_twin(Store *s, Span uid, const Cells *row);
void record_retire(Store *s, Span uid);

/* What was decided of figures of records that were merged into `root` stands for the same figures of `root`.  Where both were
 * decided, and not alike, the later one stands and asks for another look. */
void decisions_follow(Store *s, Span root);
/* The decisions of the figures of `home` stand again as they were made. */
void decisions_rebuild(Store *s, Span home);
/* Eligibility and study of a root: what was last said of any of the records that it is. */
void record_judged(Store *s, Span root);

/* Which version of a record is in force has to be asked again. */
void record_settle(Store *s, Span uid, Span packs);
/* The same; where no version is left, it is because no query asks for it. */
void record_leave(Store *s, Span uid, Span packs);

/* Notes a change of something that is older than this run; the first note of a run stays. */
void change_put(Store *s, Span key, Span uid, ChangeKind kind, Span old);
/* The same of what is no more: that this run had altered it too is not told. */
void change_end(Store *s, Span key, Span uid, ChangeKind kind, Span old);

#endif
