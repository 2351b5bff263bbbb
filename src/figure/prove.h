/* prove.h - a pack's examples, run: each accept must give its rows, each refuse none by that pattern. */
#ifndef EVITAB_PROVE_H
#define EVITAB_PROVE_H

#include "base/fault.h"
#include "base/str.h"
#include "pattern/pack.h"

typedef struct {
    long patterns, examples, failed;
} Proof;

/* Proves the examples of pack `pack` (NULL: of all).  Each failure is a line in `out` (file:line, pattern, want, got). */
void packs_prove(const Packs *packs, const char *pack, Proof *proof, Str *out);

/* One line a pattern: pack/name, stage, kind, number of examples. */
void packs_list(const Packs *packs, Str *out);

#endif
