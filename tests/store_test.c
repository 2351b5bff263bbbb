/* A store of every version of the schema that ever landed (tests/stores/N.sql) opens, and is then what a new one is. */
#include "store/store.h"
#include "tests/cases.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char folder[64], path[96];

static void begin(void)
{
    (void)snprintf(folder, sizeof folder, "/tmp/evitab-store.XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    (void)snprintf(path, sizeof path, "%s/evidence.db", folder);
}

static void end(void)
{
    DIR *d = opendir(folder);
    for (struct dirent *e; d != NULL && (e = readdir(d)) != NULL;)
        if (e->d_name[0] != '.')
            (void)unlinkat(dirfd(d), e->d_name, 0);
    (void)closedir(d);
    (void)rmdir(folder);
}

static void read_text(const char *name, Str *out)
{
    FILE *in = fopen(test_path(name), "rb");
    ck_assert_msg(in != NULL, "%s is not there", name);
    size_t n = 1;
    while (n > 0) {
        n = fread(str_room(out, 4096), 1, 4096, in);
        out->len += n;
    }
    (void)fclose(in);
    str_add_byte(out, '\0');
}

/* The store of tests/stores/VERSION.sql, and what else of SQL is run on it. */
static void load(int version, const char *more)
{
    Fault f = {0};
    Str sql = {0};
    char name[32];
    (void)snprintf(name, sizeof name, "stores/%d.sql", version);
    read_text(name, &sql);
    Db *db = db_open(path, DB_CREATE, &f);
    ck_assert_msg(db != NULL, "%s", f.what);
    db_run(db, sql.at);
    db_run(db, more);
    ck_assert_msg(db_ok(db, &f), "%s", f.what);
    db_close(db);
    str_free(&sql);
}

/* All cells of a query of the store at `at`, one a line. */
static void ask(const char *at, const char *sql, Str *out)
{
    Fault f = {0};
    Arena a = {0};
    Db *db = db_open(at, DB_READ, &f);
    ck_assert_msg(db != NULL, "%s", f.what);
    Query *q = db_query(db, sql, "");
    while (db_next(q)) {
        str_add(out, db_text(q, 0, &a));
        str_add_byte(out, '\n');
    }
    ck_assert_msg(db_ok(db, &f), "%s", f.what);
    db_close(db);
    arena_free(&a);
}

static void ck_same_as(const char *a, const char *of_a, const char *b, const char *of_b)
{
    Str x = {0}, y = {0};
    ask(a, of_a, &x);
    ask(b, of_b, &y);
    ck_assert_uint_gt(x.len, 0);
    ck_assert_str_eq(x.at, y.at);
    str_free(&x);
    str_free(&y);
}

static void ck_same(const char *a, const char *b, const char *sql)
{
    ck_same_as(a, sql, b, sql);
}

/* Columns and indexes by name: in what order they came does not matter. */
static const char shape[] = "SELECT t.name || '.' || c.name || ' ' || c.type || ' ' || c.\"notnull\" || c.pk FROM sqlite_master t,"
                            " pragma_table_info(t.name) c WHERE t.type = 'table' UNION SELECT type || ' ' || name || ' on ' || tbl_name ||"
                            " coalesce((SELECT group_concat(name) FROM pragma_index_info(m.name)), '') FROM sqlite_master m"
                            " UNION SELECT user_version FROM pragma_user_version UNION SELECT application_id FROM pragma_application_id ORDER BY 1";
static const char held[] = "SELECT 'decision ' || quote(seq) || quote(id) || quote(\"key\") || quote(verdict) || quote(\"row\") FROM decision"
                           " UNION SELECT 'record ' || quote(uid) || quote(raw) || quote(title) FROM record UNION SELECT 'id ' || value || uid"
                           " FROM record_id WHERE type NOT IN ('work', 'title', 'team') UNION SELECT 'figure ' || \"key\" || uid || quote(value) || quote(sentence) || look FROM evidence"
                           " UNION SELECT 'change ' || run || \"key\" || quote(old) FROM change UNION SELECT what FROM problem ORDER BY 1";

/* Links by title and author, which stood among the ids until the sixth version; and which of them may merge. */
static const char links_then[] = "SELECT 'work ' || value || uid FROM record_id WHERE type = 'work' UNION SELECT 'team ' || value || uid"
                                 " FROM record_id WHERE type = 'team' UNION SELECT 'title of ' || r.year || uid FROM record r JOIN record_id"
                                 " USING (uid) WHERE type = 'title' ORDER BY 1";
static const char links_now[] = "SELECT 'work ' || hash || uid FROM work UNION SELECT 'team ' || hash || uid FROM team"
                                " UNION SELECT 'title of ' || year || uid FROM work WHERE year <> '' ORDER BY 1";

static Store *open_store(DbMode mode)
{
    Fault f = {0};
    Store *s = store_open(path, mode, &f);
    ck_assert_msg(s != NULL, "%s", f.what);
    return s;
}

START_TEST(test_older_store_opens)
{
    int version = _i;
    char before[160], fresh[96];
    begin();
    load(version, "");
    (void)snprintf(before, sizeof before, "%s.version-%d", path, version);
    ck_assert(store_is_older(path) == (version < STORE_VERSION));
    store_close(open_store(DB_WRITE));
    ck_assert(!store_is_older(path));
    store_close(open_store(DB_READ));
    (void)snprintf(fresh, sizeof fresh, "%s/fresh.db", folder);
    Fault f = {0};
    Store *s = store_open(fresh, DB_CREATE, &f);
    ck_assert_ptr_nonnull(s);
    store_close(s);
    ck_same(path, fresh, shape);
    if (version < STORE_VERSION) {
        ck_same(path, before, held);
        if (version > 2 && version < 6) /* before the third they came with the next refresh */
            ck_same_as(path, links_now, before, links_then);
        (void)remove(path);
        ck_assert_int_eq(rename(before, path), 0); /* whoever goes back, and comes again */
        store_close(open_store(DB_WRITE));
        ck_same(path, fresh, shape);
    }
    end();
}
END_TEST

/* All of it or nothing: a name that is taken stops the last step. */
START_TEST(test_failing_migration_changes_nothing)
{
    Fault f = {0};
    char before[160];
    Str x = {0}, y = {0};
    begin();
    load(1, "CREATE TABLE evidence_filter(x)");
    ask(path, shape, &x);
    ck_assert_ptr_null(store_open(path, DB_WRITE, &f));
    ck_assert_int_eq(f.kind, FAULT_STORE);
    ask(path, shape, &y);
    ck_assert_str_eq(x.at, y.at);
    (void)snprintf(before, sizeof before, "%s.version-1", path);
    ck_same(path, before, held);
    str_free(&x);
    str_free(&y);
    end();
}
END_TEST

START_TEST(test_newer_store_is_refused)
{
    Fault f = {0};
    char sql[64];
    begin();
    (void)snprintf(sql, sizeof sql, "PRAGMA user_version = %d", STORE_VERSION + 1);
    load(STORE_VERSION, sql);
    for (DbMode mode = DB_CREATE; mode <= DB_READ; mode++) {
        f = (Fault){0};
        ck_assert_ptr_null(store_open(path, mode, &f));
        ck_assert_ptr_nonnull(strstr(f.what, "made by a newer evitab"));
    }
    end();
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("store");
    TCase *tests = tcase_create("migrations");
    tcase_add_loop_test(tests, test_older_store_opens, 1, STORE_VERSION + 1);
    tcase_add_test(tests, test_failing_migration_changes_nothing);
    tcase_add_test(tests, test_newer_store_is_refused);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}
