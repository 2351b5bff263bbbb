#include "config.h"

#include "base/clock.h"
#include "command/refresh.h"
#include "source/pubmed.h"
#include "store/queries.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum {
    OVERLAP_DAYS = 3,   /* a day of PubMed is final only about noon of the next one */
    LOOK_EVERY = 7,     /* runs: then all ids are compared, though the counts agree */
    NAMED_MAX = 10,     /* ids that are named in what is said; the others are counted */
    JOBS_MIN = 2,       /* so that records are extracted while the network is waited for */
};

/* A query while it is worked on. */
typedef struct {
    Refresh *r;
    const ProjectQuery *query;
    SourceFile file;
    SourceQuery ask;
    Http *http;
    Arena arena;
    char began[CLOCK_UTC];
    QueryPast past;
    PubmedFound found;
    Numbers known, now; /* records that the store has, and those of them that this run fetched */
    Numbers want, gone; /* to be fetched; of them, those that the query does not find any more */
    Str requests;       /* as they were made: URL \t STATUS \t ATTEMPT \t BYTES \t WHY, a line each; the store is another thread's */
    Fault fault;
} Online;

/* --- where and how ------------------------------------------------------------------------------ */

/* The address after "SOURCE=" in a list parted by commas; else the usual one. */
static Span base_of(const Options *o, const char *source, const char *usual, Arena *a)
{
    const char *list = o->given[OPTION_BASE_URL];
    size_t n = strlen(source);
    for (const char *at = list; at != NULL; at = strchr(at, ',') == NULL ? NULL : strchr(at, ',') + 1) {
        if (strncmp(at, source, n) != 0 || at[n] != '=')
            continue;
        Span url = {at + n + 1, strcspn(at + n + 1, ",")};
        return arena_format(a, "%.*s%s", SPAN_FMT(url), url.len > 0 && url.at[url.len - 1] == '/' ? "" : "/");
    }
    return span_of(usual);
}

/* How many times faster than a public server is asked: for tests, and only where the server is on this machine. */
static double hurry_of(Span base)
{
    const char *wish = getenv("EVITAB_HURRY");
    double n = wish == NULL || !span_begins(base, "http://") ? 1 : strtod(wish, NULL);
    return n > 1 && n <= 1e6 ? n : 1;
}

static SourceQuery source_query(const Options *o, const Project *p, const ProjectQuery *q, Arena *a)
{
    const char *key = getenv("NCBI_API_KEY");
    return (SourceQuery){q->text, p->contact, span_of(key != NULL && key[0] != '\0' ? key : NULL), base_of(o, "pubmed", PUBMED_BASE, a)};
}

static void note_request(void *who, const HttpNote *n)
{
    Online *l = who;
    str_add_format(&l->requests, "%.*s\t%d\t%d\t%zu\t%.*s\n", SPAN_FMT(n->url), n->status, n->attempt, n->bytes, SPAN_FMT(n->why));
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

/* The requests made until now, into the store. */
static void keep_requests(Online *l)
{
    Span all = str_span(&l->requests);
    for (size_t i = 0, from = 0; i < all.len; i++) {
        if (all.at[i] != '\n')
            continue;
        Span line = span_cut(all, from, i), url = field(&line);
        long status = number_of(field(&line)), attempt = number_of(field(&line)), bytes = number_of(field(&line));
        query_request(l->r->session.store, &l->file, url, (int)status, (int)attempt, (size_t)bytes, line);
        from = i + 1;
    }
    str_clear(&l->requests);
}

/* --- what to ask for ---------------------------------------------------------------------------- */

static void add_known(void *who, int64_t number, bool now)
{
    Online *l = who;
    numbers_add(&l->known, number);
    if (now)
        numbers_add(&l->now, number);
}

static void look_again(Online *l)
{
    l->known.n = l->now.n = 0;
    query_records(l->r->session.store, &l->file, add_known, l);
    numbers_sort(&l->known);
    numbers_sort(&l->now);
}

/* The day from which changes are asked for; NULL: all was never got. */
static Span since_of(Online *l)
{
    struct tm t = {0};
    if (l->past.since.at == NULL || !span_equal(l->past.text, l->query->text) || strptime(l->past.since.at, "%Y-%m-%d", &t) == NULL)
        return (Span){0};
    time_t at = timegm(&t) - (time_t)OVERLAP_DAYS * 24 * 60 * 60;
    char day[16];
    if (gmtime_r(&at, &t) == NULL || strftime(day, sizeof day, "%Y-%m-%d", &t) == 0)
        return (Span){0};
    return arena_copy(&l->arena, span_of(day));
}

static void show_warnings(Online *l)
{
    Span all = str_span(&l->found.warnings);
    for (size_t i = 0, from = 0; i < all.len; i++) {
        if (all.at[i] != '\n')
            continue;
        char line[FAULT_WHAT];
        (void)snprintf(line, sizeof line, "pubmed warns: %.*s", (int)(i - from), all.at + from);
        refresh_problem(l->r, line);
        from = i + 1;
    }
}

/* Records that changed since, and new ones among them. */
static bool find_changed(Online *l, Span since, Numbers *changed)
{
    PubmedFound found;
    bool ok = pubmed_search(l->http, &l->ask, l->query->text, since, PUBMED_LIST_MAX, &found, &l->fault) &&
              pubmed_ids(l->http, &l->ask, since, &found, &l->fault);
    for (size_t i = 0; ok && i < found.ids.n; i++)
        numbers_add(changed, found.ids.at[i]);
    numbers_sort(changed);
    pubmed_found_free(&found);
    return ok;
}

/* Whether the counts say enough: all ids of a large query cost many requests. */
static bool count_is_enough(const Online *l, const Numbers *changed, Span since)
{
    Numbers fresh = {0};
    numbers_part(changed, &l->known, false, &fresh);
    bool enough = since.at != NULL && l->found.count > PUBMED_LIST_MAX && (int64_t)l->known.n == l->found.count && fresh.n == 0 &&
                  l->r->options->given[OPTION_FULL] == NULL && run_now(l->r->session.store) % LOOK_EVERY != 0;
    numbers_free(&fresh);
    return enough;
}

/* New ones, those that changed, and those that are missing now, unless this run has them already. */
static void choose(Online *l, const Numbers *changed, bool all_ids)
{
    Numbers some = {0};
    bool whole = all_ids && (int64_t)l->found.ids.n == l->found.count;
    if (all_ids)
        numbers_part(&l->found.ids, &l->known, false, &some);
    if (l->r->options->given[OPTION_FULL] != NULL)
        numbers_part(&l->found.ids, &l->known, true, &some);
    if (whole)
        numbers_part(&l->known, &l->found.ids, false, &l->gone);
    for (size_t i = 0; i < changed->n; i++)
        numbers_add(&some, changed->at[i]);
    for (size_t i = 0; i < l->gone.n; i++)
        numbers_add(&some, l->gone.at[i]);
    numbers_sort(&some);
    numbers_part(&some, &l->now, false, &l->want);
    numbers_free(&some);
    if (all_ids && !whole) {
        char line[FAULT_WHAT];
        (void)snprintf(line, sizeof line, "pubmed counts %lld hits and lists %zu; nothing is taken for gone", (long long)l->found.count,
                       l->found.ids.n);
        refresh_problem(l->r, line);
    }
}

static bool find(Online *l)
{
    Span since = since_of(l);
    Numbers changed = {0};
    bool ok = pubmed_search(l->http, &l->ask, l->query->text, (Span){0}, PUBMED_LIST_MAX, &l->found, &l->fault);
    if (ok && since.at != NULL)
        ok = find_changed(l, since, &changed);
    bool all_ids = ok && !count_is_enough(l, &changed, since);
    if (all_ids)
        ok = pubmed_ids(l->http, &l->ask, (Span){0}, &l->found, &l->fault);
    if (ok)
        choose(l, &changed, all_ids);
    numbers_free(&changed);
    return ok;
}

/* --- fetching ----------------------------------------------------------------------------------- */

/* False: the store refused. */
static bool fetch(Online *l, const Numbers *want)
{
    Harvest h = {.http = l->http, .query = l->ask, .path = l->file.path.at, .want = want, .full_size = PUBMED_FETCH, .size = PUBMED_FETCH};
    int jobs = l->r->options->jobs;
    l->r->harvest = &h;
    bool ok = want->n == 0 || refresh_take(l->r, jobs < JOBS_MIN ? JOBS_MIN : jobs);
    l->r->harvest = NULL;
    harvest_close(&h);
    if (h.fault.kind != FAULT_NONE)
        l->fault = h.fault;
    return ok;
}

/* What was asked for and did not come is asked for once more. */
static bool fetch_missing(Online *l)
{
    Numbers missing = {0};
    look_again(l);
    numbers_part(&l->want, &l->now, false, &missing);
    bool ok = l->fault.kind != FAULT_NONE || fetch(l, &missing);
    look_again(l);
    numbers_free(&missing);
    return ok;
}

static void say_missing(Online *l, const Numbers *missing)
{
    if (missing->n == 0)
        return;
    Str line = {0};
    str_add_format(&line, "pubmed finds %zu record%s that it does not give:", missing->n, missing->n == 1 ? "" : "s");
    for (size_t i = 0; i < missing->n && i < NAMED_MAX; i++)
        str_add_format(&line, " %lld", (long long)missing->at[i]);
    if (missing->n > NAMED_MAX)
        str_add_format(&line, " and %zu more", missing->n - NAMED_MAX);
    refresh_problem(l->r, line.at);
    str_free(&line);
}

/* Every id that was asked for is accounted for: it came, or it left the query, or the source has it no more. */
static void account(Online *l)
{
    Store *store = l->r->session.store;
    Numbers missing = {0};
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

/* --- one query ---------------------------------------------------------------------------------- */

static void say(Online *l)
{
    Str *out = &l->r->said;
    str_add_format(out, "%.*s: %lld hits, %zu records asked for, ", SPAN_FMT(l->file.path), (long long)l->found.count, l->want.n);
    report_query(l->r->session.store, &l->file, out);
    str_add_text(out, "\n");
    Span read_as = str_span(&l->found.translation);
    if (read_as.len > 0 && !span_equal(read_as, l->past.translation))
        str_add_format(out, "%.*s is read as: %.*s\n", SPAN_FMT(l->file.path), SPAN_FMT(read_as));
}

static void fail(Online *l)
{
    char line[FAULT_WHAT + 160];
    (void)snprintf(line, sizeof line, "%s; what came before is kept, and the next refresh goes on from there", l->fault.what);
    refresh_problem(l->r, line);
    l->r->failed++;
}

/* False: the store refused. */
static bool finish(Online *l)
{
    Db *db = store_db(l->r->session.store);
    bool whole = l->fault.kind == FAULT_NONE;
    QueryPast now = {.text = l->query->text, .hits = l->found.count};
    db_begin(db);
    keep_requests(l);
    if (whole) {
        account(l);
        show_warnings(l);
        now.since = span_of(l->began);
        now.translation = str_span(&l->found.translation);
        say(l);
    } else {
        now = l->past;
        now.text = l->past.text.at != NULL ? l->past.text : l->query->text;
        fail(l);
    }
    query_end(l->r->session.store, &l->file, &now, whole ? NULL : l->fault.what);
    return db_commit(db, l->r->fault);
}

static bool open_query(Online *l)
{
    Db *db = store_db(l->r->session.store);
    clock_utc(l->began);
    db_begin(db);
    query_begin(l->r->session.store, &l->file);
    l->past = query_past(l->r->session.store, &l->file, &l->arena);
    look_again(l);
    return db_commit(db, l->r->fault);
}

static void close_query(Online *l)
{
    http_close(l->http);
    pubmed_found_free(&l->found);
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
        if (!span_is(p->queries[i].source, "files"))
            *(Span *)arena_push(a, &out->at, &out->n, &out->max, sizeof(Span)) = path_of(&p->queries[i], a);
}

static bool refresh_query(Refresh *r, const ProjectQuery *q)
{
    Online l = {.r = r, .query = q};
    l.ask = source_query(r->options, &r->session.project, q, &l.arena);
    l.file.path = path_of(q, &l.arena);
    Span agent = arena_format(&l.arena, "evitab/" PACKAGE_VERSION " (mailto:%.*s)", SPAN_FMT(r->session.project.contact));
    l.http = http_open(&(HttpSettings){agent, hurry_of(l.ask.base), note_request, &l});
    r->file = &l.file;
    r->file_problems = 0;
    r->sources++;
    bool ok = open_query(&l);
    if (ok && find(&l))
        ok = fetch(&l, &l.want) && fetch_missing(&l);
    ok = ok && finish(&l);
    r->problems += r->file_problems;
    close_query(&l);
    return ok;
}

bool online_refresh(Refresh *r)
{
    bool ok = store_reparse(r->session.store, r->packs, r->fault);
    const Project *p = &r->session.project;
    for (size_t i = 0; ok && r->options->given[OPTION_REPARSE] == NULL && i < p->n_queries; i++)
        ok = span_is(p->queries[i].source, "files") || refresh_query(r, &p->queries[i]);
    return ok;
}

bool online_plan(const Options *o, const Project *p, Str *out, Fault *f)
{
    Arena a = {0};
    bool ok = true;
    for (size_t i = 0; ok && i < p->n_queries; i++) {
        const ProjectQuery *q = &p->queries[i];
        if (span_is(q->source, "files"))
            continue;
        SourceQuery ask = source_query(o, p, q, &a);
        Str form = {0};
        pubmed_search_form(&ask, q->text, (Span){0}, PUBMED_LIST_MAX, &form);
        ok = url_check(ask.base.at, f);
        str_add_format(out, "# %.*s: the ids that it finds (by ranges of ids where they are more than %d), then what changed since the last run,\n"
                            "# then the records that are new or changed, %d at a time\n"
                            "POST %.*sesearch.fcgi %.*s\nPOST %.*sefetch.fcgi db=pubmed&id=...&retmode=xml\n",
                       SPAN_FMT(q->name), PUBMED_LIST_MAX, PUBMED_FETCH, SPAN_FMT(ask.base), (int)form.len, form.at, SPAN_FMT(ask.base));
        str_free(&form);
    }
    arena_free(&a);
    return ok;
}
