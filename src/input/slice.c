#include "input/slice.h"

#include "base/find.h"

enum { TAG_MAX = 65536 }; /* bytes; no tag of a record or its set is near */

static size_t find(Span s, size_t from, const char *what)
{
    return span_find(s, from, span_of(what));
}

static size_t first(Span s, char mark)
{
    const char *at = s.len == 0 ? NULL : memchr(s.at, mark, s.len);
    return at == NULL ? SIZE_MAX : (size_t)(at - s.at);
}

/* Steps over "<!-- ... -->" or "<![CDATA[ ... ]]>" at `at`: its end, 0 if it is neither, SIZE_MAX if it is not all there. */
static size_t special_end(Span s, size_t at)
{
    Span rest = span_cut(s, at, s.len);
    const char *close = span_begins(rest, "<!--") ? "-->" : span_begins(rest, "<![CDATA[") ? "]]>" : NULL;
    if (close == NULL)
        return 0;
    size_t end = find(s, at + 4, close);
    return end == SIZE_MAX ? SIZE_MAX : end + 3;
}

/* Whether `s` begins with "<name" and the name ends there. */
static bool opens(Span s, const char *name)
{
    size_t n = strlen(name);
    return s.len > n + 1 && s.at[0] == '<' && memcmp(s.at + 1, name, n) == 0 && strchr(" \t\r\n>/", s.at[n + 1]) != NULL;
}

/* The first "<!" from `from` on that begins before `end`; SIZE_MAX: none. */
static size_t find_special(Span s, size_t from, size_t end)
{
    for (size_t i = from + 1; i <= end && i < s.len; i++) {
        const char *at = memchr(s.at + i, '!', (end < s.len ? end + 1 : s.len) - i);
        if (at == NULL)
            return SIZE_MAX;
        i = (size_t)(at - s.at);
        if (at[-1] == '<')
            return i - 1;
    }
    return SIZE_MAX;
}

/* The end of the element that begins at byte 0 and ends with `close`; SIZE_MAX: not all there; *seen: where to go on. */
static size_t element_end(Span s, const char *close, size_t *seen)
{
    size_t n = strlen(close), at = *seen, stop;
    do {
        stop = find(s, at, close);
        /* behind `whole` a "<!--" may not be all there */
        size_t whole = stop != SIZE_MAX ? stop : s.len < n ? 0 : s.len - n + 1, special;
        while (at < whole && (special = find_special(s, at, whole)) != SIZE_MAX && special < whole) {
            size_t end = special_end(s, special);
            *seen = special;
            if (end == SIZE_MAX)
                return SIZE_MAX;
            at = end > 0 ? end : special + 2;
        }
        *seen = at > whole ? at : whole;
    } while (stop != SIZE_MAX && stop < at);
    return stop == SIZE_MAX ? SIZE_MAX : stop + n;
}

static Slice bad(const char *what, const char **why)
{
    *why = what;
    return SLICE_BAD;
}

/* An XML declaration without an encoding, or with UTF-8 or its part ASCII. */
static bool declares_utf8(Span tag)
{
    char low[128];
    size_t n = tag.len < sizeof low ? tag.len : sizeof low;
    for (size_t i = 0; i < n; i++)
        low[i] = tag.at[i] >= 'A' && tag.at[i] <= 'Z' ? (char)(tag.at[i] + 32) : tag.at[i];
    Span s = {low, n};
    size_t encoding = find(s, 0, "encoding");
    return encoding == SIZE_MAX || find(s, encoding, "utf-8") != SIZE_MAX || find(s, encoding, "us-ascii") != SIZE_MAX;
}

/* Declaration, DOCTYPE, processing instructions and the root's start. */
static Slice prologue_next(XmlPlace *place, Span s, bool end, size_t *n, const char **why)
{
    size_t gt = first(s, '>');
    if (gt == SIZE_MAX && end)
        return bad("the file is cut in its first tags", why);
    if (gt == SIZE_MAX)
        return s.len > TAG_MAX ? bad("no XML of records: a tag of 64 KB", why) : SLICE_MORE;
    Span tag = span_cut(s, 0, gt + 1);
    *n = gt + 1;
    if (span_begins(s, "<?xml")) {
        return declares_utf8(tag) ? SLICE_SKIP : bad("declares another encoding than UTF-8; convert it first", why);
    }
    if (span_begins(s, "<?"))
        return SLICE_SKIP;
    if (span_begins(s, "<!DOCTYPE"))
        return first(tag, '[') != SIZE_MAX
                   ? bad("its DOCTYPE declares things of its own, which files of records do not need: refused", why)
                   : SLICE_SKIP;
    if (opens(s, "PubmedArticleSet") || opens(s, "PubmedBookArticleSet") || opens(s, "MedlineCitationSet")) {
        place->in_root = true;
        if (tag.at[tag.len - 2] == '/')
            place->after_root = true;
        return SLICE_SKIP;
    }
    if (opens(s, "pmc-articleset")) {
        place->in_root = place->jats = true;
        place->after_root = tag.at[tag.len - 2] == '/';
        return SLICE_SKIP;
    }
    if (opens(s, "article")) {
        place->in_root = place->single = place->jats = true;
        *n = 0;
        return SLICE_SKIP;
    }
    if (opens(s, "PubmedArticle") || opens(s, "PubmedBookArticle")) { /* a single record without its set */
        place->in_root = place->single = true;
        *n = 0;
        return SLICE_SKIP;
    }
    if (opens(s, "eFetchResult") || opens(s, "eSearchResult"))
        return bad("is an E-utilities reply without records (an error page or a search result)", why);
    if (opens(s, "html") || opens(s, "HTML"))
        return bad("is an HTML page, not a file of records", why);
    return bad("is XML, but neither PubMed's nor JATS (its root is no PubmedArticleSet and no article)", why);
}

/* The end of the tag at byte 0 if it is a whole element, "<article/>"; else 0. */
static size_t empty_end(Span s)
{
    char quote = '\0';
    for (size_t i = 1; i < s.len && i < TAG_MAX; i++) {
        char c = s.at[i];
        if (quote == '\0' && c == '>')
            return s.at[i - 1] == '/' ? i + 1 : 0;
        if (quote == '\0' && (c == '"' || c == '\''))
            quote = c;
        else if (c == quote)
            quote = '\0';
    }
    return 0;
}

static Slice record_next(XmlPlace *place, Span s, bool end, size_t *n, const char **why)
{
    static const char *const names[] = {"PubmedArticle", "PubmedBookArticle", "DeleteCitation", "article"};
    static const char *const closes[] = {"</PubmedArticle>", "</PubmedBookArticle>", "</DeleteCitation>", "</article>"};
    for (int i = 0; i < 4; i++) {
        if (place->jats != (i == 3) || !opens(s, names[i]))
            continue;
        size_t empty = empty_end(s), stop = empty > 0 ? empty : element_end(s, closes[i], &place->seen);
        if (stop == SIZE_MAX)
            return end ? bad("the file is cut inside this record", why) : SLICE_MORE;
        place->seen = 0;
        place->after_root = place->single;
        *n = stop;
        return SLICE_RECORD;
    }
    if (span_begins(s, "</")) {
        size_t gt = first(s, '>');
        if (gt == SIZE_MAX)
            return end ? bad("the file is cut in its last tag", why) : SLICE_MORE;
        place->after_root = true;
        *n = gt + 1;
        return SLICE_SKIP;
    }
    if (s.len < 20 && !end)
        return SLICE_MORE;
    return bad("neither a record nor the end of the set", why);
}

Slice slice_next(XmlPlace *place, Span s, bool end, size_t *n, const char **why)
{
    *n = 0;
    size_t at = 0;
    while (at < s.len && strchr(" \t\r\n", s.at[at]) != NULL && s.at[at] != '\0')
        at++;
    if (at > 0) {
        *n = at;
        return SLICE_SKIP;
    }
    if (s.len == 0) {
        if (!end)
            return SLICE_MORE;
        return place->after_root ? SLICE_END : bad("cut: the file ends before its set of records does", why);
    }
    if (s.len < 9 && !end)
        return SLICE_MORE;
    size_t special = special_end(s, 0);
    if (special == SIZE_MAX)
        return end ? bad("the file is cut inside a comment", why) : SLICE_MORE;
    if (special > 0) {
        *n = special;
        return SLICE_SKIP;
    }
    if (place->after_root)
        return bad("text behind the end of the set", why);
    return place->in_root ? record_next(place, s, end, n, why) : prologue_next(place, s, end, n, why);
}
