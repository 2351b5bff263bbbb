/* arms.h - the arms and groups that a record names: "assigned to X", "X group", "X (n = 85)", "X versus Y" in the title. */
#ifndef EVITAB_ARMS_H
#define EVITAB_ARMS_H

#include "figure/compose.h"

enum { ARMS_MAX = 24 };

typedef struct {
    Span name;      /* normalised, lower case, without articles and group words */
    Span print;     /* as printed where it was named first */
} Arm;

typedef struct {
    Arm at[ARMS_MAX];
    size_t n;
} Arms;

/* In the order in which they are named. */
void arms_find(const Packs *packs, const Abbreviations *abbreviations, const Sentence *sentences, size_t n, Arena *a, Arms *out);

/* Its print without the words that say only that it is a group ("patients in the almirex arm": almirex). */
Span arm_short(const Packs *packs, Span print);

/* False: words that begin with this one, which is lower case and tells one group from another, name no arm. */
bool arms_may_begin(const Arms *arms, Span word);

/* The arm that these words name, or -1: the same words, or an abbreviation of them. */
int arms_which(const Packs *packs, const Arms *arms, Span words);

#endif
