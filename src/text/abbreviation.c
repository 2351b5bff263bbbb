#include "text/abbreviation.h"

#include "base/find.h"

enum { SHORT_MAX = ABBREVIATION_BYTES - 1, LONG_WORDS_EXTRA = 5 };

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static bool is_alnum(char c)
{
    return (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9');
}

static bool is_short_form(Span s)
{
    if (s.len < 2 || s.len > SHORT_MAX || !is_alnum(s.at[0]))
        return false;
    int letters = 0, capitals = 0;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];
        if (c == ' ' || (!is_alnum(c) && c != '-' && c != '/'))
            return false;
        letters += lower(c) >= 'a' && lower(c) <= 'z';
        capitals += c >= 'A' && c <= 'Z';
    }
    return letters > 0 && capitals > 0;
}

/* Where the long form begins in `before`, or before.len. */
static size_t long_begin(Span before, Span brief)
{
    size_t b = brief.len, at = before.len;
    while (b > 0) {
        char want = lower(brief.at[b - 1]);
        if (!is_alnum(want)) {
            b--;
            continue;
        }
        do {
            if (at == 0)
                return before.len;
            at--;
        } while (lower(before.at[at]) != want || (b == 1 && at > 0 && is_alnum(before.at[at - 1])));
        b--;
    }
    return at;
}

/* Where the last words of `before` begin whose initials are the abbreviation, or before.len: "total thyroidectomy (TT)". */
static size_t initials_begin(Span before, Span brief)
{
    size_t at = before.len;
    for (size_t b = brief.len; b > 0; b--) {
        if (!is_alnum(brief.at[b - 1]))
            continue;
        while (at > 0 && !is_alnum(before.at[at - 1]))
            at--;
        while (at > 0 && is_alnum(before.at[at - 1]))
            at--;
        if (at == before.len || lower(before.at[at]) != lower(brief.at[b - 1]))
            return before.len;
    }
    return at;
}

static Span long_form(Span text, size_t open, Span brief)
{
    size_t end = open;
    while (end > 0 && text.at[end - 1] == ' ')
        end--;
    size_t begin = end, words = 0, most = brief.len + LONG_WORDS_EXTRA;
    if (most > brief.len * 2)
        most = brief.len * 2;
    static const bool stops[256] = {['.'] = true, [';'] = true, [':'] = true, ['('] = true, [')'] = true,
                                    ['['] = true, [']'] = true, ['\0'] = true};
    while (begin > 0 && words < most && !stops[(unsigned char)text.at[begin - 1]]) {
        begin--;
        words += text.at[begin] == ' ';
    }
    Span before = span_cut(text, begin, end);
    size_t at = initials_begin(before, brief);
    if (at >= before.len)
        at = long_begin(before, brief);
    if (at >= before.len || before.len - at <= brief.len)
        return (Span){0};
    return span_cut(before, at, before.len);
}

void abbreviations_find(Span text, Arena *a, Abbreviations *add)
{
    static const bool ends[256] = {[')'] = true, [']'] = true, [';'] = true, [','] = true, ['\0'] = true};
    for (size_t i = 0; add->n < ABBREVIATIONS_MAX && (i = span_find_any(text, i, text.len, "([([")) < text.len; i++) {
        size_t end = i + 1;
        while (end < text.len && end - i <= SHORT_MAX + 1 && !ends[(unsigned char)text.at[end]])
            end++;
        if (end >= text.len || end - i > SHORT_MAX + 1)
            continue;
        Span brief = span_cut(text, i + 1, end);
        if (brief.len > 2 && brief.at[brief.len - 1] == 's' && is_short_form(span_cut(brief, 0, brief.len - 1)))
            brief.len--;
        if (!is_short_form(brief))
            continue;
        Span meaning = long_form(text, i, brief);
        if (meaning.at == NULL)
            continue;
        Abbreviation *one = arena_push(a, &add->at, &add->n, &add->max, sizeof *one);
        *one = (Abbreviation){brief, meaning};
    }
}

Span abbreviation_meaning(const Abbreviations *in, Span word)
{
    for (size_t i = 0; i < in->n; i++) {
        Span b = in->at[i].abbreviation;
        if (span_equal(b, word) || (word.len == b.len + 1 && word.at[b.len] == 's' && memcmp(word.at, b.at, b.len) == 0))
            return in->at[i].meaning;
    }
    return (Span){0};
}
