/* pack.h - packs: what is known about how authors report figures.  Bytes to patterns; no file, no clock. */
#ifndef EVITAB_PACK_H
#define EVITAB_PACK_H

#include "base/fault.h"
#include "base/span.h"

typedef struct Packs Packs;

/* The packs built into the program; an expression of them is compiled when it first runs.  NULL: FAULT_PACK (a bug of ours;
 * `make check` would have seen it). */
Packs *packs_load(Fault *f) MUST_USE;

/* Adds one more pack over those; `name` is its file, for faults.  Its examples are NOT proved here (prove.h does).
 * False: FAULT_PACK with file, line and column; then `packs` is fit for packs_free only. */
bool packs_add(Packs *packs, Span yaml, const char *name, Fault *f) MUST_USE;

void packs_free(Packs *packs); /* takes NULL */

#endif
