#include "text/sentence.h"

#include "base/find.h"

enum { WORD_MAX = 24 }; /* longer words are no abbreviations */

static bool is_blank(char c)
{
    return c == ' ' || c == '\n';
}

static bool closes(char c)
{
    return c == ')' || c == ']' || c == '"' || c == '\'';
}

/* "of group B. The": a letter behind such a word is a label, and no initial. */
static bool is_label(Span text, size_t from, size_t at)
{
    static const char *const nouns[] = {" group ", " arm ", " cohort ", " type "};
    for (size_t i = 0; i < sizeof nouns / sizeof nouns[0]; i++) {
        size_t n = strlen(nouns[i]);
        if (at >= from + n && memcmp(text.at + at - n, nouns[i], n) == 0)
            return true;
    }
    return false;
}

/* The word before the stop at `stop` is an abbreviation ("vs.", "et al.", "J."). */
static bool after_abbreviation(const Sentences *s, size_t from, size_t stop)
{
    size_t begin = stop;
    while (begin > from && (byte_is_letter(s->text.at[begin - 1]) || s->text.at[begin - 1] == '.'))
        begin--;
    size_t n = stop - begin;
    if (n == 0 || n > WORD_MAX)
        return false;
    char word[WORD_MAX];
    for (size_t i = 0; i < n; i++) {
        char c = s->text.at[begin + i];
        word[i] = byte_is_upper(c) ? (char)(c + 32) : c;
    }
    bool initial = n == 1 && byte_is_upper(s->text.at[begin]) && begin > from && s->text.at[begin - 1] == ' ' &&
                   stop + 2 < s->text.len && byte_is_upper(s->text.at[stop + 2]) && begin > from + 1 &&
                   byte_is_letter(s->text.at[begin - 2]) && byte_is_upper(s->text.at[begin]) && word[0] != 'p' &&
                   word[0] != 'c' && !is_label(s->text, from, begin);
    return initial || s->is_abbreviation(s->who, (Span){word, n});
}

/* Whether a sentence can begin at `at`: a capital, a digit, an opening bracket, or what is not ASCII. */
static bool can_begin(Span t, size_t at)
{
    char c = t.at[at];
    if (c == '(' || c == '[' || c == '"' || c == '\'')
        return at + 1 < t.len && (byte_is_upper(t.at[at + 1]) || byte_is_digit(t.at[at + 1]));
    if (byte_is_letter(c) && !byte_is_upper(c)) /* "mRNA", "pCR": a small letter and then a capital */
        return at + 1 < t.len && byte_is_upper(t.at[at + 1]);
    return true;
}

/* The end of the sentence whose stop may stand at `i` (the byte after the stop and closing marks), or 0. */
static size_t end_at(const Sentences *s, size_t from, size_t i)
{
    Span t = s->text;
    char c = t.at[i];
    if (c == '\n')
        return i;
    if (c != '.' && c != '?' && c != '!')
        return 0;
    size_t end = i + 1;
    while (end < t.len && closes(t.at[end]))
        end++;
    if (end == t.len)
        return end;
    if (!is_blank(t.at[end])) { /* "groups.Patients": a blank was lost */
        bool lost = c == '.' && end == i + 1 && i >= 3 && byte_is_letter(t.at[i - 1]) && !byte_is_upper(t.at[i - 1]) &&
                    byte_is_letter(t.at[i - 2]) && !byte_is_upper(t.at[i - 2]) && end + 2 < t.len && byte_is_upper(t.at[end]) &&
                    byte_is_letter(t.at[end + 1]) && !byte_is_upper(t.at[end + 1]) && byte_is_letter(t.at[end + 2]);
        return lost ? end : 0;
    }
    size_t next = end;
    while (next < t.len && is_blank(t.at[next]))
        next++;
    if (next < t.len && !can_begin(t, next))
        return 0;
    if (c == '.' && after_abbreviation(s, from, i))
        return 0;
    return end;
}

bool sentence_next(Sentences *s, size_t *start, size_t *end)
{
    Span t = s->text;
    while (s->next < t.len && is_blank(t.at[s->next]))
        s->next++;
    if (s->next >= t.len)
        return false;
    *start = s->next;
    size_t at = 0;
    for (size_t i = *start; at == 0 && (i = span_find_any(t, i, t.len, ".?!\n")) < t.len; i++)
        at = end_at(s, *start, i);
    *end = at == 0 ? t.len : at;
    s->next = *end;
    while (*end > *start && is_blank(t.at[*end - 1]))
        --*end;
    return true;
}

