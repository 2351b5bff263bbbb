/* judge.h - which records are in a review, decided by the sheet of a screening tool. */
#ifndef EVITAB_JUDGE_H
#define EVITAB_JUDGE_H

#include "base/str.h"
#include "input/screening.h"
#include "store/store.h"

typedef struct {
    Store *store;
    Arena *arena;
    Str *journal;
    Span reviewer, at; /* who imports, and when                                                         */
    Str notes;         /* owned: a line for each row that was left as it was, and why                   */
    long n;            /* decided                                                                       */
    long conflicts;    /* decided otherwise, here or by the reviewers of the sheet                      */
    long strangers;    /* rows of no record that is kept here, or without PMID and DOI                  */
    Fault *fault;
} Judging;

/* Adds the decisions of the sheet, which the caller commits as one; a record that is decided stays as it is, and so does one of
 * which two rows say different things.
 * False: FAULT_INPUT with row and column. */
bool judge_sheet(const Sheet *sheet, Judging *j) MUST_USE;

#endif
