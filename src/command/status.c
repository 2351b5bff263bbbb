#include "command/session.h"
#include "store/journal.h"
#include "store/report.h"

static void say(Store *s, Str *out)
{
    long n;
    Fault why = {0};
    report_status(s, out);
    if (!journal_beyond(s, &n, &why))
        str_add_format(out, DECISIONS_FILE "\t%s\n", why.what);
    else if (n > 0)
        str_add_format(out, DECISIONS_FILE "\t%ld not in the store: evitab import " DECISIONS_FILE "\n", n);
}

ExitStatus status_run(const Options *o, Fault *f)
{
    return session_report(o, say, f);
}
