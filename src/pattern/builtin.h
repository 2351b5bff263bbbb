/* builtin.h - the packs of patterns/ in the program: read when it was built (builtin.c is made from them by embed.c). */
#ifndef EVITAB_BUILTIN_H
#define EVITAB_BUILTIN_H

#include "base/hash.h"
#include "base/yaml.h"

typedef struct {
    const char *name; /* "patterns/core.yaml" */
    Hash print;       /* of its bytes */
    const YamlKept *nodes;
    const char *texts;
} BuiltinPack;

extern const BuiltinPack builtin_packs[]; /* in the order in which they need each other */
extern const size_t n_builtin_packs;

#endif
