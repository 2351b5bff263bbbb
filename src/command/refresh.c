#include "base/sink.h"
#include "command/command.h"
#include "command/session.h"
#include "refresh/refresh.h"
#include "source/access.h"
#include "store/journal.h"
#include "store/report.h"

#include <stdio.h>

/* What it would ask, without asking. */
static void plan(const Options *o, Fault *f)
{
    Session s;
    Str out = {0};
    if (session_open(o, SESSION_PROJECT, &s, f) && online_plan(o->given[OPTION_BASE_URL], &s.project, &out, f))
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

static RefreshWish wish_of(const Options *o)
{
    return (RefreshWish){.full = o->given[OPTION_FULL] != NULL, .reparse = o->given[OPTION_REPARSE] != NULL,
                         .undo_merge = o->given[OPTION_UNDO_MERGE], .bases = o->given[OPTION_BASE_URL], .jobs = o->jobs,
                         .progress = o->progress};
}

static ExitStatus status_of(const Options *o, const Refresh *r, bool changed)
{
    if (r->sources > 0 && r->failed == r->sources && r->records == 0)
        return EXIT_SOURCES;
    return r->problems > 0 ? EXIT_PROBLEMS : o->given[OPTION_EXIT_CODE] != NULL && changed ? EXIT_CHANGED : EXIT_DONE;
}

/* What it did, as standard output has it. */
static ExitStatus tell(const Options *o, Refresh *r, Fault *f)
{
    say_not_restored(r->store);
    bool changed = report_changed(r->store, run_now(r->store), &r->said);
    ExitStatus status = status_of(o, r, changed);
    return db_ok(store_db(r->store), f) && !sink_write(str_span(&r->said), f) ? EXIT_DONE : status;
}

ExitStatus refresh_run(const Options *o, Fault *f)
{
    Session s = {.lock = -1};
    ExitStatus status = EXIT_NOTHING;
    if (!access_bases(o->given[OPTION_BASE_URL], f))
        return EXIT_NOTHING;
    if (o->given[OPTION_DRY_RUN] != NULL) {
        plan(o, f);
        return EXIT_DONE;
    }
    if (session_open(o, SESSION_REFRESH, &s, f)) {
        Refresh r = {.wish = wish_of(o), .project = &s.project, .store = s.store, .patterns = s.packs, .turn = &s.turn,
                     .packs = span_of(s.fingerprint), .fault = f};
        if (refresh_project(&r))
            status = tell(o, &r, f);
        refresh_free(&r);
    }
    session_close(&s);
    return status;
}
