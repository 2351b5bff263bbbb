/* harvest.h - records of a source as a stream of batches: a page is asked for when the one before is used up. */
#ifndef EVITAB_HARVEST_H
#define EVITAB_HARVEST_H

#include "command/batch.h"
#include "source/source.h"

typedef struct {
    Http *http;
    SourceQuery query;
    const char *path;  /* stands for the file in what is said of its records */
    const Numbers *want;
    size_t next;       /* of want                                            */
    size_t full_size, size; /* records a page, as is usual and now: halved where the source fails with so many */
    size_t came;       /* pages in a row */
    Reader *reader;    /* of the page at hand; NULL: between two             */
    Fault fault;       /* what ended it before its end                       */
} Harvest;

/* Fills the empty `b` with what comes next; a page's last batch says so.  False: there is no more, or the source failed. */
bool harvest_fill(Harvest *h, Batch *b);
void harvest_close(Harvest *h);

#endif
