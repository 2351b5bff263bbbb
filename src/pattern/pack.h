/* pack.h - packs: what is known about how authors report figures.  Bytes to patterns; no file, no clock. */
#ifndef EVITAB_PACK_H
#define EVITAB_PACK_H

#include "base/arena.h"
#include "base/fault.h"
#include "record/record.h"

typedef struct Packs Packs;

/* The packs built into the program; an expression of them is compiled when it first runs.  NULL: FAULT_PACK (a bug of ours;
 * `make check` would have seen it). */
Packs *packs_load(Fault *f) MUST_USE;

/* Only those of `names` (NULL: all; others are passed over), and what they need.  The same order, the same faults. */
Packs *packs_load_only(const SpanList *names, Fault *f) MUST_USE;

/* Adds the names of the packs that a pack needs to *out, in `a`; one that is not well formed needs none: packs_add tells. */
void pack_needs(Span yaml, SpanList *out, Arena *a);

/* Whether a pack of this name is built in. */
bool pack_is_built_in(Span name);

/* Adds one more pack over those; `name` is its file, for faults.  Its examples are NOT proved here (prove.h does).
 * False: FAULT_PACK with file, line and column; then `packs` is fit for packs_free only. */
bool packs_add(Packs *packs, Span yaml, const char *name, Fault *f) MUST_USE;

void packs_free(Packs *packs); /* takes NULL */

#endif
