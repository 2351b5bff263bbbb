#include "input/inline.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

void inline_clear(Inline *i)
{
    str_clear(&i->text);
    i->depth = 0;
    i->closed = false;
}

void inline_raise(Inline *i, char mark)
{
    if (i->depth < INLINE_DEPTH)
        i->open[i->depth] = (Raised){i->text.len, mark};
    i->depth++;
    i->closed = false;
}

/* Whether `before` ends in a number, its stop or comma included ("21." before a raised reference). */
static bool ends_in_number(Span before)
{
    size_t n = before.len;
    if (n > 1 && (before.at[n - 1] == '.' || before.at[n - 1] == ','))
        n--;
    return n > 0 && is_digit(before.at[n - 1]);
}

static bool begins_number(Span text)
{
    static const char *const signs[] = {"-", "+", ".", "\xE2\x88\x92", "\xE2\x80\x93"}; /* U+2212 minus, U+2013 dash */
    size_t sign = 0;
    for (size_t k = 0; k < sizeof signs / sizeof signs[0] && sign == 0; k++)
        sign = span_begins(text, signs[k]) ? strlen(signs[k]) : 0;
    return text.len > sign && is_digit(text.at[sign]);
}

/* Puts the marks around all that follows the begin of `r`. */
static void mark(Inline *i, const Raised *r)
{
    size_t n = i->text.len - r->from;
    if (str_room(&i->text, 3) == NULL)
        return;
    char *at = i->text.at + r->from;
    memmove(at + 2, at, n);
    at[0] = r->mark;
    at[1] = '{';
    at[n + 2] = '}';
    i->text.len += 3;
    at[n + 3] = '\0';
}

void inline_lower(Inline *i)
{
    if (i->depth == 0 || --i->depth >= INLINE_DEPTH)
        return;
    Raised r = i->open[i->depth];
    Span all = str_span(&i->text);
    Span run = span_cut(all, r.from, all.len);
    bool joins = ends_in_number(span_cut(all, 0, r.from)) && begins_number(run);
    if (joins)
        mark(i, &r);
    i->closed = !joins && run.len > 0 && is_digit(run.at[run.len - 1]);
    i->last = r;
}

void inline_text(Inline *i, Span text)
{
    if (text.len == 0)
        return;
    if (i->closed && is_digit(text.at[0]))
        mark(i, &i->last);
    i->closed = false;
    str_add(&i->text, text);
}
