/* refresh.h - what the parts of a refresh share. */
#ifndef EVITAB_REFRESH_H
#define EVITAB_REFRESH_H

#include "base/progress.h"
#include "figure/extract.h"
#include "flow/intake.h"
#include "project/project.h"
#include "refresh/harvest.h"
#include "refresh/known.h"
#include "store/turn.h"

/* What is asked of a refresh. */
typedef struct {
    bool full;              /* read again what did not change; compare all ids            */
    bool reparse;           /* ask no source on the network                               */
    const char *undo_merge; /* a record that is taken apart first; NULL: none             */
    const char *bases;      /* other addresses of sources, as access.h says; NULL: none   */
    int jobs;
    bool progress;
} RefreshWish;

/* The first members are set before refresh_project; refresh_free after it. */
typedef struct {
    RefreshWish wish;
    const Project *project;
    Store *store;
    const Packs *patterns;
    Turn *turn;
    Span packs;        /* their fingerprint */
    Fault *fault;

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
} Refresh;

/* Makes a run: reads the files, asks the sources, and lets go what no query finds any more.  False: the store refused, or
 * FAULT_USAGE where there is no such record to be taken apart. */
bool refresh_project(Refresh *r) MUST_USE;
void refresh_free(Refresh *r);

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
bool online_plan(const char *bases, const Project *p, Str *out, Fault *f) MUST_USE;

#endif
