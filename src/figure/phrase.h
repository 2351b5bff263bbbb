/* phrase.h - the words around a figure: where a phrase ends, and what of it is outcome, group and time. */
#ifndef EVITAB_PHRASE_H
#define EVITAB_PHRASE_H

#include "figure/mention.h"

typedef struct {
    size_t from, end; /* bytes of the copy; end 0: none */
} Range;

/* A byte of a word of the copy, which is in lower case: letters of any language, digits, - ' / and +. */
static inline bool copy_word_byte(char c)
{
    static const bool in_words[256] = {['a' ... 'z'] = true, ['0' ... '9'] = true, ['-'] = true, ['\''] = true, ['/'] = true,
                                       ['+'] = true, [0x80 ... 0xFF] = true};
    return in_words[(unsigned char)c];
}

/* A byte of a word of printed text that has no part with a meaning of its own: a letter, a digit or a hyphen. */
static inline bool print_word_byte(char c)
{
    static const bool in_words[256] = {['a' ... 'z'] = true, ['A' ... 'Z'] = true, ['0' ... '9'] = true, ['-'] = true,
                                       [0x80 ... 0xFF] = true};
    return in_words[(unsigned char)c];
}

static inline bool word_is_plural(Span word)
{
    return word.len > 3 && word.at[word.len - 1] == 's';
}

/* The end of the letters of the copy from byte `at` on, before byte `stop`; `at`: none stands there. */
static inline size_t letters_end(Span t, size_t at, size_t stop)
{
    while (at < stop && t.at[at] >= 'a' && t.at[at] <= 'z')
        at++;
    return at;
}

/* The words that end at, or begin at, byte `at` of the copy: up to a bracket, stop, comma, figure, or a word of the
 * packs' `breaks`; without `leading` words before and `trailing` words behind. */
Range phrase_left(const Packs *p, const Copy *c, size_t at);
Range phrase_right(const Packs *p, const Copy *c, size_t at);

/* Whether the word says more of what was measured and opens no clause of its own ("the yield of cows that calved late
 * was"). */
bool phrase_goes_on(const Packs *p, const Copy *c, size_t from, size_t end);

/* Trims any range the same way. */
Range phrase_trim(const Packs *p, const Copy *c, Range r);

/* Whether the word before the range, not counting `leading` ones, is in the list. */
bool phrase_follows(const Packs *p, const Copy *c, Range r, WordList list);

/* Whether the range stands behind "in", "for" or "among" ("shorter in the liver"), and not behind what these belong to
 * ("a difference in survival"): then it says in whom. */
bool phrase_is_locative(const Packs *p, const Copy *c, Range r);

/* Where "as graded on a", "measured by the", "using the" begins, which ends at byte `at`; `at`: nothing such does. */
size_t phrase_read_by(const Packs *p, const Copy *c, size_t at);

/* What a phrase says: its parts as section offsets.  "local recurrence at 5 years in the PCRT group". */
typedef struct {
    Words outcome; /* end 0: these words cannot name what was measured ("the difference", "after a median follow-up") */
    Words words;   /* what is neither group nor time, whether it can or not */
    Words group, time;
} Phrase;

Phrase phrase_parts(const Packs *p, const Copy *c, Range r);

/* Whether the words name everybody ("the patients", "the whole cohort") or nobody. */
bool phrase_is_whole(const Packs *p, Span words);

/* Whether the phrase is about people ("patients with T3 tumours", "the control group") and not about an outcome. */
bool phrase_is_group(const Packs *p, const Copy *c, Range r);

/* Whether a word of the text, lower case, is on one of the lists. */
bool phrase_says(const Packs *p, WordSet lists, Span t);

#endif
