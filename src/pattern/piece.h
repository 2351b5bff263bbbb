/* piece.h - what every match of an expression holds: pieces of it without a gap of free words.
 *
 * "(?:mean|median) {words} was {number} days" holds "mean" or "median", and " was {number} days"; at a piece's begin and end the
 * bound of a word, and what a look-around asks for, are part of it.
 */
#ifndef EVITAB_PIECE_H
#define EVITAB_PIECE_H

#include "pattern/pattern.h"
#include "pattern/tree.h"


enum { PIECES_MAX = 6 }; /* of one alternative */

/* The first pieces of one alternative; none: any text may match. */
typedef struct {
    Node *piece[PIECES_MAX];
    int n;
} Pieces;

/* How seldom such a symbol stands at a place: minus the logarithm of its share, to the base of 2. */
double symbol_weight(const SymbolSet *s);

/* The pieces of each alternative; returns how many those are, at least 1.  `tree` NULL: one, without pieces. */
int pieces_cut(Arena *a, const Node *tree, Pieces out[BRANCHES_MAX]);

#endif
