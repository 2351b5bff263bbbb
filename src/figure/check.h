/* check.h - arithmetic on rows: what does not add up becomes a flag; nothing is removed. */
#ifndef EVITAB_CHECK_H
#define EVITAB_CHECK_H

#include "figure/row.h"

/* Sets the flags of each row of one record. */
void rows_check(Rows *rows);

#endif
