#include "pattern/keyword.h"

#include "base/arena.h"

#include <stdlib.h>

/* States are rows of 256 next states: a table, since the few thousand states are built once and walked for every byte. */
typedef struct {
    uint16_t next[256];
    uint16_t fail;
    int16_t literal; /* that ends here, or -1 */
    uint16_t output; /* next state on the way of failures that ends one; 0: none */
} State;

struct Keywords {
    State *states;
    size_t n, max;
    Span texts[LITERALS_MAX]; /* owned copies */
    int n_texts;
    State *walk; /* the completed automaton */
};

static size_t state_new(Keywords *k)
{
    if (k->n == k->max) {
        k->max = k->max == 0 ? 256 : k->max * 2;
        k->states = realloc(k->states, k->max * sizeof *k->states);
        if (k->states == NULL)
            out_of_memory();
    }
    memset(&k->states[k->n], 0, sizeof *k->states);
    k->states[k->n].literal = -1;
    return k->n++;
}

Keywords *keywords_new(void)
{
    Keywords *k = calloc(1, sizeof *k);
    if (k == NULL)
        out_of_memory();
    (void)state_new(k);
    return k;
}

void keywords_free(Keywords *k)
{
    if (k == NULL)
        return;
    for (int i = 0; i < k->n_texts; i++)
        free((char *)k->texts[i].at);
    free(k->states);
    free(k->walk);
    free(k);
}

int keywords_add(Keywords *k, Span text)
{
    size_t s = 0;
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.at[i];
        if (k->states[s].next[c] == 0) {
            size_t made = state_new(k);
            k->states[s].next[c] = (uint16_t)made;
        }
        s = k->states[s].next[c];
    }
    if (k->states[s].literal >= 0)
        return k->states[s].literal;
    if (k->n_texts == LITERALS_MAX || k->n > UINT16_MAX - 256)
        return -1;
    char *copy = malloc(text.len + 1);
    if (copy == NULL)
        out_of_memory();
    memcpy(copy, text.at, text.len);
    k->texts[k->n_texts] = (Span){copy, text.len};
    k->states[s].literal = (int16_t)k->n_texts;
    return k->n_texts++;
}

/* Breadth first: each state's failure is the longest proper end of it that is a state too. */
void keywords_ready(Keywords *k)
{
    free(k->walk);
    k->walk = malloc(k->n * sizeof *k->walk);
    uint16_t *queue = malloc(k->n * sizeof *queue);
    if (k->walk == NULL || queue == NULL)
        out_of_memory();
    memcpy(k->walk, k->states, k->n * sizeof *k->walk);
    size_t head = 0, tail = 0;
    for (int c = 0; c < 256; c++)
        if (k->walk[0].next[c] != 0)
            queue[tail++] = k->walk[0].next[c];
    while (head < tail) {
        State *s = &k->walk[queue[head++]];
        const State *fail = &k->walk[s->fail];
        s->output = fail->literal >= 0 ? s->fail : fail->output;
        for (int c = 0; c < 256; c++) {
            if (s->next[c] == 0) {
                s->next[c] = fail->next[c];
            } else {
                k->walk[s->next[c]].fail = fail->next[c];
                queue[tail++] = s->next[c];
            }
        }
    }
    free(queue);
}

void keywords_find(const Keywords *k, Span text, KeywordSet *out)
{
    memset(out, 0, sizeof *out);
    size_t s = 0;
    for (size_t i = 0; i < text.len; i++) {
        s = k->walk[s].next[(unsigned char)text.at[i]];
        for (size_t o = k->walk[s].literal >= 0 ? s : k->walk[s].output; o != 0; o = k->walk[o].output) {
            int l = k->walk[o].literal;
            out->bits[l / 64] |= (uint64_t)1 << (l % 64);
        }
    }
}
