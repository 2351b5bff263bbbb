/* known.h - a set of hashes that is filled once and then only asked, by any thread. */
#ifndef EVITAB_KNOWN_H
#define EVITAB_KNOWN_H

#include <stdbool.h>
#include <stdint.h>

typedef struct KnownSet KnownSet;

KnownSet *known_new(void);
void known_free(KnownSet *k); /* takes NULL */
void known_add(KnownSet *k, uint64_t hash);
bool known_has(const KnownSet *k, uint64_t hash);

#endif
