/* pubmed.h - PubMed by NCBI's E-utilities: which records a query finds, and the records. */
#ifndef EVITAB_SOURCE_PUBMED_H
#define EVITAB_SOURCE_PUBMED_H

#include "source/source.h"

enum {
    PUBMED_LIST_MAX = 9999,  /* ids that one search gives, and no paging gets beyond */
    PUBMED_HIGHEST = 99999999,
};

/* What a search says of itself. */
typedef struct {
    int64_t count;   /* hits                                                                       */
    Numbers ids;     /* of them, as many as were asked for                                         */
    Str translation; /* how the query was understood                                               */
    Str warnings;    /* a line each: phrases not found or ignored, whatever else PubMed warns of    */
} PubmedFound;

void pubmed_found_free(PubmedFound *found);

/* The request of a search, for `since` (YYYY-MM-DD) only what changed from then on; NULL: all. */
void pubmed_search_form(const SourceQuery *q, Span term, Span since, int list, Str *form);

/* Adds the tags of a query that name no field ("[tiabb]"), parted by blanks.  PubMed leaves such a tag out without a word, and
 * looks for the words before it in all fields. */
void pubmed_no_fields(Span text, Str *out);

/* One search; its ids, `list` at most, sorted.  False: FAULT_SOURCE. */
bool pubmed_search(Http *h, const SourceQuery *q, Span term, Span since, int list, PubmedFound *out, Fault *f) MUST_USE;

/* All ids of a query, though it has more hits than one search gives: the numbers are halved until each half fits.
 * `found` is what pubmed_search said of the whole.  False: FAULT_SOURCE. */
bool pubmed_ids(Http *h, const SourceQuery *q, Span since, PubmedFound *found, Fault *f) MUST_USE;

#endif
