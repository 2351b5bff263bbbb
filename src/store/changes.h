/* changes.h - what runs changed: one thing after the other, as it was and as it is now. */
#ifndef EVITAB_STORE_CHANGES_H
#define EVITAB_STORE_CHANGES_H

#include "figure/cell.h"
#include "store/store.h"

typedef struct {
    bool figure;      /* else a record                                                                             */
    Span what;        /* record: new revised reissued retracted deleted gone left restored merged parted; figure: new altered gone back */
    Span uid, key;    /* key: of a figure; NULL                                                                    */
    Span was_title, title; /* of a record; was_title: NULL if new; of merged and parted: with what record, and why  */
    Cells was, now;   /* of a figure; new: no `was`                                                                */
} Change;

typedef struct {
    Query *query; /* of the part under way; NULL: none */
    Store *store;
    char since[24]; /* a run */
    int part;
} Changes;

/* What changed in run `since` and after it (0: the last run): records, figures, then those that are new; a figure that came and went
 * in between is left out.  changes_end after the last one, or before. */
void changes_begin(Store *s, int64_t since, Changes *out);
bool changes_next(Changes *c, Change *out, Arena *a);
void changes_end(Changes *c);

#endif
