/* queries.h - what a store knows of the queries to sources on the network.
 *
 * A query is a file of the store that has no bytes of its own: its path is "pubmed:NAME", the number of a record in it is the
 * source's own, and `seen` is the run that fetched it.
 */
#ifndef EVITAB_STORE_QUERIES_H
#define EVITAB_STORE_QUERIES_H

#include "store/store.h"

typedef struct {
    Span text, translation;
    Span since;     /* when the last run that got all of it began, "2026-01-31T..."; NULL: none did */
    int64_t hits;
} QueryPast;

/* Makes `file` (its path is set) a query of the run, and forgets the problems that it had. */
void query_begin(Store *s, SourceFile *file);
QueryPast query_past(Store *s, const SourceFile *file, Arena *a);
/* Each record that stands under the query: its number, and whether this run fetched it. */
void query_records(Store *s, const SourceFile *file, void (*each)(void *who, int64_t number, bool now), void *who);
/* The bytes kept of the record of that number, in `a`.  False: there are none. */
bool query_raw(Store *s, const SourceFile *file, int64_t number, Arena *a, Span *bytes);
/* The record stands under it no more: the query does not find it (`left`), or the source has it no more. */
void query_drop(Store *s, const SourceFile *file, int64_t number, bool left, Span packs);
/* The source did not give a record that was asked for.  True: nor did it in a run before. */
bool query_absent(Store *s, const SourceFile *file, int64_t number);
/* What is known at the end: `now.since` NULL where the source failed, which keeps what was known before. */
void query_end(Store *s, const SourceFile *file, const QueryPast *now, const char *failure);

/* A request that was made. */
void query_request(Store *s, const SourceFile *file, Span url, int status, int attempt, size_t bytes, Span why);

/* A list of pages that no run has read to its end since the last run that got all. */
typedef struct {
    Span cursor;    /* of the last page that came, as it stands in the address; NULL: there is none but the first */
    int64_t run;    /* in which its first page came      */
    Span began;     /* when that run did, "2026-01-31T..." */
} QueryCut;

/* What is known of the list whose pages have the addresses BEFORE cursor BEHIND, the first of them with the cursor `first`. */
QueryCut query_cut(Store *s, const SourceFile *file, Span before, Span behind, Span first, Arena *a);

/* The numbers of records that came in this run or later. */
void query_seen(Store *s, const SourceFile *file, int64_t run, void (*each)(void *who, int64_t number), void *who);

/* Brings the rows of all records up to these packs without asking anybody.  False: FAULT_STORE. */
bool store_reparse(Store *s, Span packs, Fault *f) MUST_USE;

/* One line: requests, those made again, bytes. */
void report_query(Store *s, const SourceFile *file, Str *out);
/* Why what comes out of the store now is not all: sources that failed last, a run that is not at its end; a line each, behind
 * `before`. */
void report_partial(Store *s, const char *before, Str *out);

#endif
