/* hash.h - the door to xxHash: a fingerprint of bytes, to see whether they are the same (not against forgers). */
#ifndef EVITAB_HASH_H
#define EVITAB_HASH_H

#include "base/arena.h"
#include "base/fault.h"

#include <stdint.h>

typedef struct {
    uint64_t high, low;
} Hash;

Hash hash_of(Span bytes);
Hash hash_mix(Hash a, Hash b); /* of both, in this order */

static inline bool hash_equal(Hash a, Hash b)
{
    return a.high == b.high && a.low == b.low;
}

/* 32 hexadecimal digits. */
Span hash_print(Hash h, Arena *a);

/* Of the bytes of a file.  False: FAULT_INPUT, why it cannot be read, without the place. */
bool hash_file(const char *path, Hash *out, Fault *f) MUST_USE;

#endif
