/* builtin.h - the packs of patterns/, as bytes in the program (builtin.c is made from them by the build). */
#ifndef EVITAB_BUILTIN_H
#define EVITAB_BUILTIN_H

#include <stddef.h>

typedef struct {
    const char *name; /* "patterns/core.yaml" */
    const char *bytes;
    size_t len;
} BuiltinPack;

extern const BuiltinPack builtin_packs[]; /* in the order in which they need each other */
extern const size_t n_builtin_packs;

#endif
