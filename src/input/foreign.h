/* foreign.h - files that hold something else than records we can read, told by what they begin with. */
#ifndef EVITAB_FOREIGN_H
#define EVITAB_FOREIGN_H

#include "base/span.h"

/* What a file is that begins with `head` (no white space before it, the first few hundred bytes), and what to do about it; NULL:
 * it may be a file of records. */
const char *foreign_kind(Span head);

/* The same of a plain text as a whole: one that holds several records. */
const char *foreign_text(Span text);

#endif
