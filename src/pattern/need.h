/* need.h - what every match of an expression holds: texts or mentions, one of which must be there.
 *
 * "(?:mean|median) was {number} days" needs "mean" or "median", " was ", a number and " days".
 */
#ifndef EVITAB_NEED_H
#define EVITAB_NEED_H

#include "pattern/keyword.h"
#include "pattern/tree.h"

enum { NEEDS_TAKEN = 4 }; /* of one alternative: those that are met most seldom */

/* Of one alternative, the one that is met most seldom first; none: any text may match. */
typedef struct {
    Need *need[NEEDS_TAKEN];
    int n;
} Needs;

/* The needs of each alternative; returns how many those are, as many as pieces_cut gives.  `tree` NULL: one, without needs. */
int needs_cut(Arena *a, const Node *tree, Needs out[BRANCHES_MAX]);

#endif
