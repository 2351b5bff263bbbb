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

enum { EUDRACT = 14, FEWEST = 3 /* digits of any of them */ };

static size_t digits_at(Span s, size_t i)
{
    size_t n = 0;
    while (i + n < s.len && byte_is_digit(s.at[i + n]))
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

/* Letters that begin a word and end before `end`. */
static bool ends_with(Span s, size_t end, const char *letters)
{
    size_t n = strlen(letters);
    if (n > end || strncasecmp(s.at + end - n, letters, n) != 0)
        return false;
    return n == end || !(byte_is_letter(s.at[end - n - 1]) || byte_is_digit(s.at[end - n - 1]));
}

/* The letters before the `n` digits at `i`, with a blank, hyphen or colon between or not, are a register's; adds the number. */
static bool lettered(Span s, size_t i, size_t n, SpanList *out, Arena *a)
{
    size_t end = strchr(" -:", s.at[i - 1]) == NULL ? i : i - 1;
    for (size_t k = 0; k < sizeof registers / sizeof registers[0]; k++) {
        if (n < registers[k].least || n > registers[k].most || !ends_with(s, end, registers[k].letters))
            continue;
        add(arena_format(a, "%s%.*s", registers[k].letters, (int)n, s.at + i), out, a);
        return true;
    }
    return false;
}

/* From one run of digits to the next: they are rare in texts. */
void trial_numbers(Span text, SpanList *out, Arena *a)
{
    for (size_t i = 0, n; i < text.len; i += n) {
        while (i < text.len && !byte_is_digit(text.at[i]))
            i++;
        n = digits_at(text, i);
        if (n < FEWEST)
            continue;
        if (i > 0 && lettered(text, i, n, out, a))
            continue;
        bool apart = i == 0 || !byte_is_letter(text.at[i - 1]);
        size_t number = apart ? eudract_at(text, i) : 0;
        if (number > 0) {
            add(span_cut(text, i, i + number), out, a);
            n = number;
        }
    }
}
