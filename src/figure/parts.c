#include "figure/parts.h"

/* The length of a joining word or mark at `at` ("and", "or", "vs", "versus", ","), or 0. */
static size_t joint_at(Span t, size_t at, size_t end)
{
    static const char *const joints[] = {", and ", " and ", " or ", " versus ", " vs. ", " vs ", ", ", " & "};
    for (size_t i = 0; (t.at[at] == ' ' || t.at[at] == ',') && i < sizeof joints / sizeof joints[0]; i++) {
        size_t n = strlen(joints[i]);
        if (at + n <= end && memcmp(t.at + at, joints[i], n) == 0)
            return n;
    }
    return 0;
}

Parts words_split(Span text, Words w)
{
    Parts p = {.n = 0};
    uint32_t from = w.start;
    for (uint32_t i = w.start; i <= w.end; i++) {
        size_t joint = i < w.end ? joint_at(text, i, w.end) : 0;
        if (joint == 0 && i < w.end)
            continue;
        while (from < i && text.at[from] == ' ')
            from++;
        if (p.n == PARTS_MAX || i <= from)
            return (Parts){.n = 0};
        p.at[p.n++] = (Words){from, i};
        if (i == w.end)
            break;
        from = i + (uint32_t)joint;
        i = from - 1;
    }
    return p;
}

Span parts_joined(Span part, Span noun, Arena *a)
{
    return arena_format(a, "%.*s %.*s", SPAN_FMT(part), SPAN_FMT(noun));
}
