/* predicate.h - what a clause says that people had or did: "three women in the late arm needed a drain". */
#ifndef EVITAB_PREDICATE_H
#define EVITAB_PREDICATE_H

#include "figure/arms.h"
#include "figure/phrase.h"

/* The outcome that the words at `r` name, if they are no group of people and no arm; end 0: none. */
Words outcome_named(const Packs *packs, const Arms *arms, const Sentence *s, Range r);

/* What the people of the figure `m` had or did, by the verb behind them, where the figure counts them ("8 % of the girls were
 * left-handed"); else by the last verb before the figure in its clause, which begins at byte `begin` of the copy and whose
 * subject is people or an arm ("the late arm needed fewer drains (P = 0.04)").  end 0: nothing. */
Words predicate_find(const Packs *packs, const Arms *arms, const Sentence *s, const Mention *m, size_t begin);

/* The same of a share or count that its clause begins with ("Overall, 28 % of crews lost a key"), or what befell those in whom
 * its clause begins ("In 33 of 62 goats no foot rot was found").  end 0: it does not begin so. */
Words counted_find(const Packs *packs, const Arms *arms, const Sentence *s, const Mention *m, size_t begin);

/* The same of a share in a bracket behind a word of how many: "Most of the masons (64 %) wore no gloves". */
Words quantified_find(const Packs *packs, const Arms *arms, const Sentence *s, const Mention *m, size_t begin);

/* What the people that a share counts are or have, where that stands right behind it: "41 % women", "12 % with hay fever", "(80
 * %) were boys".  end 0: nothing does. */
Words people_are(const Packs *packs, const Sentence *s, const Mention *m);

#endif
