/* factor.h - an expression that PCRE2 runs faster.  What matches, and in which order it is tried at a place, stays.
 *
 * Alternatives that begin with the same letter share it: "(?:at|after|until)" becomes "(?:a(?:t|fter)|until)": where thirty
 * words may begin, a place is ruled out by its first letter, and not by thirty comparisons.
 *
 * Before a look-behind of many alternatives what must follow it is looked for: "(?<=by |at |in )to" becomes
 * "(?=to)(?<=by |at |in )to".
 *
 * "^" among other beginnings becomes "(?<![\s\S])": PCRE2 knows no first byte of an expression with a "^", and would try it at
 * every place.
 */
#ifndef EVITAB_FACTOR_H
#define EVITAB_FACTOR_H

#include "base/str.h"

/* `expression` is one that PCRE2 takes; adds the other form of it to *out. */
void expression_factor(Span expression, Str *out);

#endif
