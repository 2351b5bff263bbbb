/* find.h - where a text stands in a long one. */
#ifndef EVITAB_FIND_H
#define EVITAB_FIND_H

#include "base/span.h"

#include <stdint.h>

/* The first place from byte `from` on at which `what`, two bytes or more, begins; SIZE_MAX: there is none.  As memmem, but
 * sixteen places at a time: fast where its first and its last byte seldom stand that far apart, as in tags. */
size_t span_find(Span s, size_t from, Span what);

/* The first place from byte `from` on, and before `end`, of one of these four bytes (a byte may be said twice); `end`: there
 * is none. */
size_t span_find_any(Span s, size_t from, size_t end, const char bytes[4]);

#endif
