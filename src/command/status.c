#include "command/session.h"
#include "store/report.h"

ExitStatus status_run(const Options *o, Fault *f)
{
    return session_tell(o, report_status, f);
}
