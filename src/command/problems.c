#include "command/session.h"
#include "store/report.h"

ExitStatus problems_run(const Options *o, Fault *f)
{
    return session_tell(o, report_problems, f);
}
