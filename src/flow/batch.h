/* batch.h - some records on their way: as they were read, then as they will be printed. */
#ifndef EVITAB_BATCH_H
#define EVITAB_BATCH_H

#include "base/arena.h"
#include "base/fault.h"
#include "base/str.h"
#include "input/reader.h"
#include "store/store.h"

enum {
    BATCH_RECORDS = 32,
    BATCH_BYTES = 1 << 20, /* a batch is closed once it holds this much */
};

typedef struct {
    RawRecord raw;
    const Fault *fault; /* what stands here instead of a record; NULL: a record */
    Found *found;       /* what was read of it, for the store; in the arena of the batch */
    size_t n_found;
} BatchItem;

typedef struct {
    Arena arena; /* owns the bytes and faults of the items */
    BatchItem item[BATCH_RECORDS];
    int n;
    uint64_t bytes_read, bytes_total; /* of all input when the batch was filled; total 0: not known */
    Str out, problems;                /* for standard output and standard error                     */
    bool page_end;                    /* with it ends what a source gave at once */
    Str requests;                     /* that gave the pages that end with it, as requests_keep reads them */
    long n_records, n_problems;       /* records read well; lines in problems                       */
} Batch;

void batch_clear(Batch *b); /* empty, its memory kept */
void batch_free(Batch *b);

/* Adds "evitab: PLACE: RECORD: WHAT" to the problems. */
void batch_problem(Batch *b, const Fault *f);

#endif
