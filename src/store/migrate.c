#include "store/room.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* What each version of the schema changed; one that ever landed is never altered.  A new store goes the way of all older ones,
 * so that both end the same.  The columns of columns.def are there from the second on. */
static const char *const step[] = {
    [1] =
#include "src/store/schema.inc"
    ,
    [2] = /* what `table` filters by, in one index that answers without a look at the rows */
    "CREATE INDEX evidence_filter ON evidence (kind, concept, basis, outcome, \"group\", flags, doc);"
    "CREATE INDEX record_year ON record (year, uid);",
    [3] = /* records that are one, that left the query, that are in the review or not; problems that are over */
    "CREATE TABLE every_id (type TEXT NOT NULL, value TEXT NOT NULL, uid TEXT NOT NULL REFERENCES record (uid),"
    " PRIMARY KEY (type, value, uid)) STRICT, WITHOUT ROWID;" /* an id may be that of several: one DOI in two records of PubMed */
    "INSERT INTO every_id SELECT type, value, uid FROM record_id; DROP TABLE record_id; ALTER TABLE every_id RENAME TO record_id;"
    "CREATE INDEX record_id_uid ON record_id (uid); CREATE INDEX record_id_value ON record_id (value);"
    "ALTER TABLE record ADD COLUMN merged_into TEXT REFERENCES record (uid);" /* the record it is shown as; null: itself */
    "ALTER TABLE record ADD COLUMN why TEXT;"                                 /* the id by which it was merged          */
    "ALTER TABLE record ADD COLUMN left_query INTEGER NOT NULL DEFAULT 0;"    /* gone, because no query asks for it     */
    "ALTER TABLE record ADD COLUMN eligible TEXT; ALTER TABLE record ADD COLUMN study TEXT;" /* as last decided */
    "CREATE INDEX record_merged ON record (merged_into) WHERE merged_into IS NOT NULL;"
    "CREATE TABLE apart (a TEXT NOT NULL, b TEXT NOT NULL, PRIMARY KEY (a, b)) STRICT, WITHOUT ROWID;" /* never merged again */
    "ALTER TABLE sighting ADD COLUMN worth INTEGER NOT NULL DEFAULT 2;" /* its abstract: 0 none, 1 cut, 2 whole */
    "CREATE INDEX decision_uid ON decision (uid);"
    "ALTER TABLE problem ADD COLUMN ended INTEGER;" /* the run in which it was over; null: it holds */
    "UPDATE record SET eligible = (SELECT nullif(d.verdict, 'undecided') FROM decision d WHERE d.uid = record.uid"
    " AND d.what = 'record'"
    " ORDER BY d.seq DESC LIMIT 1);",
    [4] = /* queries to sources on the network: files without bytes of their own */
    "CREATE TABLE query (file INTEGER PRIMARY KEY REFERENCES file (id), text TEXT NOT NULL, translation TEXT,"
    " since TEXT, hits INTEGER, failure TEXT) STRICT;" /* since: when the last run that got all of it began */
    "CREATE TABLE absent (file INTEGER NOT NULL REFERENCES file (id), number INTEGER NOT NULL,"
    " run INTEGER NOT NULL, PRIMARY KEY (file, number)) STRICT, WITHOUT ROWID;" /* asked for, not given; first in this run */
    "CREATE TABLE request (id INTEGER PRIMARY KEY, run INTEGER NOT NULL, query TEXT NOT NULL, url TEXT NOT NULL,"
    " status INTEGER NOT NULL, attempt INTEGER NOT NULL, bytes INTEGER NOT NULL, why TEXT, at TEXT NOT NULL) STRICT;"
    "CREATE INDEX request_run ON request (run, query);"
    "ALTER TABLE run ADD COLUMN partial TEXT;", /* the queries whose source failed; null: none */
    [5] = /* how many are excluded, without a look at every record; ids are asked for by type and value, which the key answers */
    "CREATE INDEX record_eligible ON record (eligible, merged_into) WHERE eligible IS NOT NULL; DROP INDEX record_id_value;"
    "CREATE INDEX change_key ON change (\"key\", run);",
    [6] = /* versions packed beside the first of their format; what links works has tables of its own, asked by hash only; a check
           * of three words with IN made a table of its own for each record */
    "ALTER TABLE raw ADD COLUMN base TEXT REFERENCES raw (hash);" /* null: zlib; else deflate behind the bytes of that one */
    "CREATE TABLE work (hash TEXT NOT NULL, uid TEXT NOT NULL REFERENCES record (uid)," /* title and first author */
    " year TEXT NOT NULL, PRIMARY KEY (hash, uid, year)) STRICT, WITHOUT ROWID;"       /* empty: too short to merge by */
    "CREATE TABLE team (hash TEXT NOT NULL, uid TEXT NOT NULL REFERENCES record (uid)," /* first and last author, of three on */
    " PRIMARY KEY (hash, uid)) STRICT, WITHOUT ROWID;"
    "INSERT INTO work SELECT i.value, i.uid, CASE WHEN EXISTS (SELECT 1 FROM record_id t WHERE t.uid = i.uid"
    " AND t.type = 'title')"
    " THEN coalesce(r.year, (SELECT m.year FROM record m WHERE m.uid = r.merged_into), '') ELSE '' END"
    " FROM record_id i JOIN record r ON r.uid = i.uid WHERE i.type = 'work';"
    "INSERT INTO team SELECT value, uid FROM record_id WHERE type = 'team';"
    "DELETE FROM record_id WHERE type IN ('work', 'title', 'team');"
    "CREATE TABLE record_6 (uid TEXT PRIMARY KEY, state TEXT NOT NULL CHECK (state = 'current' OR state = 'deleted'"
    " OR state = 'gone'),"
    " raw TEXT, text_hash TEXT, packs TEXT, title TEXT, journal TEXT, year TEXT, date TEXT, authors TEXT, types TEXT,"
    " registry TEXT,"
    " languages TEXT, status TEXT, retracted INTEGER NOT NULL DEFAULT 0, since INTEGER NOT NULL REFERENCES run (id),"
    " merged_into TEXT REFERENCES record (uid), why TEXT, left_query INTEGER NOT NULL DEFAULT 0, eligible TEXT, study TEXT)"
    " STRICT;"
    "INSERT INTO record_6(rowid, uid, state, raw, text_hash, packs, title, journal, year, date, authors, types, registry,"
    " languages,"
    " status, retracted, since, merged_into, why, left_query, eligible, study)"
    " SELECT rowid, uid, state, raw, text_hash, packs, title,"
    " journal, year, date, authors, types, registry, languages, status, retracted, since, merged_into, why, left_query,"
    " eligible, study"
    " FROM record;"
    "DROP TABLE record; ALTER TABLE record_6 RENAME TO record;"
    "CREATE INDEX record_year ON record (year, uid);"
    "CREATE INDEX record_merged ON record (merged_into) WHERE merged_into IS NOT NULL;"
    "CREATE INDEX record_eligible ON record (eligible, merged_into) WHERE eligible IS NOT NULL;",
};

_Static_assert(sizeof step / sizeof step[0] == STORE_VERSION + 1, "every version has its step");

static const char *const table[] = {"evidence", "decided"};

/* A column that a later program has more: nothing was found for it yet. */
static bool is_missing(Db *db, int t, int c)
{
    static const char sql[] = "SELECT count(*) FROM pragma_table_info(?) WHERE name = ?";
    return column_is_kept(c) && db_number(db_query(db, sql, "tt", span_of(table[t]), span_of(column_name[c]))) == 0;
}

bool columns_are_there(Db *db)
{
    for (int t = 0; t < 2; t++)
        for (int c = 0; c < N_COLUMNS; c++)
            if (is_missing(db, t, c))
                return false;
    return true;
}

static void add_columns(Db *db)
{
    Str sql = {0};
    for (int t = 0; t < 2; t++)
        for (int c = 0; c < N_COLUMNS; c++)
            if (is_missing(db, t, c))
                str_add_format(&sql, "ALTER TABLE %s ADD COLUMN \"%s\" TEXT;", table[t], column_name[c]);
    if (sql.len > 0)
        db_run(db, sql.at);
    str_free(&sql);
}

static bool on_disk(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    bool ok = fd >= 0 && fsync(fd) == 0;
    if (fd >= 0)
        (void)close(fd);
    return ok;
}

/* The store as it is, in a file of its own: whoever wants back to the older program has it. */
static bool keep_copy(Db *db, const char *path, int64_t version, Fault *f)
{
    Str copy = {0}, draft = {0};
    str_add_format(&copy, "%s.version-%ld", path, (long)version);
    str_add_format(&draft, "%s.new", copy.at);
    (void)unlink(draft.at);
    DB_DO(db, "VACUUM INTO ?", "t", str_span(&draft));
    bool ok = db_ok(db, f);
    if (ok && (!on_disk(draft.at) || rename(draft.at, copy.at) != 0)) {
        ok = fault(f, FAULT_STORE, "%s", strerror(errno));
        (void)fault_at(f, copy.at, 0, 0);
    }
    if (!ok)
        (void)unlink(draft.at);
    str_free(&copy);
    str_free(&draft);
    return ok;
}

bool store_migrate(Db *db, const char *path, int64_t version, Fault *f)
{
    if (version > 0 && version < STORE_VERSION && !keep_copy(db, path, version, f))
        return false;
    db_run(db, "PRAGMA foreign_keys = OFF"); /* what refers to a table goes on to while it is made anew */
    db_begin(db);
    if (version == 0)
        db_run(db, step[1]);
    add_columns(db);
    for (int64_t v = version > 1 ? version + 1 : 2; v <= STORE_VERSION; v++)
        db_run(db, step[v]);
    Str sql = {0};
    str_add_format(&sql, "PRAGMA application_id = %d; PRAGMA user_version = %d", STORE_ID, STORE_VERSION);
    db_run(db, sql.at);
    str_free(&sql);
    bool ok = db_commit(db, f);
    db_run(db, "PRAGMA foreign_keys = ON");
    return ok;
}
