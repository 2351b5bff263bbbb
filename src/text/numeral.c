#include "text/numeral.h"

#include <stdlib.h>

enum { DIGITS_MAX = 18, WORD_MAX = 12 }; /* longer runs of digits are identifiers */

/* Of ASCII and of what may be a letter in UTF-8. */
static const bool letters[256] = {['a' ... 'z'] = true, ['A' ... 'Z'] = true, [0xC3 ... 0xFF] = true};

static bool is_letter(char c)
{
    return letters[(unsigned char)c];
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
    while (byte_is_digit(at(s, i + n)))
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

/* "^{-5}", "(-5)", "-5" behind a ten, or "-5" behind "1.2e": the exponent; returns the end, or 0. */
static size_t exponent_end(const Scan *s, size_t i, int *exponent)
{
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

/* "x 10^{-5}", "x 10(-5)", "x 10-5", "e-5" behind a number: its exponent; returns the end, or 0. */
static size_t power_end(const Scan *s, size_t i, int *exponent)
{
    if ((at(s, i) == 'e' || at(s, i) == 'E') && at(s, i + 1) == '-')
        return exponent_end(s, i + 1, exponent);
    i += at(s, i) == ' ';
    if (at(s, i) != 'x' && at(s, i) != '*')
        return 0;
    i += at(s, i + 1) == ' ' ? 2 : 1;
    if (at(s, i) != '1' || at(s, i + 1) != '0')
        return 0;
    return exponent_end(s, i + 2, exponent);
}

/* "< 10^{-4}", "<10-4": a bare power of ten from `i` to `end`; returns the end of its exponent, or 0. */
static size_t ten_end(const Scan *s, size_t i, size_t end, int *exponent)
{
    if (end - i != 2 || at(s, i) != '1' || at(s, i + 1) != '0')
        return 0;
    size_t before = i > 0 && s->text.at[i - 1] == ' ' ? i - 1 : i;
    bool small = before > 0 && s->text.at[before - 1] == '<';
    bool raised = at(s, end) == '^' && at(s, end + 1) == '{' && at(s, end + 2) == '-';
    return small || raised ? exponent_end(s, end, exponent) : 0;
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
        if (byte_is_digit(s->text.at[i]) || s->text.at[i] == '.')
            out[n++] = s->text.at[i];
    size_t zeros = 0; /* "007" is no JSON number */
    while (first + zeros + 1 < n && out[first + zeros] == '0' && byte_is_digit(out[first + zeros + 1]))
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
    return before == '.' && i >= 2 && byte_is_digit(s->text.at[i - 2]);
}

/* Where the sign of the number at `i` stands, or `i`: "-0.6", "+0.6", and with a blank behind a minus where it can be no dash:
   "by - 0.6", "(- 0.6". */
static size_t sign_start(const Scan *s, size_t i)
{
    static const char *const words[] = {" by", " of", " was", " were", " to", " from", " and", " or", " vs", " vs.", " versus"};
    if (i > 0 && (s->text.at[i - 1] == '-' || s->text.at[i - 1] == '+'))
        return i == 1 || strchr(" ([=<>~,;:", s->text.at[i - 2]) != NULL ? i - 1 : i;
    if (i < 4 || s->text.at[i - 1] != ' ' || s->text.at[i - 2] != '-')
        return i;
    if (strchr("([=<>", s->text.at[i - 3]) != NULL)
        return i - 2;
    if (s->text.at[i - 3] != ' ')
        return i;
    if (strchr("[=<>,;:", s->text.at[i - 4]) != NULL)
        return i - 2;
    for (size_t w = 0; w < sizeof words / sizeof words[0]; w++) {
        size_t n = strlen(words[w]);
        if (i >= n + 3 && memcmp(s->text.at + i - 3 - n, words[w], n) == 0)
            return i - 2;
    }
    return i;
}

/* "one-sided", "2-tailed": a sort of test. */
static bool is_sort(const Scan *s, size_t end)
{
    static const char *const sorts[] = {"-sided", "-tailed"};
    for (size_t i = 0; i < sizeof sorts / sizeof sorts[0]; i++)
        if (s->end - end >= strlen(sorts[i]) && memcmp(s->text.at + end, sorts[i], strlen(sorts[i])) == 0)
            return true;
    return false;
}

/* What follows makes it no number: "18F", "1st", "3D". */
static bool name_follows(const Scan *s, size_t end)
{
    if (is_sort(s, end))
        return true;
    char c = at(s, end), d = at(s, end + 1);
    if (c == 'E' && d == '-' && byte_is_digit(at(s, end + 2)))
        return false; /* "2.0E-5" */
    if (byte_is_upper(c))
        return true;
    bool ordinal = (c == 's' && d == 't') || (c == 'n' && d == 'd') || (c == 'r' && d == 'd') || (c == 't' && d == 'h');
    return ordinal && !is_letter(at(s, end + 2));
}

static size_t skip_token(const Scan *s, size_t i)
{
    while (i < s->end &&
           (byte_is_digit(s->text.at[i]) || is_letter(s->text.at[i]) || s->text.at[i] == '.' || s->text.at[i] == '-'))
        i++;
    return i;
}

/* Digits at `i`; *next is where to go on.  False: they are no number. */
static bool read_digits(const Scan *s, size_t i, Arena *a, Numeral *out, size_t *next)
{
    bool point_first = s->text.at[i] == '.';
    size_t end = point_first ? i : whole_end(s, i);
    int decimals = 0;
    if (at(s, end) == '.' && byte_is_digit(at(s, end + 1))) {
        decimals = (int)digits_from(s, end + 1);
        end += 1 + (size_t)decimals;
    }
    size_t start = sign_start(s, i);
    bool sign = start < i, minus = sign && s->text.at[start] == '-';
    if ((!sign && in_name(s, i)) || name_follows(s, end) || end - i > DIGITS_MAX ||
        (at(s, end) == '.' && byte_is_digit(at(s, end + 1)))) {
        *next = skip_token(s, end);
        return false;
    }
    int exponent = 0;
    size_t ten = ten_end(s, i, end, &exponent), power = ten > 0 ? ten : power_end(s, end, &exponent);
    *out = (Numeral){.kind = decimals > 0 ? NUMERAL_DECIMAL : NUMERAL_INTEGER, .start = start, .end = power > 0 ? power : end};
    out->number.digits = plain_digits(s, i, ten > 0 ? end - 1 : end, minus, exponent, power > 0, a);
    out->number.value = strtod(out->number.digits.at, NULL);
    out->number.decimals = power > 0 ? decimals - exponent : decimals;
    if (power > 0)
        out->kind = NUMERAL_DECIMAL;
    *next = out->end;
    return true;
}

/* --- words ----------------------------------------------------------------------------------- */

typedef struct {
    Span word;
    int value;
} NumberWord;

#define WORD(text, value) {{text, sizeof(text) - 1}, value}
/* By length, which tells most words of a text apart from them. */
static const NumberWord number_words[] = {
    WORD("one", 1),       WORD("two", 2),       WORD("six", 6),       WORD("ten", 10),      WORD("zero", 0),
    WORD("none", 0),      WORD("four", 4),      WORD("five", 5),      WORD("nine", 9),      WORD("three", 3),
    WORD("seven", 7),     WORD("eight", 8),     WORD("forty", 40),    WORD("fifty", 50),    WORD("sixty", 60),
    WORD("eleven", 11),   WORD("twelve", 12),   WORD("twenty", 20),   WORD("thirty", 30),   WORD("eighty", 80),
    WORD("ninety", 90),   WORD("fifteen", 15),  WORD("sixteen", 16),  WORD("seventy", 70),  WORD("hundred", 100),
    WORD("thirteen", 13), WORD("fourteen", 14), WORD("eighteen", 18), WORD("nineteen", 19), WORD("thousand", 1000),
    WORD("seventeen", 17)};
#undef WORD

enum { N_WORDS = sizeof number_words / sizeof number_words[0] };

/* By the first two letters; no number begins with "hundred". */
static bool may_begin(char c, char next)
{
    static const char seconds[32][4] = {['z' & 31] = "e", ['o' & 31] = "n", ['n' & 31] = "io", ['t' & 31] = "ehw",
                                        ['f' & 31] = "io", ['s' & 31] = "ei", ['e' & 31] = "il"};
    const char *second = seconds[c & 31];
    next |= 0x20;
    return second[0] == next || (second[0] != '\0' && (second[1] == next || second[2] == next));
}

/* The value of the word at `i`, or -1; its end in *end. */
static int word_value(const Scan *s, size_t i, size_t *end)
{
    char word[WORD_MAX];
    size_t n = 0;
    while (n < WORD_MAX && is_letter(at(s, i + n))) {
        char c = at(s, i + n);
        word[n++] = byte_is_upper(c) ? (char)(c + 32) : c;
    }
    *end = i + n;
    if (n < 3 || is_letter(at(s, i + n)))
        return -1;
    for (int w = 0; w < N_WORDS && number_words[w].word.len <= n; w++)
        if (number_words[w].word.len == n && number_words[w].word.at[0] == word[0] &&
            memcmp(number_words[w].word.at, word, n) == 0)
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
    if (value < 0 || value == 100 || value == 1000 || is_sort(s, end))
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
        if (is_letter(c)) {
            bool begins = i == 0 || (!is_letter(text.at[i - 1]) && text.at[i - 1] != '-');
            if (begins && may_begin(c, at(&s, i + 1)) && read_words(&s, i, a, out, from))
                return true;
            do
                i++;
            while (i < end && is_letter(text.at[i]));
            continue;
        }
        bool point = c == '.' && byte_is_digit(at(&s, i + 1)) &&
                     (i == 0 || (!byte_is_digit(text.at[i - 1]) && !is_letter(text.at[i - 1])));
        if (!byte_is_digit(c) && !point)
            i++;
        else if (read_digits(&s, i, a, out, &i)) {
            *from = i;
            return true;
        }
    }
    *from = end;
    return false;
}
