/* series.h - the figures of a sentence as it lists them: "5 % vs 7 %", "12, 14 and 19 days", or one alone. */
#ifndef EVITAB_SERIES_H
#define EVITAB_SERIES_H

#include "figure/parts.h"
#include "figure/slots.h"
#include "figure/who.h"

enum { LISTS_MAX = 60 }; /* of one sentence; later ones keep what patterns say */

typedef struct {
    Mention **at;
    size_t n;
    size_t begin, end; /* tokens of the first and behind the last */
    bool compared;     /* "5 % vs 7 %", not "5 % and 7 %"         */
    bool done;         /* its groups are known                    */
    bool behind;       /* one group right behind it               */
    bool order_behind; /* as many groups as figures behind it     */
    bool named;        /* each has its own outcome, of one group  */
} List;

/* Whether the figure is of one group: not a test, and no size. */
bool takes_group(const Mention *m);

/* Gives each figure its name, in order. */
void list_give(List *l, const Words *names);

/* The token of a figure. */
size_t series_token(const Finder *f, const Mention *m);

/* Whether from figure token `at` to the next stands "to", and a time and what belongs to the figure at most: "from 21 to 12". */
bool series_changes(const Finder *f, size_t at);

/* Fills out[0 .. LISTS_MAX) with the lists of figures that take a group, in print order, and returns their number. */
size_t series_find(Finder *f, List *out);

#endif
