/* inline.h - mixed content to section text: tags dropped, raised and lowered digits kept apart.
 *
 * <sup> and <sub> become ^{...} and _{...} only where a digit would otherwise join another: 10<sup>-6</sup> is 10^{-6},
 * m<sup>2</sup> is m2, x<sub>1</sub>2 is x_{1}2, 21.<sup>3</sup> is 21.^{3}.
 */
#ifndef EVITAB_INLINE_H
#define EVITAB_INLINE_H

#include "base/str.h"

enum { INLINE_DEPTH = 8 }; /* what is raised in what is raised ...; deeper ones are not marked */

typedef struct {
    size_t from; /* byte of the text where it begins */
    char mark;   /* ^ or _                           */
} Raised;

typedef struct {
    Str text;
    Raised open[INLINE_DEPTH];
    int depth;   /* open ones, also the unmarked deeper ones */
    Raised last; /* the one that has just ended with a digit, unmarked */
    bool closed; /* there is such a one */
} Inline;

void inline_clear(Inline *i);
void inline_raise(Inline *i, char mark); /* <sup> '^', <sub> '_' */
void inline_lower(Inline *i);            /* their end            */
void inline_text(Inline *i, Span text);  /* in pieces of any size */

#endif
