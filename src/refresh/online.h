/* online.h - one query to a source on the network, while it is worked on: what PubMed and the lists share. */
#ifndef EVITAB_ONLINE_H
#define EVITAB_ONLINE_H

#include "base/clock.h"
#include "refresh/refresh.h"
#include "store/queries.h"

enum { LOOK_EVERY = 7 }; /* runs: then all ids are compared, though the counts agree */

typedef struct {
    Refresh *r;
    const ProjectQuery *query;
    const Source *source;
    SourceFile file;
    SourceQuery ask;
    Http *http;
    Arena arena;
    char began[CLOCK_UTC];
    Span list_began;        /* when the run did that read the first page of the list; NULL: this one */
    QueryPast past;
    Span since;             /* the day from which changes are asked for; NULL: all was never got, or the query was another */
    int64_t count;          /* hits, as the source says                            */
    size_t asked;           /* records that were asked for                         */
    Str translation;        /* how the source read the query                       */
    Str warnings;           /* a line each                                         */
    Numbers known, now;     /* records that the store has, and those of them that this run fetched */
    Numbers want, gone;     /* by number to be fetched; those that the query does not find any more */
    /* as they were made: URL \t STATUS \t ATTEMPT \t BYTES \t WHY, a line each; the store is another thread's */
    Str requests;
    Fault fault, keys;      /* of the source; of the file of keys */
} Online;

/* Finds what the query has, and fetches what is new or changed.  False: the store refused; what the source did is in l->fault. */
bool pubmed_refresh(Online *l) MUST_USE;
bool list_refresh(Online *l) MUST_USE;

/* Takes in all that the harvest gives.  False: the store refused. */
bool online_take(Online *l, Harvest *h) MUST_USE;

/* Reads l->known and l->now anew. */
void online_look(Online *l);

/* Whether the ids have to be compared in this run, though the counts agree. */
bool online_is_look(const Online *l);

/* A problem, unless what came is what was counted: nothing is taken for gone then. */
void online_short(Online *l, size_t came);

#endif
