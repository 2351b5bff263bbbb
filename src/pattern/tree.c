#include "pattern/tree.h"

#include <limits.h>

enum { DEPTH_MAX = 60, TIMES_MAX = 10000 };

typedef struct {
    Arena *arena;
    Span text;
    size_t at;
    int depth;
    bool unknown;
} Reader;

int symbol_share(unsigned symbol)
{
    static const unsigned char letters[] = {80, 15, 32, 32, 96, 16, 16, 32, 64, 2,  8, 32, 24,
                                            64, 64, 16, 1,  64, 64, 80, 24, 8,  8, 4, 8,  2};
    if (symbol == ' ')
        return 150;
    if (symbol >= 'a' && symbol <= 'z')
        return letters[symbol - 'a'];
    return symbol >= SYMBOL_MENTION && symbol < SYMBOL_OTHER ? 10 : 4;
}

Node *node_new(Arena *a, NodeKind kind)
{
    Node *n = arena_take(a, sizeof *n);
    n->kind = kind;
    return n;
}

void node_add(Arena *a, Node *to, Node *item)
{
    *(Node **)arena_push(a, &to->items, &to->n, &to->size, sizeof item) = item;
}

static Node *symbol_node(Reader *r, SymbolSet set)
{
    Node *n = node_new(r->arena, NODE_SYMBOL);
    n->set = set;
    return n;
}

static void put_range(SymbolSet *s, unsigned from, unsigned to)
{
    for (unsigned symbol = from; symbol <= to; symbol++)
        symbol_put(s, symbol);
}

/* Of a class denied: other characters share symbols, so that none is out. */
static SymbolSet all_but(SymbolSet s)
{
    for (int i = 0; i < N_SYMBOLS / 64; i++)
        s.bits[i] = ~s.bits[i];
    put_range(&s, SYMBOL_OTHER, SYMBOL_EDGE - 1);
    s.bits[SYMBOL_EDGE / 64] &= ~((uint64_t)1 << (SYMBOL_EDGE % 64));
    return s;
}

/* What `\d`, `\s`, `\w` and their denials stand for; false: it is none of them. */
static bool escaped_set(char letter, SymbolSet *out)
{
    SymbolSet s = {{0}};
    char small = (char)(letter | 0x20);
    if (small == 's')
        put_range(&s, '\t', '\r');
    if (small == 's')
        symbol_put(&s, ' ');
    if (small == 'd' || small == 'w')
        put_range(&s, '0', '9');
    if (small == 'w') {
        put_range(&s, 'a', 'z');
        put_range(&s, 'A', 'Z');
        symbol_put(&s, '_');
    }
    *out = letter == small ? s : all_but(s);
    return small == 's' || small == 'd' || small == 'w';
}

static bool is_plain_escape(char c)
{
    return strchr(".()[]{}+*?|^$\\/-", c) != NULL && c != '\0';
}

static unsigned symbol_read(Reader *r)
{
    if (r->at >= r->text.len) {
        r->unknown = true;
        return ' ';
    }
    return symbol_next(r->text, &r->at);
}

static bool next_is(const Reader *r, const char *what)
{
    return span_begins(span_cut(r->text, r->at, r->text.len), what);
}

/* One character of a class, or what an escape stands for (`*many`, put into `s`). */
static unsigned class_symbol(Reader *r, SymbolSet *s, bool *many)
{
    *many = false;
    if (!next_is(r, "\\"))
        return symbol_read(r);
    r->at++;
    char c = r->at < r->text.len ? r->text.at[r->at] : '\0';
    SymbolSet more;
    *many = escaped_set(c, &more);
    for (int i = 0; *many && i < N_SYMBOLS / 64; i++)
        s->bits[i] |= more.bits[i];
    r->unknown = r->unknown || (!*many && !is_plain_escape(c));
    r->at++;
    return (unsigned char)c;
}

static Node *read_class(Reader *r)
{
    SymbolSet s = {{0}};
    size_t begin = r->at++;
    bool denied = next_is(r, "^"), named = !denied;
    r->at += denied;
    for (bool first = true; !r->unknown && (first || !next_is(r, "]")); first = false) {
        bool many;
        r->unknown = r->unknown || next_is(r, "[:");
        unsigned from = class_symbol(r, &s, &many), to = from;
        if (many)
            continue;
        if (next_is(r, "-") && !next_is(r, "-]")) {
            r->at++;
            to = class_symbol(r, &s, &many);
            bool ascii = from < SYMBOL_MENTION && to < SYMBOL_MENTION;
            named = named && ascii;
            if (!ascii) /* "à-ÿ": all that is neither ASCII nor a mention */
                put_range(&s, SYMBOL_OTHER, SYMBOL_EDGE - 1);
            if (!ascii && from < SYMBOL_MENTION)
                to = SYMBOL_MENTION - 1;
            r->unknown = r->unknown || many || (from >= SYMBOL_MENTION && from < SYMBOL_OTHER);
        }
        put_range(&s, from, from < to ? to : from);
    }
    r->at++;
    Node *n = symbol_node(r, denied ? all_but(s) : s);
    if (named && !r->unknown)
        n->print = span_cut(r->text, begin, r->at);
    return n;
}

static Node *edge_node(Reader *r, bool line_end)
{
    SymbolSet s = {{0}};
    symbol_put(&s, SYMBOL_EDGE);
    if (line_end) /* of the text's last line */
        symbol_put(&s, '\n');
    return symbol_node(r, s);
}

/* The character at the place; behind it stands the next one. */
static Node *character_node(Reader *r)
{
    SymbolSet s = {{0}};
    size_t from = r->at;
    symbol_put(&s, symbol_read(r));
    Node *n = symbol_node(r, s);
    n->print = span_cut(r->text, from, r->at);
    return n;
}

/* NULL: it takes no part in what a match is made of. */
static Node *read_escape(Reader *r)
{
    SymbolSet s = {{0}};
    char c = r->at + 1 < r->text.len ? r->text.at[r->at + 1] : '\0';
    if (next_is(r, "\\G(?!^)")) { /* right behind an earlier match: there is none of the first one */
        r->at += strlen("\\G(?!^)");
        return symbol_node(r, s);
    }
    if (is_plain_escape(c)) {
        r->at++;
        return character_node(r);
    }
    r->at += 2;
    if (escaped_set(c, &s))
        return symbol_node(r, s);
    if (c == 'b')
        return node_new(r->arena, NODE_BOUND);
    if (c == 'G')
        return edge_node(r, false);
    r->unknown = r->unknown || (c != 'B' && c != 'K');
    return NULL;
}

static Node *read_choice(Reader *r);

static Node *read_group(Reader *r)
{
    static const struct {
        const char *opens;
        NodeKind kind;
        bool denies;
    } kinds[] = {{"(?:", NODE_SEQUENCE, false}, {"(?=", NODE_AHEAD, false}, {"(?!", NODE_AHEAD, true},
                 {"(?<=", NODE_BEHIND, false}, {"(?<!", NODE_BEHIND, true}, {"(", NODE_SEQUENCE, false}};
    size_t k = 0;
    while (!next_is(r, kinds[k].opens))
        k++;
    r->at += strlen(kinds[k].opens);
    r->unknown = r->unknown || next_is(r, "*") || next_is(r, "?"); /* verbs, options, names, conditions */
    Node *inner = read_choice(r);
    r->unknown = r->unknown || !next_is(r, ")");
    r->at++;
    if (kinds[k].denies)
        return NULL;
    if (kinds[k].kind == NODE_SEQUENCE)
        return inner;
    Node *n = node_new(r->arena, kinds[k].kind);
    node_add(r->arena, n, inner);
    return n;
}

static int read_number(Reader *r)
{
    int n = 0;
    bool none = true;
    for (; r->at < r->text.len && r->text.at[r->at] >= '0' && r->text.at[r->at] <= '9'; r->at++, none = false)
        n = n < TIMES_MAX ? n * 10 + r->text.at[r->at] - '0' : n;
    r->unknown = r->unknown || none;
    return n;
}

/* What stands behind an item and says how often; false: nothing does. */
static bool read_times(Reader *r, int *min, int *max)
{
    char c = r->at < r->text.len ? r->text.at[r->at] : '\0';
    if (c == '{') {
        r->at++;
        *min = *max = read_number(r);
        if (next_is(r, ",")) {
            r->at++;
            *max = next_is(r, "}") ? INT_MAX : read_number(r);
        }
        r->unknown = r->unknown || !next_is(r, "}");
    } else if (c != '\0' && strchr("?*+", c) != NULL) {
        *min = c == '+';
        *max = c == '?' ? 1 : INT_MAX;
    } else {
        return false;
    }
    r->at++;
    r->at += next_is(r, "?") || next_is(r, "+");
    return true;
}

static Node *read_item(Reader *r)
{
    switch (r->text.at[r->at]) {
    case '(': return read_group(r);
    case '[': return read_class(r);
    case '\\': return read_escape(r);
    case '.': r->at++; return symbol_node(r, all_but((SymbolSet){{0}}));
    case '^': r->at++; return edge_node(r, false);
    case '$': r->at++; return edge_node(r, true);
    default: break;
    }
    return character_node(r);
}

static Node *read_sequence(Reader *r)
{
    Node *all = node_new(r->arena, NODE_SEQUENCE);
    while (!r->unknown && r->at < r->text.len && !next_is(r, "|") && !next_is(r, ")")) {
        Node *item = read_item(r);
        int min, max;
        if (read_times(r, &min, &max) && item != NULL) {
            Node *times = node_new(r->arena, NODE_REPEAT);
            times->min = min;
            times->max = max;
            node_add(r->arena, times, item);
            item = times;
        }
        if (item != NULL)
            node_add(r->arena, all, item);
    }
    return all->n == 1 ? all->items[0] : all;
}

static Node *read_choice(Reader *r)
{
    r->unknown = r->unknown || ++r->depth > DEPTH_MAX;
    Node *first = read_sequence(r), *all = NULL;
    while (!r->unknown && next_is(r, "|")) {
        if (all == NULL) {
            all = node_new(r->arena, NODE_CHOICE);
            node_add(r->arena, all, first);
        }
        r->at++;
        node_add(r->arena, all, read_sequence(r));
    }
    r->depth--;
    return all == NULL ? first : all;
}

/* "\b(?:a|b)": each alternative with the bound before it. */
static Node *bound_shared(Arena *a, Node *tree)
{
    if (tree->kind != NODE_SEQUENCE || tree->n != 2)
        return tree;
    if (tree->items[0]->kind != NODE_BOUND || tree->items[1]->kind != NODE_CHOICE)
        return tree;
    Node *all = node_new(a, NODE_CHOICE);
    for (size_t i = 0; i < tree->items[1]->n; i++) {
        Node *one = node_new(a, NODE_SEQUENCE);
        node_add(a, one, tree->items[0]);
        node_add(a, one, tree->items[1]->items[i]);
        node_add(a, all, one);
    }
    return all;
}

Node *tree_read(Arena *a, Span expression)
{
    Reader r = {.arena = a, .text = expression};
    Node *n = read_choice(&r);
    return r.unknown || r.at < r.text.len ? NULL : bound_shared(a, n);
}
