#include "base/sink.h"
#include "command/command.h"
#include "command/session.h"
#include "output/change.h"
#include "output/change_page.h"
#include "store/report.h"

#include <stdlib.h>

typedef enum { AS_TEXT, AS_JSON, AS_LINES, AS_PAGE } As;

typedef struct {
    As as;
    int64_t since, until; /* runs; 0: the last */
    ChangePage page;
    Str out;
    bool any;
} Report;

/* The run that an option names; 0: not given. */
static bool read_run(const Options *o, OptionName name, const char *word, int64_t *out, Fault *f)
{
    const char *given = o->given[name];
    char *end = NULL;
    *out = given == NULL ? 0 : strtol(given, &end, 10);
    return given == NULL || (*out > 0 && *end == '\0') ||
           fault(f, FAULT_USAGE, "--%s wants the number of a run, not '%s'", word, given);
}

static bool read_options(const Options *o, Report *r, Fault *f)
{
    bool given = o->given[OPTION_FORMAT] != NULL;
    r->as = !given ? AS_TEXT : o->format == PRINT_JSON ? AS_JSON : o->format == PRINT_HTML ? AS_PAGE : AS_LINES;
    if (r->as == AS_LINES && o->format != PRINT_NDJSON)
        return fault(f, FAULT_USAGE, "changes: prints text, json, ndjson or html");
    if (!read_run(o, OPTION_SINCE, "since", &r->since, f) || !read_run(o, OPTION_UNTIL, "until", &r->until, f))
        return false;
    if (r->until > 0 && r->since == 0)
        return fault(f, FAULT_USAGE, "changes: --until wants --since, too");
    return r->until == 0 || r->since <= r->until || fault(f, FAULT_USAGE, "changes: --until is before --since");
}

static bool check_runs(Store *s, Report *r, Fault *f)
{
    int64_t last = run_last(s), named = r->until > r->since ? r->until : r->since;
    if (named > last)
        return fault(f, FAULT_USAGE, "changes: there is no run %ld; the last is %ld", (long)named, (long)last);
    r->since = r->since == 0 ? last : r->since;
    r->until = r->until == 0 ? last : r->until;
    return true;
}

static void add(Report *r, const Change *c)
{
    if (r->as == AS_TEXT) {
        change_line(c, &r->out);
    } else if (r->as == AS_PAGE) {
        change_page_add(&r->page, c, &r->out);
    } else {
        if (r->as == AS_JSON)
            str_add_text(&r->out, r->any ? ",\n" : "[\n");
        change_json(c, &r->out);
        if (r->as == AS_LINES)
            str_add_byte(&r->out, '\n');
    }
    r->any = true;
}

/* What waits for somebody, behind what changed; a page has it before. */
static void add_waiting(Report *r, Store *s)
{
    Arena a = {0};
    Troubled t;
    long waiting = records_waiting(s);
    if (waiting > 0 && r->as == AS_TEXT)
        str_add_format(&r->out, "review\twaiting\t%ld\trecords are neither included nor excluded\n", waiting);
    else if (waiting > 0)
        waiting_json(waiting, r->as == AS_JSON ? (r->any ? ",\n" : "[\n") : "", &r->out);
    r->any = r->any || (waiting > 0 && r->as == AS_JSON);
    Query *q = troubled_begin(s);
    for (; troubled_next(q, &t, &a); arena_reset(&a)) {
        if (r->as == AS_TEXT)
            troubled_line(&t, &r->out);
        else
            troubled_json(&t, r->as == AS_JSON ? (r->any ? ",\n" : "[\n") : "", &r->out);
        r->any = true;
    }
    arena_free(&a);
}

/* A line for each run that changed something. */
static void add_runs(Report *r, Store *s)
{
    Arena a = {0};
    for (int64_t run = r->since; run <= r->until; run++, arena_reset(&a)) {
        Span began, ended;
        Str line = {0};
        if (run_times(s, run, &began, &ended, &a) && (report_changed(s, run, &line) || r->since == r->until)) {
            str_add_format(&r->out, "<p class=\"quiet\">%.*s %.*s%s</p>\n", (int)began.len, began.at, (int)line.len - 1, line.at,
                           ended.at == NULL ? " (not at its end)" : "");
        }
        str_free(&line);
    }
    arena_free(&a);
}

static void begin_page(Report *r, const Session *s)
{
    html_begin("what changed", s->project.name, &r->out);
    add_runs(r, s->store);
    Arena a = {0};
    Troubled t;
    long waiting = records_waiting(s->store);
    if (waiting > 0)
        str_add_format(&r->out, "<p class=\"alert\">%ld record%s neither included nor excluded.</p>\n", waiting,
                       waiting == 1 ? " is" : "s are");
    Query *q = troubled_begin(s->store);
    for (; troubled_next(q, &t, &a); arena_reset(&a)) {
        str_add_format(&r->out, "<p class=\"alert\">Included, and %s: ", t.what);
        html_record(&r->out, t.uid);
        str_add_byte(&r->out, ' ');
        html_add(&r->out, t.title);
        str_add_text(&r->out, "</p>\n");
    }
    arena_free(&a);
}

static void end(Report *r, Store *s)
{
    bool changed = r->any;
    if (r->as == AS_PAGE) {
        change_page_end(&r->page, &r->out);
        if (!changed)
            str_add_text(&r->out, "<p>Nothing changed.</p>\n");
        html_end(&r->out);
        return;
    }
    if (r->as == AS_TEXT && !changed)
        str_add_text(&r->out, "nothing changed\n");
    add_waiting(r, s);
    if (r->as == AS_JSON)
        str_add_text(&r->out, r->any ? "\n]\n" : "[]\n");
}

static void print(Report *r, const Session *s, Fault *f)
{
    Arena a = {0};
    Changes changes;
    Change c;
    bool wanted = true;
    if (r->as == AS_PAGE)
        begin_page(r, s);
    changes_begin(s->store, r->since, r->until, &changes);
    for (; wanted && changes_next(&changes, &c, &a); arena_reset(&a)) {
        add(r, &c);
        wanted = sink_part(&r->out, f);
    }
    changes_end(&changes);
    end(r, s->store);
    if (wanted && db_ok(store_db(s->store), f))
        report_print(&r->out, f);
    arena_free(&a);
}

ExitStatus changes_run(const Options *o, Fault *f)
{
    Session s = {.lock = -1};
    Report r = {0};
    if (read_options(o, &r, f) && session_open(o, SESSION_READ, &s, f) && check_runs(s.store, &r, f))
        print(&r, &s, f);
    session_close(&s);
    str_free(&r.out);
    return EXIT_DONE;
}
