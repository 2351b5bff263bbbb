/* outcome.h - what a reply is worth.  Pure.
 *
 * The status alone is wrong in both directions: errors come under 200, faults of a back end under 400, and 429 also means
 * "buy a plan".  A failure is never taken for "no results".
 */
#ifndef EVITAB_SOURCE_OUTCOME_H
#define EVITAB_SOURCE_OUTCOME_H

#include "base/str.h"

typedef enum {
    OUTCOME_OK,    /* whole, and it holds something        */
    OUTCOME_EMPTY, /* whole, and it says that there is nothing */
    OUTCOME_RETRY, /* a failure that may pass              */
    OUTCOME_FATAL, /* one that will not                    */
} Outcome;

typedef enum { API_NCBI_SEARCH, API_NCBI_FETCH, API_EUROPEPMC, API_CROSSREF, API_OPENALEX } Api;

typedef struct {
    int status;      /* of HTTP */
    Span type, body; /* the content type as it came; the body unpacked */
} Reply;

/* Adds to `why` one clause that says what RETRY or FATAL is about, with the server's own words where it gave some. */
Outcome outcome_of(Api api, const Reply *r, Str *why);

#endif
