/* journal.h - decisions.ndjson: every decision a second time, one JSON object a line, in a file that outlives a lost store.
 *
 * The store is the truth: a decision is committed first and appended then.  What a crash leaves in between is that the file lacks
 * some, and the next command that writes appends them.  Lines that the store does not have stay: only import brings them in.
 */
#ifndef EVITAB_JOURNAL_H
#define EVITAB_JOURNAL_H

#include "store/store.h"

#define DECISIONS_FILE "decisions.ndjson"

/* The texts of a decision, as the store and the file name them. */
typedef enum { SAID_id, SAID_what, SAID_key, SAID_uid, SAID_verdict, SAID_fields, SAID_row, SAID_reviewer, SAID_at, SAID_reason,
    SAID_note, N_SAID } Said;
extern const char *const said_name[N_SAID];

/* Adds the line of a decision. */
void journal_line(const Span said[N_SAID], Str *out);

/* Makes sure of room for the lines.  False: FAULT_STORE with the file; it is as it was. */
bool journal_reserve(size_t bytes, Fault *f) MUST_USE;

/* Appends lines and waits for the disk.  False: FAULT_STORE; at most a torn line is left behind. */
bool journal_append(const Str *lines, Fault *f) MUST_USE;

/* Appends every decision of the store that the file does not have. */
bool journal_complete(Store *s, Fault *f) MUST_USE;

/* How many decisions the file has that the store does not: all of them, where the store was lost and made anew. */
bool journal_beyond(Store *s, long *n, Fault *f) MUST_USE;

#endif
