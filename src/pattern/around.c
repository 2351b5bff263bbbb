#include "pattern/around.h"

#include "pattern/piece.h"

#include <stdlib.h>

/* Places before and behind that are looked at; parts of one piece; of what is repeated, copies that are told apart. */
enum { BEFORE = 8, BEHIND = 8, PLACES = BEFORE + 1 + BEHIND, PARTS_MAX = 4096, COPIES_MAX = 3 };
static const double WEIGHT_MIN = 0.5; /* of a need, in bits, beside that there is a mention */

typedef struct {
    SymbolSet at[PLACES]; /* at[BEFORE] is the mention */
    int need;
} Window;

typedef struct Work Work; /* for one piece after the other */

struct Around {
    Work *work;
    Window *windows;
    size_t n, max;

    /* made by around_ready: bit window, of those that a symbol at a place does not rule out */
    size_t n_words;
    uint64_t *fits; /* (place * N_SYMBOLS + symbol) * n_words */
};

Around *around_new(void)
{
    Around *a = calloc(1, sizeof *a);
    if (a == NULL)
        out_of_memory();
    return a;
}

void around_free(Around *a)
{
    if (a == NULL)
        return;
    free(a->work);
    free(a->windows);
    free(a->fits);
    free(a);
}

/* --- a piece as a net of parts ------------------------------------------------------------------ */

/* Reads a symbol of `set` and goes on at `out`; or, `set` NULL, goes on at `out` and `alt`.  Part 0 is the end. */
typedef struct {
    const SymbolSet *set;
    int out, alt;
} Part;

typedef struct {
    Part part[PARTS_MAX];
    int n, begin;
    int first_in[PARTS_MAX], next_in[2 * PARTS_MAX]; /* edges that lead to a part: part * 2 + (1: by alt), and the next one; -1 */
    int mark[PARTS_MAX], time;
} Parts;

typedef struct {
    int at[PARTS_MAX];
    int n;
    bool outside; /* the piece's begin or end is among them */
} Front;

struct Work {
    Parts parts;
    Front mentions, fronts[2];
};

static int part_put(Parts *p, const SymbolSet *set, int out, int alt)
{
    if (p->n == PARTS_MAX)
        return 0;
    p->part[p->n] = (Part){set, out, alt};
    return p->n++;
}

/* The part where `node` begins, of those that read it and go on at `out`. */
static int parts_make(Parts *p, const Node *node, int out)
{
    int begin = out;
    if (p->n == PARTS_MAX)
        return out;
    switch (node->kind) {
    case NODE_SYMBOL: return part_put(p, &node->set, out, 0);
    case NODE_SEQUENCE:
        for (size_t i = node->n; i-- > 0;)
            begin = parts_make(p, node->items[i], begin);
        return begin;
    case NODE_CHOICE:
        begin = parts_make(p, node->items[node->n - 1], out);
        for (size_t i = node->n - 1; i-- > 0;)
            begin = part_put(p, NULL, parts_make(p, node->items[i], out), begin);
        return begin;
    case NODE_REPEAT:
        if (node->max > COPIES_MAX) {
            begin = part_put(p, NULL, out, out);
            int body = parts_make(p, node->items[0], begin);
            p->part[begin].out = body;
        }
        for (int i = 0; node->max <= COPIES_MAX && i < node->max - node->min; i++)
            begin = part_put(p, NULL, parts_make(p, node->items[0], begin), out);
        for (int i = 0; i < node->min && i < COPIES_MAX; i++)
            begin = parts_make(p, node->items[0], begin);
        return begin;
    default: return out;
    }
}

static void edge_put(Parts *p, int edge, int to)
{
    p->next_in[edge] = p->first_in[to];
    p->first_in[to] = edge;
}

static void edges_make(Parts *p)
{
    for (int i = 0; i < p->n; i++)
        p->first_in[i] = -1;
    for (int i = 1; i < p->n; i++) {
        edge_put(p, 2 * i, p->part[i].out);
        if (p->part[i].set == NULL)
            edge_put(p, 2 * i + 1, p->part[i].alt);
    }
}

/* Adds the parts that read a symbol next where reading stands before `part`. */
static void follow(Parts *p, int part, Front *to)
{
    if (p->mark[part] == p->time)
        return;
    p->mark[part] = p->time;
    if (part == 0) {
        to->outside = true;
    } else if (p->part[part].set != NULL) {
        to->at[to->n++] = part;
    } else {
        follow(p, p->part[part].out, to);
        follow(p, p->part[part].alt, to);
    }
}

/* Adds the parts that read the symbol before `part`. */
static void precede(Parts *p, int part, Front *to)
{
    to->outside = to->outside || part == p->begin;
    for (int edge = p->first_in[part]; edge >= 0; edge = p->next_in[edge]) {
        int from = edge / 2;
        if (p->mark[from] == p->time)
            continue;
        p->mark[from] = p->time;
        if (p->part[from].set != NULL)
            to->at[to->n++] = from;
        else
            precede(p, from, to);
    }
}

static bool is_mention(const SymbolSet *s)
{
    SymbolSet other = *s;
    other.bits[SYMBOL_MENTION / 64] = 0;
    return (other.bits[0] | other.bits[1] | other.bits[3]) == 0 && s->bits[SYMBOL_MENTION / 64] != 0;
}
_Static_assert(SYMBOL_MENTION / 64 == 2 && SYMBOL_OTHER / 64 == 3, "mentions are a word of a set");

/* The first mentions, or (`back`) the last ones, of all matches.  False: there is a match without one. */
static bool mentions_find(Parts *p, bool back, Front *front, Front *found)
{
    static const SymbolSet none = {{0}};
    p->time++;
    found->n = front->n = 0;
    front->outside = false;
    if (back)
        precede(p, 0, front);
    else
        follow(p, p->begin, front);
    for (int i = 0; i < front->n; i++) {
        int part = front->at[i];
        if (is_mention(p->part[part].set))
            found->at[found->n++] = part;
        else if (memcmp(p->part[part].set, &none, sizeof none) != 0 && back)
            precede(p, part, front);
        else if (memcmp(p->part[part].set, &none, sizeof none) != 0)
            follow(p, p->part[part].out, front);
    }
    return !front->outside && found->n > 0;
}

/* --- windows -------------------------------------------------------------------------------------- */

static void sets_add(const Parts *p, const Front *front, SymbolSet *to)
{
    for (int i = 0; i < front->n; i++)
        for (int word = 0; word < N_SYMBOLS / 64; word++)
            to->bits[word] |= p->part[front->at[i]].set->bits[word];
}

/* What may stand at the places before them, or (`back` false) behind them; all, from the piece's end on. */
static void places_find(Work *k, bool back, Window *w)
{
    Parts *p = &k->parts;
    Front *here = &k->mentions, *there = &k->fronts[0];
    here->outside = false;
    for (int i = 1; i <= (back ? BEFORE : BEHIND); i++) {
        SymbolSet *set = &w->at[back ? BEFORE - i : BEFORE + i];
        there->n = 0;
        there->outside = here->outside;
        p->time++;
        for (int j = 0; j < here->n; j++) {
            if (back)
                precede(p, here->at[j], there);
            else
                follow(p, p->part[here->at[j]].out, there);
        }
        sets_add(p, there, set);
        if (there->outside)
            memset(set, -1, sizeof *set);
        here = there;
        there = here == &k->fronts[0] ? &k->fronts[1] : &k->fronts[0];
    }
}

static int window_put(Around *a, Keywords *k, const Window *w)
{
    double weight = 0;
    for (int i = 0; i < PLACES; i++)
        weight += i == BEFORE ? 0 : symbol_weight(&w->at[i]);
    if (weight < WEIGHT_MIN)
        return -1;
    for (size_t i = 0; i < a->n; i++)
        if (memcmp(a->windows[i].at, w->at, sizeof w->at) == 0)
            return a->windows[i].need;
    int need = keywords_reserve(k);
    if (need < 0)
        return -1;
    if (a->n == a->max) {
        a->max = a->max == 0 ? 64 : 2 * a->max;
        a->windows = realloc(a->windows, a->max * sizeof *a->windows);
        if (a->windows == NULL)
            out_of_memory();
    }
    a->windows[a->n] = *w;
    a->windows[a->n++].need = need;
    return need;
}

int around_add(Around *a, Keywords *k, const Node *piece, int numbers[AROUND_MAX])
{
    if (a->work == NULL && (a->work = calloc(1, sizeof *a->work)) == NULL)
        out_of_memory();
    Work *work = a->work;
    Parts *p = &work->parts;
    int n = 0;
    p->n = 1;
    p->begin = parts_make(p, piece, 0);
    edges_make(p);
    for (int last = 0; last < AROUND_MAX && p->n < PARTS_MAX; last++) {
        Window w = {.need = -1};
        if (!mentions_find(p, last == 1, &work->fronts[0], &work->mentions))
            break;
        sets_add(p, &work->mentions, &w.at[BEFORE]);
        places_find(work, true, &w);
        places_find(work, false, &w);
        int need = window_put(a, k, &w);
        if (need >= 0 && (n == 0 || numbers[0] != need))
            numbers[n++] = need;
    }
    return n;
}

void around_ready(Around *a)
{
    free(a->fits);
    free(a->work);
    a->work = NULL;
    a->n_words = (a->n + 63) / 64;
    a->fits = calloc((size_t)PLACES * N_SYMBOLS * a->n_words + 1, sizeof *a->fits);
    if (a->fits == NULL)
        out_of_memory();
    for (size_t i = 0; i < a->n; i++)
        for (unsigned place = 0; place < PLACES; place++)
            for (unsigned word = 0; word < N_SYMBOLS / 64; word++)
                for (uint64_t left = a->windows[i].at[place].bits[word]; left != 0; left &= left - 1) {
                    size_t symbol = word * 64 + (size_t)__builtin_ctzll(left);
                    a->fits[(place * N_SYMBOLS + symbol) * a->n_words + i / 64] |= (uint64_t)1 << (i % 64);
                }
}

static void place_look(const Around *a, int place, unsigned symbol, uint64_t *left)
{
    const uint64_t *fits = a->fits + ((size_t)place * N_SYMBOLS + symbol) * a->n_words;
    for (size_t i = 0; i < a->n_words; i++)
        left[i] &= fits[i];
}

void around_find(const Around *a, Span text, size_t at, NeedSet *add)
{
    uint64_t left[NEEDS_MAX / 64];
    memset(left, -1, sizeof left);
    size_t next = at;
    place_look(a, BEFORE, symbol_next(text, &next), left);
    for (int i = 1; i <= BEHIND && next <= text.len; i++) {
        unsigned symbol = SYMBOL_EDGE;
        if (next < text.len)
            symbol = symbol_next(text, &next);
        else
            next++;
        place_look(a, BEFORE + i, symbol, left);
    }
    for (int i = 1; i <= BEFORE; i++) {
        unsigned symbol = SYMBOL_EDGE;
        bool edge = at == 0;
        if (!edge) {
            for (at--; at > 0 && ((unsigned char)text.at[at] & 0xC0) == 0x80;)
                at--;
            size_t from = at;
            symbol = symbol_next(text, &from);
        }
        place_look(a, BEFORE - i, symbol, left);
        if (edge)
            break;
    }
    for (size_t word = 0; word < a->n_words; word++) {
        for (uint64_t bits = left[word]; bits != 0; bits &= bits - 1) {
            int need = a->windows[word * 64 + (size_t)__builtin_ctzll(bits)].need;
            add->bits[need / 64] |= (uint64_t)1 << (need % 64);
        }
    }
}
