#include "base/clean.h"

/* The bytes of the control character at the begin; 0: there is none. */
static size_t control(Span s)
{
    unsigned char c = (unsigned char)s.at[0], next = s.len > 1 ? (unsigned char)s.at[1] : 0;
    return c < 0x20 || c == 0x7F ? 1 : c == 0xC2 && next >= 0x80 && next < 0xA0 ? 2 : 0;
}

void str_add_clean(Str *out, Span text)
{
    size_t from = 0, i = 0;
    if (text.at == NULL)
        return;
    for (size_t n; i < text.len; i += n > 0 ? n : 1) {
        n = control(span_cut(text, i, text.len));
        if (n == 0)
            continue;
        str_add(out, span_cut(text, from, i));
        str_add_byte(out, ' ');
        from = i + n;
    }
    str_add(out, span_cut(text, from, text.len));
}

bool text_is_clean(Span text)
{
    for (size_t i = 0; i < text.len; i++)
        if (control(span_cut(text, i, text.len)) > 0)
            return false;
    return true;
}

void text_clean(char *text)
{
    Span s = span_of(text);
    size_t to = 0;
    for (size_t i = 0, n; i < s.len; i += n > 0 ? n : 1) {
        n = control(span_cut(s, i, s.len));
        text[to++] = n > 0 ? ' ' : s.at[i];
    }
    text[to] = '\0';
}
