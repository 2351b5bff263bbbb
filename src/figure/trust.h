/* trust.h - how often rows that were found like this one are right as a whole. */
#ifndef EVITAB_TRUST_H
#define EVITAB_TRUST_H

#include "base/arena.h"
#include "figure/row.h"
#include "pattern/pack.h"

/* By what rows are counted: `of` is the pattern's pack and the kind ("clinical/median"), `link` where the words stand that the
 * number is linked to ("outcome beside, known; group apart; no time"), `flags` their names joined by ';' ("": none).  Texts
 * are in `a`. */
typedef struct {
    Span of, link, flags;
} FoundBy;

FoundBy row_found_by(const Row *r, Arena *a);

/* Sets the confidence of each row, flags and all else known, from what the packs say was measured; null where of its class
 * nothing was. */
void rows_trust(const Packs *packs, Rows *rows, Arena *a);

#endif
