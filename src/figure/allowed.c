#include "figure/allowed.h"

#include "base/clean.h"
#include "base/json.h"
#include "pattern/pattern.h"

#include <stdlib.h>
#include <string.h>

/* Written as JSON writes numbers, and no larger than its readers take: -3.50, 2e-5; no +5, .5, 007 or 1e999. */
static bool is_number(Span s, bool whole)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.at[i] == '\0' || strchr(whole ? "-0123456789" : "-+.eE0123456789", s.at[i]) == NULL)
            return false;
    Str json = {0};
    Fault f = {0};
    str_add_text(&json, "{\"n\":");
    str_add(&json, s);
    str_add_text(&json, "}");
    Json *read = s.len == 0 ? NULL : json_open(str_span(&json), &f);
    json_close(read);
    str_free(&json);
    return read != NULL;
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
    if (!text_is_clean(text))
        return "text without control characters";
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
