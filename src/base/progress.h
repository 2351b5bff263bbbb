/* progress.h - one line on a terminal that says how far long work is.  Any thread may tell, one line stands. */
#ifndef EVITAB_PROGRESS_H
#define EVITAB_PROGRESS_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    pthread_mutex_t lock;
    bool on;             /* false: nothing is shown              */
    bool shown;          /* a line stands on the terminal        */
    double start, part, last; /* seconds: of the work, of its part at hand, of the line */
    long records, requests;
    uint64_t bytes, total;    /* of the part; total 0: not known */
    const char *waits;        /* what for; NULL: for nothing     */
    double wait_seconds;
} Progress;

/* On where standard error is a terminal and, if `rows` go to standard output, that is none: on the same screen they say it
 * better. */
void progress_begin(Progress *p, bool wanted, bool rows);

/* What is left is told of a part: a file, a query. */
void progress_part(Progress *p);

/* Each says it at most five times a second, and not in the first half second.  `total` bytes 0: not known. */
void progress_show(Progress *p, long records, uint64_t bytes, uint64_t total);
/* `for_what` lives on; the seconds are those to come, or those that passed. */
void progress_wait(Progress *p, const char *for_what, double seconds);

void progress_request(Progress *p); /* one more was made */

/* Takes the line away, before anything else is written there. */
void progress_clear(Progress *p);

/* The same, and writes that to standard error. */
void progress_say(Progress *p, const char *text, size_t n);

#endif
