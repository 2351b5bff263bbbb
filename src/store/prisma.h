/* prisma.h - what a review has to report of its search and its selection (PRISMA 2020): sources, dates, counts. */
#ifndef EVITAB_STORE_PRISMA_H
#define EVITAB_STORE_PRISMA_H

#include "store/store.h"

typedef struct {
    Span name;        /* "pubmed:NAME", or a file's path                                                  */
    bool network;
    Span text, read_as, failure; /* of a query; NULL: none                                                */
    Span date;        /* when all of it was last asked for; of a file when it was last written; NULL      */
    long hits;        /* that a query finds                                                               */
    long records;     /* that stand under it now                                                          */
} PrismaSource;

typedef struct {
    Span reason; /* NULL: none was given */
    long n;
} PrismaReason;

typedef struct {
    Span began, ended;  /* of the first run, of the last one that ended; NULL                             */
    Span version;       /* of the program, in the last run                                                */
    long runs;
    PrismaSource *sources;
    size_t n_sources, max_sources;
    long identified;    /* records of all sources, each source by itself                                  */
    long duplicates;    /* of them the same as another                                                    */
    long withdrawn;     /* deleted by their source                                                        */
    long no_more;       /* known, and in no source any more: left the query, or gone                      */
    long screened, waiting;
    PrismaReason *reasons; /* of exclusion, the most frequent first                                       */
    size_t n_reasons, max_reasons;
    long excluded, included, studies; /* studies: included records of one study are one                   */
    long reporting;     /* included records of which figures are known                                    */
    long figures, decided; /* of included records; those that somebody accepted, corrected or rejected    */
    long retracted;     /* included records                                                               */
} Prisma;

/* All texts in `a`.  Faults stay in the Db. */
void prisma_read(Store *s, Prisma *out, Arena *a);

#endif
