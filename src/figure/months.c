#include "figure/months.h"

#include "text/numeral.h"

#include <math.h>

enum { WORD_MAX_ = 24, TIMES_MAX = 8, BEHIND_WORDS = 4, WORDS_BEFORE = 3 };

/* Months of one unit; the year of the calendar, 365.25 days. */
static double months_in(Span unit)
{
    static const struct {
        const char *unit;
        double months;
    } list[] = {{"years", 12},         {"months", 1},        {"weeks", 7 / 30.4375},
                {"days", 1 / 30.4375}, {"hours", 1 / 730.5}, {"minutes", 1 / 43830.0}};
    for (size_t i = 0; i < sizeof list / sizeof list[0]; i++)
        if (span_is(unit, list[i].unit))
            return list[i].months;
    return 0;
}

bool unit_is_time(Span unit)
{
    return unit.at != NULL && months_in(unit) > 0;
}

/* The next word at or behind *at: letters and hyphens between them, in lower case; moves *at behind it.  Empty: none. */
static Span word_next(Span text, size_t *at, char out[WORD_MAX_])
{
    size_t i = *at, n = 0;
    while (i < text.len && !((text.at[i] | 32) >= 'a' && (text.at[i] | 32) <= 'z'))
        i++;
    for (; i < text.len && n < WORD_MAX_; i++) {
        char c = text.at[i];
        bool letter = (c | 32) >= 'a' && (c | 32) <= 'z';
        if (!letter && !(c == '-' && n > 0 && i + 1 < text.len && (text.at[i + 1] | 32) >= 'a'))
            break;
        out[n++] = letter ? (char)(c | 32) : c;
    }
    *at = i;
    return (Span){out, n};
}

static bool has_word(const Packs *packs, WordList list, Span text)
{
    char word[WORD_MAX_];
    size_t at = 0;
    for (Span w; (w = word_next(text, &at, word)).len > 0;)
        if (packs_has(packs, list, w))
            return true;
    return false;
}

static Span last_word(Span text, char word[WORD_MAX_])
{
    size_t from = text.len;
    while (from > 0 && text.at[from - 1] == ' ')
        from--;
    while (from > 0 && text.at[from - 1] != ' ' && text.at[from - 1] != '(')
        from--;
    return word_next(text, &from, word);
}

/* The unit that begins behind byte `at` ("-year", " months"), in months; *adjective: joined by a hyphen, or singular. */
static double unit_behind(const Packs *packs, Span text, size_t at, double number, bool *adjective)
{
    char word[WORD_MAX_];
    size_t from = at;
    while (from < text.len && (text.at[from] == ' ' || text.at[from] == '-'))
        from++;
    if (from == text.len || !((text.at[from] | 32) >= 'a' && (text.at[from] | 32) <= 'z'))
        return 0;
    size_t word_at = from;
    Span unit = word_next(text, &word_at, word);
    size_t letters = 0;
    while (letters < unit.len && unit.at[letters] != '-')
        letters++;
    unit.len = letters;
    double months = months_in(packs_unit(packs, unit));
    bool whole = unit.len > 3 || span_is(unit, "day"); /* "60 min" is no singular */
    bool singular = whole && unit.at[unit.len - 1] != 's' && number != 1;
    if (months > 0)
        *adjective = text.at[at] == '-' || singular;
    return months;
}

typedef struct {
    double at[TIMES_MAX]; /* months */
    size_t n, first; /* the byte of the first number */
    bool adjective;
} Times;

/* "1, 3 and 5 years", "day 30": the unit stands behind the last, or before all. */
static Times times_of(const Packs *packs, Span text, Arena *a)
{
    Times t = {.n = 0};
    Numeral found;
    char word[WORD_MAX_];
    size_t at = 0, first = 0;
    double before = 0, open[TIMES_MAX];
    for (int w = 0; w < WORDS_BEFORE && before == 0; w++)
        before = months_in(packs_unit(packs, word_next(text, &first, word))); /* "on postoperative day 30" */
    size_t n_open = 0;
    while (t.n < TIMES_MAX && n_open < TIMES_MAX && numeral_next(text, text.len, &at, a, &found)) {
        if (n_open == 0 && t.n == 0)
            t.first = found.start;
        double number = fabs(found.number.value); /* "3-6 months" has no minus */
        double unit = unit_behind(packs, text, found.end, number, &t.adjective);
        open[n_open++] = number;
        if (unit == 0 && before > 0 && found.start >= first)
            unit = before;
        for (size_t i = 0; unit > 0 && i < n_open && t.n < TIMES_MAX; i++)
            t.at[t.n++] = open[i] * unit;
        if (unit > 0)
            n_open = 0;
    }
    return t;
}

static Real real_of(double value)
{
    return (Real){round(value * 1e4) / 1e4, true};
}

static const char *zero_of(const Packs *packs, Span text)
{
    static const struct {
        WordList list;
        const char *name;
    } zeros[] = {{WORDS_zero_randomisation, "randomisation"},
                 {WORDS_zero_recurrence, "recurrence"},
                 {WORDS_zero_surgery, "surgery"},
                 {WORDS_zero_diagnosis, "diagnosis"},
                 {WORDS_zero_treatment, "treatment"}};
    for (size_t i = 0; i < sizeof zeros / sizeof zeros[0]; i++)
        if (has_word(packs, zeros[i].list, text))
            return zeros[i].name;
    return NULL;
}

/* The few words behind the time, if they tell from where it counts: "after surgery". */
static Span from_where(const Packs *packs, Span behind)
{
    char word[WORD_MAX_];
    size_t at = 0;
    Span first = word_next(behind, &at, word);
    size_t stop = 0;
    while (stop < behind.len && memchr(",;.()", behind.at[stop], 5) == NULL)
        stop++;
    if (first.len == 0 || !packs_has(packs, WORDS_time_from, first))
        return (Span){"", 0};
    for (int i = 0; i < BEHIND_WORDS && at < stop; i++)
        (void)word_next(behind, &at, word);
    return span_cut(behind, 0, at < stop ? at : stop);
}

/* "at 9-month follow-up" is when people were seen again, "after a median follow-up of 31 weeks" how long they were watched. */
static bool is_visit(const Packs *packs, Span text, const Times *t)
{
    char word[WORD_MAX_];
    size_t at = 0;
    Span first = word_next(text, &at, word);
    return t->adjective && packs_has(packs, WORDS_time_at, first) && t->first <= at + 1;
}

Time time_read(const Packs *packs, Span before, Span text, Span behind, Arena *a)
{
    Time out = {{0, false}, {0, false}, NULL, NULL};
    char word[WORD_MAX_];
    Span led = last_word(before, word);
    Times t = times_of(packs, text, a);
    if (t.n == 0)
        return out;
    bool at = has_word(packs, WORDS_time_at, text) || packs_has(packs, WORDS_time_at, led);
    bool followed = has_word(packs, WORDS_time_followup, text) || packs_has(packs, WORDS_time_followup, led);
    if (followed && !is_visit(packs, text, &t)) {
        out.role = "follow_up";
        t.n = 1; /* behind it stand its ends */
    } else if (has_word(packs, WORDS_time_window, text)) {
        out.role = "window";
    } else if (t.adjective) { /* "in 5-year survival" */
        out.role = "horizon";
    } else {
        out.role = packs_has(packs, WORDS_time_window, led) ? "window" : at ? "assessment" : "horizon";
    }
    double low = t.at[0], high = t.at[0];
    for (size_t i = 1; i < t.n; i++) {
        low = fmin(low, t.at[i]);
        high = fmax(high, t.at[i]);
    }
    out.low = real_of(t.n == 1 && strcmp(out.role, "window") == 0 ? 0 : low);
    out.high = real_of(high);
    out.zero = zero_of(packs, text);
    if (out.zero == NULL)
        out.zero = zero_of(packs, from_where(packs, behind));
    return out;
}
