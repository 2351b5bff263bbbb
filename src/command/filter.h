/* filter.h - the options that choose rows of a project's table. */
#ifndef EVITAB_FILTER_H
#define EVITAB_FILTER_H

#include "command/session.h"
#include "store/select.h"

/* False: FAULT_USAGE (a word that the option does not take, a column or number that is none). */
bool filter_read(const Options *o, Filter *out, Fault *f) MUST_USE;

/* Finds the record that is asked for, by any of its ids, and whether there is such a study, and such a concept: of a row of the
 * store, else of a pack.  False: FAULT_USAGE, FAULT_PACK. */
bool filter_fits(Session *s, const Options *o, Filter *filter, Fault *f) MUST_USE;

/* Says on standard error what a table lacks: what a partial run did not get, how many records are left out because they are
 * excluded. */
void filter_say(Store *s, const Filter *filter);

#endif
