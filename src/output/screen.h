/* screen.h - rows for reading: a few narrow columns, cut to fit. */
#ifndef EVITAB_SCREEN_H
#define EVITAB_SCREEN_H

#include "base/str.h"
#include "figure/row.h"

enum { SCREEN_MIN = 80, SCREEN_MAX = 160 }; /* columns of text that the table is laid out for */

/* The columns: doc, kind, value with its interval, n/N, outcome, group, time.  `width` is of the screen; less than
 * SCREEN_MIN and more than SCREEN_MAX count as those.  What was cut ends in an ellipsis. */
void screen_head(int width, Str *out);
void screen_row(int width, const Row *row, Str *out);

#endif
