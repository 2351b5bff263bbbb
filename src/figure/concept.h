/* concept.h - an outcome's canonical name in the packs' vocabulary. */
#ifndef EVITAB_CONCEPT_H
#define EVITAB_CONCEPT_H

#include "base/arena.h"
#include "pattern/pattern.h"

/* The concept of the longest run of words in `outcome` (abbreviations that the abstract defines spelled out) that the
 * vocabulary knows, or NULL.  Hyphens are blanks and a last plural s does not count; an abbreviation must be printed with
 * capitals, and one of the packs' `undecided` (RR, LR, ...) counts only for a percentage: `percent`.
 * NULL too where another concept's name is joined to it by "or": a composite is none of its parts. */
const Concept *concept_find(const Packs *packs, Span outcome, bool percent, Arena *a);

#endif
