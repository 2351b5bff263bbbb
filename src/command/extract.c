#include "command/command.h"

ExitStatus extract_run(const Options *o, Fault *f)
{
    Tally tally = {0};
    Packs *packs = load_packs(o, NULL, f);
    bool ok = packs != NULL && pipeline_run(o, packs, &tally, f);
    packs_free(packs);
    return ok ? exit_of_tally(&tally) : EXIT_NOTHING;
}
