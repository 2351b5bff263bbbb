/* intake.h - the files of a command line as one stream of batches. */
#ifndef EVITAB_INTAKE_H
#define EVITAB_INTAKE_H

#include "flow/batch.h"

typedef struct {
    const char *const *files; /* borrowed; "-" is standard input */
    int n_files, next;
    Reader *reader;           /* of files[next - 1]; NULL: between two */
    uint64_t before, total;   /* packed bytes: of the files done, of all; total 0: not known */
} Intake;

void intake_open(Intake *in, const char *const *files, int n_files);
void intake_close(Intake *in);

/* Fills the empty `b` with what comes next: records, and faults where they stood; a file that cannot be read costs
 * only itself.  False: there is nothing more, and `b` is empty. */
bool intake_fill(Intake *in, Batch *b);

#endif
