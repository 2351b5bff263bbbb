#include "base/sink.h"
#include "command/command.h"
#include "command/session.h"
#include "output/change.h"

#include <stdlib.h>

enum { FLUSH = 1 << 16 };

/* The run that --since names; 0: not given. */
static bool read_since(const Options *o, int64_t *out, Fault *f)
{
    const char *given = o->given[OPTION_SINCE];
    char *end = NULL;
    *out = given == NULL ? 0 : strtol(given, &end, 10);
    return given == NULL || (*out > 0 && *end == '\0') || fault(f, FAULT_USAGE, "--since wants the number of a run, not '%s'", given);
}

static bool check_format(const Options *o, Fault *f)
{
    bool known = o->given[OPTION_FORMAT] == NULL || o->format == PRINT_JSON || o->format == PRINT_NDJSON;
    return known || fault(f, FAULT_USAGE, "changes: prints text, json or ndjson");
}

static void add(const Options *o, const Change *c, bool first, Str *out)
{
    if (o->given[OPTION_FORMAT] == NULL) {
        change_line(c, out);
        return;
    }
    if (o->format == PRINT_JSON)
        str_add_text(out, first ? "[\n" : ",\n");
    change_json(c, out);
    if (o->format == PRINT_NDJSON)
        str_add_byte(out, '\n');
}

static void print(const Options *o, Store *s, int64_t since, Fault *f)
{
    Arena a = {0};
    Str out = {0};
    Changes changes;
    Change c;
    bool any = false, wanted = true;
    changes_begin(s, since, &changes);
    for (; wanted && changes_next(&changes, &c, &a); arena_reset(&a)) {
        add(o, &c, !any, &out);
        any = true;
        if (out.len > FLUSH) {
            wanted = sink_write(str_span(&out), f);
            str_clear(&out);
        }
    }
    changes_end(&changes);
    if (o->given[OPTION_FORMAT] == NULL)
        str_add_text(&out, any ? "" : "nothing changed\n");
    else if (o->format == PRINT_JSON)
        str_add_text(&out, any ? "\n]\n" : "[]\n");
    if (wanted && db_ok(store_db(s), f))
        report_print(&out, f);
    str_free(&out);
    arena_free(&a);
}

ExitStatus changes_run(const Options *o, Fault *f)
{
    Session s = {.lock = -1};
    int64_t since;
    if (o->n_words > 0)
        (void)fault(f, FAULT_USAGE, "changes: takes no '%s'", o->words[0]);
    else if (check_format(o, f) && read_since(o, &since, f) && session_open(o, SESSION_READ, &s, f))
        print(o, s.store, since, f);
    session_close(&s);
    return EXIT_DONE;
}
