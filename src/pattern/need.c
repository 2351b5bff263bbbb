#include "pattern/need.h"

enum { LOOKED_AT = 8 }; /* needs of one sequence */

/* How seldom a sentence has it: a long text, a mark; any number says little. */
static int weight(const Need *need)
{
    if (need == NULL)
        return 0;
    size_t least = need->types != 0 ? 3 : NEED_TEXT_MAX;
    for (size_t i = 0; i < need->n; i++)
        least = need->text[i].len < least ? need->text[i].len : least;
    bool weak = need->types >> NUMBER_TYPES == 0 && need->types != 0;
    return weak ? 1 : (int)least * 8 + 100 - (int)need->n - __builtin_popcountll(need->types);
}

static void text_add(Arena *a, Need *need, Span text)
{
    *(Span *)arena_push(a, &need->text, &need->n, &need->size, sizeof text) = text;
}

/* --- one symbol --------------------------------------------------------------------------------- */

/* One letter, digit or blank tells nothing, nor does what shares its symbol with others. */
static const SymbolSet tells_nothing = {{0x03FF000100000000u, 0x07FFFFFE07FFFFFEu, 0, UINT64_MAX}};

/* One of the marks and mentions of the set, if it holds nothing else. */
static Need *set_need(Arena *a, const SymbolSet *set)
{
    bool empty = (set->bits[0] | set->bits[1] | set->bits[SYMBOL_MENTION / 64]) == 0;
    for (int i = 0; i < N_SYMBOLS / 64; i++)
        if (empty || (set->bits[i] & tells_nothing.bits[i]) != 0)
            return NULL;
    Need *need = arena_take(a, sizeof *need);
    need->types = set->bits[SYMBOL_MENTION / 64];
    for (unsigned word = 0; word < SYMBOL_MENTION / 64; word++)
        for (uint64_t left = set->bits[word]; left != 0; left &= left - 1)
            text_add(a, need, arena_format(a, "%c", (int)word * 64 + __builtin_ctzll(left)));
    return need->n <= NEED_TEXTS_MAX ? need : NULL;
}

/* --- sequences ---------------------------------------------------------------------------------- */

static Need *need_of(Arena *a, const Node *n);

typedef struct {
    Arena *arena;
    Need *found[LOOKED_AT], *best;
    int n;
    char run[NEED_TEXT_MAX]; /* characters side by side */
    size_t len;
} Sequence;

static void found_put(Sequence *s, Need *need)
{
    if (weight(need) > weight(s->best))
        s->best = need;
    if (need != NULL && s->n < LOOKED_AT)
        s->found[s->n++] = need;
}

static void run_end(Sequence *s)
{
    bool letter = s->run[0] == ' ' || (s->run[0] >= 'a' && s->run[0] <= 'z');
    if (s->len >= 2 || (s->len == 1 && !letter)) { /* "=" tells, one letter does not */
        Need *need = arena_take(s->arena, sizeof *need);
        text_add(s->arena, need, arena_copy(s->arena, (Span){s->run, s->len}));
        found_put(s, need);
    }
    s->len = 0;
}

static void run_add(Sequence *s, Span character)
{
    if (s->len + character.len >= sizeof s->run)
        run_end(s);
    memcpy(s->run + s->len, character.at, character.len);
    s->len += character.len;
}

static void sequence_read(Sequence *s, const Node *n)
{
    const Node *times = n->kind == NODE_REPEAT && n->min > 0 ? n->items[0] : NULL;
    if (n->kind == NODE_SEQUENCE) {
        for (size_t i = 0; i < n->n; i++)
            sequence_read(s, n->items[i]);
    } else if (n->kind == NODE_SYMBOL && n->character.len > 0) {
        run_add(s, n->character);
    } else if (times != NULL && times->kind == NODE_SYMBOL && times->character.len > 0) {
        run_add(s, times->character);
        run_end(s);
    } else {
        run_end(s);
        found_put(s, need_of(s->arena, n));
    }
}

static Need *sequence_need(Arena *a, const Node *n)
{
    Sequence s = {.arena = a};
    for (size_t i = 0; i < n->n; i++)
        sequence_read(&s, n->items[i]);
    run_end(&s);
    return s.best;
}

/* What all alternatives share: one of the best of each. */
static Need *choice_need(Arena *a, const Node *n)
{
    Need *sum = arena_take(a, sizeof *sum);
    for (size_t i = 0; i < n->n; i++) {
        const Need *one = need_of(a, n->items[i]);
        if (one == NULL || sum->n + one->n > NEED_TEXTS_MAX)
            return NULL;
        sum->types |= one->types;
        for (size_t t = 0; t < one->n; t++)
            text_add(a, sum, one->text[t]);
    }
    return sum;
}

/* NULL: none is known. */
static Need *need_of(Arena *a, const Node *n)
{
    Sequence s = {.arena = a};
    switch (n->kind) {
    case NODE_BOUND: return NULL;
    case NODE_CHOICE: return choice_need(a, n);
    case NODE_REPEAT: return n->min > 0 ? need_of(a, n->items[0]) : NULL;
    case NODE_SYMBOL:
        if (n->character.len == 0)
            return set_need(a, &n->set);
        sequence_read(&s, n);
        run_end(&s);
        return s.best;
    default: return sequence_need(a, n);
    }
}

static void needs_take(Arena *a, const Node *alternative, Needs *out)
{
    Sequence s = {.arena = a};
    sequence_read(&s, alternative);
    run_end(&s);
    for (out->n = 0; out->n < NEEDS_TAKEN && s.n > 0;) {
        int best = 0;
        for (int i = 1; i < s.n; i++)
            if (weight(s.found[i]) > weight(s.found[best]))
                best = i;
        out->need[out->n++] = s.found[best];
        s.found[best] = s.found[--s.n];
    }
}

int needs_cut(Arena *a, const Node *tree, Needs out[BRANCHES_MAX])
{
    out[0].n = 0;
    if (tree == NULL)
        return 1;
    bool each = tree->kind == NODE_CHOICE && tree->n <= BRANCHES_MAX;
    size_t n = each ? tree->n : 1;
    for (size_t i = 0; i < n; i++)
        needs_take(a, each ? tree->items[i] : tree, &out[i]);
    return (int)n;
}
