/* tagged.h - text in which a line begins with a tag: what nbib and RIS share.  Pure.
 *
 *   nbib  PMID- 12345678      a tag of up to four characters, padded with blanks; "- "; continued behind six blanks
 *   RIS   TY  - JOUR          a tag of two; "  - "; "ER  -" ends a record; continued by lines without a tag
 *
 * Lines end with LF, CRLF or CR alone.
 */
#ifndef EVITAB_TAGGED_H
#define EVITAB_TAGGED_H

#include "base/arena.h"
#include "input/slice.h"
#include "record/record.h"

typedef enum { TAGGED_NBIB, TAGGED_RIS } Tagging;

/* Whether a file that begins so is of that tagging: "PMID- " is the first that nbib says, "TY  - " stands at the begin
 * of a line of RIS, whatever some exporters say before it. */
bool tagged_is(Tagging tagging, Span head);

/* Where one record ends and the next begins: SLICE_RECORD, SLICE_SKIP, SLICE_MORE, SLICE_END as slice.h says; never
 * SLICE_BAD.  `text` begins where the last call's *n ended; *seen (0 at first) says how much of it is known to hold no end. */
Slice tagged_slice(Tagging tagging, Span text, bool end, size_t *n, size_t *seen);

typedef struct {
    Span tag;   /* without its padding */
    Span value; /* continuations joined by a blank each, without white space around it; in the arena */
} Tagged;

/* The next field of a record, and *rest is what stands behind it.  False: no more. */
bool tagged_next(Tagging tagging, Span *rest, Arena *a, Tagged *out);

/* Makes sections of an abstract in one piece: parted before each label as PubMed's text export prints them ("BACKGROUND: ")
 * at its begin or behind the end of a sentence.  What stands before the first has none; `r` holds no sections before. */
void tagged_sections(Span abstract, Arena *a, Record *r);

#endif
