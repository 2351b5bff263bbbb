/* months.h - a printed time in months, and what it is to the figure: METHODS' time_role and time_zero. */
#ifndef EVITAB_MONTHS_H
#define EVITAB_MONTHS_H

#include "base/arena.h"
#include "figure/row.h"
#include "pattern/pattern.h"

typedef struct {
    Real low, high;   /* months, to four decimals; equal for one time; low 0 for a window that names its end only */
    const char *role; /* horizon, assessment, window or follow_up; NULL: not told */
    const char *zero; /* randomisation, surgery, diagnosis, recurrence or treatment; NULL: not told */
} Time;

/* Reads the time `text` ("5-year", "at 12 months", "median follow-up of 5.6 years") of normalised text, with what stands
 * before and behind it in its sentence; only a few words of these count.  All NULL where it holds no length of time. */
Time time_read(const Packs *packs, Span before, Span text, Span behind, Arena *a);

bool unit_is_time(Span unit); /* by its standard name: years, months, weeks, days, hours, minutes */

#endif
