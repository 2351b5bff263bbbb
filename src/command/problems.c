#include "command/session.h"
#include "store/report.h"

ExitStatus problems_run(const Options *o, Fault *f)
{
    return session_report(o, report_problems, f);
}
