/* utf8.h - whether bytes are UTF-8, and the code points of text that is known to be (the readers check it). */
#ifndef EVITAB_UTF8_H
#define EVITAB_UTF8_H

#include "base/span.h"

#include <stdint.h>

/* Whether the bytes are UTF-8 (Unicode 15, table 3-7: no overlong forms, no surrogates). */
bool utf8_is_valid(Span s);

/* Length in bytes of the code point that begins with byte `c`, 1 to 4. */
static inline size_t utf8_length(char c)
{
    unsigned char u = (unsigned char)c;
    return u < 0x80 ? 1 : u < 0xE0 ? 2 : u < 0xF0 ? 3 : 4;
}

/* The code point at `at`; `left` bytes remain.  A cut sequence reads as U+FFFD. */
static inline uint32_t utf8_at(const char *at, size_t left)
{
    size_t n = utf8_length(*at);
    unsigned char u = (unsigned char)*at;
    if (n == 1)
        return u;
    if (n > left)
        return 0xFFFD;
    uint32_t c = n == 2 ? u & 0x1Fu : n == 3 ? u & 0x0Fu : u & 0x07u;
    for (size_t i = 1; i < n; i++)
        c = c << 6 | ((unsigned char)at[i] & 0x3Fu);
    return c;
}

/* Code points in `s`: the offset that rows print for the byte offset s.len. */
static inline int32_t utf8_count(Span s)
{
    int32_t n = 0;
    for (size_t i = 0; i < s.len; i++)
        n += ((unsigned char)s.at[i] & 0xC0u) != 0x80u;
    return n;
}

#endif
