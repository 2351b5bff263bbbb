/* span.h - a borrowed run of bytes.
 *
 * A Span owns nothing.  It lives as long as the text that it points into.  Bytes are UTF-8,
 * lengths and offsets count bytes, ranges are half open, no NUL ends it: print it with "%.*s".
 * `at` NULL says "the text does not hold it" (JSON null); an empty span with an address is "".
 */
#ifndef EVITAB_SPAN_H
#define EVITAB_SPAN_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

typedef struct {
    const char *at;
    size_t len;
} Span;

static inline bool byte_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool byte_is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static inline bool byte_is_letter(char c) /* of ASCII */
{
    return (c | 32) >= 'a' && (c | 32) <= 'z';
}

#define SPAN_FMT(s) (int)(s).len, (s).at
#define SPAN_LIT(text) ((Span){(text), sizeof(text) - 1})

static inline Span span_of(const char *text)
{
    return text == NULL ? (Span){0} : (Span){text, strlen(text)};
}

/* The bytes from .. to - 1 of `s`; 0 <= from <= to <= s.len. */
static inline Span span_cut(Span s, size_t from, size_t to)
{
    return (Span){s.at + from, to - from};
}

static inline bool span_equal(Span a, Span b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

static inline bool span_is(Span s, const char *text)
{
    return span_equal(s, span_of(text));
}

static inline bool span_begins(Span s, const char *prefix)
{
    size_t n = strlen(prefix);
    return s.len >= n && memcmp(s.at, prefix, n) == 0;
}

/* Takes the next line off *rest, without its end; false: there is none. */
static inline bool span_line(Span *rest, Span *out)
{
    const char *end = rest->len == 0 ? NULL : memchr(rest->at, '\n', rest->len);
    size_t n = end == NULL ? rest->len : (size_t)(end - rest->at);
    bool is = rest->len > 0;
    *out = span_cut(*rest, 0, n);
    *rest = span_cut(*rest, end == NULL ? n : n + 1, rest->len);
    return is;
}

#endif
