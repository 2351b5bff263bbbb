/* items.h - the items of a list in words: "A, B, and C". */
#ifndef EVITAB_ITEMS_H
#define EVITAB_ITEMS_H

#include "figure/phrase.h"

/* "A, B, and C were similar": from A, where the phrase `last` before the verb is C alone; `last` itself where it is no list's
 * last.  `t` is the text of the copy. */
Range items_left(const Packs *packs, Span t, Range last);

#endif
