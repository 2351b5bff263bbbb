#include "text/numeral.h"

#include <stdlib.h>

enum { DIGITS_MAX = 18, WORD_MAX = 12 }; /* longer runs of digits are identifiers */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_letter(char c)
{
    return is_lower(c) || is_upper(c) || (unsigned char)c >= 0xC3;
}

typedef struct {
    Span text;
    size_t end;
} Scan;

static char at(const Scan *s, size_t i)
{
    return i < s->end ? s->text.at[i] : '\0';
}

static size_t digits_from(const Scan *s, size_t i)
{
    size_t n = 0;
    while (is_digit(at(s, i + n)))
        n++;
    return n;
}

/* The end of a number's whole part: "2,215", "13 388", "2215". */
static size_t whole_end(const Scan *s, size_t i)
{
    size_t n = digits_from(s, i), end = i + n;
    if (n == 0 || n > 3 || (s->text.at[i] == '0'))
        return end;
    char mark = at(s, end);
    while ((mark == ',' || mark == ' ') && at(s, end) == mark && digits_from(s, end + 1) == 3 &&
           !(mark == ' ' && (at(s, end + 4) == '.' || at(s, end + 4) == '%')))
        end += 4;
    return end;
}

/* "x 10^{-5}", "x 10(-5)", "x 10-5" behind a number: its exponent; returns the end, or 0. */
static size_t power_end(const Scan *s, size_t i, int *exponent)
{
    i += at(s, i) == ' ';
    if (at(s, i) != 'x' && at(s, i) != '*')
        return 0;
    i += at(s, i + 1) == ' ' ? 2 : 1;
    if (at(s, i) != '1' || at(s, i + 1) != '0')
        return 0;
    i += 2;
    size_t open = at(s, i) == '^' && at(s, i + 1) == '{' ? 2 : at(s, i) == '(' ? 1 : 0;
    i += open;
    bool minus = at(s, i) == '-';
    i += minus || at(s, i) == '+';
    size_t n = digits_from(s, i);
    if (n == 0 || n > 3 || (open == 0 && !minus))
        return 0;
    *exponent = (int)strtol(s->text.at + i, NULL, 10);
    *exponent = minus ? -*exponent : *exponent;
    return i + n + (open > 0);
}

static Span plain_digits(const Scan *s, size_t from, size_t to, bool minus, int exponent, bool power, Arena *a)
{
    char *out = arena_take(a, to - from + 12);
    size_t n = 0;
    if (minus)
        out[n++] = '-';
    if (s->text.at[from] == '.')
        out[n++] = '0';
    size_t first = n;
    for (size_t i = from; i < to; i++)
        if (is_digit(s->text.at[i]) || s->text.at[i] == '.')
            out[n++] = s->text.at[i];
    size_t zeros = 0; /* "007" is no JSON number */
    while (first + zeros + 1 < n && out[first + zeros] == '0' && is_digit(out[first + zeros + 1]))
        zeros++;
    memmove(out + first, out + first + zeros, n - first - zeros);
    n -= zeros;
    if (power) {
        Span tail = arena_format(a, "e%d", exponent);
        memcpy(out + n, tail.at, tail.len);
        n += tail.len;
    }
    out[n] = '\0';
    return (Span){out, n};
}

/* Whether digits at `i` belong to a name: "T3", "IL-6", "p53", "CA19-9". */
static bool in_name(const Scan *s, size_t i)
{
    if (i == 0)
        return false;
    char before = s->text.at[i - 1];
    if (is_letter(before) || before == '_')
        return true;
    if (before == '-' && i >= 2)
        return is_letter(s->text.at[i - 2]);
    return before == '.' && i >= 2 && is_digit(s->text.at[i - 2]);
}

static bool signed_at(const Scan *s, size_t i)
{
    if (i == 0 || s->text.at[i - 1] != '-')
        return false;
    return i == 1 || strchr(" ([=<>~,;:", s->text.at[i - 2]) != NULL;
}

/* What follows makes it no number: "18F", "1st", "3D". */
static bool name_follows(const Scan *s, size_t end)
{
    char c = at(s, end), d = at(s, end + 1);
    if (is_upper(c))
        return true;
    bool ordinal = (c == 's' && d == 't') || (c == 'n' && d == 'd') || (c == 'r' && d == 'd') || (c == 't' && d == 'h');
    return ordinal && !is_letter(at(s, end + 2));
}

static size_t skip_token(const Scan *s, size_t i)
{
    while (i < s->end && (is_digit(s->text.at[i]) || is_letter(s->text.at[i]) || s->text.at[i] == '.' || s->text.at[i] == '-'))
        i++;
    return i;
}

/* Digits at `i`; *next is where to go on.  False: they are no number. */
static bool read_digits(const Scan *s, size_t i, Arena *a, Numeral *out, size_t *next)
{
    bool point_first = s->text.at[i] == '.';
    size_t end = point_first ? i : whole_end(s, i);
    int decimals = 0;
    if (at(s, end) == '.' && is_digit(at(s, end + 1))) {
        decimals = (int)digits_from(s, end + 1);
        end += 1 + (size_t)decimals;
    }
    bool minus = signed_at(s, i);
    if ((!minus && in_name(s, i)) || name_follows(s, end) || end - i > DIGITS_MAX || (at(s, end) == '.' && is_digit(at(s, end + 1)))) {
        *next = skip_token(s, end);
        return false;
    }
    int exponent = 0;
    size_t power = power_end(s, end, &exponent);
    *out = (Numeral){.kind = decimals > 0 ? NUMERAL_DECIMAL : NUMERAL_INTEGER, .start = i - minus, .end = power > 0 ? power : end};
    out->number.digits = plain_digits(s, i, end, minus, exponent, power > 0, a);
    out->number.value = strtod(out->number.digits.at, NULL);
    out->number.decimals = power > 0 ? decimals - exponent : decimals;
    if (power > 0)
        out->kind = NUMERAL_DECIMAL;
    *next = out->end;
    return true;
}

/* --- words ----------------------------------------------------------------------------------- */

typedef struct {
    const char *word;
    int value;
} NumberWord;

static const NumberWord number_words[] = {
    {"zero", 0},      {"none", 0},     {"one", 1},       {"two", 2},        {"three", 3},    {"four", 4},
    {"five", 5},      {"six", 6},      {"seven", 7},     {"eight", 8},      {"nine", 9},     {"ten", 10},
    {"eleven", 11},   {"twelve", 12},  {"thirteen", 13}, {"fourteen", 14},  {"fifteen", 15}, {"sixteen", 16},
    {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19}, {"twenty", 20},  {"thirty", 30},  {"forty", 40},
    {"fifty", 50},    {"sixty", 60},   {"seventy", 70},  {"eighty", 80},    {"ninety", 90},  {"hundred", 100},
    {"thousand", 1000}};

/* The value of the word at `i`, or -1; its end in *end. */
static int word_value(const Scan *s, size_t i, size_t *end)
{
    char word[WORD_MAX + 1];
    size_t n = 0;
    while (n < WORD_MAX && is_letter(at(s, i + n))) {
        char c = at(s, i + n);
        word[n++] = is_upper(c) ? (char)(c + 32) : c;
    }
    word[n] = '\0';
    *end = i + n;
    if (n < 3 || is_letter(at(s, i + n)))
        return -1;
    for (size_t w = 0; w < sizeof number_words / sizeof number_words[0]; w++)
        if (strcmp(number_words[w].word, word) == 0)
            return number_words[w].value;
    return -1;
}

/* "hundred and twelve", "twenty-one": whether a number word may follow `value` so far. */
static bool goes_on(int sum, int last, int next)
{
    if (next == 1000)
        return sum > 0 && last != 1000;
    if (next == 100)
        return last >= 1 && last <= 99;
    if (last == 1000)
        return true;
    if (last == 100)
        return next < 100;
    return last >= 20 && last <= 90 && last % 10 == 0 && next < 10 && next > 0;
}

static bool read_words(const Scan *s, size_t i, Arena *a, Numeral *out, size_t *next)
{
    size_t end;
    int value = word_value(s, i, &end);
    *next = end;
    if (value < 0 || value == 100 || value == 1000)
        return false;
    int total = 0, part = value, last = value;
    for (;;) {
        size_t from = end, e;
        if (at(s, from) == '-' || at(s, from) == ' ')
            from++;
        if (last >= 100 && strncmp(s->text.at + from, "and ", from + 4 <= s->end ? 4 : 0) == 0 && from + 4 <= s->end)
            from += 4;
        int more = from == end ? -1 : word_value(s, from, &e);
        if (more < 0 || !goes_on(total + part, last, more))
            break;
        if (more == 1000) {
            total = (total + part) * 1000;
            part = 0;
        } else {
            part = more == 100 ? part * 100 : part + more;
        }
        last = more;
        end = e;
    }
    *out = (Numeral){.kind = NUMERAL_WORDS, .start = i, .end = end};
    out->number.digits = arena_format(a, "%d", total + part);
    out->number.value = total + part;
    *next = end;
    return true;
}

bool numeral_next(Span text, size_t end, size_t *from, Arena *a, Numeral *out)
{
    Scan s = {text, end};
    size_t i = *from;
    while (i < end) {
        char c = text.at[i];
        bool point = c == '.' && is_digit(at(&s, i + 1)) && (i == 0 || (!is_digit(text.at[i - 1]) && !is_letter(text.at[i - 1])));
        if (is_digit(c) || point) {
            bool found = read_digits(&s, i, a, out, &i);
            if (found) {
                *from = i;
                return true;
            }
        } else if (is_letter(c)) {
            bool begins = i == 0 || (!is_letter(text.at[i - 1]) && text.at[i - 1] != '-');
            size_t next = i;
            bool found = begins && strchr("zontfseZONTFSE", c) != NULL && read_words(&s, i, a, out, &next);
            if (found) {
                *from = next;
                return true;
            }
            while (i < end && is_letter(text.at[i]))
                i++;
        } else {
            i++;
        }
    }
    *from = end;
    return false;
}
