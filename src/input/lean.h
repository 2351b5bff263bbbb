/* lean.h - a PubMed record without what extraction does not need, cut before any XML parser sees it. */
#ifndef EVITAB_LEAN_H
#define EVITAB_LEAN_H

#include "base/arena.h"

/* The record's bytes without its lists of authors, headings, references ..., in `a`; `bytes` itself where it holds
 * comments, CDATA or processing instructions, in which a tag may be none. */
Span lean_record(Span bytes, Arena *a);

#endif
