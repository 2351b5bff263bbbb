#include "figure/subject.h"

#include "figure/phrase.h"

enum { OPENINGS_MAX = 3, TOPIC_WORDS = 3 }; /* commas behind which a clause may begin in earnest; words of "in terms of" */

size_t subject_begin(const Packs *packs, const Copy *c, size_t at)
{
    size_t begin = 0;
    for (size_t i = 0, e; i < at; i = e) {
        e = letters_end(c->text, i, at);
        if (e > i && packs_has(packs, WORDS_opens, span_cut(c->text, i, e)))
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

/* "Massage clearly reduced swelling as compared with rest": what the verb behind the subject changes. */
static Words clause_object(const Packs *packs, const Arms *arms, const Sentence *s, size_t from, size_t at)
{
    const Copy *c = &s->copy;
    bool verb = false;
    for (size_t i = past_blanks(c, from), e; i < at; i = past_blanks(c, e)) {
        e = letters_end(c->text, i, at);
        Span word = span_cut(c->text, i, e);
        if (e == i || packs_has(packs, WORDS_group_preposition, word) || packs_has(packs, WORDS_refers, word))
            return (Words){0, 0};
        if (packs_has(packs, WORDS_changes, word)) {
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

Words subject_from(const Packs *packs, const Arms *arms, const Sentence *s, size_t begin, size_t at)
{
    const Copy *c = &s->copy;
    size_t first = past_blanks(c, begin), first_end = letters_end(c->text, first, at);
    Range r = phrase_right(packs, c, begin);
    if (r.end == 0 && packs_has(packs, WORDS_changes, span_cut(c->text, first, first_end))) /* "Increased bleeding was seen" */
        r = phrase_right(packs, c, first_end);
    const char *comma = memchr(c->text.at + begin, ',', at > begin ? at - begin : 0);
    bool apart = r.end > 0 && r.end < at && c->text.at[r.end] == ',';
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
    bool compared = r.end > 0 && (phrase_follows(packs, &s->copy, r, WORDS_comparing) || phrase_is_locative(packs, &s->copy, r));
    Words named = r.end > 0 && !compared ? outcome_named(packs, arms, s, r) : (Words){0, 0};
    return subject_is_degree(packs, s, named) ? (Words){0, 0} : named;
}

Words subject_behind_bracket(const Packs *packs, const Arms *arms, const Sentence *s, size_t begin, size_t at)
{
    static const WordSet said = WORD_SET(WORDS_helps, WORDS_changes, WORDS_graded, WORDS_acts);
    const Copy *c = &s->copy;
    size_t i = at;
    while (i > begin + 3 && (c->text.at[i - 1] != ',' || (strchr(")]", c->text.at[i - 2]) == NULL && !atom_at(c->text, i - 4))))
        i--;
    if (i <= begin + 3 || opens_with_preposition(packs, c, i))
        return (Words){0, 0};
    Range r = phrase_right(packs, c, i);
    size_t verb = past_blanks(c, r.end);
    bool clause = r.end > 0 && r.end < at && phrase_says(packs, said, span_cut(c->text, verb, letters_end(c->text, verb, at)));
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
