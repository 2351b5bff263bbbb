/* report.h - what a store has to say, as text. */
#ifndef EVITAB_STORE_REPORT_H
#define EVITAB_STORE_REPORT_H

#include "store/store.h"

/* One line that says what run `run` changed; false: nothing. */
bool report_changed(Store *s, int64_t run, Str *out);

/* When a run began and ended, "2026-01-31T..."; ended NULL: it is under way, or was cut off.  False: there is no such run. */
bool run_times(Store *s, int64_t run, Span *began, Span *ended, Arena *a);

/* What could not be read, by place. */
void report_problems(Store *s, Str *out);

/* Counts of records, figures, decisions and problems; the last run. */
void report_status(Store *s, Str *out);

/* Of each pattern whose figures were decided: how many were accepted, corrected and rejected, and which columns were set right,
 * how often ("outcome 2; group 1", the most often first); as the decisions stand, a line each. */
void report_patterns(Store *s, Str *out);

/* All of it, a table after the other, sorted by key; no times, row numbers or runs that changed nothing: two stores that hold the
 * same give the same.  `part` is called after each line; false: it said so, and the rest is left out. */
bool report_dump(Store *s, Str *out, bool (*part)(Str *out, Fault *f), Fault *f) MUST_USE;

#endif
