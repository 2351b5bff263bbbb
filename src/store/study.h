/* study.h - which records are of one study: what was decided, and what may be. */
#ifndef EVITAB_STORE_STUDY_H
#define EVITAB_STORE_STUDY_H

#include "store/store.h"

/* The study of a record; NULL: none. */
Span study_of(Store *s, Span uid, Arena *a);

/* A line a record: study, uid, year, title. */
void study_list(Store *s, Str *out);

/* A line for each two records in force, neither excluded nor in one study already, that may be of one: uid, uid, why.  One trial
 * number, one title and first author, a preprint and its article, or three authors or more, first and last among them, within
 * five years. */
void study_propose(Store *s, Str *out);

#endif
