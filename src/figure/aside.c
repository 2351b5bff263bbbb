#include "figure/aside.h"

enum { RELATIVE_WORDS = 8, BRACKET_BYTES = 200, ADJECTIVES_MAX = 4 };

static size_t end_of_word(Span t, size_t at)
{
    while (at < t.len && copy_word_byte(t.at[at]) && !atom_at(t, at))
        at++;
    return at;
}

/* The word that ends at byte `at`, a blank aside; none behind a mark or an atom. */
static Range word_left(Span t, size_t at)
{
    while (at > 0 && t.at[at - 1] == ' ')
        at--;
    size_t from = at;
    while (from > 0 && copy_word_byte(t.at[from - 1]) && !(from >= 3 && atom_at(t, from - 3)))
        from--;
    return from < at ? (Range){from, at} : (Range){0, 0};
}

static Span cut(Span t, Range r)
{
    return span_cut(t, r.from, r.end);
}

static bool is_any(const Packs *p, Span word, WordSet lists)
{
    const Term *term = packs_term(p, word);
    return term != NULL && word_sets_meet(term->lists, lists);
}

/* The word behind byte `at`. */
static Span word_behind(Span t, size_t at)
{
    while (at < t.len && t.at[at] == ' ')
        at++;
    return span_cut(t, at, end_of_word(t, at));
}

static bool is_verb(const Packs *p, Span word)
{
    static const WordSet verb = WORD_SET(WORDS_helps, WORDS_changes, WORDS_acts, WORDS_verb, WORDS_judged);
    return is_any(p, word, verb) || (word.len > 4 && memcmp(word.at + word.len - 2, "ed", 2) == 0);
}

/* "found that", "so that", "a sign that yield" open a clause of their own; "cows that calved", "a gait which" say more
 * of a noun. */
static bool is_relative(const Packs *p, Span t, Range word)
{
    static const WordSet no_noun = WORD_SET(WORDS_breaks, WORDS_judged, WORDS_acts, WORDS_helps, WORDS_changes,
                                            WORDS_opens, WORDS_group_preposition, WORDS_leading);
    Span w = cut(t, word);
    if (!packs_has(p, WORDS_relative, w) || (span_is(w, "that") && !is_verb(p, word_behind(t, word.end))))
        return false;
    Range before = word_left(t, word.from);
    return before.end > 0 && (span_is(cut(t, before), "those") || !is_any(p, cut(t, before), no_noun));
}

bool opens_relative(const Packs *p, const Copy *c, size_t from, size_t end)
{
    return is_relative(p, c->text, (Range){from, end});
}

size_t relative_begin(const Packs *p, const Copy *c, size_t from, size_t at)
{
    static const WordSet verb = WORD_SET(WORDS_helps, WORDS_changes, WORDS_acts);
    Span t = c->text;
    if (at >= t.len || t.at[at] != ' ' || !is_any(p, word_behind(t, at), verb))
        return at;
    for (int n = 0; n < RELATIVE_WORDS; n++) {
        Range w = word_left(t, from);
        if (w.end == 0 || packs_has(p, WORDS_refers, cut(t, w)))
            return at;
        if (is_relative(p, t, w))
            return w.from;
        if (packs_has(p, WORDS_opens, cut(t, w)))
            return at;
        from = w.from;
    }
    return at;
}

bool is_agent(const Packs *p, const Copy *c, Range r)
{
    static const WordSet done = WORD_SET(WORDS_changes);
    Span t = c->text;
    Range w = word_left(t, r.from);
    while (w.end > 0 && !span_is(cut(t, w), "by") && packs_has(p, WORDS_leading, cut(t, w)))
        w = word_left(t, w.from);
    if (w.end == 0 || !span_is(cut(t, w), "by"))
        return false;
    w = word_left(t, w.from);
    Span word = cut(t, w);
    return word.len > 2 && is_any(p, word, done) && memcmp(word.at + word.len - 2, "ed", 2) == 0;
}

/* Behind the bracket that opens at byte `open`: a ratio takes the end of its own along ("(HR 1.8, 95 % CI 1.2-2.6)").
 */
static size_t bracket_end(Span t, size_t open)
{
    size_t end = open + 1, stop = open + BRACKET_BYTES < t.len ? open + BRACKET_BYTES : t.len;
    while (end < stop && t.at[end] != ')' && t.at[end] != ']' && t.at[end] != '(' && t.at[end] != '[')
        end++;
    bool closes = end < stop && (t.at[end] == ')' || t.at[end] == ']');
    return closes ? end + 1 : atom_at(t, open + 1) ? open + 4 : open;
}

/* "thirst and a significant" (rise in calm): the phrase up to the words that only open the next. */
static Range without_next(const Packs *p, Span t, Range r)
{
    static const WordSet opening = WORD_SET(WORDS_leading, WORDS_vague);
    for (Range w = word_left(t, r.end); w.end > 0 && w.from > r.from && is_any(p, cut(t, w), opening);
         w = word_left(t, w.from))
        if (span_is(cut(t, w), "and"))
            return (Range){r.from, w.from - 1};
    return r;
}

/* "a significant (P = 0.01) fall in thirst": what the bracket parts from its adjective, and what changed; end 0: it
 * does not. */
static Range change_behind(const Packs *p, const Copy *c, Range adjective, size_t end)
{
    static const WordSet degree = WORD_SET(WORDS_more, WORDS_less, WORDS_vague, WORDS_graded, WORDS_leading);
    Span t = c->text, word = cut(t, adjective);
    bool significant =
        is_any(p, word, (WordSet)WORD_SET(WORDS_vague)) && memmem(word.at, word.len, "signific", 8) != NULL;
    bool adverb = word.len > 4 && memcmp(word.at + word.len - 2, "ly", 2) == 0 &&
                  memmem(word.at, word.len, "signific", 8) != NULL;
    if ((!significant && !adverb) || end >= t.len || t.at[end] != ' ')
        return (Range){0, 0};
    for (int n = 0; n < ADJECTIVES_MAX && end < t.len && t.at[end] == ' '; n++) {
        word = word_behind(t, end);
        end = end + 1 + word.len;
        Span rest = span_cut(t, end, t.len);
        if ((is_any(p, word, (WordSet)WORD_SET(WORDS_measure_noun)) || packs_has(p, WORDS_share_noun, word)) &&
            (span_begins(rest, " in ") || span_begins(rest, " of ")))
            return without_next(p, t, phrase_right(p, c, end));
        if (word.len == 0 || !is_any(p, word, degree))
            return (Range){0, 0};
    }
    return (Range){0, 0};
}

bool is_partitive(const Packs *p, const Copy *c, Range r)
{
    Range w = word_left(c->text, r.from);
    while (w.end > 0 && !span_is(cut(c->text, w), "of") && packs_has(p, WORDS_leading, cut(c->text, w)))
        w = word_left(c->text, w.from);
    return w.end > 0 && w.from == 0 && span_is(cut(c->text, w), "of");
}

bool is_of_whom(const Packs *p, const Copy *c, Range r)
{
    enum { CLAUSE_WORDS = 5 }; /* between "whom" and its verb */
    Span t = c->text;
    Range w = word_left(t, r.from);
    bool helped = false;
    for (; w.end > 0 && packs_has(p, WORDS_helps, cut(t, w)); w = word_left(t, w.from))
        helped = true;
    for (int n = 0; helped && n <= CLAUSE_WORDS && w.end > 0; n++, w = word_left(t, w.from)) {
        Span word = cut(t, w);
        if (span_is(word, "whose"))
            return true;
        if (span_is(word, "whom"))
            return packs_has(p, WORDS_locative, cut(t, word_left(t, w.from)));
        if (is_verb(p, word) || t.at[w.from] < 'a' || t.at[w.from] > 'z')
            return false;
    }
    return false;
}

Range behind_measure(const Packs *p, const Copy *c, size_t open)
{
    static const WordSet measure = WORD_SET(WORDS_measure_noun, WORDS_share_noun, WORDS_chance);
    static const WordSet degree =
        WORD_SET(WORDS_more, WORDS_less, WORDS_leading, WORDS_vague, WORDS_changes, WORDS_measure_noun, WORDS_average);
    Span t = c->text;
    Range noun = word_left(t, open);
    Range change = noun.end > 0 ? change_behind(p, c, noun, bracket_end(t, open)) : (Range){0, 0};
    if (noun.end == 0 || change.end > 0 || !is_any(p, cut(t, noun), measure))
        return change;
    Range before = word_left(t, noun.from);
    bool counted = packs_has(p, WORDS_how_many, cut(t, noun));        /* "a large share (9 %) of ewes" */
    bool said = before.end > 0 && !is_any(p, cut(t, before), degree); /* "the wound infection rate (9 %) of" */
    size_t end = bracket_end(t, open);
    Span rest = span_cut(t, end, t.len);
    bool follows = span_begins(rest, " of ") || span_begins(rest, " in ") || span_begins(rest, " for ");
    bool favours = span_begins(rest, " in favo");
    return counted || said || favours || !follows ? (Range){0, 0} : phrase_right(p, c, end);
}
