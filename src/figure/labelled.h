/* labelled.h - labels of the figures in one bracket: "(trawl: 41 % vs. net: 56 %)". */
#ifndef EVITAB_LABELLED_H
#define EVITAB_LABELLED_H

#include "figure/arms.h"

/* "The catch was alike (trawl: 41 % vs. net: 56 %; P = 0.4)": labels inside the bracket are groups, where one of them is an arm
 * or people or where they are compared, and what stands before the bracket was measured. */
void labelled_in_sentence(const Packs *packs, const Arms *arms, const Sentence *s);

#endif
