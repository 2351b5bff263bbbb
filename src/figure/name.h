/* name.h - where the name of a group ends, and whether it tells some from others. */
#ifndef EVITAB_NAME_H
#define EVITAB_NAME_H

#include "figure/who.h"

/* What patterns took for the figure's group is so up to where something else begins: the verb of these people, a time, another noun.
 * True: something did. */
bool name_cut(const Finder *f, Mention *m);

/* "40 % of tumours", "80 % of the 30 altos" of a choir: whether the words only say that anybody is counted.  `cut`: by name_cut(). */
bool name_is_anybody(const Finder *f, Words w, bool cut);

#endif
