/* tree.h - an expression as a tree of what its matches are made of, for asking what every match must hold.
 *
 * A text is a run of symbols: an ASCII character, a mention, or another character (many share a symbol: what is asked of a tree
 * may then be said of a text without a match, never the other way round).  Before and behind the text stands an edge.
 */
#ifndef EVITAB_TREE_H
#define EVITAB_TREE_H

#include "base/arena.h"
#include "base/utf8.h"

#include <stdint.h>

enum { SYMBOL_MENTION = 128, SYMBOL_OTHER = 192, SYMBOL_EDGE = 255, N_SYMBOLS = 256 };

typedef struct {
    uint64_t bits[N_SYMBOLS / 64];
} SymbolSet;

typedef enum {
    NODE_SYMBOL,   /* one of `set`                                */
    NODE_SEQUENCE, /* all of `items`; none: the empty text        */
    NODE_CHOICE,   /* one of them                                 */
    NODE_REPEAT,   /* items[0], `min` times to `max`              */
    NODE_AHEAD,    /* items[0] follows                            */
    NODE_BEHIND,   /* items[0] was before                         */
    NODE_BOUND,    /* of a word                                   */
} NodeKind;

typedef struct Node {
    NodeKind kind;
    SymbolSet set;
    Span print; /* of a symbol: the character or class as written; empty: it does not name all characters of `set` */
    int min, max; /* INT_MAX: any number */
    struct Node **items;
    size_t n, size;
} Node;

/* The tree, in the arena; what is printed of it is the expression's.  What an expression denies is left out: the tree then fits
 * more texts.  NULL: it holds what is not known here, or is nested too deep. */
Node *tree_read(Arena *a, Span expression);

Node *node_new(Arena *a, NodeKind kind);
void node_add(Arena *a, Node *to, Node *item);

/* How often it stands in a text, of 1,024. */
int symbol_share(unsigned symbol);

static inline bool symbol_in(const SymbolSet *s, unsigned symbol)
{
    return s->bits[symbol / 64] >> (symbol % 64) & 1;
}

static inline void symbol_put(SymbolSet *s, unsigned symbol)
{
    s->bits[symbol / 64] |= (uint64_t)1 << (symbol % 64);
}

/* The symbol of the character at `*at`, and on to the next one. */
static inline unsigned symbol_next(Span text, size_t *at)
{
    unsigned char first = (unsigned char)text.at[*at];
    size_t end = *at + utf8_length((char)first);
    if (first < 0x80 || end > text.len) {
        ++*at;
        return first & 0x7F;
    }
    bool mention = first == 0xEE && (unsigned char)text.at[*at + 1] == 0x80;
    unsigned last = (unsigned char)text.at[end - 1] & 0x3F, most = SYMBOL_EDGE - SYMBOL_OTHER - 1;
    *at = end;
    return mention ? SYMBOL_MENTION + last : SYMBOL_OTHER + (last < most ? last : most);
}

#endif
