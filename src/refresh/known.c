#include "refresh/known.h"

#include "base/arena.h"

#include <stdlib.h>

struct KnownSet {
    uint64_t *at; /* open addressing; 0 is empty */
    size_t n, size; /* size: a power of two, at most half full */
};

KnownSet *known_new(void)
{
    KnownSet *k = calloc(1, sizeof *k);
    if (k == NULL || (k->at = calloc(k->size = 1024, sizeof *k->at)) == NULL)
        out_of_memory();
    return k;
}

void known_free(KnownSet *k)
{
    if (k == NULL)
        return;
    free(k->at);
    free(k);
}

static size_t place_of(const KnownSet *k, uint64_t hash)
{
    size_t i = hash & (k->size - 1);
    while (k->at[i] != 0 && k->at[i] != hash)
        i = (i + 1) & (k->size - 1);
    return i;
}

static void grow(KnownSet *k)
{
    KnownSet old = *k;
    k->size *= 2;
    k->at = calloc(k->size, sizeof *k->at);
    if (k->at == NULL)
        out_of_memory();
    for (size_t i = 0; i < old.size; i++)
        if (old.at[i] != 0)
            k->at[place_of(k, old.at[i])] = old.at[i];
    free(old.at);
}

void known_add(KnownSet *k, uint64_t hash)
{
    size_t i = place_of(k, hash);
    if (hash == 0 || k->at[i] == hash)
        return; /* 0 is never known: that record is read again, no more */
    k->at[i] = hash;
    if (++k->n > k->size / 2)
        grow(k);
}

bool known_has(const KnownSet *k, uint64_t hash)
{
    return hash != 0 && k->at[place_of(k, hash)] == hash;
}
