/* contrast.h - two figures that are compared, and the two groups that they are of, where neither name stands beside its
 * figure. */
#ifndef EVITAB_CONTRAST_H
#define EVITAB_CONTRAST_H

#include "figure/who.h"

/* The groups of a comparison, as printed, in the order of its figures; n 0: none is known. */
typedef struct {
    Span name[ARMS_LISTED_MAX];
    size_t n;
    int section;
} Pair;

/* The name that begins at token `at` ("5 % open versus"), before token `until`; end 0: none, or a long phrase. */
Words contrast_name(const Finder *f, size_t at, size_t until);

/* What is compared before the figures at token `at`: "higher in X than in Y (", "compared with Y, X had (", "X were less likely
 * than Y to (".  True: out[1] is the one that the other is compared with; out[0].end is 0 where the words do not tell the
 * first. */
bool contrast_before(const Finder *f, size_t at, Words out[2]);

/* What two figures at these tokens are of, where each stands with its own name: "lower (5 %) in X than in Y (9 %)", "X showed
 * more errors (9 %) than Y (5 %)".  True: out[1] is of the second; out[0].end is 0 where no words tell the first. */
bool contrast_apart(const Finder *f, size_t first, size_t second, Words out[2]);

/* What the clause compares behind its figures, which end before token `at`.  "of X was longer than that of Y": both names, as
 * above.  "were lower in X": out[0] is X, out[1].end 0, and *more is 1 or -1.  False: nothing. */
bool contrast_behind(const Finder *f, size_t at, Words out[2], int *more);

/* Of whom the clause of the figures, tokens at .. end, says that something befell them ("early walking was associated with lower
 * mortality (1 % vs 9 %)"); out[1]: what it names behind the figures to compare with, or end 0.  False: nobody. */
bool contrast_subject(const Finder *f, size_t at, size_t end, Words out[2]);

/* Whether the clause of token `at` compares occasions, not groups: "fell from before to the end (5 vs 3)". */
bool contrast_in_time(const Finder *f, size_t at);

#endif
