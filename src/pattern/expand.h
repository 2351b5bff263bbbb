/* expand.h - a pattern as a pack writes it to the regular expression that PCRE2 runs, its captures, and what it requires. */
#ifndef EVITAB_EXPAND_H
#define EVITAB_EXPAND_H

#include "base/str.h"
#include "pattern/keyword.h"
#include "pattern/pattern.h"

/* Fills captures, phrases and needs of `p` from p->regex and writes the expression to *out.
 * False: FAULT_PACK, its column counted in the expression from 1 (unknown type, set, slot or define; too many captures). */
bool pattern_expand(const Packs *packs, Pattern *p, Keywords *keywords, Str *out, Fault *f) MUST_USE;

#endif
