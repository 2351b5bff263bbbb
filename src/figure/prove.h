/* prove.h - a pack's examples, run: each accept must give its rows, each refuse must not be matched by its pattern; and what
 * the accepts promise must need the pattern: without it, one of them at least must fail.
 *
 * An accept example's `gives` lists rows that must be among those of its text, each as the columns it promises (columns.def):
 * a number by its printed digits ("0.50", "2215"), flags by their names with blanks between, `null` for a cell that must be
 * empty.  `gives: []` promises that the text gives no row at all: for patterns that say what is no figure.
 */
#ifndef EVITAB_PROVE_H
#define EVITAB_PROVE_H

#include "base/fault.h"
#include "base/str.h"
#include "pattern/pack.h"

typedef struct {
    long patterns, examples, failed;
    Fault first; /* the first failure, at its file and line; FAULT_NONE: there is none */
} Proof;

/* Proves every pattern of all packs; one without accept and refuse examples is a failure.  Each failure is a line in `out`:
 * file:line: pack/name: what is wrong: the example. */
void packs_prove(const Packs *packs, Proof *proof, Str *out);

/* Proves the pack that was added last, over those before it, but not that its patterns are needed: a later program may read
 * by itself what they were written for.  False: FAULT_PACK, its first failure. */
bool packs_prove_last(const Packs *packs, Fault *f) MUST_USE;

/* A table with a head, one line a pattern: pack/name, level, the kind or mention type it gives, numbers of examples. */
void packs_list(const Packs *packs, Str *out);

#endif
