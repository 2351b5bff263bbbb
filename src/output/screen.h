/* screen.h - rows for reading: a few narrow columns, cut to fit: the door of libsmartcols. */
#ifndef EVITAB_SCREEN_H
#define EVITAB_SCREEN_H

#include "base/str.h"
#include "figure/row.h"

enum { SCREEN_MIN = 80, SCREEN_MAX = 160 }; /* columns of text that the table is laid out for */

typedef struct Screen Screen; /* lines that are laid out and not yet printed; one thread's */

/* The columns: doc, kind, value with its interval, n/N, outcome, group, time.  `width` is of the screen; less than
 * SCREEN_MIN and more than SCREEN_MAX count as those.  What was cut ends in an ellipsis. */
Screen *screen_open(int width);
void screen_head(Screen *s);                  /* a line with the names of the columns */
void screen_row(Screen *s, const Row *row);
void screen_print(Screen *s, Str *out);       /* adds the lines to *out and keeps none */
void screen_close(Screen *s);                 /* NULL: nothing */

#endif
