#include "config.h"

#include "base/clean.h"
#include "flow/workers.h"
#include "refresh/refresh.h"
#include "source/files.h"
#include "store/journal.h"

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
    m->extractor = extractor_open(((Refresh *)job)->patterns, true);
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
        r->writer = extractor_open(r->patterns, true);
    *out = (Found){.raw = raw, .hash = hash_of(raw->bytes), .part = part, .record = &record[part], .extracted = true};
    if (!extract_record(r->writer, &record[part], a, &out->rows, &f))
        problem_put(r->store, span_of(raw->path), span_of(f.what));
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
        problem_put(r->store, r->file->path, span_begins(line, "evitab: ") ? span_cut(line, 8, line.len) : line);
        from = i + 1;
    }
    r->file_problems += b->n_problems;
    if (all.len > 0)
        progress_say(&r->progress, all.at, all.len);
}

static bool write_batch(void *job, const Batch *b)
{
    Refresh *r = job;
    Db *db = store_db(r->store);
    if (!r->open)
        db_begin(db);
    r->open = true;
    for (int i = 0; i < b->n; i++)
        for (size_t k = 0; k < b->item[i].n_found; k++)
            record_put(r->store, r->file, &b->item[i].found[k], r->packs);
    put_problems(r, b);
    requests_keep(r, str_span(&b->requests)); /* a crash leaves them with the page that they gave, or neither */
    r->records += b->n_records;
    progress_show(&r->progress, r->records, b->bytes_read, b->bytes_total);
    bool asked = r->harvest == NULL && turn_is_taken(r->turn); /* a page is committed as one, and soon */
    if (++r->batches % BATCHES_A_COMMIT != 0 && !b->page_end && !asked)
        return db_ok(db, r->fault);
    r->open = false; /* nobody is kept from writing while a source is waited for, nor to the end of a file */
    return db_commit(db, r->fault);
}

bool refresh_take(Refresh *r, int jobs)
{
    Db *db = store_db(r->store);
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
    problem_put(r->store, r->file->path, span_of(line));
    r->file_problems++;
}

/* Reads a file, unless it is as it was.  False: the store refused. */
static bool refresh_file(Refresh *r)
{
    Store *store = r->store;
    struct stat s;
    r->file_problems = 0;
    if (stat(r->file->path.at, &s) == 0) {
        r->file->size = s.st_size;
        r->file->mtime = (int64_t)s.st_mtim.tv_sec * 1000000000 + s.st_mtim.tv_nsec;
    }
    if (!r->wish.full && file_is_read(store, r->file, r->packs))
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
    bool ok = refresh_take(r, r->wish.jobs);
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
    for (size_t i = 0; i < r->project->n_queries; i++) {
        const ProjectQuery *q = &r->project->queries[i];
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
    Store *store = r->store;
    Span said = str_span(&r->empty);
    online_paths(r->project, files, a);
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
    const char *name = r->wish.undo_merge;
    if (name == NULL)
        return true;
    db_begin(store_db(r->store));
    if (record_part(r->store, span_of(name), r->packs, r->fault))
        return db_commit(store_db(r->store), r->fault);
    db_rollback(store_db(r->store));
    return false;
}

static bool keep(void *known, uint64_t hash)
{
    known_add(known, hash);
    return true;
}

static bool run_all(Refresh *r, Arena *a)
{
    SpanList files = {0};
    Str sources = {0};
    bool ok = find_files(r, &files, a);
    for (size_t i = 0; ok && i < r->project->n_queries; i++)
        str_add_format(&sources, "%s%.*s", i > 0 ? " " : "", SPAN_FMT(r->project->queries[i].name));
    ok = ok && run_begin(r->store, PACKAGE_VERSION, r->packs, str_span(&sources), r->fault);
    str_free(&sources);
    if (!ok)
        return false;
    r->known = known_new();
    if (!r->wish.full)
        records_known(r->store, r->packs, keep, r->known);
    store_reread(r->store, reread, r);
    ok = undo_merge(r);
    progress_begin(&r->progress, r->wish.progress, false);
    for (size_t i = 0; ok && i < files.n; i++) {
        SourceFile file = {.path = files.at[i]};
        r->file = &file;
        ok = refresh_file(r);
    }
    return ok && online_refresh(r) && drop_left(r, &files, a) && run_end(r->store, r->fault);
}

bool refresh_project(Refresh *r)
{
    Arena a = {0};
    bool ok = run_all(r, &a);
    arena_free(&a);
    return ok;
}

void refresh_free(Refresh *r)
{
    extractor_close(r->writer);
    known_free(r->known);
    str_free(&r->said);
    str_free(&r->empty);
}
