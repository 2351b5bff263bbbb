#include "config.h"

#include "base/clock.h"
#include "base/progress.h"
#include "command/command.h"
#include "command/doctor.h"
#include "command/session.h"
#include "source/access.h"

#include <time.h>
#include <unistd.h>

enum { TROUBLING_SECONDS = 60 }; /* of a clock: what changed is asked for by day, and a wait may be told as a moment */

typedef struct {
    const Source *at[N_SOURCES];
    int n;
} Chosen;

static void choose(Chosen *c, const Source *s)
{
    for (int i = 0; i < c->n; i++)
        if (c->at[i] == s)
            return;
    c->at[c->n++] = s;
}

static bool choose_named(const Options *o, Chosen *c, Fault *f)
{
    for (int i = 0; i < o->n_words; i++) {
        const Source *s = source_find(span_of(o->words[i]));
        if (s == NULL) {
            Str names = {0};
            source_names("or", &names);
            (void)fault(f, FAULT_USAGE, "doctor: no source '%s': %s", o->words[i], names.at);
            str_free(&names);
            return false;
        }
        choose(c, s);
    }
    return true;
}

/* Those that are named, else those of the project, else all. */
static bool choose_sources(const Options *o, const Project *p, Chosen *c, Fault *f)
{
    if (!choose_named(o, c, f))
        return false;
    for (size_t i = 0; o->n_words == 0 && i < p->n_queries; i++)
        if (!p->queries[i].files)
            choose(c, source_find(p->queries[i].source));
    if (c->n > 0)
        return true;
    for (size_t i = 0; i < N_SOURCES; i++)
        choose(c, source_all[i]);
    return true;
}

/* By how much our clock is ahead of the server's; seconds, 0 where a header of whole seconds says no more. */
static long clock_ahead(const char *date, int64_t before, int64_t after)
{
    int64_t there = http_date(date);
    if (date[0] == '\0' || there < 0 || (there >= before - 1 && there <= after + 1))
        return 0;
    return (long)(there < before ? before - there : after - there);
}

static void tell_wait(void *progress, HttpWait what, double seconds)
{
    progress_wait(progress, access_wait(what), seconds);
}

/* One request, and no second one. */
static void visit(Visit *v, SlotOwn *own, Progress *progress, Arena *a)
{
    Str url = {0}, form = {0}, key = {0};
    Http *http = http_open(&(HttpSettings){.agent = access_agent(v->query.contact, a), .hurry = access_hurry(v->query.base),
                                           .wait = tell_wait, .who = progress, .own = own});
    v->source->request(&v->query, &(SourceAsk){.rows = 1, .ids_only = true}, &url, &form);
    if (v->query.key.at != NULL)
        form_add(&key, "api_key", v->query.key);
    HttpRequest request = {.api = v->source->api,
                           .name = span_of(v->source->name), .url = str_span(&url),
                           .form = form.len > 0 ? str_span(&form) : (Span){0},
                           .key = key.len > 0 ? str_span(&key) : (Span){0},
                           .per_second = v->source->per_second, .attempts = 1};
    double begun = clock_seconds();
    int64_t before = (int64_t)time(NULL);
    v->ok = http_ask(http, &request, &v->reply, &v->fault);
    v->seconds = clock_seconds() - begun;
    if (http_date(v->reply.date) < 0)
        v->reply.date[0] = '\0'; /* what is no date says nothing of a clock */
    v->ahead = clock_ahead(v->reply.date, before, (int64_t)time(NULL));
    v->clock_off = v->ahead > TROUBLING_SECONDS || v->ahead < -TROUBLING_SECONDS;
    http_close(http);
    str_free(&url);
    str_free(&form);
    str_free(&key);
}

static void advise(Visit *v)
{
    bool other_base = !span_is(v->query.base, v->source->base);
    advice_of(&(Advised){v->reply.trouble, v->reply.outcome, v->reply.status, v->source->key_variable,
                         v->query.key.at != NULL, other_base},
              &v->advice);
}

static ExitStatus visit_all(const Options *o, const Project *p, const Chosen *c, Arena *a, Fault *f)
{
    Str out = {0};
    int failed = 0, problems = 0;
    Visit visits[sizeof c->at / sizeof c->at[0]] = {0};
    for (int i = 0; i < c->n; i++) {
        Visit *v = &visits[i];
        v->source = c->at[i];
        v->query = access_query(o->given[OPTION_BASE_URL], v->source, p->contact, span_of(v->source->probe), a, &v->keys);
        if (!url_check(v->query.base.at, f))
            break;
    }
    SlotOwn own = {0};
    Progress progress;
    progress_begin(&progress, o->progress, false);
    for (int i = 0; f->kind == FAULT_NONE && i < c->n; i++) {
        visit(&visits[i], &own, &progress, a);
        if (!visits[i].ok)
            advise(&visits[i]);
        failed += !visits[i].ok;
        problems += !visits[i].ok || visits[i].clock_off || visits[i].keys.kind != FAULT_NONE;
    }
    progress_clear(&progress);
    if (f->kind == FAULT_NONE) {
        (o->given[OPTION_FORMAT] != NULL ? doctor_json : doctor_text)(p, visits, c->n, &out);
        report_print(&out, f);
    }
    for (int i = 0; i < c->n; i++) {
        http_reply_free(&visits[i].reply);
        str_free(&visits[i].advice);
    }
    str_free(&out);
    return failed == c->n ? EXIT_SOURCES : problems > 0 ? EXIT_PROBLEMS : EXIT_DONE;
}

ExitStatus doctor_run(const Options *o, Fault *f)
{
    Session s = {.lock = -1};
    Chosen c = {0};
    ExitStatus status = EXIT_NOTHING;
    bool project = o->given[OPTION_PROJECT] != NULL || access(PROJECT_FILE, F_OK) == 0;
    if (o->given[OPTION_FORMAT] != NULL && o->format != PRINT_JSON)
        (void)fault(f, FAULT_USAGE, "doctor: prints text or json");
    else if (access_bases(o->given[OPTION_BASE_URL], f) && (!project || session_open(o, SESSION_PROJECT, &s, f)) &&
             choose_sources(o, &s.project, &c, f))
        status = visit_all(o, &s.project, &c, &s.project.arena, f);
    session_close(&s);
    return status;
}
