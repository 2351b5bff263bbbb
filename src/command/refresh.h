/* refresh.h - what the parts of a refresh share. */
#ifndef EVITAB_REFRESH_H
#define EVITAB_REFRESH_H

#include "base/progress.h"
#include "command/harvest.h"
#include "command/intake.h"
#include "command/known.h"
#include "command/session.h"
#include "figure/extract.h"

typedef struct {
    Session session;
    const Options *options;
    Span packs;        /* their fingerprint */
    KnownSet *known;   /* records whose rows the store has; only read while workers work */
    SourceFile *file;  /* at hand: a file, or a query that stands for one */
    Intake intake;
    Harvest *harvest;  /* NULL: the file is read, by intake */
    Progress progress;
    SlotOwn pace;      /* of requests */
    Extractor *writer; /* for what has to be read again */
    long records, problems, file_problems, batches;
    long sources, failed; /* queries to the network: all, those that failed */
    bool open;         /* a transaction is */
    Str empty;         /* a line for each query that finds no file */
    Str said;          /* lines about sources, for standard output */
    Fault *fault;
} Refresh;

/* Takes in all that the intake or harvest gives: extracts and writes it.  Commits now and then, and where a page ends. */
bool refresh_take(Refresh *r, int jobs) MUST_USE;

/* Says it of the file at hand, on standard error and in the store's problems. */
void refresh_problem(Refresh *r, const char *what);

/* Asks the sources on the network, one query after the other; one that fails costs only itself.  False: the store refused. */
bool online_refresh(Refresh *r) MUST_USE;

/* Puts requests into the store that gave what it took in: "URL \t STATUS \t ATTEMPT \t BYTES \t WHY", a line each. */
void requests_keep(Refresh *r, Span lines);

/* Adds the paths under which the store knows the queries to them. */
void online_paths(const Project *p, SpanList *out, Arena *a);

/* Adds the requests that it would begin with.  False: FAULT_USAGE. */
bool online_plan(const Options *o, const Project *p, Str *out, Fault *f) MUST_USE;

#endif
