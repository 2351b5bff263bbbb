#include "pattern/piece.h"

#include <math.h>

/* A loop over this many letters and a blank is a gap: what stands in it says nothing, and to follow it would cost. */
enum { GAP_LETTERS = 20, GAP_TIMES = 4 };
static const double NEVER = 100; /* weight of what no text has */

double symbol_weight(const SymbolSet *s)
{
    int sum = 0;
    if ((s->bits[0] & s->bits[1] & s->bits[2] & s->bits[3]) == UINT64_MAX)
        return 0;
    for (unsigned word = 0; word < N_SYMBOLS / 64; word++)
        for (uint64_t left = s->bits[word]; left != 0; left &= left - 1)
            sum += symbol_share(word * 64 + (unsigned)__builtin_ctzll(left));
    return sum == 0 ? NEVER : sum < 1024 ? 10 - log2(sum) : 0;
}

/* How seldom a place in a text begins with what the tree says: minus the logarithm of the share. */
static double weight(const Node *n)
{
    double sum = 0;
    switch (n->kind) {
    case NODE_SYMBOL: return symbol_weight(&n->set);
    case NODE_REPEAT: return n->min > 4 ? 4 * weight(n->items[0]) : n->min * weight(n->items[0]);
    case NODE_SEQUENCE:
        for (size_t i = 0; i < n->n; i++)
            sum += weight(n->items[i]);
        return sum;
    case NODE_CHOICE:
        for (size_t i = 0; i < n->n; i++)
            sum += exp2(-weight(n->items[i]));
        return sum >= 1 ? 0 : -log2(sum);
    default: return 0;
    }
}

static void symbols_add(const Node *n, SymbolSet *to)
{
    if (n->kind == NODE_AHEAD || n->kind == NODE_BEHIND)
        return;
    for (int i = 0; n->kind == NODE_SYMBOL && i < N_SYMBOLS / 64; i++)
        to->bits[i] |= n->set.bits[i];
    for (size_t i = 0; i < n->n; i++)
        symbols_add(n->items[i], to);
}

static bool is_gap(const Node *n)
{
    if (n->kind != NODE_REPEAT || n->max < GAP_TIMES)
        return false;
    SymbolSet s = {{0}};
    symbols_add(n->items[0], &s);
    int letters = 0;
    for (unsigned c = 'a'; c <= 'z'; c++)
        letters += symbol_in(&s, c);
    return symbol_in(&s, ' ') && letters >= GAP_LETTERS;
}

static bool has_gap(const Node *n)
{
    if (n->kind == NODE_AHEAD || n->kind == NODE_BEHIND)
        return false;
    bool has = is_gap(n);
    for (size_t i = 0; i < n->n && !has; i++)
        has = has_gap(n->items[i]);
    return has;
}

static bool is_empty(const Node *n)
{
    return n->kind == NODE_SEQUENCE && n->n == 0;
}

/* Without its gaps, what a match of `n` begins with, or (`back`) ends with. */
static Node *outer_part(Arena *a, Node *n, bool back)
{
    if (!has_gap(n))
        return n;
    if (n->kind == NODE_REPEAT)
        return is_gap(n) || n->min == 0 ? node_new(a, NODE_SEQUENCE) : outer_part(a, n->items[0], back);
    Node *part = node_new(a, n->kind);
    if (n->kind == NODE_CHOICE) {
        for (size_t i = 0; i < n->n; i++)
            node_add(a, part, outer_part(a, n->items[i], back));
        return part;
    }
    size_t from = 0, end = n->n;
    while (!back && !has_gap(n->items[from]))
        from++;
    while (back && !has_gap(n->items[end - 1]))
        end--;
    if (back)
        node_add(a, part, outer_part(a, n->items[end - 1], true));
    for (size_t i = back ? end : 0; i < (back ? n->n : from); i++)
        node_add(a, part, n->items[i]);
    if (!back)
        node_add(a, part, outer_part(a, n->items[from], false));
    return part;
}

typedef struct {
    Arena *arena;
    Node *open; /* the piece at hand */
    Node **done;
    size_t n, size;
} Cutter;

static void piece_close(Cutter *c)
{
    if (c->open->n > 0)
        *(Node **)arena_push(c->arena, &c->done, &c->n, &c->size, sizeof c->open) = c->open;
    c->open = node_new(c->arena, NODE_SEQUENCE);
}

/* The same with a last symbol that is of `set` too; NULL: what is last is not one symbol. */
static Node *last_in(Arena *a, const Node *n, const SymbolSet *set)
{
    Node *in = node_new(a, n->kind), *one;
    if (n->kind == NODE_SYMBOL) {
        for (int i = 0; i < N_SYMBOLS / 64; i++)
            in->set.bits[i] = n->set.bits[i] & set->bits[i];
        return in;
    }
    if ((n->kind != NODE_SEQUENCE && n->kind != NODE_CHOICE) || n->n == 0)
        return NULL;
    for (size_t i = 0; i < n->n; i++) {
        one = n->kind == NODE_CHOICE || i + 1 == n->n ? last_in(a, n->items[i], set) : n->items[i];
        if (one == NULL)
            return NULL;
        node_add(a, in, one);
    }
    return in;
}

/* `after`: what stands behind it; NULL: nothing does. */
static void piece_add(Cutter *c, Node *n, const Node *after)
{
    if (n->kind == NODE_SEQUENCE) {
        for (size_t i = 0; i < n->n; i++)
            piece_add(c, n->items[i], i + 1 < n->n ? n->items[i + 1] : after);
    } else if (n->kind == NODE_AHEAD) {
        if (after == NULL || is_gap(after)) {
            piece_add(c, n->items[0], NULL);
            piece_close(c);
        }
    } else if (n->kind == NODE_BEHIND) {
        if (weight(n->items[0]) > weight(c->open)) {
            const Node *last = c->open->n > 0 ? c->open->items[c->open->n - 1] : NULL;
            Node *before = last != NULL && last->kind == NODE_SYMBOL ? last_in(c->arena, n->items[0], &last->set) : NULL;
            piece_close(c);
            piece_add(c, before != NULL ? before : n->items[0], NULL);
        }
    } else if (has_gap(n)) {
        Node *end = outer_part(c->arena, n, true);
        node_add(c->arena, c->open, outer_part(c->arena, n, false));
        piece_close(c);
        if (!is_empty(end))
            node_add(c->arena, c->open, end);
    } else {
        node_add(c->arena, c->open, n);
    }
}

/* --- bounds of words and look-arounds at a piece's end ------------------------------------------- */

/* All but letters, digits and "_": PCRE2 takes other than ASCII ones for no part of a word. */
static const SymbolSet outside_words = {{~0x03FF000000000000u, ~0x07FFFFFE87FFFFFEu, UINT64_MAX, UINT64_MAX}};

/* Begins, or (`back`) ends, with a character of a word, whatever matches. */
static bool at_word(const Node *n, bool back)
{
    SymbolSet outside = outside_words;
    bool all = n->n > 0;
    switch (n->kind) {
    case NODE_SYMBOL:
        for (int i = 0; i < N_SYMBOLS / 64; i++)
            outside.bits[i] &= n->set.bits[i];
        return (outside.bits[0] | outside.bits[1] | outside.bits[2] | outside.bits[3]) == 0;
    case NODE_SEQUENCE: return n->n > 0 && at_word(n->items[back ? n->n - 1 : 0], back);
    case NODE_REPEAT: return n->min > 0 && at_word(n->items[0], back);
    case NODE_CHOICE:
        for (size_t i = 0; i < n->n; i++)
            all = all && at_word(n->items[i], back);
        return all;
    default: return false;
    }
}

/* The same with what must stand right outside of it as a part: a character outside of words at a bound, what is looked for. */
static Node *end_told(Arena *a, Node *n, bool bound, bool back)
{
    Node *told = node_new(a, NODE_SEQUENCE);
    if (n->kind == NODE_CHOICE) {
        told->kind = NODE_CHOICE;
        for (size_t i = 0; i < n->n; i++)
            node_add(a, told, end_told(a, n->items[i], bound, back));
        return told;
    }
    if (n->kind == NODE_SEQUENCE) {
        size_t from = 0, end = n->n;
        while (from < end && n->items[back ? end - 1 : from]->kind == NODE_BOUND) {
            bound = true;
            from += !back;
            end -= back;
        }
        for (size_t i = from; i < end; i++) {
            bool outer = i == (back ? end - 1 : from);
            node_add(a, told, outer ? end_told(a, n->items[i], bound, back) : n->items[i]);
        }
        return told;
    }
    if (n->kind == (back ? NODE_AHEAD : NODE_BEHIND))
        return end_told(a, n->items[0], false, back);
    if (!bound || !at_word(n, back))
        return n;
    Node *outside = node_new(a, NODE_SYMBOL);
    outside->set = outside_words;
    node_add(a, told, back ? n : outside);
    node_add(a, told, back ? outside : n);
    return told;
}

/* Without what may be absent at its begin, or (`back`) at its end: a text holds the one where it holds the other. */
static Node *end_trimmed(Arena *a, Node *n, bool back)
{
    if (n->kind == NODE_REPEAT && n->min <= 1)
        return n->min == 0 ? node_new(a, NODE_SEQUENCE) : end_trimmed(a, n->items[0], back);
    if (n->kind >= NODE_AHEAD)
        return node_new(a, NODE_SEQUENCE);
    if (n->kind != NODE_CHOICE && n->kind != NODE_SEQUENCE)
        return n;
    Node *trimmed = node_new(a, n->kind);
    size_t from = 0, end = n->n;
    if (n->kind == NODE_CHOICE) {
        for (size_t i = 0; i < n->n; i++) {
            node_add(a, trimmed, end_trimmed(a, n->items[i], back));
            if (is_empty(trimmed->items[i]))
                return trimmed->items[i];
        }
        return trimmed;
    }
    Node *outer = NULL;
    while (from < end && (outer == NULL || is_empty(outer))) {
        outer = end_trimmed(a, n->items[back ? end - 1 : from], back);
        from += !back;
        end -= back;
    }
    if (outer == NULL || is_empty(outer))
        return trimmed;
    if (!back)
        node_add(a, trimmed, outer);
    for (size_t i = from; i < end; i++)
        node_add(a, trimmed, n->items[i]);
    if (back)
        node_add(a, trimmed, outer);
    return trimmed;
}

static void pieces_take(Arena *a, Node *alternative, Pieces *out)
{
    Cutter c = {.arena = a, .open = node_new(a, NODE_SEQUENCE)};
    piece_add(&c, alternative, NULL);
    piece_close(&c);
    out->n = 0;
    for (size_t i = 0; i < c.n && out->n < PIECES_MAX; i++) {
        Node *piece = end_told(a, end_told(a, c.done[i], false, false), false, true);
        piece = end_trimmed(a, end_trimmed(a, piece, false), true);
        if (!is_empty(piece))
            out->piece[out->n++] = piece;
    }
}

int pieces_cut(Arena *a, const Node *tree, Pieces out[BRANCHES_MAX])
{
    out[0].n = 0;
    if (tree == NULL)
        return 1;
    bool each = tree->kind == NODE_CHOICE && tree->n <= BRANCHES_MAX;
    size_t n = each ? tree->n : 1;
    for (size_t i = 0; i < n; i++)
        pieces_take(a, each ? tree->items[i] : (Node *)tree, &out[i]);
    return (int)n;
}
