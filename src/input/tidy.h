/* tidy.h - what every format makes of ids, titles, dates and flags: one home for their canonical forms.  Pure. */
#ifndef EVITAB_TIDY_H
#define EVITAB_TIDY_H

#include "base/arena.h"
#include "base/fault.h"
#include "record/record.h"

Span tidy_trimmed(Span s);          /* without the white space around it                                      */
Span tidy_pmid(Span s);             /* "00012345" is 12345; {NULL} if it is no number                         */
Span tidy_pmcid(Span s, Arena *a);  /* "77" and "PMC77.1" are PMC77; {NULL} if it is none                      */
Span tidy_doi(Span s, Arena *a);    /* lower case, without "doi:" or the resolver's address; {NULL} if empty   */
Span tidy_name(Span s, Arena *a);   /* "Moreau, Anna B" is "Moreau Anna B", as PubMed XML gives it             */

/* Adds `s` to the list unless it is empty. */
void tidy_add(SpanList *list, Span s, Arena *a);

/* What follows from the fields as read: the title without the brackets of a translated one (or the vernacular title where
 * there is none), year, doc, retracted, truncated.  False: FAULT_INPUT, the record has no id. */
bool tidy_record(Record *r, Fault *f) MUST_USE;

#endif
