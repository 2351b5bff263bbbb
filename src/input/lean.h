/* lean.h - a PubMed record without what extraction does not need, cut before any XML parser sees it. */
#ifndef EVITAB_LEAN_H
#define EVITAB_LEAN_H

#include "base/arena.h"

/* The record's bytes without lists of headings, references, authors ..., in `a`, and blanks behind them; with `head` authors,
 * journal, language, types, dates and all ids stay, else of ids the PMID, and types and links where they may say that it was
 * retracted.  `bytes` itself where it holds comments, CDATA or processing
 * instructions, in which a tag may be none.  Well formed stays well formed. */
Span lean_record(Span bytes, bool head, Arena *a);

#endif
