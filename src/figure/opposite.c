#include "figure/opposite.h"

/* The opposite of the word, which may be in capitals; {NULL}: none. */
static Span opposite_of(const Packs *packs, Span word)
{
    for (size_t i = 0; i < packs->n_terms; i++) {
        Span pair = packs->terms[i].text;
        const char *slash = word_set_has(packs->terms[i].lists, WORDS_opposite) ? memchr(pair.at, '/', pair.len) : NULL;
        if (slash == NULL)
            continue;
        Span side[2] = {{pair.at, (size_t)(slash - pair.at)}, {slash + 1, pair.len - (size_t)(slash - pair.at) - 1}};
        for (int k = 0; k < 2; k++)
            if (span_equal(side[k], word))
                return side[1 - k];
    }
    return (Span){0};
}

/* "with low back pain", "with high school education": behind "with", and more than one word follows. */
static bool is_inside(Span low, size_t at, size_t end)
{
    size_t words = 0;
    for (size_t i = end; i < low.len; i++)
        words += low.at[i] == ' ';
    for (size_t i = 0; words > 1 && i + 6 <= at; i++)
        if (memcmp(low.at + i, " with ", 6) == 0)
            return true;
    return false;
}

Span opposite_find(const Packs *packs, Span name, bool people, Arena *a)
{
    Span low = span_lower(a, name), other = {0};
    size_t from = 0, end = 0, n = 0;
    bool only_person = false;
    for (size_t i = 0, e; i < low.len; i = e + 1) {
        for (e = i; e < low.len && byte_is_letter(low.at[e]); e++)
            ;
        Span found = e > i ? opposite_of(packs, span_cut(low, i, e)) : (Span){0};
        if (found.at == NULL)
            continue;
        Span word = span_cut(low, i, e);
        bool person = packs_has(packs, WORDS_person, word); /* "women with a garden": women without one */
        if (person && (n > 0 || !people))
            continue;
        if (!person && !span_is(word, "without") && is_inside(low, i, e))
            return (Span){0};
        /* "with low weight": with high weight */
        bool behind_with = n == 1 && end + 1 == i && span_is(span_cut(low, from, end), "with");
        n += !behind_with && !only_person;
        only_person = person;
        from = i, end = e, other = found;
    }
    for (size_t i = 0, e; i < low.len; i = e + 1) { /* "the group was larger" */
        for (e = i; e < low.len && byte_is_letter(low.at[e]); e++)
            ;
        Span word = span_cut(low, i, e);
        if (packs_has(packs, WORDS_breaks, word) && !packs_has(packs, WORDS_narrows, word))
            return (Span){0};
    }
    if (n != 1)
        return (Span){0};
    Span before = span_cut(name, 0, from), behind = span_cut(name, end, name.len);
    return arena_format(a, "%.*s%.*s%.*s", SPAN_FMT(before), SPAN_FMT(other), SPAN_FMT(behind));
}
