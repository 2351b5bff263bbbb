/* wanted.h - which patterns could match a copy, by what it holds, all at once.
 *
 * Each sentence asks some 460 times whether a pattern is to be tried, and a tenth are: one set of all of them costs less than the
 * questions (6 % of extract's instructions).
 */
#ifndef EVITAB_WANTED_H
#define EVITAB_WANTED_H

#include "pattern/keyword.h"

typedef struct {
    uint64_t bits[PATTERNS_MAX / 64]; /* bit Pattern.place */
} PatternSet;

/* After the last pattern was put in order; may be called again after more. */
void wanted_ready(Packs *p);
void wanted_free(struct Wanted *w); /* takes NULL */

/* All patterns that require nothing, or the first need of one of whose branches is met: wanted_next asks for the rest of it. */
void wanted_find(const Packs *p, const NeedSet *met, PatternSet *out);

/* The first of the set from place `from` on that has a branch all of whose needs are met; `end`: none before it. */
size_t wanted_next(const Packs *p, const PatternSet *s, const NeedSet *met, size_t from, size_t end);

/* Whether the pattern at the place has such a branch. */
bool wanted_is(const Packs *p, const NeedSet *met, size_t place);

#endif
