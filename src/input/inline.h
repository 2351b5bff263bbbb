/* inline.h - mixed content to section text: tags dropped, raised and lowered digits kept apart.
 *
 * <sup> and <sub> become ^{...} and _{...} only where a digit would otherwise join another: 10<sup>-6</sup> is 10^{-6},
 * m<sup>2</sup> is m2, x<sub>1</sub>2 is x_{1}2.
 */
#ifndef EVITAB_INLINE_H
#define EVITAB_INLINE_H

#include "base/str.h"

typedef struct {
    Str text;
    size_t raised_from; /* where the last raised or lowered run begins */
    bool raised, fresh; /* inside one; nothing of it written yet       */
    bool closed;        /* one has just ended, unmarked: raised_from .. text.len */
    char mark;          /* ^ or _                                      */
    bool marked;        /* its opening mark was written                */
} Inline;

void inline_clear(Inline *i);
void inline_raise(Inline *i, char mark); /* <sup> '^', <sub> '_' */
void inline_lower(Inline *i);            /* their end            */
void inline_text(Inline *i, Span text);

#endif
