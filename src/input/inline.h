/* inline.h - mixed content to section text: tags dropped, raised and lowered digits kept apart.
 *
 * <sup> and <sub> become ^{...} and _{...} only where a digit would otherwise join another: 10<sup>-6</sup> is 10^{-6},
 * m<sup>2</sup> is m2, x<sub>1</sub>2 is x_{1}2, 21.<sup>3</sup> is 21.^{3}.  MathML is flattened: its scripts are raised or
 * lowered likewise, a fraction gets its stroke, and white space between its elements is none of the text.
 */
#ifndef EVITAB_INLINE_H
#define EVITAB_INLINE_H

#include "base/str.h"

enum {
    INLINE_DEPTH = 8,      /* what is raised in what is raised ...; deeper ones are not marked */
    INLINE_ELEMENTS = 200, /* elements in elements whose names are minded: all that base/xml.h lets through */
};

typedef struct {
    size_t from; /* byte of the text where it begins */
    char mark;   /* ^ or _                           */
} Raised;

typedef enum { INLINE_PLAIN, INLINE_MATH, INLINE_WORDS, INLINE_SUP, INLINE_SUB, INLINE_SUBSUP, INLINE_FRACTION } InlineKind;

typedef struct {
    InlineKind kind;
    int children;  /* begun so far */
    bool raised;   /* to be lowered at its end */
} InlineElement;

typedef struct {
    Str text;
    Raised open[INLINE_DEPTH];
    int depth;   /* open ones, also the unmarked deeper ones */
    Raised last; /* the one that has just ended with a digit, unmarked */
    bool closed; /* there is such a one */
    InlineElement element[INLINE_ELEMENTS];
    int elements; /* open ones, also the unminded deeper ones */
    int math;     /* <math> elements among them               */
} Inline;

void inline_clear(Inline *i);
void inline_start(Inline *i, Span name); /* an element within the text: its local name */
void inline_end(Inline *i);              /* the end of the one begun last              */
void inline_text(Inline *i, Span text);  /* in pieces of any size                      */

#endif
