#include "figure/apposed.h"

#include "figure/phrase.h"
#include "figure/predicate.h"
#include "figure/slots.h"

/* Whether the words only stand for an outcome: "main outcome measure".  They end at byte `end` of the copy. */
static bool only_stands(const Packs *packs, Span t, size_t from, size_t end)
{
    static const WordSet light = WORD_SET(WORDS_stands_for, WORDS_modifier, WORDS_vague, WORDS_leading);
    bool stands = false;
    for (size_t i = from, e; i < end; i = e + (e < end && t.at[e] == ' ')) {
        e = letters_end(t, i, end);
        if (e == i || !phrase_says(packs, light, span_cut(t, i, e)))
            return false;
        stands = packs_has(packs, WORDS_stands_for, span_cut(t, i, e));
    }
    return stands;
}

/* Whether at byte `at` of the copy stands a verb. */
static bool verb_at(const Packs *packs, Span t, size_t at)
{
    static const WordSet verbs = WORD_SET(WORDS_helps, WORDS_acts, WORDS_changes, WORDS_judged, WORDS_verb, WORDS_moved);
    while (at < t.len && t.at[at] == ' ')
        at++;
    Span word = span_cut(t, at, letters_end(t, at, t.len));
    return span_is(word, "occurred") || phrase_says(packs, verbs, word);
}

/* Where the words from byte `from` end that stand for `close` (a comma, a bracket's end) and have a verb behind; 0: a figure
 * stands among them, or no verb follows. */
static size_t aside_end(const Packs *packs, Span t, size_t from, char close)
{
    for (size_t i = from; i < t.len && t.at[i] != ';' && t.at[i] != '.'; i++) {
        if (atom_at(t, i) && !(packs->soft >> atom_type(t, i) & 1))
            return 0;
        if (t.at[i] == close && verb_at(packs, t, i + 1))
            return i;
        if (t.at[i] == '(' || t.at[i] == ')')
            return 0;
    }
    return 0;
}

/* What is said to be the outcome behind byte `at` of the copy, where the name ends that stands for it. */
static Words apposed(const Packs *packs, const Arms *arms, const Sentence *s, size_t at)
{
    static const WordSet no_name = WORD_SET(WORDS_measured, WORDS_narrows, WORDS_judged, WORDS_adverb, WORDS_breaks);
    const Copy *c = &s->copy;
    Span t = c->text;
    at += at < t.len && t.at[at] == ' ';
    char close = at >= t.len ? '\0' : t.at[at] == '(' ? ')' : t.at[at] == ',' ? ',' : '\0';
    size_t end = close != '\0' ? aside_end(packs, t, at + 1, close) : 0;
    if (end == 0)
        return (Words){0, 0};
    size_t first = at + 1 + (t.at[at + 1] == ' ');
    if (phrase_says(packs, no_name, span_cut(t, first, letters_end(t, first, end))))
        return (Words){0, 0};
    Range r = phrase_right(packs, c, first);
    if (r.end > 0 && r.end < end && memchr(t.at + r.end, ',', end - r.end) != NULL) /* "death, stroke or infarction" */
        r = phrase_trim(packs, c, (Range){r.from, end});
    bool several = r.end > 0 && memchr(t.at + r.from, ' ', r.end - r.from) != NULL;
    bool named = r.end > 0 && r.end <= end && (close == ',' || several); /* "(MACE)" only says how it is abbreviated */
    return named ? outcome_named(packs, arms, s, r) : (Words){0, 0};
}

void apposed_in_sentence(const Packs *packs, const Arms *arms, const Sentence *s)
{
    const Copy *c = &s->copy;
    for (size_t i = 0; i < c->n_atoms; i++) {
        Mention *m = c->atoms[i].mention;
        Words w = m->slot[SLOT_outcome];
        if (!outcome_is_before(c, m))
            continue;
        size_t from = copy_byte(c, w.start), end = copy_byte(c, w.end);
        const char *of = memmem(c->text.at + from, end - from, " of ", 4);
        size_t first = of != NULL ? (size_t)(of - c->text.at) : end;
        Words named = {0, 0};
        if (only_stands(packs, c->text, from, first)) /* "the composite end point of falls and cuts" */
            named = of != NULL ? outcome_named(packs, arms, s, phrase_trim(packs, c, (Range){first + 4, end}))
                               : apposed(packs, arms, s, end);
        if (named.end > 0)
            m->slot[SLOT_outcome] = named;
    }
}
