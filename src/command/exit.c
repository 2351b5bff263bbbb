#include "command/command.h"

ExitStatus exit_of_fault(FaultKind kind)
{
    switch (kind) {
    case FAULT_NONE:
        return EXIT_DONE;
    case FAULT_USAGE:
        return EXIT_USAGE;
    case FAULT_OUTPUT:
    case FAULT_STORE:
        return EXIT_OUTPUT;
    case FAULT_SOURCE:
        return EXIT_SOURCES;
    case FAULT_BUSY:
        return EXIT_BUSY;
    case FAULT_INPUT:
    case FAULT_PACK:
    case FAULT_LIMIT:
        break;
    }
    return EXIT_NOTHING;
}

ExitStatus exit_of_tally(const Tally *tally)
{
    if (tally->left || tally->problems == 0)
        return EXIT_DONE;
    return tally->records == 0 ? EXIT_NOTHING : EXIT_PROBLEMS;
}
