#include "base/find.h"

#include <assert.h>

typedef uint8_t Bytes __attribute__((vector_size(16)));

static Bytes bytes_at(const char *at)
{
    Bytes b;
    memcpy(&b, at, sizeof b);
    return b;
}

static bool any(Bytes b)
{
    uint64_t half[2];
    memcpy(half, &b, sizeof half);
    return (half[0] | half[1]) != 0;
}

size_t span_find(Span s, size_t from, Span what)
{
    assert(what.len > 1);
    const Bytes first = (Bytes){0} + (uint8_t)what.at[0], second = (Bytes){0} + (uint8_t)what.at[1],
                last = (Bytes){0} + (uint8_t)what.at[what.len - 1];
    size_t stop = s.len >= what.len ? s.len - what.len + 1 : 0, at = from; /* no place behind it has room */
    for (; at < stop && stop - at >= sizeof first; at += sizeof first) {
        const char *here = s.at + at;
        Bytes may = (Bytes)((bytes_at(here) == first) & (bytes_at(here + 1) == second) & (bytes_at(here + what.len - 1) == last));
        for (size_t i = 0; any(may) && i < sizeof may; i++)
            if (may[i] != 0 && memcmp(here + i, what.at, what.len) == 0)
                return at + i;
    }
    for (; at < stop; at++)
        if (memcmp(s.at + at, what.at, what.len) == 0)
            return at;
    return SIZE_MAX;
}

size_t span_find_any(Span s, size_t from, size_t end, const char bytes[4])
{
    const uint8_t a = (uint8_t)bytes[0], b = (uint8_t)bytes[1], c = (uint8_t)bytes[2], d = (uint8_t)bytes[3];
    for (; from < end && end - from >= sizeof(Bytes); from += sizeof(Bytes)) {
        Bytes here = bytes_at(s.at + from);
        Bytes one = (Bytes)((here == (Bytes){0} + a) | (here == (Bytes){0} + b));
        if (any(one | (Bytes)((here == (Bytes){0} + c) | (here == (Bytes){0} + d))))
            break;
    }
    for (; from < end; from++) {
        uint8_t here = (uint8_t)s.at[from];
        if (here == a || here == b || here == c || here == d)
            return from;
    }
    return end;
}
