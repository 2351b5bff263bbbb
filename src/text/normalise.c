#include "text/normalise.h"

#include "base/utf8.h"

typedef struct {
    const char *print;
    size_t len;
    char *out;
    uint32_t *map;
    size_t n;
} Writer;

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

static void put(Writer *w, const char *bytes, size_t n, size_t from)
{
    for (size_t i = 0; i < n; i++) {
        w->out[w->n] = bytes[i];
        w->map[w->n++] = (uint32_t)from;
    }
}

/* What one code point becomes; NULL: it stays.  "" drops it. */
static const char *replacement(uint32_t c)
{
    if (c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000)
        return " ";
    if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFE63 || c == 0xFF0D || c == 0x2043)
        return "-";
    if ((c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF || c == 0xAD)
        return "";
    if (c >= 0xE000 && c <= 0xF8FF)
        return "\xEF\xBF\xBD";
    switch (c) {
    case 0x2264: case 0x2A7D: case 0x2266:
        return "\xE2\x89\xA4"; /* the one less-or-equal */
    case 0x2265: case 0x2A7E: case 0x2267:
        return "\xE2\x89\xA5";
    case 0xFF1C: case 0x2039: case 0x3008: case 0xFE64:
        return "<";
    case 0xFF1E: case 0x203A: case 0x3009: case 0xFE65:
        return ">";
    case 0xFF1D:
        return "=";
    case 0xFF05: case 0x066A: case 0xFE6A:
        return "%";
    case 0xD7:
        return "x";
    case 0x2018: case 0x2019: case 0x2032:
        return "'";
    case 0x201C: case 0x201D:
        return "\"";
    case 0xFB01:
        return "fi";
    case 0xFB02:
        return "fl";
    case 0xFB00:
        return "ff";
    case 0x223C: case 0x2248: case 0x2243:
        return "~";
    case 0x2213:
        return "\xC2\xB1";
    default:
        return NULL;
    }
}

static bool is_point(uint32_t c)
{
    return c == 0xB7 || c == 0x2219 || c == 0x22C5 || c == 0x2027 || c == 0x2E33;
}

/* A run of blanks in plain text: a line end glues hyphened words and joins lines; an empty line ends a paragraph,
 * unless the sentence plainly goes on (a page break inside it). */
static size_t put_plain_blanks(Writer *w, size_t i)
{
    size_t end = i, lines = 0;
    while (end < w->len && is_blank(w->print[end]))
        lines += w->print[end] == '\n' || w->print[end] == '\f', end++;
    char before = w->n > 0 ? w->out[w->n - 1] : '\n', after = end < w->len ? w->print[end] : '\n';
    bool hyphened = lines > 0 && before == '-' && w->n > 1 && (is_lower(w->out[w->n - 2])) && is_lower(after);
    if (hyphened)
        w->n--;
    else if (lines < 2)
        put(w, " ", 1, i);
    else if (before != '.' && before != '?' && before != '!' && before != '\n' && (is_lower(after) || after == '('))
        put(w, " ", 1, i);
    else
        put(w, "\n", 1, i);
    return end;
}

static size_t put_code_point(Writer *w, size_t i)
{
    size_t n = utf8_length(w->print[i]);
    if (n > w->len - i)
        n = w->len - i;
    uint32_t c = utf8_at(w->print + i, w->len - i);
    bool between = i > 0 && byte_is_digit(w->print[i - 1]) && i + n < w->len && byte_is_digit(w->print[i + n]);
    bool leads = (i == 0 || !byte_is_digit(w->print[i - 1])) && i + n < w->len && byte_is_digit(w->print[i + n]);
    const char *to = is_point(c) && (between || leads) ? "." : replacement(c);
    if (to == NULL)
        put(w, w->print + i, n, i);
    else if (!(to[0] == ' ' && w->n > 0 && w->out[w->n - 1] == ' '))
        put(w, to, strlen(to), i);
    return i + n;
}

/* Eight bytes of nothing but ASCII, no control character, no two blanks (or, for all we know, not so). */
static bool stays(const char *at)
{
    const uint64_t ones = 0x0101010101010101u, highs = 0x80 * ones;
    uint64_t eight;
    memcpy(&eight, at, sizeof eight);
    uint64_t blank = eight ^ 0x20 * ones, blanks = (blank - ones) & ~blank & highs;
    bool odd = ((eight | ((eight - 0x20 * ones) & ~eight)) & highs) != 0;
    return !odd && (blanks & blanks >> 8) == 0;
}

/* Eight bytes at a time where it can: most texts are such. */
static bool needs_none(Span print)
{
    for (size_t i = 0; i < print.len; i++) {
        while (print.len - i > 8 && stays(print.at + i) && print.at[i + 8] != ' ')
            i += 8;
        unsigned char c = (unsigned char)print.at[i];
        if (c >= 0x80 || c < 0x20 || (c == ' ' && i + 1 < print.len && print.at[i + 1] == ' '))
            return false;
    }
    return true;
}

Normal normalise(Span print, bool plain, Arena *a)
{
    if (!plain && needs_none(print))
        return (Normal){.print = print, .text = print};
    /* no code point grows by more than "fi" for three bytes or a point for two */
    Writer w = {.print = print.at, .len = print.len};
    w.out = arena_room(a, print.len + 8);
    w.map = arena_room(a, (print.len + 8) * sizeof *w.map);
    for (size_t i = 0; i < print.len;) {
        char c = print.at[i];
        if (!plain && print.len - i >= 8 && !(c == ' ' && w.n > 0 && w.out[w.n - 1] == ' ') && stays(print.at + i)) {
            memcpy(w.out + w.n, print.at + i, 8);
            for (size_t k = 0; k < 8; k++)
                w.map[w.n++] = (uint32_t)i++;
        } else if (plain && is_blank(c)) {
            i = put_plain_blanks(&w, i);
        } else if (is_blank(c)) {
            if (w.n == 0 || w.out[w.n - 1] != ' ')
                put(&w, " ", 1, i);
            i++;
        } else if ((unsigned char)c < 0x80) {
            w.out[w.n] = c;
            w.map[w.n++] = (uint32_t)i++;
        } else {
            i = put_code_point(&w, i);
        }
    }
    w.map[w.n] = (uint32_t)print.len;
    return (Normal){.print = print, .text = {w.out, w.n}, .map = w.map};
}

size_t normal_start(const Normal *n, size_t at)
{
    return n->map == NULL ? at : n->map[at];
}

size_t normal_end(const Normal *n, size_t at)
{
    if (n->map == NULL || at == 0)
        return at;
    size_t last = n->map[at - 1]; /* what was dropped behind the last code point is not part of it */
    size_t end = last + utf8_length(n->print.at[last]);
    return end < n->print.len ? end : n->print.len;
}
