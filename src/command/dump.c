#include "base/sink.h"
#include "command/session.h"
#include "store/report.h"

ExitStatus dump_run(const Options *o, Fault *f)
{
    Session s = {.lock = -1};
    Str out = {0};
    if (session_open(o, SESSION_READ, &s, f) && report_dump(s.store, &out, sink_part, f) && db_ok(store_db(s.store), f))
        report_print(&out, f);
    session_close(&s);
    str_free(&out);
    return EXIT_DONE;
}
