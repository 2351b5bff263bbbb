#include "base/str.h"

#include "base/arena.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { KEEP_BYTES = 1 << 20 }; /* what str_clear leaves to the next use */

char *str_room(Str *s, size_t more)
{
    size_t max = s->max == 0 ? STR_MAX : s->max;
    if (s->full || more > max - s->len) {
        s->full = true;
        return NULL;
    }
    size_t need = s->len + more + 1;
    if (need > s->size) {
        size_t size = s->size < 256 ? 256 : s->size * 2;
        while (size < need)
            size *= 2;
        size = size > max + 1 ? max + 1 : size; /* str_add asks the size alone whether more fits */
        char *at = realloc(s->at, size);
        if (at == NULL)
            out_of_memory();
        s->at = at;
        s->size = size;
    }
    return s->at + s->len;
}

void str_add_text(Str *s, const char *more)
{
    str_add(s, span_of(more));
}

void str_add_int(Str *s, long n)
{
    char digits[24];
    size_t at = sizeof digits;
    unsigned long rest = n < 0 ? 0UL - (unsigned long)n : (unsigned long)n;
    do {
        digits[--at] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (n < 0)
        digits[--at] = '-';
    str_add(s, (Span){digits + at, sizeof digits - at});
}

/* Most are short decimals.  What is the double nearest to n/10000 prints as n/10000 does, whose digits are ten at most. */
void str_add_real(Str *s, double value)
{
    enum { SCALE = 10000, DECIMALS = 4 };
    long n = value >= 0 && value < 1e5 && !signbit(value) ? lround(value * SCALE) : 0;
    if (n == 0 || (double)n / SCALE != value) {
        str_add_format(s, "%.10g", value);
        return;
    }
    long rest = n % SCALE;
    str_add_int(s, n / SCALE);
    if (rest == 0)
        return;
    char digits[1 + DECIMALS] = {'.'};
    size_t len = 1 + DECIMALS;
    for (size_t i = DECIMALS; i > 0; i--, rest /= 10)
        digits[i] = (char)('0' + rest % 10);
    while (digits[len - 1] == '0')
        len--;
    str_add(s, (Span){digits, len});
}

void str_add_format(Str *s, const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    int n = vsnprintf(NULL, 0, format, ap);
    va_end(ap);
    char *at = n < 0 ? NULL : str_room(s, (size_t)n);
    if (at == NULL)
        return;
    va_start(ap, format);
    (void)vsnprintf(at, (size_t)n + 1, format, ap);
    va_end(ap);
    s->len += (size_t)n;
}

void str_clear(Str *s)
{
    if (s->size > KEEP_BYTES)
        str_free(s);
    s->len = 0;
    s->full = false;
    if (s->at != NULL)
        s->at[0] = '\0';
}

void str_free(Str *s)
{
    free(s->at);
    *s = (Str){.max = s->max};
}
