/* match.h - the only door to PCRE2. */
#ifndef EVITAB_MATCH_H
#define EVITAB_MATCH_H

#include "base/fault.h"
#include "base/str.h"
#include "base/span.h"

#include <stdint.h>

typedef struct Code Code;       /* a compiled expression; threads may share it */
typedef struct Matcher Matcher; /* the working memory of one thread         */

/* Steps of one expression over one sentence; real ones take some thousands, a runaway takes billions. */
enum { MATCH_LIMIT = 200000, DEPTH_LIMIT = 2000, GROUPS_MAX = 20 };

/* The code of an expression, which must outlive it.  It is compiled when it is first checked or run: UTF on, UCP off, JIT where
 * the machine has it. */
Code *code_new(Span expression);
void code_free(Code *c); /* takes NULL */

/* Before any thread runs it.  False: FAULT_PACK, its column the byte in the expression; it must not be run then. */
bool code_check(Code *c, Fault *f) MUST_USE;

Matcher *matcher_open(void);
void matcher_close(Matcher *m); /* takes NULL */

typedef enum { MATCH_NO, MATCH_YES, MATCH_RUNAWAY } MatchResult;

/* Searches `text` (valid UTF-8) from byte `from`; group g stands at ends[2g] .. ends[2g+1], SIZE_MAX if it took no part.
 * RUNAWAY: the limit was reached; nothing was decided. */
MatchResult match_next(Matcher *m, Code *c, Span text, size_t from, const size_t **ends);

/* Adds the version of the library. */
void match_version(Str *out);

#endif
