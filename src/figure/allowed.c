#include "figure/allowed.h"

#include "pattern/pattern.h"

#include <stdlib.h>
#include <string.h>

static size_t digits_at(Span s, size_t i)
{
    size_t n = 0;
    while (i + n < s.len && s.at[i + n] >= '0' && s.at[i + n] <= '9')
        n++;
    return n;
}

/* As JSON writes numbers: -3.50, 2e-5; no +5, .5 or 007. */
static bool is_number(Span s, bool whole)
{
    size_t i = s.len > 0 && s.at[0] == '-' ? 1 : 0, n = digits_at(s, i), more;
    if (n == 0 || (n > 1 && s.at[i] == '0'))
        return false;
    i += n;
    if (whole || i == s.len)
        return i == s.len;
    if (s.at[i] == '.') {
        more = digits_at(s, i + 1);
        if (more == 0)
            return false;
        i += 1 + more;
    }
    if (i < s.len && (s.at[i] == 'e' || s.at[i] == 'E')) {
        i += i + 1 < s.len && (s.at[i + 1] == '-' || s.at[i + 1] == '+') ? 2 : 1;
        more = digits_at(s, i);
        if (more == 0)
            return false;
        i += more;
    }
    return i == s.len;
}

/* ci95, ci97.5, cri95, iqr, range, sd, se */
static bool is_interval(Span s)
{
    size_t n = span_begins(s, "cri") ? 3 : span_begins(s, "ci") ? 2 : 0;
    if (n == 0)
        return span_is(s, "iqr") || span_is(s, "range") || span_is(s, "sd") || span_is(s, "se");
    return is_number(span_cut(s, n, s.len), false) && s.at[n] != '-';
}

static bool in_words(const char *words, Span s)
{
    for (const char *at = words; *at != '\0'; at += *at == ' ') {
        size_t n = strcspn(at, " ");
        if (span_equal((Span){at, n}, s))
            return true;
        at += n;
    }
    return false;
}

static bool is_kind(Span s)
{
    for (int k = 1; k < N_KINDS; k++)
        if (span_is(s, kind_name[k]))
            return true;
    return false;
}

static const char *const closed[N_COLUMNS] = {
#define CLOSED(column, words) [COLUMN_##column] = words,
#include "figure/closed.def"
#undef CLOSED
};

const char *cell_wants(int column, Span text)
{
    bool fits = true;
    const char *wanted = closed[column];
    if (column == COLUMN_kind)
        return is_kind(text) ? NULL : "the name of a kind, as proportion";
    if (text.len == 0)
        return NULL;
    if (wanted != NULL)
        fits = in_words(wanted, text);
    else if (column == COLUMN_interval) {
        fits = is_interval(text);
        wanted = "ci95, ciNN, cri95, iqr, range, sd or se";
    } else if (column_type[column] == TYPE_NUMBER || column_type[column] == TYPE_REAL) {
        fits = is_number(text, false);
        wanted = "a number, as 0.5";
    } else if (column_type[column] == TYPE_INT) {
        fits = is_number(text, true);
        wanted = "a whole number";
    } else if (column_type[column] == TYPE_BOOL) {
        fits = span_is(text, "true") || span_is(text, "false");
        wanted = "true or false";
    }
    return fits ? NULL : wanted;
}

Column cells_conflict(const Cells *c)
{
    Span low = c->at[COLUMN_low], high = c->at[COLUMN_high];
    bool both = low.len > 0 && high.len > 0 && is_number(low, false) && is_number(high, false);
    if (both && strtod(low.at, NULL) > strtod(high.at, NULL))
        return COLUMN_low;
    return N_COLUMNS;
}
