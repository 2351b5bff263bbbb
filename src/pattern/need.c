#include "pattern/need.h"

enum { LOOKED_AT = 8 }; /* needs of one sequence */

/* How seldom a sentence has it: a long text, a mark; any number says little. */
static int weight(const Need *need)
{
    if (need == NULL || (need->n == 0 && need->types == 0))
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

/* --- texts side by side ------------------------------------------------------------------------- */

/* Texts that a run of items may be; characters of a class that are told apart in it. */
enum { TOGETHER_MAX = 32, CLASS_MAX = 4 };

/* All texts that items may be. */
typedef struct {
    Span at[TOGETHER_MAX];
    size_t n;
} Texts;

static void texts_clear(Texts *t)
{
    t->at[0] = SPAN_LIT("");
    t->n = 1;
}

static bool texts_put(Texts *to, Span text)
{
    bool fits = to->n < TOGETHER_MAX;
    if (fits)
        to->at[to->n++] = text;
    return fits;
}

static Span joined(Arena *a, Span first, Span second)
{
    if (first.len == 0 || second.len == 0)
        return first.len == 0 ? second : first;
    char *both = arena_room(a, first.len + second.len);
    memcpy(both, first.at, first.len);
    memcpy(both + first.len, second.at, second.len);
    return (Span){both, first.len + second.len};
}

/* Each of `to` with each of `more` behind it.  False: they are too many or too long, and `to` stays as it was. */
static bool texts_join(Arena *a, Texts *to, const Texts *more)
{
    Texts all;
    all.n = 0;
    bool fits = to->n * more->n <= TOGETHER_MAX;
    for (size_t i = 0; i < to->n && fits; i++) {
        for (size_t j = 0; j < more->n && fits; j++) {
            fits = to->at[i].len + more->at[j].len < NEED_TEXT_MAX;
            all.at[all.n++] = fits ? joined(a, to->at[i], more->at[j]) : (Span){0};
        }
    }
    for (size_t i = 0; i < all.n && fits; i++)
        to->at[i] = all.at[i];
    to->n = fits ? all.n : to->n;
    return fits;
}

/* One of its characters each.  False: not all are known, or a mention is one. */
static bool characters_of(Arena *a, const Node *n, Texts *out)
{
    bool others = n->set.bits[SYMBOL_OTHER / 64] != 0, mention = n->set.bits[SYMBOL_MENTION / 64] != 0;
    if (mention || (others && n->print.len == 0))
        return false;
    out->n = 0;
    for (unsigned word = 0; word < SYMBOL_MENTION / 64; word++) {
        for (uint64_t left = n->set.bits[word]; left != 0; left &= left - 1) {
            char c = (char)(word * 64 + (unsigned)__builtin_ctzll(left));
            if (!texts_put(out, arena_copy(a, (Span){&c, 1})))
                return false;
        }
    }
    for (size_t at = 0, from = 0; others && at < n->print.len; from = at)
        if (symbol_next(n->print, &at) >= SYMBOL_OTHER && !texts_put(out, span_cut(n->print, from, at)))
            return false;
    return out->n > 0;
}

/* False: not all texts that it may be are known, or they are too many. */
static bool texts_of(Arena *a, const Node *n, Texts *out)
{
    Texts one;
    texts_clear(out);
    switch (n->kind) {
    case NODE_SYMBOL: return characters_of(a, n, out) && out->n <= CLASS_MAX;
    case NODE_SEQUENCE:
        for (size_t i = 0; i < n->n; i++)
            if (!texts_of(a, n->items[i], &one) || !texts_join(a, out, &one))
                return false;
        return true;
    case NODE_CHOICE:
        if (n->n > TOGETHER_MAX)
            return false;
        out->n = 0;
        for (size_t i = 0; i < n->n; i++) {
            if (!texts_of(a, n->items[i], &one))
                return false;
            for (size_t t = 0; t < one.n; t++)
                if (!texts_put(out, one.at[t]))
                    return false;
        }
        return true;
    case NODE_REPEAT:
        if (n->max != 1 || !texts_of(a, n->items[0], out))
            return false;
        return n->min == 1 || texts_put(out, SPAN_LIT(""));
    default: return true; /* what is looked at beside the text is no part of it */
    }
}

/* "=" tells, one letter does not. */
static bool tells(Span text)
{
    return text.len >= 2 || (text.len == 1 && text.at[0] != ' ' && !byte_is_letter(text.at[0]));
}

/* Whether another of them is part of it, so that it is not asked for. */
static bool is_told_by_others(const Texts *all, size_t i)
{
    for (size_t j = 0; j < all->n; j++) {
        bool in = j != i && all->at[j].len <= all->at[i].len &&
                  memmem(all->at[i].at, all->at[i].len, all->at[j].at, all->at[j].len) != NULL;
        if (in && (all->at[j].len < all->at[i].len || j < i))
            return true;
    }
    return false;
}

/* NULL: one of them tells nothing. */
static Need *texts_need(Arena *a, const Texts *texts)
{
    for (size_t i = 0; i < texts->n; i++)
        if (!tells(texts->at[i]))
            return NULL;
    Need *need = arena_take(a, sizeof *need);
    for (size_t i = 0; i < texts->n; i++)
        if (!is_told_by_others(texts, i))
            text_add(a, need, texts->at[i]);
    return need;
}

/* --- sequences ---------------------------------------------------------------------------------- */

static Need *need_of(Arena *a, const Node *n);

typedef struct {
    Arena *arena;
    Need *found[LOOKED_AT], *best;
    int n;
    Texts run; /* what the items side by side before the place may be */
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
    found_put(s, texts_need(s->arena, &s->run));
    texts_clear(&s->run);
}

static void sequence_add(Sequence *s, const Node *item)
{
    bool more = item->kind == NODE_REPEAT && item->min > 0;
    Texts texts;
    if (item->kind == NODE_SEQUENCE) {
        for (size_t i = 0; i < item->n; i++)
            sequence_add(s, item->items[i]);
    } else if (item->kind == NODE_AHEAD || item->kind == NODE_BEHIND) {
        found_put(s, need_of(s->arena, item));
    } else if (texts_of(s->arena, more ? item->items[0] : item, &texts)) {
        if (!texts_join(s->arena, &s->run, &texts)) {
            run_end(s);
            s->run = texts;
        }
        if (more)
            run_end(s);
    } else {
        run_end(s);
        found_put(s, need_of(s->arena, item));
    }
}

static void sequence_begin(Sequence *s, Arena *a)
{
    s->arena = a;
    s->best = NULL;
    s->n = 0;
    texts_clear(&s->run);
}

static Need *sequence_need(Arena *a, const Node *n)
{
    Sequence s;
    sequence_begin(&s, a);
    for (size_t i = 0; i < n->n; i++)
        sequence_add(&s, n->items[i]);
    run_end(&s);
    return s.best;
}

/* One of its characters and mentions. */
static Need *symbol_need(Arena *a, const Node *n)
{
    Node characters = *n;
    Texts texts;
    texts.n = 0;
    characters.set.bits[SYMBOL_MENTION / 64] = 0;
    bool known = characters_of(a, &characters, &texts), mentions_only = true;
    for (int i = 0; i < N_SYMBOLS / 64; i++)
        mentions_only = mentions_only && characters.set.bits[i] == 0;
    Need *need = known || mentions_only ? texts_need(a, &texts) : NULL;
    if (need != NULL)
        need->types = n->set.bits[SYMBOL_MENTION / 64];
    return need != NULL && weight(need) > 0 ? need : NULL;
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
    switch (n->kind) {
    case NODE_BOUND: return NULL;
    case NODE_CHOICE: return choice_need(a, n);
    case NODE_REPEAT: return n->min > 0 ? need_of(a, n->items[0]) : NULL;
    case NODE_SYMBOL: return symbol_need(a, n);
    default: return sequence_need(a, n);
    }
}

static void needs_take(Arena *a, const Node *alternative, Needs *out)
{
    Sequence s;
    sequence_begin(&s, a);
    sequence_add(&s, alternative);
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
