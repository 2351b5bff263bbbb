#include "base/clean.h"
#include "refresh/online.h"
#include "source/access.h"
#include "source/pubmed.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum {
    OVERLAP_DAYS = 3,   /* a day of PubMed is final only about noon of the next one */
    NAMED_MAX = 10,     /* ids that are named in what is said; the others are counted */
    JOBS_MIN = 2,       /* so that records are extracted while the network is waited for */
};

/* --- requests -------------------------------------------------------------------------------------- */

static void note_request(void *who, const HttpNote *n)
{
    Online *l = who;
    progress_request(&l->r->progress);
    str_add_format(&l->requests, "%.*s\t%d\t%d\t%zu\t%.*s\n", SPAN_FMT(n->url), n->status, n->attempt, n->bytes,
                   SPAN_FMT(n->why));
}

static void note_wait(void *who, HttpWait what, double seconds)
{
    progress_wait(&((Online *)who)->r->progress, access_wait(what), seconds);
}

static Span field(Span *line)
{
    size_t n = 0;
    while (n < line->len && line->at[n] != '\t')
        n++;
    Span out = span_cut(*line, 0, n);
    *line = span_cut(*line, n < line->len ? n + 1 : n, line->len);
    return out;
}

static long number_of(Span s)
{
    char text[32];
    (void)snprintf(text, sizeof text, "%.*s", SPAN_FMT(s));
    return strtol(text, NULL, 10);
}

void requests_keep(Refresh *r, Span all)
{
    for (size_t i = 0, from = 0; i < all.len; i++) {
        if (all.at[i] != '\n')
            continue;
        Span line = span_cut(all, from, i), url = field(&line);
        long status = number_of(field(&line)), attempt = number_of(field(&line)), bytes = number_of(field(&line));
        query_request(r->store, r->file, url, (int)status, (int)attempt, (size_t)bytes, line);
        from = i + 1;
    }
}

/* --- what is known ------------------------------------------------------------------------------ */

static void add_known(void *who, int64_t number, bool now)
{
    Online *l = who;
    numbers_add(&l->known, number);
    if (now)
        numbers_add(&l->now, number);
}

void online_look(Online *l)
{
    l->known.n = l->now.n = 0;
    query_records(l->r->store, &l->file, add_known, l);
    numbers_sort(&l->known);
    numbers_sort(&l->now);
}

/* The day from which changes are asked for; NULL: all was never got. */
static Span since_of(Online *l)
{
    struct tm t = {0};
    if (l->past.since.at == NULL || !span_equal(l->past.text, l->query->text) ||
        strptime(l->past.since.at, "%Y-%m-%d", &t) == NULL)
        return (Span){0};
    time_t at = timegm(&t) - (time_t)OVERLAP_DAYS * 24 * 60 * 60;
    char day[16];
    if (gmtime_r(&at, &t) == NULL || strftime(day, sizeof day, "%Y-%m-%d", &t) == 0)
        return (Span){0};
    return arena_copy(&l->arena, span_of(day));
}

bool online_is_look(const Online *l)
{
    return l->r->wish.full || run_now(l->r->store) % LOOK_EVERY == 0;
}

/* --- what is said ------------------------------------------------------------------------------- */

static void show_warnings(Online *l)
{
    Span all = str_span(&l->warnings);
    for (size_t i = 0, from = 0; i < all.len; i++) {
        if (all.at[i] != '\n')
            continue;
        char line[FAULT_WHAT];
        (void)snprintf(line, sizeof line, "%.*s warns: %.*s", SPAN_FMT(l->query->source), (int)(i - from), all.at + from);
        refresh_problem(l->r, line);
        from = i + 1;
    }
}

void online_short(Online *l, size_t came)
{
    char line[FAULT_WHAT];
    if ((int64_t)came == l->count)
        return;
    (void)snprintf(line, sizeof line, "%.*s counts %lld hits and lists %zu; nothing is taken for gone",
                   SPAN_FMT(l->query->source), (long long)l->count, came);
    refresh_problem(l->r, line);
}

static void say_missing(Online *l, const Numbers *missing)
{
    if (missing->n == 0)
        return;
    Str line = {0};
    str_add_format(&line, "%.*s finds %zu record%s that it does not give:", SPAN_FMT(l->query->source), missing->n,
                   missing->n == 1 ? "" : "s");
    bool named = l->source->fetch != NULL; /* by numbers that people know */
    for (size_t i = 0; named && i < missing->n && i < NAMED_MAX; i++)
        str_add_format(&line, " %lld", (long long)missing->at[i]);
    if (named && missing->n > NAMED_MAX)
        str_add_format(&line, " and %zu more", missing->n - NAMED_MAX);
    refresh_problem(l->r, line.at);
    str_free(&line);
}

/* Every id that was asked for is accounted for: it came, or it left the query, or the source has it no more. */
static void account(Online *l)
{
    Store *store = l->r->store;
    Numbers missing = {0};
    online_look(l);
    for (size_t i = 0; i < l->gone.n; i++) {
        int64_t id = l->gone.at[i];
        if (numbers_have(&l->now, id))
            query_drop(store, &l->file, id, true, l->r->packs);
        else if (query_absent(store, &l->file, id))
            query_drop(store, &l->file, id, false, l->r->packs);
    }
    for (size_t i = 0; i < l->want.n; i++) {
        int64_t id = l->want.at[i];
        if (!numbers_have(&l->now, id) && !numbers_have(&l->gone, id)) {
            (void)query_absent(store, &l->file, id);
            numbers_add(&missing, id);
        }
    }
    say_missing(l, &missing);
    numbers_free(&missing);
}

bool online_take(Online *l, Harvest *h)
{
    int jobs = l->r->wish.jobs;
    h->http = l->http;
    h->query = l->ask;
    h->path = l->file.path.at;
    h->requests = &l->requests;
    l->r->harvest = h;
    bool ok = refresh_take(l->r, jobs < JOBS_MIN ? JOBS_MIN : jobs);
    l->r->harvest = NULL;
    if (h->fault.kind != FAULT_NONE)
        l->fault = h->fault;
    return ok;
}

/* --- one query ---------------------------------------------------------------------------------- */

/* A query that is new, or read in a new way, is looked through for fields that are none. */
static void say_unknown(Online *l)
{
    Str tags = {0}, line = {0};
    l->source->unknown(l->query->text, &tags);
    if (tags.len > 0) {
        str_add_format(&line, "%s may know no field %s, and leaves such a tag out without a word: see how it read the query",
                       l->source->name, tags.at);
        refresh_problem(l->r, line.at);
    }
    str_free(&tags);
    str_free(&line);
}

static void say(Online *l)
{
    Str *out = &l->r->said;
    str_add_clean(out, l->file.path);
    str_add_format(out, ": %lld hits, %zu records asked for, ", (long long)l->count, l->asked);
    report_query(l->r->store, &l->file, out);
    str_add_text(out, "\n");
    Span read_as = str_span(&l->translation);
    if (read_as.len == 0 || span_equal(read_as, l->past.translation))
        return;
    str_add_clean(out, l->file.path);
    str_add_text(out, " is read as: ");
    str_add_clean(out, read_as);
    str_add_byte(out, '\n');
    if (l->source->unknown != NULL)
        say_unknown(l);
}

static void say_keys(Online *l)
{
    char line[FAULT_WHERE + FAULT_WHAT];
    if (l->keys.kind == FAULT_NONE)
        return;
    fault_print(&l->keys, line, sizeof line);
    refresh_problem(l->r, line);
}

static void fail(Online *l)
{
    char line[FAULT_WHAT + 160];
    (void)snprintf(line, sizeof line,
                   "%s; what came before is kept, and the next refresh goes on from there (evitab doctor tells what to do)",
                   l->fault.what);
    refresh_problem(l->r, line);
    l->r->failed++;
}

/* False: the store refused. */
static bool finish(Online *l)
{
    Db *db = store_db(l->r->store);
    bool whole = l->fault.kind == FAULT_NONE;
    QueryPast now = {.text = l->query->text, .hits = l->count};
    db_begin(db);
    requests_keep(l->r, str_span(&l->requests));
    str_clear(&l->requests);
    say_keys(l);
    if (whole) {
        account(l);
        show_warnings(l);
        now.since = l->list_began.at != NULL ? l->list_began : span_of(l->began);
        now.translation = str_span(&l->translation);
        say(l);
    } else {
        now = l->past;
        now.text = l->past.text.at != NULL ? l->past.text : l->query->text;
        fail(l);
    }
    query_end(l->r->store, &l->file, &now, whole ? NULL : l->fault.what);
    return db_commit(db, l->r->fault);
}

static bool open_query(Online *l)
{
    Db *db = store_db(l->r->store);
    clock_utc(l->began);
    db_begin(db);
    query_begin(l->r->store, &l->file);
    l->past = query_past(l->r->store, &l->file, &l->arena);
    l->since = since_of(l);
    online_look(l);
    return db_commit(db, l->r->fault);
}

static void close_query(Online *l)
{
    http_close(l->http);
    str_free(&l->translation);
    str_free(&l->warnings);
    numbers_free(&l->known);
    numbers_free(&l->now);
    numbers_free(&l->want);
    numbers_free(&l->gone);
    str_free(&l->requests);
    arena_free(&l->arena);
}

static Span path_of(const ProjectQuery *q, Arena *a)
{
    return arena_format(a, "%.*s:%.*s", SPAN_FMT(q->source), SPAN_FMT(q->name));
}

void online_paths(const Project *p, SpanList *out, Arena *a)
{
    for (size_t i = 0; i < p->n_queries; i++)
        if (!p->queries[i].files)
            *(Span *)arena_push(a, &out->at, &out->n, &out->max, sizeof(Span)) = path_of(&p->queries[i], a);
}

static bool refresh_query(Refresh *r, const ProjectQuery *q)
{
    Online l = {.r = r, .query = q, .source = source_find(q->source)};
    l.ask = access_query(r->wish.bases, l.source, r->project->contact, q->text, &l.arena, &l.keys);
    l.file.path = path_of(q, &l.arena);
    l.http = http_open(&(HttpSettings){access_agent(r->project->contact, &l.arena), access_hurry(l.ask.base), note_request,
                                       note_wait, &l, &r->pace});
    progress_part(&r->progress);
    r->file = &l.file;
    r->file_problems = 0;
    r->sources++;
    bool ok = open_query(&l);
    ok = ok && (l.source->fetch != NULL ? pubmed_refresh(&l) : list_refresh(&l));
    ok = ok && finish(&l);
    r->problems += r->file_problems;
    close_query(&l);
    return ok;
}

bool online_refresh(Refresh *r)
{
    bool ok = store_reparse(r->store, r->packs, r->fault);
    const Project *p = r->project;
    for (size_t i = 0; ok && !r->wish.reparse && i < p->n_queries; i++)
        ok = p->queries[i].files || refresh_query(r, &p->queries[i]);
    return ok;
}

/* The first of the requests of a list. */
static void plan_list(const Source *s, const ProjectQuery *q, const SourceQuery *ask, Str *out)
{
    Str url = {0}, form = {0};
    s->request(ask, &(SourceAsk){.rows = s->rows}, &url, &form);
    str_add_format(out, "# %.*s: all that it finds, page by page; %s\n%s %.*s%s%.*s\n", SPAN_FMT(q->name),
                   s->windows ? "later what changed since the last run" : "later what is new, and what changed with --full",
                   form.len > 0 ? "POST" : "GET", (int)url.len, url.at, form.len > 0 ? " " : "", (int)form.len,
                   form.len > 0 ? form.at : "");
    str_free(&url);
    str_free(&form);
}

static void plan_pubmed(const ProjectQuery *q, const SourceQuery *ask, Str *out)
{
    Str form = {0};
    pubmed_search_form(ask, q->text, (Span){0}, PUBMED_LIST_MAX, &form);
    str_add_format(
        out,
        "# %.*s: the ids that it finds (by ranges of ids where they are more than %d), then what changed since the last run,\n"
        "# then the records that are new or changed, %d at a time\n"
        "POST %.*sesearch.fcgi %.*s\nPOST %.*sefetch.fcgi db=pubmed&id=...&retmode=xml\n",
        SPAN_FMT(q->name), PUBMED_LIST_MAX, pubmed.rows, SPAN_FMT(ask->base), (int)form.len, form.at, SPAN_FMT(ask->base));
    str_free(&form);
}

bool online_plan(const char *bases, const Project *p, Str *out, Fault *f)
{
    Arena a = {0};
    bool ok = true;
    for (size_t i = 0; ok && i < p->n_queries; i++) {
        const ProjectQuery *q = &p->queries[i];
        if (q->files)
            continue;
        const Source *s = source_find(q->source);
        Fault keys = {0}; /* no key is printed, so none is missed */
        SourceQuery ask = access_query(bases, s, p->contact, q->text, &a, &keys);
        ok = url_check(ask.base.at, f);
        if (ok && s->fetch == NULL)
            plan_list(s, q, &ask, out);
        else if (ok)
            plan_pubmed(q, &ask, out);
    }
    arena_free(&a);
    return ok;
}
