/* lists.h - lists of figures: whose is which of "93.4 and 66.0 % in groups A and B". */
#ifndef EVITAB_LISTS_H
#define EVITAB_LISTS_H

#include "figure/arms.h"

/* Gives groups and times to the figures of each list of the sentence: by its own coordinated names ("in A and B", "2- and
 * 5-year"), by the names right behind its figures ("5 in A versus 7 B"), by the list before it; else, for pairs, by the record's arms in the order in which the sentence names them; `subject` is the group
 * that the sentence begins with (end 0: none). */
void lists_link(const Packs *packs, const Arms *arms, Sentence *s, Words subject, Arena *a);

#endif
