#include "base/clean.h"
#include "base/clock.h"
#include "command/session.h"
#include "store/decisions.h"
#include "store/identity.h"
#include "store/study.h"

typedef struct {
    Session session;
    const Options *options;
    bool link;
    Span *home; /* of each word after the first */
    Span name;
    Str journal;
    Arena arena;
    long n;
    Fault *fault;
} Study;

static bool find_homes(Study *t)
{
    const Options *o = t->options;
    t->home = arena_take(&t->arena, (size_t)o->n_words * sizeof *t->home);
    for (int i = 1; i < o->n_words; i++) {
        t->home[i] = arena_copy(&t->arena, home_named(t->session.store, span_of(o->words[i])));
        if (t->home[i].at == NULL)
            return fault(t->fault, FAULT_USAGE, "study: no record is kept under '%s'", o->words[i]);
    }
    return true;
}

/* The name given; else that of the study that one of them is in; else the first record's id. */
static bool find_name(Study *t)
{
    const Options *o = t->options;
    t->name = t->link ? span_of(o->given[OPTION_NAME]) : SPAN_LIT("-");
    for (int i = 1; i < o->n_words && o->given[OPTION_NAME] == NULL && t->link; i++) {
        Span is = study_of(t->session.store, root_of(t->session.store, t->home[i]), &t->arena);
        if (is.at != NULL && t->name.at != NULL && !span_equal(is, t->name))
            return fault(t->fault, FAULT_USAGE, "study link: these are of the studies '%.*s' and '%.*s': say --name",
                         SPAN_FMT(t->name), SPAN_FMT(is));
        if (is.at != NULL)
            t->name = is;
    }
    if (t->name.at == NULL)
        t->name = t->home[1];
    if (t->name.len == 0 || !text_is_clean(t->name) || (t->link && span_is(t->name, "-")))
        return fault(t->fault, FAULT_USAGE, "study link: a name is one line of text, and not -");
    return true;
}

static bool decide(Study *t)
{
    const Options *o = t->options;
    char now[CLOCK_UTC];
    clock_utc(now);
    if (!find_homes(t) || !find_name(t))
        return false;
    decisions_begin(t->session.store);
    for (int i = 1; i < o->n_words; i++) {
        Span root = root_of(t->session.store, t->home[i]), is = study_of(t->session.store, root, &t->arena);
        if (t->link ? span_equal(is, t->name) && is.at != NULL : is.at == NULL)
            continue; /* so it is */
        Decision d = {.what = SPAN_LIT("study"), .key = t->home[i], .uid = t->home[i], .verdict = t->name,
                      .reviewer = span_of(o->given[OPTION_REVIEWER]), .at = span_of(now),
                      .reason = span_of(o->given[OPTION_REASON]), .note = span_of(o->given[OPTION_NOTE])};
        t->n += decision_put(t->session.store, &d, &t->journal, &t->arena);
    }
    return decisions_commit(t->session.store, &t->journal, t->fault);
}

static ExitStatus judge(const Options *o, Fault *f)
{
    Study t = {.session = {.lock = -1}, .options = o, .link = strcmp(o->words[0], "link") == 0, .fault = f};
    Str out = {0};
    if (session_open(o, SESSION_WRITE, &t.session, f) && decide(&t)) {
        str_add_format(&out, "%ld decided\n", t.n);
        report_print(&out, f);
    }
    session_close(&t.session);
    arena_free(&t.arena);
    str_free(&t.journal);
    str_free(&out);
    return EXIT_DONE;
}

ExitStatus study_run(const Options *o, Fault *f)
{
    const char *what = o->n_words > 0 ? o->words[0] : "";
    bool listing = strcmp(what, "list") == 0, link = strcmp(what, "link") == 0, unlink = strcmp(what, "unlink") == 0;
    int least = link && o->given[OPTION_NAME] == NULL ? 2 : 1;
    if (!listing && !link && !unlink)
        (void)fault(f, FAULT_USAGE, "study: wants link, unlink or list, not '%s'", what);
    else if (listing ? o->n_words > 1 : o->n_words <= least)
        (void)fault(f, FAULT_USAGE,
                    listing ? "study list: takes no '%s'" : "study %s: wants the ids of records (or one, and --name)",
                    listing ? o->words[1] : what);
    else if (listing && (o->given[OPTION_REVIEWER] != NULL || o->given[OPTION_REASON] != NULL || o->given[OPTION_NOTE] != NULL))
        (void)fault(f, FAULT_USAGE, "study list: takes no --reviewer, --reason or --note");
    else if (!link && o->given[OPTION_NAME] != NULL)
        (void)fault(f, FAULT_USAGE, "study %s: takes no --name", what);
    else if (!listing && o->given[OPTION_PROPOSED] != NULL)
        (void)fault(f, FAULT_USAGE, "study %s: takes no --proposed", what);
    else if (listing || said_by(o, link ? "study link" : "study unlink", f))
        return !listing ? judge(o, f) : session_report(o, o->given[OPTION_PROPOSED] != NULL ? study_propose : study_list, f);
    return EXIT_USAGE;
}
