#include "command/command.h"
#include "command/session.h"
#include "store/report.h"

#include <stdlib.h>

/* The run that --since names; 0: not given. */
static bool read_since(const Options *o, int64_t *out, Fault *f)
{
    const char *given = o->given[OPTION_SINCE];
    char *end = NULL;
    *out = given == NULL ? 0 : strtol(given, &end, 10);
    return given == NULL || (*out > 0 && *end == '\0') || fault(f, FAULT_USAGE, "--since wants the number of a run, not '%s'", given);
}

ExitStatus changes_run(const Options *o, Fault *f)
{
    Session s = {.lock = -1};
    Str out = {0};
    int64_t since;
    if (read_since(o, &since, f) && session_open(o, SESSION_READ, &s, f)) {
        report_changes(s.store, since, &out);
        if (db_ok(store_db(s.store), f))
            report_print(&out, f);
    }
    session_close(&s);
    str_free(&out);
    return EXIT_DONE;
}
