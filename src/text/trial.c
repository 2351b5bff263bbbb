#include "text/trial.h"

#include <strings.h>

/* Letters, then so many digits: ClinicalTrials.gov, ISRCTN, and the primary registers of the WHO's platform that number so. */
static const struct {
    const char *letters;
    size_t least, most;
} registers[] = {
    {"NCT", 8, 8},    {"ISRCTN", 8, 8},  {"ACTRN", 14, 14}, {"UMIN", 9, 9},  {"DRKS", 8, 8},   {"NTR", 3, 5},
    {"KCT", 7, 7},    {"ChiCTR", 10, 10}, {"PACTR", 15, 16}, {"TCTR", 11, 11}, {"jRCTs", 9, 9}, {"jRCT", 10, 10},
};

enum { EUDRACT = 14 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static size_t digits_at(Span s, size_t i)
{
    size_t n = 0;
    while (i + n < s.len && is_digit(s.at[i + n]))
        n++;
    return n;
}

/* "2004-002346-18" of EudraCT and its successor; bytes of it, 0: none. */
static size_t eudract_at(Span s, size_t i)
{
    if (i + EUDRACT > s.len || digits_at(s, i) != 4 || s.at[i + 4] != '-' || digits_at(s, i + 5) != 6 || s.at[i + 11] != '-')
        return 0;
    return digits_at(s, i + 12) == 2 ? EUDRACT : 0;
}

static void add(Span number, SpanList *out, Arena *a)
{
    for (size_t i = 0; i < out->n; i++)
        if (span_equal(out->at[i], number))
            return;
    *(Span *)arena_push(a, &out->at, &out->n, &out->max, sizeof(Span)) = arena_copy(a, number);
}

/* A number with letters that begins at `i`; returns its end, or `i`. */
static size_t lettered(Span s, size_t i, SpanList *out, Arena *a)
{
    for (size_t k = 0; k < sizeof registers / sizeof registers[0]; k++) {
        size_t n = strlen(registers[k].letters);
        if (i + n >= s.len || strncasecmp(s.at + i, registers[k].letters, n) != 0)
            continue;
        size_t from = i + n + (is_digit(s.at[i + n]) ? 0 : 1);
        if (from > i + n && strchr(" -:", s.at[i + n]) == NULL)
            continue;
        size_t digits = digits_at(s, from);
        if (digits < registers[k].least || digits > registers[k].most)
            continue;
        add(arena_format(a, "%s%.*s", registers[k].letters, (int)digits, s.at + from), out, a);
        return from + digits;
    }
    return i;
}

void trial_numbers(Span text, SpanList *out, Arena *a)
{
    for (size_t i = 0; i < text.len;) {
        if (i > 0 && (is_letter(text.at[i - 1]) || is_digit(text.at[i - 1]))) {
            i++;
            continue;
        }
        size_t end = is_letter(text.at[i]) ? lettered(text, i, out, a) : i, number = is_digit(text.at[i]) ? eudract_at(text, i) : 0;
        if (number > 0)
            add(span_cut(text, i, i + number), out, a);
        i = end > i ? end : i + (number > 0 ? number : 1);
    }
}
