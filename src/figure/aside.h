/* aside.h - what stands between a subject and its verb, or behind the verb, and is no subject itself. */
#ifndef EVITAB_ASIDE_H
#define EVITAB_ASIDE_H

#include "figure/phrase.h"

/* Whether the word says more of the noun before it ("cows that calved late"), and opens no clause of its own ("we found
 * that"). */
bool opens_relative(const Packs *p, const Copy *c, size_t from, size_t end);

/* "the yield of cows that calved late was": where "that" begins, if the words from byte `from` to byte `at` end such a
 * clause and a verb follows; else `at`. */
size_t relative_begin(const Packs *p, const Copy *c, size_t from, size_t at);

/* Whether the range is what something was done by ("was raised by caffeine"). */
bool is_agent(const Packs *p, const Copy *c, Range r);

/* Whether the sentence begins with "of" and the range: "Of the callers, 9 % were". */
bool is_partitive(const Packs *p, const Copy *c, Range r);

/* "those in whom it was placed late", "whose margins were clear": whether the range ends such a clause, which says who they
 * are. */
bool is_of_whom(const Packs *p, const Copy *c, Range r);

/* "a lower risk (OR 0.6) of falls": the words behind the bracket that opens at byte `open`, where those before it only
 * say that something was more or less; end 0: they say more, or nothing follows. */
Range behind_measure(const Packs *p, const Copy *c, size_t open);

#endif
