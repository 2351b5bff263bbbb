/* decisions.h - what people said of figures and records; only ever added to. */
#ifndef EVITAB_STORE_DECISIONS_H
#define EVITAB_STORE_DECISIONS_H

#include "figure/cell.h"
#include "store/journal.h"
#include "store/store.h"

typedef struct {
    Span what;     /* figure, record (is it in the review) or study (of which is it)                    */
    Span key, uid; /* of record and study both are the record's uid                                     */
    Span verdict;  /* figure: accepted, corrected, rejected, open; record: include, exclude, undecided;
                      study: its name, - for none                                                    */
    Cells fields;  /* of corrected: the columns that are set right                                      */
    Cells row;     /* of a figure: the whole row as the reviewer saw it                                 */
    Span reviewer, at, reason, note; /* reason, note: NULL if none                                      */
} Decision;

typedef enum {
#define VERDICT(word, kept, of) VERDICT_##word,
#include "store/verdict.def"
#undef VERDICT
    N_VERDICTS
} VerdictName;

extern const struct VerdictWords {
    const char *word, *kept, *of; /* of: a `what` */
} verdict_words[N_VERDICTS];

/* Several decisions are one transaction: all or none, on the disk twice when the commit returns true (the store, and
 * decisions.ndjson, from which they can be restored).  False: FAULT_STORE, and none; or it says that all are decided, and that
 * the file is to be completed, which whoever writes next does. */
void decisions_begin(Store *s);
/* Adds one; false: it was said already, and nothing was added. */
bool decision_put(Store *s, const Decision *d, Str *journal, Arena *a);
bool decisions_commit(Store *s, const Str *journal, Fault *f) MUST_USE;

/* Whether the last decision of its key says the same of the same row. */
bool decision_said(Store *s, const Decision *d, Arena *a);

/* The number of the last decision of a key, and of any; 0: none. */
int64_t decision_last(Store *s, Span key);
int64_t decisions_last(Store *s);

/* A figure as extraction reads it now, and as a table shows it: as it was last decided, where it was. */
typedef struct {
    Span uid, verdict; /* verdict NULL: not decided */
    Cells read, shown;
} Figure;

/* False: no such key. */
bool figure_read(Store *s, Span key, Figure *out, Arena *a);

/* The fingerprint of how it is read now, by which a sheet tells whether it still is what its reader saw. */
Span figure_look(const Figure *g, Arena *a);

/* What the verdict in *d says of a figure, with these edits of the row that is shown: uid, row and fields, so that the row which
 * stands from then on is the one that the reviewer saw.  Accepting what somebody corrected is that correction again. */
void decision_of_figure(const Figure *g, const Cells *edits, Decision *d);

/* include or exclude, as last decided of a root; NULL: undecided.  Its title. */
Span record_eligible(Store *s, Span root, Arena *a);
/* Who decided of it last, and *why; NULL: nobody, no reason given. */
Span record_judge(Store *s, Span root, Span *why, Arena *a);
Span record_title(Store *s, Span root, Arena *a);

/* Adds the decisions of a decisions.ndjson that the store does not have; counts them.  False: FAULT_INPUT with path and line; a
 * torn last line is left out. */
bool decisions_restore(Store *s, Span lines, const char *path, long *n, Arena *a, Fault *f) MUST_USE;

#endif
