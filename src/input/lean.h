/* lean.h - a PubMed record without what extraction does not need, cut before any XML parser sees it. */
#ifndef EVITAB_LEAN_H
#define EVITAB_LEAN_H

#include "base/arena.h"

/* Whether elements of that name are left out: lists of authors, headings, references ... */
bool lean_drops(Span name);

/* The record's bytes without those elements, in `a`; `bytes` itself where it holds comments, CDATA or processing
 * instructions, in which a tag may be none.  Well formed stays well formed. */
Span lean_record(Span bytes, Arena *a);

#endif
