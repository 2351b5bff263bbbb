/* extract.h - one record in, its rows out: the pure middle of the program as one call. */
#ifndef EVITAB_EXTRACT_H
#define EVITAB_EXTRACT_H

#include "base/arena.h"
#include "base/fault.h"
#include "base/str.h"
#include "figure/row.h"
#include "pattern/pack.h"
#include "record/record.h"

typedef struct Extractor Extractor; /* the working memory of one thread */

/* `packs` outlives it and is only read.  `prefilter` false tries every pattern on every sentence: the same rows, slower. */
Extractor *extractor_open(const Packs *packs, bool prefilter);
void extractor_close(Extractor *e); /* takes NULL */

/* What every following call notes until it is called with NULLs: matched[number] of each pattern that matched (an array
 * of as many as the packs have), and the copies as text.  Either may be NULL; both are borrowed. */
void extractor_trace(Extractor *e, bool *matched, Str *out);

struct Pattern;

/* Every following call reads as if the packs had no pattern `p`; NULL: they have all. */
void extractor_leave_out(Extractor *e, const struct Pattern *p);

/* What every following call adds the record's statements to (statement.h), until it is called with NULL; borrowed; may be
 * the rows that extract_record is given. */
void extractor_statements(Extractor *e, Rows *out);

/* Adds the rows of `record` to *out, by section, start, end; their text lives in `a`, in the record and in the packs.
 * False: FAULT_LIMIT, with the record: a pattern (named) ran away and was "not decided" there, or the record holds more
 * sentences, or one of them more numbers, than are looked at; all other rows are in *out.  Deleted records and sections in
 * other languages give none. */
bool extract_record(Extractor *e, const Record *record, Arena *a, Rows *out, Fault *f) MUST_USE;

/* Writes for a person how `text` is read: of each sentence the copy after each level, what the patterns took to make it and how
 * many were tried, then the rows with their links.  One section, no title.  False as above. */
bool extract_explain(Extractor *e, Span text, Str *out, Fault *f) MUST_USE;

#endif
