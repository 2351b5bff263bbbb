#include "figure/subject.h"

#include "figure/aside.h"
#include "figure/phrase.h"

enum { OPENINGS_MAX = 3, TOPIC_WORDS = 3 }; /* commas behind which a clause may begin in earnest; words of "in terms of" */

size_t subject_begin(const Packs *packs, const Copy *c, size_t at)
{
    size_t begin = 0;
    for (size_t i = 0, e; i < at; i = e) {
        e = letters_end(c->text, i, at);
        if (e > i && packs_has(packs, WORDS_opens, span_cut(c->text, i, e)) && !phrase_goes_on(packs, c, i, e))
            begin = e;
        else if (c->text.at[i] == ';' || c->text.at[i] == ':')
            begin = i + 1;
        e += e == i;
    }
    return begin;
}

size_t subject_bracket(const Copy *c, size_t at)
{
    for (int depth = 0; at > 0; at--) {
        char b = c->text.at[at - 1];
        depth += b == ')' || b == ']' ? 1 : b == '(' || b == '[' ? -1 : 0;
        if (depth < 0)
            return at - 1;
    }
    return SIZE_MAX;
}

static size_t past_blanks(const Copy *c, size_t at)
{
    while (at < c->text.len && c->text.at[at] == ' ')
        at++;
    return at;
}

static bool opens_with_preposition(const Packs *packs, const Copy *c, size_t begin)
{
    begin = past_blanks(c, begin);
    return packs_has(packs, WORDS_group_preposition, span_cut(c->text, begin, letters_end(c->text, begin, c->text.len)));
}

/* "cows on hay had fewer calves": whether the verb says what its subject has more, less or as much of. */
static bool has_more(const Packs *packs, const Copy *c, size_t from, size_t end, size_t at)
{
    static const WordSet compares = WORD_SET(WORDS_more, WORDS_less, WORDS_alike);
    Span verb = span_cut(c->text, from, end);
    size_t next = past_blanks(c, end);
    return packs_has(packs, WORDS_verb, verb) && !packs_has(packs, WORDS_be, verb) &&
           phrase_says(packs, compares, span_cut(c->text, next, letters_end(c->text, next, at)));
}

/* "were more likely than men to report fatigue": what they were likely to do or have; end 0: no such words stand
 * between. */
static Range likely_to(const Packs *packs, const Copy *c, size_t from, size_t at)
{
    static const WordSet light = WORD_SET(WORDS_helps, WORDS_judged);
    Span t = span_cut(c->text, from, at);
    const char *likely = memmem(t.at, t.len, "likely ", 7);
    const char *to = likely != NULL ? memmem(likely, (size_t)(t.at + t.len - likely), " to ", 4) : NULL;
    if (to == NULL)
        return (Range){0, 0};
    size_t i = (size_t)(to + 4 - c->text.at), e = letters_end(c->text, i, at);
    while (e > i && phrase_says(packs, light, span_cut(c->text, i, e))) {
        i = past_blanks(c, e);
        e = letters_end(c->text, i, at);
    }
    Range r = phrase_right(packs, c, i);
    return r.end > 0 && r.end <= at ? r : (Range){0, 0};
}

/* "Massage clearly reduced swelling as compared with rest": what the verb behind the subject changes. */
static Words clause_object(const Packs *packs, const Arms *arms, const Sentence *s, size_t from, size_t at)
{
    const Copy *c = &s->copy;
    bool verb = false;
    Range likely = likely_to(packs, c, from, at);
    if (likely.end > 0)
        return outcome_named(packs, arms, s, likely);
    for (size_t i = past_blanks(c, from), e; i < at; i = past_blanks(c, e)) {
        e = letters_end(c->text, i, at);
        Span word = span_cut(c->text, i, e);
        bool other = packs_has(packs, WORDS_group_preposition, word) || packs_has(packs, WORDS_refers, word) ||
                     span_is(word, "by");
        if ((e == i && !verb) || other)
            return (Words){0, 0};
        if (packs_has(packs, WORDS_changes, word) || (!verb && has_more(packs, c, i, e, at))) {
            verb = true;
            continue;
        }
        bool adverb = word.len > 3 && memcmp(word.at + word.len - 2, "ly", 2) == 0;
        if (adverb || (!verb && (packs_has(packs, WORDS_breaks, word) || packs_has(packs, WORDS_vague, word))))
            continue;
        Range r = verb ? phrase_right(packs, c, i) : (Range){0, 0};
        return r.end > 0 && r.end <= at ? outcome_named(packs, arms, s, r) : (Words){0, 0};
    }
    return (Words){0, 0};
}

/* "There was no difference between the groups in pain": what stands behind the preposition of such a word. */
static Words clause_difference(const Packs *packs, const Arms *arms, const Sentence *s, size_t begin, size_t at)
{
    const Copy *c = &s->copy;
    bool differs = false;
    for (size_t i = begin, e; i < at; i = e + (e == i)) {
        e = letters_end(c->text, i, at);
        Span word = span_cut(c->text, i, e);
        bool preposition = differs && (span_is(word, "in") || span_is(word, "of"));
        differs = differs || packs_has(packs, WORDS_measure_noun, word);
        Range r = preposition ? phrase_right(packs, c, e) : (Range){0, 0};
        Words named =
            r.end > 0 && r.end <= at && !phrase_is_group(packs, c, r) ? outcome_named(packs, arms, s, r) : (Words){0, 0};
        if (named.end > 0)
            return named;
    }
    return (Words){0, 0};
}

/* "In terms of grip, the values were": behind the words that name what is spoken of; `at`: no such words stand there. */
static size_t topic_end(const Packs *packs, const Copy *c, size_t at)
{
    Span t = c->text;
    size_t end = at;
    for (int n = 0; n < TOPIC_WORDS && end < t.len; n++) {
        end = letters_end(t, end + (n > 0), t.len);
        if (end == t.len || t.at[end] != ' ')
            return at;
        if (packs_has(packs, WORDS_topic, span_cut(t, at, end)))
            return end + 1;
    }
    return at;
}

/* "Among miners (n = 34), lead fell": behind the bracket that opens at byte `at`, if one does, and closes before
 * `until`; else `at`. */
static size_t past_bracket(const Copy *c, size_t at, size_t until)
{
    size_t open = past_blanks(c, at);
    const char *close = open < until && c->text.at[open] == '(' ? memchr(c->text.at + open, ')', until - open) : NULL;
    return close != NULL ? (size_t)(close - c->text.at) + 1 : at;
}

/* Whether one of the words says in whom, or between whom. */
static bool says_where(const Packs *packs, Span t)
{
    for (size_t i = 0, e; i < t.len; i = e + (e == i)) {
        e = letters_end(t, i, t.len);
        Span word = span_cut(t, i, e);
        if (packs_has(packs, WORDS_locative, word) || span_is(word, "between") || span_is(word, "with"))
            return true;
    }
    return false;
}

/* "After rest, zinc, copper and iron rose": all of a list of subjects before their verb, of which `first` is the first;
 * else `first`. */
static Range all_subjects(const Packs *packs, const Copy *c, Range first, size_t at)
{
    static const WordSet said = WORD_SET(WORDS_helps, WORDS_changes, WORDS_acts, WORDS_breaks);
    bool joined = phrase_follows(packs, c, first, WORDS_person); /* "those with dry, scaly and itchy skin" */
    for (Range r = first; r.end > 0 && r.end < at && !joined && c->text.at[r.end] == ',';) {
        Span gap = span_cut(c->text, r.end + 1, at);
        Range next = phrase_right(packs, c, r.end + 1);
        bool item = next.end > 0 && next.end < at && next.from < r.end + sizeof ", and ";
        if (!item || says_where(packs, span_cut(c->text, first.from, next.end)) || phrase_is_group(packs, c, next))
            return first;
        joined = span_begins(gap, " and ") || memmem(c->text.at + next.from, next.end - next.from, " and ", 5) != NULL;
        r = next;
        size_t verb = past_blanks(c, r.end);
        if (joined && phrase_says(packs, said, span_cut(c->text, verb, letters_end(c->text, verb, at))))
            return (Range){first.from, r.end};
    }
    return first;
}

/* "In autumn it was 9 %": whether a pronoun that stands for the subject begins at byte `at`. */
static bool is_pronoun(const Packs *packs, const Copy *c, size_t at)
{
    return packs_has(packs, WORDS_refers_back, span_cut(c->text, at, letters_end(c->text, at, c->text.len)));
}

Words subject_from(const Packs *packs, const Arms *arms, const Sentence *s, size_t begin, size_t at)
{
    const Copy *c = &s->copy;
    size_t first = past_blanks(c, begin), first_end = letters_end(c->text, first, at);
    Range r = phrase_right(packs, c, begin);
    if (r.end == 0 && packs_has(packs, WORDS_changes, span_cut(c->text, first, first_end))) /* "Increased bleeding was seen" */
        r = phrase_right(packs, c, first_end);
    size_t behind_it = r.end > 0 ? past_bracket(c, r.end, at) : begin;
    const char *comma = memchr(c->text.at + behind_it, ',', at > behind_it ? at - behind_it : 0);
    bool apart = r.end > 0 && behind_it < at && c->text.at[behind_it] == ',';
    bool only_time = apart && outcome_named(packs, arms, s, r).end == 0; /* "At 2 years, warts had come back in 9 %" */
    bool opening = comma != NULL && (r.end == 0 || only_time || (apart && opens_with_preposition(packs, c, begin)));
    /* "After surgery, however, survival was longer" */
    for (int n = 0; opening && comma != NULL && n < OPENINGS_MAX && (n == 0 || r.end == 0); n++) {
        size_t behind = (size_t)(comma - c->text.at) + 1;
        r = phrase_right(packs, c, behind);
        comma = behind < at ? memchr(c->text.at + behind, ',', at - behind) : NULL;
    }
    size_t topic = topic_end(packs, c, first);
    if (topic > first && opening && (r.end == 0 || outcome_named(packs, arms, s, r).end == 0))
        r = phrase_right(packs, c, topic);
    r = all_subjects(packs, c, r, at);
    if (r.end > 0 && r.end < at && is_pronoun(packs, c, past_blanks(c, r.end)))
        return (Words){0, 0};
    Words object = r.end > 0 && r.end < at ? clause_object(packs, arms, s, r.end, at) : (Words){0, 0};
    if (object.end > 0)
        return object;
    Words named = r.end > 0 && r.end <= at ? outcome_named(packs, arms, s, r) : (Words){0, 0};
    return named.end > 0 ? named : clause_difference(packs, arms, s, begin, at);
}

bool subject_is_degree(const Packs *packs, const Sentence *s, Words w)
{
    Span t = s->normal->text;
    for (size_t i = w.start, e; i < w.end; i = e + (e < w.end && t.at[e] == ' ')) {
        e = letters_end(t, i, w.end);
        bool compares = span_is(span_cut(t, i, e), "to") || packs_has(packs, WORDS_group_preposition, span_cut(t, i, e));
        if (i > w.start && compares)
            return true;
        if (e == i || !packs_has(packs, WORDS_graded, span_cut(t, i, e)))
            return false;
    }
    return w.end > 0;
}

Words subject_before(const Packs *packs, const Arms *arms, const Sentence *s, size_t at)
{
    Range r = phrase_left(packs, &s->copy, at);
    bool compared = r.end > 0 && (phrase_follows(packs, &s->copy, r, WORDS_comparing) ||
                                  phrase_is_locative(packs, &s->copy, r) || is_agent(packs, &s->copy, r) ||
                                  is_of_whom(packs, &s->copy, r));
    Words named = r.end > 0 && !compared ? outcome_named(packs, arms, s, r) : (Words){0, 0};
    return subject_is_degree(packs, s, named) ? (Words){0, 0} : named;
}

/* Whether a comma or "and" right behind a bracket or figure ends at byte `i`. */
static bool follows_bracket(Span t, size_t i)
{
    if (t.at[i - 1] == ',')
        return strchr(")]", t.at[i - 2]) != NULL || atom_at(t, i - 4);
    return i >= 5 && memcmp(t.at + i - 5, ") and", 5) == 0;
}

Words subject_behind_bracket(const Packs *packs, const Arms *arms, const Sentence *s, size_t begin, size_t at)
{
    static const WordSet said = WORD_SET(WORDS_helps, WORDS_changes, WORDS_graded, WORDS_acts);
    static const WordSet acts = WORD_SET(WORDS_helps, WORDS_changes, WORDS_acts);
    const Copy *c = &s->copy;
    size_t i = at;
    while (i > begin + 3 && !follows_bracket(c->text, i))
        i--;
    if (i <= begin + 3 || opens_with_preposition(packs, c, i))
        return (Words){0, 0};
    Range r = phrase_right(packs, c, i);
    size_t verb = past_blanks(c, r.end);
    Span word = span_cut(c->text, verb, letters_end(c->text, verb, at));
    bool clause = r.end > 0 && r.end < at && phrase_says(packs, c->text.at[i - 1] == ',' ? said : acts, word);
    return clause ? outcome_named(packs, arms, s, r) : (Words){0, 0};
}

Words subject_find(const Packs *packs, const Arms *arms, const Sentence *s, size_t at)
{
    const Copy *c = &s->copy;
    size_t begin = subject_begin(packs, c, at), open = subject_bracket(c, at), colon = 0;
    Words named = {0, 0};
    bool inside = open != SIZE_MAX && begin > open && c->text.at[begin - 1] == ';'; /* "(age range, 21-69; mean, 44)" */
    if (inside)
        named = subject_from(packs, arms, s, begin, at);
    if (named.end == 0 && open != SIZE_MAX && (inside || begin <= open)) {
        named = subject_from(packs, arms, s, open + 1, at);
        if (named.end == 0)
            named = subject_before(packs, arms, s, open);
        begin = subject_begin(packs, c, open);
    }
    for (; named.end == 0; begin = subject_begin(packs, c, begin - 1)) {
        named = subject_from(packs, arms, s, begin, at);
        /* "Falls were rarer, but not significantly so (P = 0.1)" */
        bool but = begin > 4 && memcmp(c->text.at + begin - 4, " but", 4) == 0;
        if (begin == 0 || (c->text.at[begin - 1] != ':' && !but))
            break;
        if (but)
            continue;
        colon = begin - 1;
        if (named.end == 0 && open != SIZE_MAX && open < colon) {
            named = subject_before(packs, arms, s, colon);
            if (named.end == 0 && memchr(c->text.at + open, ';', colon - open) == NULL) /* "leg strength (before: 31 kg" */
                named = subject_before(packs, arms, s, open);
        }
    }
    return named.end == 0 && colon > 0 ? subject_before(packs, arms, s, colon) : named;
}
