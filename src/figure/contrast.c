#include "figure/contrast.h"

#include "figure/clause.h"
#include "figure/phrase.h"

enum { NAME_MAX_WORDS = 6, SUBJECT_WORDS = 4, OPENING = 2 };

/* A word that can be part of a name; what is behind it ends the name. */
static bool names(const Finder *f, size_t at)
{
    return token_names(&f->tokens.at[at]) && !finder_is(f, at, "to");
}

static bool is_said(const Token *t)
{
    return token_in(t, WORDS_more) || token_in(t, WORDS_less);
}

/* Not a lone letter, sign or number. */
static bool is_wordy(const Finder *f, size_t at)
{
    Span w = finder_word(f, &f->tokens.at[at]);
    size_t letters = 0;
    for (size_t i = 0; f->tokens.at[at].atom == NULL && i < w.len; i++)
        letters += w.at[i] >= 'a' && w.at[i] <= 'z';
    return letters > 1 || f->tokens.at[at].atom != NULL;
}

/* "drug A" */
static bool is_capital_a(const Finder *f, size_t at)
{
    return finder_is(f, at, "a") && f->s->normal->text.at[copy_offset(&f->s->copy, f->tokens.at[at].from)] == 'A';
}

/* Without the words that belong to no name at either end; end 0: none, or too many. */
static Words trimmed(const Finder *f, size_t first, size_t last)
{
    while (first < last && (token_in(&f->tokens.at[first], WORDS_leading) || token_in(&f->tokens.at[first], WORDS_trailing) ||
                            token_in(&f->tokens.at[first], WORDS_group_preposition)))
        first++;
    while (last > first && !is_capital_a(f, last - 1) &&
           (token_in(&f->tokens.at[last - 1], WORDS_trailing) || is_said(&f->tokens.at[last - 1])))
        last--;
    bool worded = false;
    for (size_t i = first; i < last; i++)
        worded = worded || is_wordy(f, i);
    if (!worded || last - first > NAME_MAX_WORDS)
        return (Words){0, 0};
    for (size_t i = 0; i < f->n_whos; i++)
        if (f->who[i].first >= first && f->who[i].first < last)
            return f->who[i].words;
    return finder_words(f, first, last);
}

Words contrast_name(const Finder *f, size_t at, size_t until)
{
    static const WordSet opening = WORD_SET(WORDS_opens_name, WORDS_group_preposition);
    while (at < until && word_sets_meet(f->tokens.at[at].lists, opening))
        at++;
    bool bracket = at < until && (f->tokens.at[at].mark == '(' || f->tokens.at[at].mark == '['); /* "31 % (OPEN) vs" */
    at += bracket;
    size_t end = at;
    while (end < until && names(f, end))
        end++;
    if (bracket && (end == until || (f->tokens.at[end].mark != ')' && f->tokens.at[end].mark != ']')))
        return (Words){0, 0};
    return trimmed(f, at, end);
}

/* The name behind the last "in" before token `at`: "more errors were seen in X". */
static Words name_until(const Finder *f, size_t at, size_t from)
{
    size_t end = at;
    while (end > from && (f->tokens.at[end - 1].mark == ',' || finder_is(f, end - 1, "as")))
        end--;
    for (size_t i = end; i > from && end - i <= NAME_MAX_WORDS && (names(f, i - 1) || finder_is(f, i - 1, "at")); i--) {
        const Token *t = &f->tokens.at[i - 1];
        if (is_said(t) || (i >= 2 && token_in(t, WORDS_locative) && token_in(&f->tokens.at[i - 2], WORDS_measure_noun)))
            break;
        bool held = finder_is(f, i - 1, "with") || finder_is(f, i - 1, "on") || finder_is(f, i - 1, "at");
        bool timed = finder_is(f, i - 1, "during") || (finder_is(f, i - 1, "after") && !finder_is(f, end + 1, "before"));
        if (token_in(t, WORDS_locative) || held || timed)
            return trimmed(f, i, end);
    }
    return (Words){0, 0};
}

/* "Tarvolin reduced cramps": the verb has an object; "cramps increased slightly" tells of no group. */
static bool changes_it(const Finder *f, size_t verb)
{
    static const WordSet no_object = WORD_SET(WORDS_group_preposition, WORDS_connects, WORDS_adverb, WORDS_breaks, WORDS_opens);
    const Token *next = verb + 1 < f->tokens.n ? &f->tokens.at[verb + 1] : NULL;
    Span w = next != NULL && token_is_word(next) ? finder_word(f, next) : (Span){"", 0};
    bool adverb = w.len > 3 && memcmp(w.at + w.len - 2, "ly", 2) == 0;
    return token_in(&f->tokens.at[verb], WORDS_changes) && w.len > 0 && !adverb && !finder_is(f, verb + 1, "to") &&
           !finder_is(f, verb + 1, "from") && !finder_is(f, verb + 1, "by") && !word_sets_meet(next->lists, no_object);
}

/* "The walkers experienced", "early walking was associated with": of whom a verb says that something befell them, is a group. */
static bool befalls(const Finder *f, size_t verb)
{
    const Token *t = &f->tokens.at[verb];
    bool associated = token_in(t, WORDS_be) && (finder_is(f, verb + 1, "associated") || finder_is(f, verb + 2, "associated"));
    Span next = verb + 1 < f->tokens.n ? finder_word(f, &f->tokens.at[verb + 1]) : (Span){"", 0};
    bool perfect = next.len > 2 && memcmp(next.at + next.len - 2, "ed", 2) == 0; /* "the pain had eased" */
    bool had = finder_is(f, verb, "had") && !perfect;
    return associated || had || token_in(t, WORDS_befalls) || changes_it(f, verb);
}

/* "X were less likely than Y": what the clause begins with, up to its verb; `befallen`: only where that says what befell it. */
static Words subject(const Finder *f, size_t from, size_t until, bool befallen)
{
    size_t end = from;
    while (end < until && names(f, end) && !(end > from && changes_it(f, end)))
        end++;
    bool verb = end < until && (token_in(&f->tokens.at[end], WORDS_verb) || token_in(&f->tokens.at[end], WORDS_breaks) ||
                                token_in(&f->tokens.at[end], WORDS_changes));
    for (size_t i = 0; verb && (!befallen || befalls(f, end)) && i < f->n_whos; i++)
        if (f->who[i].first >= from && f->who[i].last <= end)
            return f->who[i].words;
    bool pronoun = from < until && token_in(&f->tokens.at[from], WORDS_pronoun);
    return verb && !pronoun && end - from <= SUBJECT_WORDS && befalls(f, end) ? trimmed(f, from, end) : (Words){0, 0};
}

bool contrast_subject(const Finder *f, size_t at, size_t end, Words out[2])
{
    size_t begin = clause_begin(f, at), stop = clause_end(f, end);
    out[0] = subject(f, begin, at, true);
    out[1] = (Words){0, 0};
    for (size_t i = end; out[0].end > 0 && out[1].end == 0 && i < stop; i++)
        if (token_in(&f->tokens.at[i], WORDS_refers) && !token_is_figure(&f->tokens.at[i + 1 < stop ? i + 1 : i]))
            out[1] = contrast_name(f, i + 1, stop);
    return out[0].end > 0;
}

bool contrast_before(const Finder *f, size_t at, Words out[2])
{
    size_t begin = clause_begin(f, at), refers = at;
    while (refers > begin && !token_in(&f->tokens.at[refers - 1], WORDS_refers)) {
        if (token_is_figure(&f->tokens.at[refers - 1]))
            return false;
        refers--;
    }
    if (refers == begin)
        return false;
    out[1] = contrast_name(f, refers, at);
    if (out[1].end == 0)
        return false;
    if (refers - begin <= OPENING) { /* "Compared with Y, X had ..." */
        size_t comma = refers;
        while (comma < at && f->tokens.at[comma].mark != ',')
            comma++;
        out[0] = comma < at ? subject(f, comma + 1, at, false) : (Words){0, 0};
    } else {
        out[0] = name_until(f, refers - 1, begin);
        if (out[0].end == 0)
            out[0] = subject(f, begin, refers - 1, false);
    }
    return true;
}

/* "Palpation showed higher accuracy": the first words behind `from`, up to a verb behind which it is said that they have more or
 * less. */
static Words better(const Finder *f, size_t from, size_t at)
{
    for (size_t i = from; i < at && i <= from + SUBJECT_WORDS + 1; i++) /* "For lumps, palpation showed" */
        from = f->tokens.at[i].mark == ',' ? i + 1 : from;
    size_t end = from;
    while (end < at && names(f, end))
        end++;
    bool verb = end < at && token_in(&f->tokens.at[end], WORDS_breaks) && !token_in(&f->tokens.at[end], WORDS_be);
    bool pronoun = from < at && token_in(&f->tokens.at[from], WORDS_pronoun);
    bool told = verb && !pronoun && end - from <= SUBJECT_WORDS && clause_direction(f, end, at) != 0;
    return told ? trimmed(f, from, end) : (Words){0, 0};
}

bool contrast_apart(const Finder *f, size_t first, size_t second, Words out[2])
{
    size_t at = first + 1, refers = second;
    while (refers > at && !token_in(&f->tokens.at[refers - 1], WORDS_refers)) {
        if (token_is_figure(&f->tokens.at[refers - 1]))
            return false;
        refers--;
    }
    if (refers == at || refers == second)
        return false;
    for (size_t i = at; i < refers; i++)
        if (token_is_figure(&f->tokens.at[i]))
            return false;
    while (at < refers && (token_closes(&f->tokens.at[at]) || (f->tokens.at[at].atom != NULL && f->tokens.at[at].atom->part)))
        at++;
    out[1] = contrast_name(f, refers, second);
    bool behind = token_in(&f->tokens.at[at], WORDS_locative) || finder_is(f, at, "with");
    out[0] = behind ? contrast_name(f, at, refers - 1) : better(f, clause_begin(f, first), first);
    return out[1].end > 0;
}

bool contrast_behind(const Finder *f, size_t at, Words out[2], int *more)
{
    size_t end = clause_end(f, at), begin = clause_begin(f, at);
    for (size_t i = at; i < end; i++)
        if (token_is_figure(&f->tokens.at[i]) && !kind_is(f->tokens.at[i].atom, KIND_p_value))
            at = i + 1;
    for (size_t i = 0; i < f->n_whos; i++) {
        const Who *w = &f->who[i], *next = i + 1 < f->n_whos ? w + 1 : NULL;
        if (w->first < at || w->last > end || !w->located || w->refers)
            continue;
        bool both = next != NULL && next->last <= end && next->refers;
        *more = clause_direction(f, at, w->first);
        if (*more == 0) /* "was lower (37 % vs 58 %) in X" */
            *more = clause_direction(f, begin, at);
        out[0] = w->words;
        out[1] = both ? next->words : (Words){0, 0};
        return both || *more != 0;
    }
    for (size_t i = at; i < end; i++) { /* "were commoner with X than with Y" */
        if (!token_in(&f->tokens.at[i], WORDS_refers))
            continue;
        bool again = false;
        for (size_t k = at; k < i && i + 1 < end && token_in(&f->tokens.at[i + 1], WORDS_group_preposition); k++)
            again = again || span_equal(finder_word(f, &f->tokens.at[k]), finder_word(f, &f->tokens.at[i + 1]));
        out[0] = again ? name_until(f, i, at) : (Words){0, 0};
        out[1] = contrast_name(f, i + 1, end);
        if (out[0].end > 0 && out[1].end > 0)
            return true;
        break;
    }
    for (size_t i = at, be = 0; i < end; i++) { /* "were more common in tugs" */
        be += token_in(&f->tokens.at[i], WORDS_be);
        if (be == 0 && token_is_word(&f->tokens.at[i]))
            return false;
        *more = token_in(&f->tokens.at[i], WORDS_locative) ? clause_direction(f, at, i) : 0;
        out[0] = *more != 0 ? contrast_name(f, i, end) : (Words){0, 0};
        out[1] = (Words){0, 0};
        if (out[0].end > 0)
            return true;
    }
    return false;
}

/* "before the operation", one atom. */
static bool is_occasion(const Finder *f, const Token *t)
{
    Words w = t->atom != NULL && is_moment(t->atom) ? (Words){t->atom->start, t->atom->end} : (Words){0, 0};
    return token_in(t, WORDS_occasion) ||
           (w.end > 0 && phrase_says(f->packs, (WordSet)WORD_SET(WORDS_occasion), span_lower(f->a, finder_print(f, w))));
}

bool contrast_in_time(const Finder *f, size_t at)
{
    for (size_t i = clause_begin(f, at), end = clause_end(f, at); i < end; i++)
        if (is_occasion(f, &f->tokens.at[i]))
            return true;
    return false;
}
