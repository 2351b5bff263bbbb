#include "pattern/wanted.h"

#include <stdlib.h>

struct Wanted {
    size_t n_words;    /* of a set: no more than there are patterns */
    NeedSet first;     /* the needs that a pattern asks for first */
    Branch *branches;  /* of all patterns: patterns lie too far apart to be looked at */
    uint16_t *from;    /* the first branch of the pattern at each place, and behind the last one their end */
    uint64_t *by_need; /* the sets of patterns that ask for each need first; NEEDS_MAX of them, and of those that ask for none */
};

void wanted_free(struct Wanted *w)
{
    if (w == NULL)
        return;
    free(w->by_need);
    free(w->branches);
    free(w->from);
    free(w);
}

static void *room(size_t n, size_t size)
{
    void *at = calloc(n, size);
    if (at == NULL)
        out_of_memory();
    return at;
}

static void branches_put(const Packs *p, struct Wanted *w)
{
    size_t n = 0;
    w->branches = room(p->n_patterns * BRANCHES_MAX + 1, sizeof *w->branches);
    w->from = room(p->n_patterns + 1, sizeof *w->from);
    for (size_t i = 0; i < p->n_patterns; i++) {
        for (int b = 0; b < p->in_order[i]->n_branches; b++)
            w->branches[n++] = p->in_order[i]->branches[b];
        w->from[i + 1] = (uint16_t)n;
    }
}
_Static_assert(PATTERNS_MAX * BRANCHES_MAX <= UINT16_MAX, "branches are counted in 16 bits");

void wanted_ready(Packs *p)
{
    wanted_free(p->wanted);
    struct Wanted *w = p->wanted = room(1, sizeof *w);
    w->n_words = p->n_patterns / 64 + 1;
    w->n_words = w->n_words < PATTERNS_MAX / 64 ? w->n_words : PATTERNS_MAX / 64;
    w->by_need = room((NEEDS_MAX + 1) * w->n_words, sizeof *w->by_need);
    branches_put(p, w);
    for (size_t i = 0; i < p->n_patterns; i++) {
        const Pattern *one = p->in_order[i];
        for (int b = 0; b < one->n_branches; b++) {
            size_t need = one->branches[b].n == 0 ? NEEDS_MAX : one->branches[b].need[0];
            w->by_need[need * w->n_words + i / 64] |= (uint64_t)1 << (i % 64);
            if (need < NEEDS_MAX)
                w->first.bits[need / 64] |= (uint64_t)1 << (need % 64);
        }
    }
}

static void add(const struct Wanted *w, size_t need, PatternSet *to)
{
    const uint64_t *set = w->by_need + need * w->n_words;
    for (size_t i = 0; i < w->n_words; i++)
        to->bits[i] |= set[i];
}

void wanted_find(const Packs *p, const NeedSet *met, PatternSet *out)
{
    memset(out->bits, 0, p->wanted->n_words * sizeof out->bits[0]);
    add(p->wanted, NEEDS_MAX, out);
    for (size_t word = 0; word < NEEDS_MAX / 64; word++)
        for (uint64_t left = met->bits[word] & p->wanted->first.bits[word]; left != 0; left &= left - 1)
            add(p->wanted, word * 64 + (size_t)__builtin_ctzll(left), out);
}

bool wanted_is(const Packs *p, const NeedSet *met, size_t place)
{
    const struct Wanted *w = p->wanted;
    for (size_t b = w->from[place]; b < w->from[place + 1]; b++) {
        const Branch *branch = &w->branches[b];
        int i = 0;
        while (i < branch->n && need_met(met, branch->need[i]))
            i++;
        if (i == branch->n)
            return true;
    }
    return false;
}

size_t wanted_next(const Packs *p, const PatternSet *s, const NeedSet *met, size_t from, size_t end)
{
    while (from < end) {
        uint64_t left = s->bits[from / 64] >> (from % 64);
        if (left == 0) {
            from = (from / 64 + 1) * 64;
            continue;
        }
        from += (size_t)__builtin_ctzll(left);
        if (from < end && wanted_is(p, met, from))
            return from;
        from++;
    }
    return end;
}
