/* progress.h - one line on a terminal that says how far long work is. */
#ifndef EVITAB_PROGRESS_H
#define EVITAB_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

typedef struct {
    bool on;             /* false: everything below does nothing */
    bool shown;          /* a line stands on the terminal        */
    double start, last;  /* seconds: of the work, of the line    */
} Progress;

/* On where standard error is a terminal and standard output is not: rows on the same screen say it better. */
void progress_begin(Progress *p, bool wanted);

/* Says it at most five times a second, and not in the first half second.  `total` bytes 0: not known. */
void progress_show(Progress *p, long records, uint64_t bytes, uint64_t total);

/* Takes the line away, before anything else is written there. */
void progress_clear(Progress *p);

#endif
