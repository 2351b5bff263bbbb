/* changes.h - what runs changed: one thing after the other, as it was and as it is now. */
#ifndef EVITAB_STORE_CHANGES_H
#define EVITAB_STORE_CHANGES_H

#include "figure/cell.h"
#include "store/change_kind.h"
#include "store/store.h"

typedef struct {
    ChangeKind kind;
    Span uid, key;    /* key: of a figure; NULL                                                                    */
    Span was_title, title; /* of a record; was_title: NULL if new; of merged and parted: with what record, and why  */
    Cells was, now;   /* of a figure; new: no `was`                                                                */
} Change;

typedef struct {
    Query *query; /* of the part under way; NULL: none */
    Store *store;
    char since[24], until[24]; /* runs */
    int part;
} Changes;

/* What changed in the runs from `since` (0: the last) to `until` (0: the last), as it was before them and when they had ended:
 * records, figures, then those that are new; a figure that came and went in between is left out.  changes_end after the last one,
 * or before. */
void changes_begin(Store *s, int64_t since, int64_t until, Changes *out);
bool changes_next(Changes *c, Change *out, Arena *a);
void changes_end(Changes *c);

/* Whether it is of a figure, else of a record. */
static inline bool change_is_figure(const Change *c)
{
    return change_words[c->kind].figure;
}

/* --- what waits for somebody --- */

/* Records in force of which nobody has said whether they are in the review; 0 too where nobody has said it of any. */
long records_waiting(Store *s);

typedef struct {
    Span uid, title;
    const char *what; /* retracted, of concern, corrected */
} Troubled;

/* Records that are in the review and were retracted, or have an expression of concern or an erratum; the first of these only. */
Query *troubled_begin(Store *s);
bool troubled_next(Query *q, Troubled *out, Arena *a);

#endif
