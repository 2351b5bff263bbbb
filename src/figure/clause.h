/* clause.h - the clause of a figure: where it begins and ends, which way it compares, and the group that it is about. */
#ifndef EVITAB_CLAUSE_H
#define EVITAB_CLAUSE_H

#include "figure/who.h"

/* The tokens of the clause that holds token `at`: its first; behind its last.  What stands in a bracket that is closed divides no
 * clause outside: "(12 h; P = 0.03), as were". */
size_t clause_begin(const Finder *f, size_t at);
size_t clause_end(const Finder *f, size_t at);

/* Whether the tokens from .. until say more (1), less (-1) or neither (0); the last word that says so counts. */
int clause_direction(const Finder *f, size_t from, size_t until);

/* The group that the clause of token `at` is about, before this token: the last one that opens the clause or stands behind "in",
 * else one that opens the sentence; not one in a bracket that is closed.  NULL: none. */
Who *clause_leader(Finder *f, size_t at);

#endif
