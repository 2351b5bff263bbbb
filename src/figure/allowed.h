/* allowed.h - what people may write into the columns of a row. */
#ifndef EVITAB_FIGURE_ALLOWED_H
#define EVITAB_FIGURE_ALLOWED_H

#include "figure/cell.h"

/* What a column takes, where it does not take this text ("own cited", "a number, as 0.5"); NULL: it does.  Empty: it is null from
 * then on, which a kind never is. */
const char *cell_wants(int column, Span text);

/* A column that another one contradicts (low above high); N_COLUMNS: none. */
Column cells_conflict(const Cells *c);

#endif
