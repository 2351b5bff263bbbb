/* pipeline.h - the one file that knows the order of the rooms: bytes, records, figures, lines. */
#ifndef EVITAB_PIPELINE_H
#define EVITAB_PIPELINE_H

#include "base/fault.h"
#include "command/options.h"
#include "pattern/pack.h"

typedef struct {
    long records;  /* read well                           */
    long problems; /* named on standard error, in the order of the input */
    bool left;     /* the reader of our output has left   */
} Tally;

/* Reads all files of `o`, prints what its format asks for, and counts.  `packs` NULL: records only (PRINT_RECORDS).
 * False: FAULT_OUTPUT; some of the output may have been written. */
bool pipeline_run(const Options *o, const Packs *packs, Tally *tally, Fault *f) MUST_USE;

/* Columns of the terminal; 120 where standard output is none. */
int screen_width(void);

#endif
