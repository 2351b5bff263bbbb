/* factor.h - an expression that PCRE2 runs faster: alternatives that begin with the same letter share it.
 *
 * "(?:at|after|until)" becomes "(?:a(?:t|fter)|until)": where thirty words may begin, a place is ruled out by its first
 * letter, and not by thirty comparisons.  What matches, and in which order it is tried at a place, stays.
 */
#ifndef EVITAB_FACTOR_H
#define EVITAB_FACTOR_H

#include "base/str.h"

/* `expression` is one that code_compile takes; adds the other form of it to *out. */
void expression_factor(Span expression, Str *out);

#endif
