/* str.h - a growing run of bytes with one owner and a named maximum. */
#ifndef EVITAB_STR_H
#define EVITAB_STR_H

#include "base/span.h"

typedef struct {
    char *at; /* owned; NULL while empty; a NUL follows the last byte once anything was added */
    size_t len, size;
    size_t max;  /* bytes it may hold; 0: STR_MAX                            */
    bool full;   /* something did not fit and was left out: check once, at the end */
} Str;

enum { STR_MAX = 1 << 30 };

void str_add_text(Str *s, const char *more);
void str_add_int(Str *s, long n); /* in decimal */
void str_add_real(Str *s, double value); /* as "%.10g" prints it */
void str_add_format(Str *s, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Room for `more` bytes at the end: where to write them; then add the count to `len`.  NULL if over the maximum. */
char *str_room(Str *s, size_t more);

void str_clear(Str *s); /* empty, its memory kept (a huge one is given back) */
void str_free(Str *s);

static inline void str_add(Str *s, Span more)
{
    bool fits = more.len < s->size - s->len && !s->full; /* the rule, without a call */
    char *at = fits ? s->at + s->len : str_room(s, more.len);
    if (at == NULL)
        return;
    if (more.len > 0)
        memcpy(at, more.at, more.len);
    at[more.len] = '\0';
    s->len += more.len;
}

static inline void str_add_byte(Str *s, char c)
{
    str_add(s, (Span){&c, 1});
}

static inline Span str_span(const Str *s)
{
    return (Span){s->at == NULL ? "" : s->at, s->len};
}

#endif
