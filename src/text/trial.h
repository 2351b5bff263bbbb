/* trial.h - registration numbers of trials, in a text. */
#ifndef EVITAB_TEXT_TRIAL_H
#define EVITAB_TEXT_TRIAL_H

#include "base/arena.h"
#include "record/record.h"

/* Adds each number of `text` to *out, once, as the registers print it ("NCT01234567", "ISRCTN12345678", "2004-002346-18"); a
 * blank, hyphen or colon between letters and digits is looked over. */
void trial_numbers(Span text, SpanList *out, Arena *a);

#endif
