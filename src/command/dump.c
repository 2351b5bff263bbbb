#include "command/session.h"
#include "store/report.h"

ExitStatus dump_run(const Options *o, Fault *f)
{
    return session_tell(o, report_dump, f);
}
