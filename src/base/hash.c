#include "base/hash.h"

#include <errno.h>
#include <stdio.h>
#include <xxhash.h>

static Hash from_library(XXH128_hash_t h)
{
    return (Hash){h.high64, h.low64};
}

Hash hash_of(Span bytes)
{
    return from_library(XXH3_128bits(bytes.at == NULL ? "" : bytes.at, bytes.len));
}

Hash hash_mix(Hash a, Hash b)
{
    uint64_t all[4] = {a.high, a.low, b.high, b.low};
    return from_library(XXH3_128bits(all, sizeof all));
}

Span hash_print(Hash h, Arena *a)
{
    static const char digit[] = "0123456789abcdef";
    char *out = arena_take(a, 33);
    for (int i = 0; i < 16; i++) {
        out[i] = digit[h.high >> (60 - 4 * i) & 15];
        out[16 + i] = digit[h.low >> (60 - 4 * i) & 15];
    }
    return (Span){out, 32};
}

bool hash_file(const char *path, Hash *out, Fault *f)
{
    char buffer[1 << 16];
    FILE *in = fopen(path, "rbe");
    if (in == NULL)
        return fault(f, FAULT_INPUT, "%s", strerror(errno));
    XXH3_state_t *state = XXH3_createState();
    if (state == NULL)
        out_of_memory();
    (void)XXH3_128bits_reset(state);
    errno = 0;
    for (size_t n; (n = fread(buffer, 1, sizeof buffer, in)) > 0;)
        (void)XXH3_128bits_update(state, buffer, n);
    bool ok = ferror(in) == 0 || fault(f, FAULT_INPUT, "%s", strerror(errno));
    *out = from_library(XXH3_128bits_digest(state));
    (void)XXH3_freeState(state);
    (void)fclose(in);
    return ok;
}
