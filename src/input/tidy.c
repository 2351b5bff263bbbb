#include "input/tidy.h"

Span tidy_trimmed(Span s)
{
    while (s.len > 0 && strchr(" \t\r\n", s.at[0]) != NULL)
        s = span_cut(s, 1, s.len);
    while (s.len > 0 && strchr(" \t\r\n", s.at[s.len - 1]) != NULL)
        s.len--;
    return s;
}

Span tidy_pmid(Span s)
{
    size_t digits = 0;
    while (digits < s.len && s.at[digits] >= '0' && s.at[digits] <= '9')
        digits++;
    if (digits == 0 || digits < s.len)
        return (Span){0};
    while (s.len > 1 && s.at[0] == '0')
        s = span_cut(s, 1, s.len);
    return s;
}

Span tidy_pmcid(Span s, Arena *a)
{
    size_t from = span_begins(s, "PMC") ? 3 : 0, digits = from;
    while (digits < s.len && s.at[digits] >= '0' && s.at[digits] <= '9')
        digits++;
    return digits == from ? (Span){0} : arena_format(a, "PMC%.*s", SPAN_FMT(span_cut(s, from, digits)));
}

static Span lower(Arena *a, Span s)
{
    Span copy = arena_copy(a, s);
    char *c = (char *)copy.at; /* ours: just copied */
    for (size_t i = 0; i < copy.len; i++)
        c[i] = c[i] >= 'A' && c[i] <= 'Z' ? (char)(c[i] + 32) : c[i];
    return copy;
}

static Span behind_prefix(Span doi)
{
    static const char *const before[] = {"https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/",
                                         "doi:"};
    for (size_t i = 0; i < sizeof before / sizeof before[0]; i++)
        if (span_begins(doi, before[i]))
            return tidy_trimmed(span_cut(doi, strlen(before[i]), doi.len));
    return doi;
}

Span tidy_doi(Span s, Arena *a)
{
    Span doi = lower(a, tidy_trimmed(s));
    for (Span rest = behind_prefix(doi); rest.len < doi.len; rest = behind_prefix(doi)) /* "doi:https://doi.org/10. ..." */
        doi = rest;
    return doi.len == 0 ? (Span){0} : doi;
}

Span tidy_name(Span s, Arena *a)
{
    const char *comma = memchr(s.at, ',', s.len);
    if (comma == NULL)
        return s;
    size_t at = (size_t)(comma - s.at);
    Span fore = tidy_trimmed(span_cut(s, at + 1, s.len));
    return arena_format(a, fore.len > 0 ? "%.*s %.*s" : "%.*s%.*s", SPAN_FMT(span_cut(s, 0, at)), SPAN_FMT(fore));
}

void tidy_add(SpanList *list, Span s, Arena *a)
{
    if (s.len > 0)
        *(Span *)arena_push(a, &list->at, &list->n, &list->max, sizeof s) = s;
}

/* The first run of four digits: "1998 Dec-1999 Jan", "Summer 2017". */
static Span year_in(Span date)
{
    size_t run = 0;
    for (size_t i = 0; i < date.len; i++) {
        run = date.at[i] >= '0' && date.at[i] <= '9' ? run + 1 : 0;
        if (run == 4)
            return span_cut(date, i - 3, i + 1);
    }
    return (Span){0};
}

/* Whether the bracket that opens `t` is closed at `close`. */
static bool brackets(Span t, size_t close)
{
    int depth = 0;
    for (size_t i = 0; i < close; i++) {
        depth += (t.at[i] == '[') - (t.at[i] == ']');
        if (depth == 0)
            return false;
    }
    return depth == 1 && t.at[close] == ']';
}

static void tidy_title(Record *r)
{
    Span t = tidy_trimmed(r->title);
    if (span_is(t, "[Not Available].") || span_is(t, "[Not Available]")) {
        r->title = r->vernacular_title;
    } else if (t.len > 2 && t.at[0] == '[') {
        size_t close = t.at[t.len - 1] == '.' ? t.len - 2 : t.len - 1;
        r->translated = brackets(t, close);
        r->title = r->translated ? span_cut(t, 1, close) : r->title;
    }
}

bool tidy_record(Record *r, Fault *f)
{
    tidy_title(r);
    r->year = year_in(r->date);
    if (r->doc.at == NULL || r->pmid.at != NULL || r->doi.at != NULL)
        r->doc = r->pmid.at != NULL ? r->pmid : r->doi;
    for (size_t i = 0; i < r->types.n; i++)
        r->retracted = r->retracted || span_is(r->types.at[i], "Retracted Publication");
    for (size_t i = 0; i < r->n_relations; i++)
        r->retracted = r->retracted || span_is(r->relations[i].type, "RetractionIn");
    if (r->n_sections > 0) {
        Span last = tidy_trimmed(r->sections[r->n_sections - 1].text);
        const char *mark = memmem(last.at, last.len, "(ABSTRACT TRUNCATED", 19);
        r->truncated = mark != NULL && last.at[last.len - 1] == ')' && (size_t)(last.at + last.len - mark) < 50;
    }
    return r->doc.at != NULL || fault(f, FAULT_INPUT, "a record with neither PMID nor DOI");
}
