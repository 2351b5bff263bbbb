/* apposed.h - what "the primary outcome" was, where the words behind that name say it. */
#ifndef EVITAB_APPOSED_H
#define EVITAB_APPOSED_H

#include "figure/arms.h"

/* "The primary end point, falls within 6 months, occurred in 9 %", "the end point of falls": a name that only stands for an
 * outcome gives way to the one behind "of", or in commas or brackets before its verb. */
void apposed_in_sentence(const Packs *packs, const Arms *arms, const Sentence *s);

#endif
