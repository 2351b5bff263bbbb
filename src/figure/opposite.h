/* opposite.h - what the other side of a comparison is called, where only one is named. */
#ifndef EVITAB_OPPOSITE_H
#define EVITAB_OPPOSITE_H

#include "pattern/pattern.h"

/* Patients with a drain, patients without a drain; women, men.  Its words are those of `name` but for one.  {NULL}: it has no
 * opposite, or two.
 *   `people`: men may be told from women. */
Span opposite_find(const Packs *packs, Span name, bool people, Arena *a);

#endif
