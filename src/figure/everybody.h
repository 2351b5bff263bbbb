/* everybody.h - what a record calls all those whom it is about: "altos" of "We tested 48 altos", "biopsies" of "310 biopsies". */
#ifndef EVITAB_EVERYBODY_H
#define EVITAB_EVERYBODY_H

#include "figure/compose.h"

enum { EVERYBODY_MAX = 2 };

typedef struct {
    Span noun[EVERYBODY_MAX]; /* lower case; in the copies of the sentences */
    size_t n;
    Span title;               /* in lower case; {NULL}: none, or it names two sides ("in X versus Y") */
} Everybody;

/* The nouns behind the first and the largest size of the cohort.  "women" is none where the record has men as well. */
Everybody everybody_find(const Packs *packs, const Sentence *sentences, size_t n, Arena *a);

/* Whether the word, in lower case, is one of them. */
bool everybody_is(const Everybody *who, Span word);

/* Whether the words, in lower case, begin with people whom the title names in the same words ("adults with gout" of "Cherries for
 * adults with gout"), and say no more than where or when. */
bool everybody_titled(const Packs *packs, const Everybody *who, Span words);

#endif
