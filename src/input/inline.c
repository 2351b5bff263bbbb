#include "input/inline.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

void inline_clear(Inline *i)
{
    str_clear(&i->text);
    i->raised = i->fresh = i->closed = i->marked = false;
}

void inline_raise(Inline *i, char mark)
{
    i->raised = i->fresh = true;
    i->marked = i->closed = false;
    i->mark = mark;
    i->raised_from = i->text.len;
}

void inline_lower(Inline *i)
{
    if (i->raised && i->marked)
        str_add_byte(&i->text, '}');
    i->closed = i->raised && !i->marked && i->text.len > i->raised_from && is_digit(i->text.at[i->text.len - 1]);
    i->raised = false;
}

/* Whether a raised text that begins like this would join the digit before it. */
static bool joins(const Inline *i, Span text)
{
    if (i->text.len == 0 || !is_digit(i->text.at[i->text.len - 1]))
        return false;
    Span minus = SPAN_LIT("\xE2\x88\x92"), dash = SPAN_LIT("\xE2\x80\x93");
    size_t sign = text.at[0] == '-' || text.at[0] == '+' ? 1 : 0;
    if (text.len > 3 && (memcmp(text.at, minus.at, 3) == 0 || memcmp(text.at, dash.at, 3) == 0))
        sign = 3;
    return text.len > sign && is_digit(text.at[sign]);
}

/* The run that has just ended gets its marks after all: the next text begins with a digit. */
static void mark_late(Inline *i)
{
    size_t n = i->text.len - i->raised_from;
    if (str_room(&i->text, 3) == NULL)
        return;
    char *at = i->text.at + i->raised_from;
    memmove(at + 2, at, n);
    at[0] = i->mark;
    at[1] = '{';
    at[n + 2] = '}';
    i->text.len += 3;
}

void inline_text(Inline *i, Span text)
{
    if (text.len == 0)
        return;
    if (i->closed && !i->raised && is_digit(text.at[0]))
        mark_late(i);
    i->closed = false;
    if (i->raised && i->fresh && joins(i, text)) {
        char open[2] = {i->mark, '{'};
        str_add(&i->text, (Span){open, 2});
        i->marked = true;
    }
    i->fresh = false;
    str_add(&i->text, text);
}
