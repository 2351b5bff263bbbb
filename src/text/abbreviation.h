/* abbreviation.h - what the abstract itself abbreviates: "disease-free survival (DFS)". */
#ifndef EVITAB_ABBREVIATION_H
#define EVITAB_ABBREVIATION_H

#include "base/arena.h"
#include "base/span.h"

typedef struct {
    Span abbreviation, meaning; /* as printed (normalised) */
} Abbreviation;

typedef struct {
    Abbreviation *at;
    size_t n, max;
} Abbreviations;

enum {
    ABBREVIATIONS_MAX = 64, /* an abstract that defines more is no abstract */
    ABBREVIATION_BYTES = 11, /* of the longest one, with a plural s */
};

/* Adds those that `text` defines as "meaning (ABBR)", by the rule of Schwartz and Hearst (Pac Symp Biocomput 2003):
 * each letter of the abbreviation is found in the words before it, from the right, the first one at a word's begin. */
void abbreviations_find(Span text, Arena *a, Abbreviations *add);

/* The meaning of `word` (compared as printed, a plural s allowed), or {NULL}. */
Span abbreviation_meaning(const Abbreviations *in, Span word);

#endif
