#include "config.h"

#include "base/clean.h"
#include "base/sink.h"
#include "command/access.h"
#include "command/command.h"
#include "command/refresh.h"
#include "command/workers.h"
#include "source/files.h"
#include "store/journal.h"
#include "store/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { BATCHES_A_COMMIT = 320 }; /* about 10,000 records: what a crash costs; pages of indexes are written once for all of them */

typedef struct {
    Extractor *extractor;
} Memory;

static bool fill(void *job, Batch *b)
{
    Refresh *r = job;
    return r->harvest != NULL ? harvest_fill(r->harvest, b) : intake_fill(&r->intake, b);
}

static void *begin(void *job)
{
    Memory *m = calloc(1, sizeof *m);
    if (m == NULL)
        out_of_memory();
    m->extractor = extractor_open(((Refresh *)job)->session.packs, true);
    return m;
}

static void end(void *job, void *memory)
{
    (void)job;
    extractor_close(((Memory *)memory)->extractor);
    free(memory);
}

static void work_raw(const Refresh *r, Memory *m, BatchItem *item, Batch *b)
{
    Fault f = {0};
    Record *record;
    size_t n;
    if (!record_parse(&item->raw, PARSE_HEAD, &b->arena, &record, &n, &f)) {
        batch_problem(b, &f);
        return;
    }
    b->n_records++;
    if (r->harvest != NULL && r->harvest->source->fetch != NULL && n > 0 && record[0].pmid.at != NULL)
        item->raw.number = strtol(record[0].pmid.at, NULL, 10); /* its place: the same in every run */
    Hash hash = hash_of(item->raw.bytes);
    bool known = known_has(r->known, hash.low);
    item->found = arena_take(&b->arena, (n + 1) * sizeof *item->found);
    item->n_found = n;
    for (size_t i = 0; i < n; i++) {
        Found *found = &item->found[i];
        Fault limit = {0};
        *found = (Found){.raw = &item->raw, .hash = hash, .part = (int)i, .record = &record[i], .extracted = !known};
        if (!known && !extract_record(m->extractor, &record[i], &b->arena, &found->rows, &limit)) {
            (void)fault_at(&limit, item->raw.path, item->raw.line, 0);
            batch_problem(b, &limit);
        }
    }
}

static void work(void *job, void *memory, Batch *b)
{
    for (int i = 0; i < b->n; i++) {
        if (b->item[i].fault != NULL)
            batch_problem(b, b->item[i].fault);
        else
            work_raw(job, memory, &b->item[i], b);
    }
}

static bool reread(void *who, const RawRecord *raw, int part, Arena *a, Found *out)
{
    Refresh *r = who;
    Fault f = {0};
    Record *record;
    size_t n;
    if (!record_parse(raw, PARSE_HEAD, a, &record, &n, &f) || (size_t)part >= n)
        return false;
    if (r->writer == NULL)
        r->writer = extractor_open(r->session.packs, true);
    *out = (Found){.raw = raw, .hash = hash_of(raw->bytes), .part = part, .record = &record[part], .extracted = true};
    if (!extract_record(r->writer, &record[part], a, &out->rows, &f))
        problem_put(r->session.store, span_of(raw->path), span_of(f.what));
    return true;
}

/* The lines of a batch's problems, to the store and to standard error. */
static void put_problems(Refresh *r, const Batch *b)
{
    Span all = str_span(&b->problems);
    for (size_t i = 0, from = 0; i < all.len; i++) {
        if (all.at[i] != '\n')
            continue;
        Span line = span_cut(all, from, i);
        problem_put(r->session.store, r->file->path, span_begins(line, "evitab: ") ? span_cut(line, 8, line.len) : line);
        from = i + 1;
    }
    r->file_problems += b->n_problems;
    if (all.len > 0)
        progress_say(&r->progress, all.at, all.len);
}

static bool write_batch(void *job, const Batch *b)
{
    Refresh *r = job;
    Db *db = store_db(r->session.store);
    if (!r->open)
        db_begin(db);
    r->open = true;
    for (int i = 0; i < b->n; i++)
        for (size_t k = 0; k < b->item[i].n_found; k++)
            record_put(r->session.store, r->file, &b->item[i].found[k], r->packs);
    put_problems(r, b);
    requests_keep(r, str_span(&b->requests)); /* a crash leaves them with the page that they gave, or neither */
    r->records += b->n_records;
    progress_show(&r->progress, r->records, b->bytes_read, b->bytes_total);
    bool asked = r->harvest == NULL && turn_is_taken(&r->session.turn); /* a page is committed as one, and soon */
    if (++r->batches % BATCHES_A_COMMIT != 0 && !b->page_end && !asked)
        return db_ok(db, r->fault);
    r->open = false; /* nobody is kept from writing while a source is waited for, nor to the end of a file */
    return db_commit(db, r->fault);
}

bool refresh_take(Refresh *r, int jobs)
{
    Db *db = store_db(r->session.store);
    workers_run(&(Work){r, fill, begin, work, end, write_batch}, jobs);
    progress_clear(&r->progress);
    bool open = r->open;
    r->open = false;
    return db_ok(db, r->fault) && (!open || db_commit(db, r->fault));
}

void refresh_problem(Refresh *r, const char *what)
{
    char line[2 * FAULT_WHERE + FAULT_WHAT];
    Str said = {0};
    (void)snprintf(line, sizeof line, "%s: %s", r->file->path.at, what);
    text_clean(line);
    str_add_format(&said, "evitab: %s\n", line);
    progress_say(&r->progress, said.at, said.len);
    str_free(&said);
    problem_put(r->session.store, r->file->path, span_of(line));
    r->file_problems++;
}

/* Reads a file, unless it is as it was.  False: the store refused. */
static bool refresh_file(Refresh *r)
{
    Store *store = r->session.store;
    struct stat s;
    r->file_problems = 0;
    if (stat(r->file->path.at, &s) == 0) {
        r->file->size = s.st_size;
        r->file->mtime = (int64_t)s.st_mtim.tv_sec * 1000000000 + s.st_mtim.tv_nsec;
    }
    if (r->options->given[OPTION_FULL] == NULL && file_is_read(store, r->file, r->packs))
        return true;
    db_begin(store_db(store));
    file_begin(store, r->file);
    Fault why = {0};
    if (!r->file->hashed && !(r->file->hashed = hash_file(r->file->path.at, &r->file->hash, &why))) {
        char line[FAULT_WHAT + 64];
        (void)snprintf(line, sizeof line, "%s; what is known of its records is kept", why.what);
        refresh_problem(r, line);
        r->problems += r->file_problems;
        return db_commit(store_db(store), r->fault);
    }
    r->open = true;
    intake_open(&r->intake, &r->file->path.at, 1);
    progress_part(&r->progress);
    bool ok = refresh_take(r, r->options->jobs);
    intake_close(&r->intake);
    r->problems += r->file_problems;
    if (!ok)
        return false;
    db_begin(store_db(store));
    return file_end(store, r->file, r->packs, r->file_problems == 0, r->fault) && db_commit(store_db(store), r->fault);
}

/* What a project keeps beside its records, which a query of the folder itself would find. */
static bool is_ours(Span path)
{
    if (span_begins(path, "./"))
        path = span_cut(path, 2, path.len);
    return span_is(path, PROJECT_FILE) || span_begins(path, STORE_FILE) || span_is(path, DECISIONS_FILE);
}

static void drop_ours(SpanList *files, size_t from)
{
    size_t n = from;
    for (size_t i = from; i < files->n; i++)
        if (!is_ours(files->at[i]))
            files->at[n++] = files->at[i];
    files->n = n;
}

static bool find_files(Refresh *r, SpanList *files, Arena *a)
{
    for (size_t i = 0; i < r->session.project.n_queries; i++) {
        const ProjectQuery *q = &r->session.project.queries[i];
        size_t before = files->n;
        for (size_t k = 0; k < q->paths.n; k++)
            if (!files_find(q->paths.at[k].at, files, a, r->fault))
                return false;
        drop_ours(files, before);
        if (files->n == before && q->files)
            str_add_format(&r->empty, PROJECT_FILE ": the query %.*s finds no file; nothing leaves the project then\n",
                           SPAN_FMT(q->name));
    }
    files_sort(files);
    return true;
}

/* A query that finds no file at all may be a folder that is away for now: nothing leaves then, and that is said. */
static bool drop_left(Refresh *r, SpanList *files, Arena *a)
{
    Store *store = r->session.store;
    Span said = str_span(&r->empty);
    online_paths(&r->session.project, files, a);
    files_sort(files);
    db_begin(store_db(store));
    problems_end(store, SPAN_LIT(PROJECT_FILE));
    for (Span line; span_line(&said, &line); r->problems++) {
        (void)fprintf(stderr, "evitab: %.*s\n", SPAN_FMT(line));
        problem_put(store, SPAN_LIT(PROJECT_FILE), line);
    }
    if (r->empty.len == 0)
        files_left(store, files, r->packs);
    return db_commit(store_db(store), r->fault);
}

static bool undo_merge(Refresh *r)
{
    const char *name = r->options->given[OPTION_UNDO_MERGE];
    if (name == NULL)
        return true;
    db_begin(store_db(r->session.store));
    if (record_part(r->session.store, span_of(name), r->packs, r->fault))
        return db_commit(store_db(r->session.store), r->fault);
    db_rollback(store_db(r->session.store));
    return false;
}

static bool keep(void *known, uint64_t hash)
{
    known_add(known, hash);
    return true;
}

static bool refresh_all(Refresh *r, Arena *a)
{
    SpanList files = {0};
    r->packs = span_of(r->session.fingerprint);
    Str sources = {0};
    bool ok = find_files(r, &files, a);
    for (size_t i = 0; ok && i < r->session.project.n_queries; i++)
        str_add_format(&sources, "%s%.*s", i > 0 ? " " : "", SPAN_FMT(r->session.project.queries[i].name));
    ok = ok && run_begin(r->session.store, PACKAGE_VERSION, r->packs, str_span(&sources), r->fault);
    str_free(&sources);
    if (!ok)
        return false;
    r->known = known_new();
    if (r->options->given[OPTION_FULL] == NULL)
        records_known(r->session.store, r->packs, keep, r->known);
    store_reread(r->session.store, reread, r);
    ok = undo_merge(r);
    progress_begin(&r->progress, r->options->progress, false);
    for (size_t i = 0; ok && i < files.n; i++) {
        SourceFile file = {.path = files.at[i]};
        r->file = &file;
        ok = refresh_file(r);
    }
    return ok && online_refresh(r) && drop_left(r, &files, a) && run_end(r->session.store, r->fault);
}

/* What it would ask, without asking. */
static void plan(const Options *o, Fault *f)
{
    Session s;
    Str out = {0};
    if (session_open(o, SESSION_PROJECT, &s, f) && online_plan(o, &s.project, &out, f))
        report_print(&out, f);
    session_close(&s);
    str_free(&out);
}

/* The store was lost, or is of another day than the file beside it: that decisions stand there alone is not for the reader to
 * find out. */
static void say_not_restored(Store *s)
{
    long n;
    Fault why = {0}; /* what kept the file from being read was met before, where it was to be completed */
    if (journal_beyond(s, &n, &why) && n > 0)
        (void)fprintf(stderr, "evitab: " DECISIONS_FILE ": %ld decision%s not in the store: evitab import " DECISIONS_FILE "\n",
                      n, n == 1 ? " is" : "s are");
}

static ExitStatus status_of(const Refresh *r, bool changed)
{
    if (r->sources > 0 && r->failed == r->sources && r->records == 0)
        return EXIT_SOURCES;
    return r->problems > 0 ? EXIT_PROBLEMS : r->options->given[OPTION_EXIT_CODE] != NULL && changed ? EXIT_CHANGED : EXIT_DONE;
}

ExitStatus refresh_run(const Options *o, Fault *f)
{
    Refresh r = {.options = o, .fault = f, .session = {.lock = -1}};
    Arena a = {0};
    ExitStatus status = EXIT_NOTHING;
    if (!access_bases(o, f))
        return EXIT_NOTHING;
    if (o->given[OPTION_DRY_RUN] != NULL) {
        plan(o, f);
        return EXIT_DONE;
    }
    if (session_open(o, SESSION_REFRESH, &r.session, f) && refresh_all(&r, &a)) {
        say_not_restored(r.session.store);
        bool changed = report_changed(r.session.store, run_now(r.session.store), &r.said);
        status = status_of(&r, changed);
        if (db_ok(store_db(r.session.store), f) && !sink_write(str_span(&r.said), f))
            status = EXIT_DONE;
    }
    extractor_close(r.writer);
    session_close(&r.session);
    known_free(r.known);
    str_free(&r.said);
    str_free(&r.empty);
    arena_free(&a);
    return status;
}
