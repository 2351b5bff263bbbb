/* harvest.h - records of a source as a stream of batches: a page is asked for when the one before is used up. */
#ifndef EVITAB_HARVEST_H
#define EVITAB_HARVEST_H

#include "flow/batch.h"
#include "source/source.h"

enum { HITS_MAX = 100000 }; /* that a list may have: a query in plain words can find millions at some sources */

/* What is set before the first harvest_fill stands first; a harvest is closed with harvest_close. */
typedef struct {
    Http *http;
    SourceQuery query;
    const char *path;       /* stands for the file in what is said of its records */
    Str *requests;          /* to which they are noted when they are made; a page that ends takes them into its batch */
    const Source *source;
    /* Of a source that fetches by number: the records of these. */
    const Numbers *want;
    size_t full_size, size; /* records a page, as is usual and now: halved where the source fails with so many */
    /* Of others: a list, or the records of ids. */
    Span since;             /* of the list; NULL: all */
    /* the cursor with which it begins; NULL: at its first page.  A source that refuses it is asked for all */
    Span resume;
    const Span *ids;        /* NULL: the list */
    size_t n_ids;

    size_t next;            /* of want, or of ids */
    size_t came;            /* pages: of numbers, in a row without a failure; of a list */
    Reader *reader;         /* of the page at hand; NULL: between two   */
    Json *reply;            /* likewise, of a list                      */
    SourcePage page;
    size_t item;            /* of the page, the next one                */
    Arena arena;            /* what the page points into                */
    Str cursor;             /* of the next page                         */
    bool ended;
    bool resumed;           /* it began with that cursor, and this was not refused */
    int64_t count;          /* of the list, as the source says          */
    Numbers seen;           /* what came                                */
    Fault fault;            /* what ended it before its end             */
} Harvest;

/* Fills the empty `b` with what comes next; a page's last batch says so.  False: there is no more, or the source failed. */
bool harvest_fill(Harvest *h, Batch *b);

/* One page of a list of ids only, as *page; false: there is no more, or the source failed. */
bool harvest_ids(Harvest *h, SourcePage *page);

void harvest_close(Harvest *h);

#endif
