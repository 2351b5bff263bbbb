/* workers.h - one reader, N workers, one ordered writer, and a bounded ring of batches between them.
 *
 * The n-th batch filled is the n-th written, whatever N; a batch is in one hand at a time.
 */
#ifndef EVITAB_WORKERS_H
#define EVITAB_WORKERS_H

#include "flow/batch.h"

typedef struct {
    void *job; /* given to each function */
    bool (*fill)(void *job, Batch *b);                   /* next input; false: there is none. One thread      */
    void *(*begin)(void *job);                           /* the working memory of one worker                  */
    void (*work)(void *job, void *memory, Batch *b);     /* input to output, in the batch. N threads           */
    void (*end)(void *job, void *memory);
    bool (*write)(void *job, const Batch *b);            /* false: stop. The thread that calls workers_run    */
} Work;

/* Does all of it and returns when every thread has ended.  n 1 starts no thread; where threads cannot be had it
 * works with fewer, or none. */
void workers_run(const Work *w, int n);

#endif
