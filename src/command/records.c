#include "command/command.h"

ExitStatus records_run(const Options *o, Fault *f)
{
    Options records = *o;
    records.format = PRINT_RECORDS;
    Tally tally = {0};
    return pipeline_run(&records, NULL, &tally, f) ? exit_of_tally(&tally) : EXIT_NOTHING;
}
