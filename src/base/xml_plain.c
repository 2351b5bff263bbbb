#include "base/xml_plain.h"

#include <stdint.h>
#include <stdlib.h>

enum { DEPTH_MAX = 64, ATTRIBUTES_MAX = 16, BYTES_MAX = 1 << 20 /* libxml2's own limits lie above */ };

typedef struct {
    const XmlEvents *events;
    void *who;
    Span text;
    size_t at;
    Span open[DEPTH_MAX];
    int depth;
} Plain;

/* What ends a run of text, or makes it seldom: control characters, "<", "&", "]" (of "]]>"), and the first byte of U+FFFE. */
static const bool stops[256] = {[0 ... 8] = true,  [11 ... 31] = true, ['<'] = true, ['&'] = true,
                                [']'] = true, [0xEF] = true};

static bool is_name(char c, bool first)
{
    bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    return letter || (!first && ((c >= '0' && c <= '9') || c == '-' || c == '.'));
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

static char here(const Plain *p)
{
    return p->at < p->text.len ? p->text.at[p->at] : '\0';
}

static Span name_read(Plain *p)
{
    size_t from = p->at;
    while (is_name(here(p), p->at == from))
        p->at++;
    return span_cut(p->text, from, p->at);
}

static bool blanks_skip(Plain *p)
{
    size_t from = p->at;
    while (is_blank(here(p)))
        p->at++;
    return p->at > from;
}

static bool value_read(Plain *p, Span *out)
{
    char quote = here(p);
    if (quote != '"' && quote != '\'')
        return false;
    size_t from = ++p->at;
    while (p->at < p->text.len && here(p) != quote) {
        char c = here(p);
        if ((stops[(unsigned char)c] && c != ']') || is_blank(c) != (c == ' '))
            return false;
        p->at++;
    }
    *out = span_cut(p->text, from, p->at);
    return p->at++ < p->text.len;
}

static bool attribute_read(Plain *p, PlainAttribute *all, int n)
{
    PlainAttribute *a = &all[n];
    a->name = name_read(p);
    if (a->name.len == 0 || here(p) != '=' || span_begins(a->name, "xml"))
        return false;
    p->at++;
    for (int i = 0; i < n; i++)
        if (span_equal(all[i].name, a->name))
            return false;
    return value_read(p, &a->value);
}

static bool start_read(Plain *p)
{
    PlainAttribute all[ATTRIBUTES_MAX];
    XmlAttributes a = {.plain = all};
    Span name = name_read(p);
    if (name.len == 0 || p->depth == DEPTH_MAX)
        return false;
    while (blanks_skip(p) && is_name(here(p), true)) {
        if (a.n == ATTRIBUTES_MAX || !attribute_read(p, all, a.n))
            return false;
        a.n++;
    }
    bool empty = here(p) == '/';
    p->at += empty;
    if (here(p) != '>')
        return false;
    p->at++;
    p->events->start(p->who, name, &a);
    if (empty)
        p->events->end(p->who, name);
    else
        p->open[p->depth++] = name;
    return true;
}

static bool end_read(Plain *p)
{
    Span name = name_read(p);
    if (p->depth == 0 || !span_equal(name, p->open[p->depth - 1]))
        return false;
    (void)blanks_skip(p);
    if (here(p) != '>')
        return false;
    p->at++;
    p->depth--;
    p->events->end(p->who, name);
    return true;
}

static Span number_written(uint32_t c, char out[4])
{
    size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = n; i-- > 1; c >>= 6)
        out[i] = (char)(0x80 | (c & 0x3F));
    out[0] = (char)(lead[n] | c);
    return (Span){out, n};
}

static bool number_read(Span digits, uint32_t *c)
{
    bool hex = digits.len > 0 && digits.at[0] == 'x';
    if (digits.len <= hex || digits.len > 7)
        return false;
    for (size_t i = hex; i < digits.len; i++) {
        char d = digits.at[i];
        bool letter = hex && ((d >= 'a' && d <= 'f') || (d >= 'A' && d <= 'F'));
        if (!letter && (d < '0' || d > '9'))
            return false;
    }
    *c = (uint32_t)strtoul(digits.at + hex, NULL, hex ? 16 : 10);
    return *c >= 0x20 && *c <= 0x10FFFF && (*c < 0xD800 || *c > 0xDFFF) && *c != 0xFFFE && *c != 0xFFFF;
}

static bool entity_read(Plain *p)
{
    static const struct {
        Span name;
        char is;
    } known[] = {{{"lt", 2}, '<'}, {{"gt", 2}, '>'}, {{"amp", 3}, '&'}, {{"quot", 4}, '"'}, {{"apos", 4}, '\''}};
    size_t from = ++p->at;
    while (p->at < p->text.len && p->at - from < 10 && here(p) != ';')
        p->at++;
    if (here(p) != ';')
        return false;
    Span name = span_cut(p->text, from, p->at++);
    char bytes[4];
    uint32_t c = 0;
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (span_equal(name, known[i].name))
            c = (uint32_t)known[i].is;
    if (c == 0 && (name.len < 2 || name.at[0] != '#' || !number_read(span_cut(name, 1, name.len), &c)))
        return false;
    p->events->text(p->who, number_written(c, bytes));
    return true;
}

static bool text_read(Plain *p)
{
    size_t from = p->at;
    for (; p->at < p->text.len; p->at++) {
        unsigned char c = (unsigned char)p->text.at[p->at];
        if (!stops[c])
            continue;
        Span rest = span_cut(p->text, p->at, p->text.len);
        if (c == '<' || c == '&')
            break;
        if ((c != ']' && c != 0xEF) || span_begins(rest, "]]>") || span_begins(rest, "\xEF\xBF"))
            return false;
    }
    if (p->at > from)
        p->events->text(p->who, span_cut(p->text, from, p->at));
    return true;
}

bool xml_plain(Span bytes, const XmlEvents *events, void *who)
{
    Plain p = {.events = events, .who = who, .text = bytes};
    if (bytes.len > BYTES_MAX)
        return false;
    do {
        bool ok;
        if (here(&p) != '<') {
            ok = p.depth > 0 && p.at < bytes.len && (here(&p) == '&' ? entity_read(&p) : text_read(&p));
        } else {
            p.at++;
            bool end = here(&p) == '/';
            p.at += end;
            ok = end ? end_read(&p) : start_read(&p);
        }
        if (!ok)
            return false;
    } while (p.depth > 0);
    (void)blanks_skip(&p);
    return p.at == bytes.len;
}
