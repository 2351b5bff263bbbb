/* roll.h - names that a sentence lists in the order of its figures: "tin, zinc and iron lasted 3, 5 and 9 days, respectively".
 *
 * Names are outcomes or groups, and are read off the words around the figures, whatever patterns linked; share.h gives them out.
 * Lists of times, and lists that were linked whole to each figure, are lists.h's.
 */
#ifndef EVITAB_ROLL_H
#define EVITAB_ROLL_H

#include "figure/parts.h"
#include "figure/who.h"

typedef struct {
    Words at[PARTS_MAX];
    Span text[PARTS_MAX]; /* the whole name, where only a part is printed ("soft" of "soft and hard lenses"); NULL */
    size_t n;
    size_t first;         /* the token that they begin with */
    bool groups;          /* they say in whom; else what was measured */
    bool behind;          /* they stand behind the figures            */
} Roll;

/* Finds the `n` names whose figures are the tokens begin .. end: where "respectively" stands behind names or figures, or where
 * three figures or more are joined by nothing but words that join (`tight`).  False: there are not as many names. */
bool roll_find(const Finder *f, size_t begin, size_t end, size_t n, bool tight, Roll *out);

/* Finds the last list of names before token `begin` in its clause that say what was measured, if they are exactly `n`.  False:
 * none. */
bool roll_left(const Finder *f, size_t begin, size_t n, Roll *out);

#endif
