#include "figure/link.h"

#include "figure/concept.h"
#include "figure/groups.h"
#include "figure/items.h"
#include "figure/lists.h"
#include "figure/months.h"
#include "figure/phrase.h"
#include "figure/predicate.h"

enum { OPENINGS_MAX = 3 }; /* commas behind which a clause may begin in earnest */
enum { TOPIC_WORDS = 3 };  /* of "in terms of" */

static size_t word_end(Span t, size_t at, size_t stop)
{
    while (at < stop && t.at[at] >= 'a' && t.at[at] <= 'z')
        at++;
    return at;
}

static bool has_outcome(const Mention *m)
{
    return (m->slot[SLOT_outcome].end > 0 || m->set[SETTING_outcome] != NULL);
}

/* The length of follow-up is the time of the other figures, never their outcome. */
static bool is_followup(const Mention *m)
{
    return m->set[SETTING_label] != NULL && strcmp(m->set[SETTING_label], "follow-up") == 0;
}

static void take_outcome(Mention *to, const Mention *from)
{
    to->slot[SLOT_outcome] = from->slot[SLOT_outcome];
    if (to->set[SETTING_outcome] == NULL && from->slot[SLOT_outcome].end == 0)
        to->set[SETTING_outcome] = from->set[SETTING_outcome];
}

static bool is_measured(const Packs *packs, const Sentence *s, const Mention *m, Arena *a)
{
    Words w = m->slot[SLOT_outcome];
    const Concept *c = w.end > 0 ? concept_find(packs, span_cut(s->normal->text, w.start, w.end), false, a) : NULL;
    return m->set[SETTING_outcome] != NULL || (c != NULL && (span_is(c->polarity, "quantity") || span_is(c->polarity, "time")));
}

/* An age or a length of stay is no outcome of which people have a share, and "women" (41 %) is none of any other figure. */
static bool lends(const Packs *packs, const Sentence *s, const Mention *from, const Mention *to, Arena *a)
{
    bool share = kind_is(to, KIND_proportion) || kind_is(to, KIND_count);
    bool amount = kind_is(from, KIND_median) || kind_is(from, KIND_mean);
    Words w = from->slot[SLOT_outcome];
    Span words = span_cut(s->normal->text, w.start, w.end);
    if (!share && kind_is(from, KIND_proportion) && packs_has(packs, WORDS_subgroup_word, words))
        return false;
    return !share || !amount || !is_measured(packs, s, from, a);
}

/* Whether between two figures stand only words of a list ("vs", "and", a group, a bracket): one outcome serves both. */
static bool same_list(const Mention *a, const Mention *b)
{
    return a->type == b->type && a->unit.len == b->unit.len;
}

static bool wants_outcome(const Mention *m)
{
    return figure_kind(m) != NULL && !kind_is_size(m) && m->slot[SLOT_outcome].end == 0 && m->set[SETTING_outcome] == NULL;
}

/* "hypertension (64 % vs 28 %, OR 4.6; P < 0.001)": a test takes the outcome of the figures it tests, not the words before its
 * bracket; a P-value has no group of its own. */
static void tests_in_sentence(const Copy *c)
{
    Mention *tested = NULL;
    for (size_t i = 0; i < c->n_atoms; i++) {
        Mention *m = c->atoms[i].mention;
        if (figure_kind(m) == NULL || kind_is_size(m))
            continue;
        if (kind_is_test(m) && tested != NULL && (!kind_is_ratio(m) || !kind_is_ratio(tested))) {
            m->slot[SLOT_outcome] = (Words){0, 0};
            m->set[SETTING_outcome] = NULL;
            m->slot[SLOT_time] = tested->slot[SLOT_time];
            take_outcome(m, tested);
            m->slot[SLOT_group] = kind_is_ratio(tested) ? tested->slot[SLOT_group] : (Words){0, 0};
        }
        if (kind_is(m, KIND_p_value))
            tested = NULL;
        else
            tested = m;
    }
}

/* "of whom 17 stayed dry": words behind the figure and a verb are what these people had, though groups are called so. */
static bool behind_verb(const Packs *packs, const Sentence *s, const Mention *m, Words w)
{
    Span between = w.start > m->end ? span_cut(s->normal->text, m->end, w.start) : (Span){0};
    for (size_t i = 0, e; i < between.len; i = e + (e == i)) {
        e = word_end(between, i, between.len);
        if (packs_has(packs, WORDS_verb, span_cut(between, i, e)))
            return true;
    }
    return false;
}

/* An outcome that is the name of an arm is its group. */
static void arms_in_sentence(const Packs *packs, const Arms *arms, Sentence *s)
{
    for (size_t i = 0; i < s->copy.n_atoms; i++) {
        Mention *m = s->copy.atoms[i].mention;
        Words w = m->slot[SLOT_outcome];
        if (figure_kind(m) == NULL || w.end == 0 || arms_which(packs, arms, span_cut(s->normal->text, w.start, w.end)) < 0)
            continue;
        if (behind_verb(packs, s, m, w))
            continue;
        m->slot[SLOT_outcome] = (Words){0, 0};
        if (m->slot[SLOT_group].end == 0 && !kind_is(m, KIND_p_value))
            m->slot[SLOT_group] = w;
    }
}

/* "in the liver (9.4 months) and the lung (18.2 months)": the phrases before the later ones are groups as well. */
static void groups_before_list(const Packs *packs, const Copy *c)
{
    const Mention *before = NULL;
    for (size_t i = 0; i < c->n_atoms; i++) {
        Mention *m = c->atoms[i].mention;
        if (figure_kind(m) == NULL || kind_is_size(m))
            continue;
        Words own = m->slot[SLOT_outcome];
        bool beside = own.end > 0 && own.end < m->start && m->start - own.end <= 2;
        if (before != NULL && before->group_before && beside && m->slot[SLOT_group].end == 0 && figures_join(packs, c, before, m)) {
            m->slot[SLOT_group] = own;
            m->slot[SLOT_outcome] = (Words){0, 0};
            m->group_before = true;
        }
        before = m;
    }
}

/* Where the clause of byte `at` begins: behind a semicolon or colon, or a word that opens another one. */
static size_t clause_begin(const Packs *packs, const Copy *c, size_t at)
{
    size_t begin = 0;
    for (size_t i = 0, e; i < at; i = e) {
        e = word_end(c->text, i, at);
        if (e > i && packs_has(packs, WORDS_opens, span_cut(c->text, i, e)))
            begin = e;
        else if (c->text.at[i] == ';' || c->text.at[i] == ':')
            begin = i + 1;
        e += e == i;
    }
    return begin;
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
    return packs_has(packs, WORDS_group_preposition, span_cut(c->text, begin, word_end(c->text, begin, c->text.len)));
}

/* "Massage clearly reduced swelling as compared with rest": what the verb behind the subject changes. */
static Words clause_object(const Packs *packs, const Arms *arms, const Sentence *s, size_t from, size_t at)
{
    const Copy *c = &s->copy;
    bool verb = false;
    for (size_t i = past_blanks(c, from), e; i < at; i = past_blanks(c, e)) {
        e = word_end(c->text, i, at);
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
        e = word_end(c->text, i, at);
        Span word = span_cut(c->text, i, e);
        bool preposition = differs && (span_is(word, "in") || span_is(word, "of"));
        differs = differs || packs_has(packs, WORDS_measure_noun, word);
        Range r = preposition ? phrase_right(packs, c, e) : (Range){0, 0};
        Words named = r.end > 0 && r.end <= at && !phrase_is_group(packs, c, r) ? outcome_named(packs, arms, s, r) : (Words){0, 0};
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
        end = word_end(t, end + (n > 0), t.len);
        if (end == t.len || t.at[end] != ' ')
            return at;
        if (packs_has(packs, WORDS_topic, span_cut(t, at, end)))
            return end + 1;
    }
    return at;
}

/* What the clause from `begin` is about: what its verb changes, or the phrase that it begins with. */
static Words subject_from(const Packs *packs, const Arms *arms, const Sentence *s, size_t begin, size_t at)
{
    const Copy *c = &s->copy;
    size_t first = past_blanks(c, begin), first_end = word_end(c->text, first, at);
    Range r = phrase_right(packs, c, begin);
    if (r.end == 0 && packs_has(packs, WORDS_changes, span_cut(c->text, first, first_end))) /* "Increased bleeding was seen" */
        r = phrase_right(packs, c, first_end);
    const char *comma = memchr(c->text.at + begin, ',', at > begin ? at - begin : 0);
    bool apart = r.end > 0 && r.end < at && c->text.at[r.end] == ',';
    bool only_time = apart && outcome_named(packs, arms, s, r).end == 0; /* "At 2 years, warts had come back in 9 %" */
    bool opening = comma != NULL && (r.end == 0 || only_time || (apart && opens_with_preposition(packs, c, begin)));
    for (int n = 0; opening && comma != NULL && n < OPENINGS_MAX && (n == 0 || r.end == 0); n++) { /* "After surgery, however, survival was longer" */
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

/* The bracket in which byte `at` stands; SIZE_MAX: none. */
static size_t bracket_open(const Copy *c, size_t at)
{
    for (int depth = 0; at > 0; at--) {
        char b = c->text.at[at - 1];
        depth += b == ')' || b == ']' ? 1 : b == '(' || b == '[' ? -1 : 0;
        if (depth < 0)
            return at - 1;
    }
    return SIZE_MAX;
}

/* "Grip was poor (14 %)", "near to hatching in the wild (33 %)": words that say how a thing was, not what it was. */
static bool says_how(const Packs *packs, const Sentence *s, Words w)
{
    Span t = s->normal->text;
    for (size_t i = w.start, e; i < w.end; i = e + (e < w.end && t.at[e] == ' ')) {
        e = word_end(t, i, w.end);
        bool compares = span_is(span_cut(t, i, e), "to") || packs_has(packs, WORDS_group_preposition, span_cut(t, i, e));
        if (i > w.start && compares)
            return true;
        if (e == i || !packs_has(packs, WORDS_graded, span_cut(t, i, e)))
            return false;
    }
    return w.end > 0;
}

static Words phrase_before(const Packs *packs, const Arms *arms, const Sentence *s, size_t at)
{
    Range r = phrase_left(packs, &s->copy, at);
    bool compared = r.end > 0 && (phrase_follows(packs, &s->copy, r, WORDS_comparing) || phrase_is_locative(packs, &s->copy, r));
    Words named = r.end > 0 && !compared ? outcome_named(packs, arms, s, r) : (Words){0, 0};
    return says_how(packs, s, named) ? (Words){0, 0} : named;
}

/* "Zinc was lower (P = 0.02), iron was higher (P = 0.04)": a clause that begins behind the last bracket before byte `at`, if a
 * verb stands right behind its subject. */
static Words subject_behind_bracket(const Packs *packs, const Arms *arms, const Sentence *s, size_t begin, size_t at)
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
    bool clause = r.end > 0 && r.end < at && phrase_says(packs, said, span_cut(c->text, verb, word_end(c->text, verb, at)));
    return clause ? outcome_named(packs, arms, s, r) : (Words){0, 0};
}

/* What the clause of byte `at` is about: in a bracket what it says itself, or the phrase before it; where nothing stands between a
 * colon and the figure ("survival was shorter in A: 21 % and 34 %"), the clause before it. */
static Words clause_subject(const Packs *packs, const Arms *arms, const Sentence *s, size_t at)
{
    const Copy *c = &s->copy;
    size_t begin = clause_begin(packs, c, at), open = bracket_open(c, at), colon = 0;
    Words named = {0, 0};
    bool inside = open != SIZE_MAX && begin > open && c->text.at[begin - 1] == ';'; /* "(age range, 21-69; mean, 44)" */
    if (inside)
        named = subject_from(packs, arms, s, begin, at);
    if (named.end == 0 && open != SIZE_MAX && (inside || begin <= open)) {
        named = subject_from(packs, arms, s, open + 1, at);
        if (named.end == 0)
            named = phrase_before(packs, arms, s, open);
        begin = clause_begin(packs, c, open);
    }
    for (; named.end == 0; begin = clause_begin(packs, c, begin - 1)) {
        named = subject_from(packs, arms, s, begin, at);
        /* "Falls were rarer, but not significantly so (P = 0.1)" */
        bool but = begin > 4 && memcmp(c->text.at + begin - 4, " but", 4) == 0;
        if (begin == 0 || (c->text.at[begin - 1] != ':' && !but))
            break;
        if (but)
            continue;
        colon = begin - 1;
        if (named.end == 0 && open != SIZE_MAX && open < colon) {
            named = phrase_before(packs, arms, s, colon);
            if (named.end == 0 && memchr(c->text.at + open, ';', colon - open) == NULL) /* "leg strength (before: 31 kg" */
                named = phrase_before(packs, arms, s, open);
        }
    }
    return named.end == 0 && colon > 0 ? phrase_before(packs, arms, s, colon) : named;
}

/* "highest for miners (31 %) and lowest for clerks (17 %)": how it was beside others is no answer. */
static bool says_beside_others(const Packs *packs, const Sentence *s, Words w)
{
    Span first = span_cut(s->normal->text, w.start, word_end(s->normal->text, w.start, w.end));
    return packs_has(packs, WORDS_superlative, first) && (first.len == w.end - w.start || says_how(packs, s, w));
}

/* Of what is so alone in its sentence ("excellent in 60 %, good in 20 %" are answers) the clause says the name. */
static void graded_in_sentence(const Packs *packs, const Arms *arms, const Sentence *s)
{
    const Copy *c = &s->copy;
    Words graded = {0, 0};
    for (size_t i = 0; i < c->n_atoms; i++) {
        Mention *m = c->atoms[i].mention;
        Words w = m->slot[SLOT_outcome];
        if (figure_kind(m) != NULL && says_beside_others(packs, s, w)) {
            Words named = subject_from(packs, arms, s, clause_begin(packs, c, c->atoms[i].at), c->atoms[i].at);
            if (named.end > 0 && named.end <= w.start)
                m->slot[SLOT_outcome] = named;
            continue;
        }
        if (figure_kind(m) == NULL || !says_how(packs, s, w))
            continue;
        if (graded.end > 0 && graded.end != w.end)
            return;
        graded = w;
    }
    for (size_t i = 0; graded.end > 0 && i < c->n_atoms; i++) {
        Mention *m = c->atoms[i].mention;
        if (figure_kind(m) == NULL || m->slot[SLOT_outcome].end != graded.end)
            continue;
        size_t at = c->atoms[i].at;
        Words named = subject_from(packs, arms, s, clause_begin(packs, c, at), at);
        if (named.end > 0 && named.end <= graded.start)
            m->slot[SLOT_outcome] = named;
    }
}

/* "rust in 4 % iron versus 31 % tin hinges": what is compared has one outcome; words behind such a figure are its group. */
static void compared_in_sentence(const Packs *packs, const Copy *c)
{
    const Mention *before = NULL;
    Words first = {0, 0}; /* of the list at hand */
    for (size_t i = 0; i < c->n_atoms; i++) {
        Mention *m = c->atoms[i].mention;
        if (figure_kind(m) == NULL || kind_is_size(m))
            continue;
        size_t from = before != NULL ? c->atoms[before->order].at + 3 : 0, at = c->atoms[i].at;
        bool joined = before != NULL && !kind_is_test(m) && figures_join(packs, c, before, m);
        if (!joined || !phrase_says(packs, (WordSet)WORD_SET(WORDS_comparing), span_cut(c->text, from, at)))
            first = (Words){0, 0};
        Words own = m->slot[SLOT_outcome];
        bool behind = own.start >= m->end && own.start - m->end <= 2;
        if (behind && first.end > 0) {
            m->slot[SLOT_outcome] = first;
            if (m->slot[SLOT_group].end == 0)
                m->slot[SLOT_group] = own;
        }
        if (first.end == 0)
            first = m->slot[SLOT_outcome];
        before = m;
    }
}

/* The byte of the copy that stands for byte `offset` of the section, which is in no mention. */
static size_t copy_byte(const Copy *c, uint32_t offset)
{
    uint32_t before = 0, base = c->start;
    for (size_t i = 0; i < c->n_atoms && c->atoms[i].mention->end <= offset; i++) {
        before = c->atoms[i].at + 3;
        base = c->atoms[i].mention->end;
    }
    return before + (offset - base);
}

/* "Walking distance, as measured by pedometer (4.1 km)": what is read off by an instrument is its outcome, whatever stands nearer. */
static void instruments_in_sentence(const Packs *packs, const Arms *arms, const Sentence *s)
{
    const Copy *c = &s->copy;
    for (size_t i = 0; i < c->n_atoms; i++) {
        Mention *m = c->atoms[i].mention;
        Words w = m->slot[SLOT_outcome];
        if (figure_kind(m) == NULL || w.end == 0 || w.start < c->start || w.end > m->start)
            continue;
        size_t at = copy_byte(c, w.start), read_by = phrase_read_by(packs, c, at);
        Words named = read_by < at ? phrase_before(packs, arms, s, read_by) : (Words){0, 0};
        if (named.end > 0)
            m->slot[SLOT_outcome] = named;
    }
}

/* The figures of one list have one outcome; else it is what the clause is about. */
static void subjects_in_sentence(const Packs *packs, const Arms *arms, Sentence *s, Arena *a)
{
    const Copy *c = &s->copy;
    const Mention *before = NULL;
    bool made_of = false; /* "41 % women, 12 % with hay fever": the figure before says what people are */
    for (size_t i = 0; i < c->n_atoms; i++) {
        Mention *m = c->atoms[i].mention;
        if (figure_kind(m) == NULL || kind_is_size(m))
            continue;
        Words own = kind_is(m, KIND_proportion) && wants_outcome(m) ? people_are(packs, s, m) : (Words){0, 0};
        size_t open = own.end > 0 ? bracket_open(c, c->atoms[i].at) : SIZE_MAX;
        bool of_people = open != SIZE_MAX && phrase_before(packs, arms, s, open).end == 0; /* "64 girls (41 % fair)" */
        bool compared = before != NULL && !made_of && figures_join(packs, c, before, m);
        bool another = own.end > 0 && (made_of || (of_people && !compared));
        made_of = false;
        Words now = m->slot[SLOT_outcome];
        bool behind = now.start >= m->end && now.start - m->end <= 2; /* "Ten (83 %) cooks had gout" */
        bool beside = behind && kind_is(m, KIND_proportion);
        if ((wants_outcome(m) || beside) && !another) {
            Words counted = counted_find(packs, arms, s, m, clause_begin(packs, c, c->atoms[i].at));
            bool occurs = packs_has(packs, WORDS_breaks, span_cut(s->normal->text, counted.start, counted.end));
            m->slot[SLOT_outcome] = counted.end > 0 && !(beside && occurs) ? counted : now;
        }
        if (wants_outcome(m) && before != NULL && kind_is_test(m)) {
            size_t begin = c->atoms[before->order].at, bracket = bracket_open(c, c->atoms[i].at);
            size_t stop = bracket != SIZE_MAX && bracket > begin ? bracket : c->atoms[i].at;
            m->slot[SLOT_outcome] = subject_behind_bracket(packs, arms, s, begin, stop);
        }
        bool apart = wants_outcome(m) && before != NULL && !kind_is_test(m) && !m->group_before;
        size_t bracket = apart ? bracket_open(c, c->atoms[i].at) : SIZE_MAX;
        if (bracket != SIZE_MAX && bracket > c->atoms[before->order].at) { /* "sneezing (9 vs 4), and waking (3 vs 1)" */
            Words inside = subject_from(packs, arms, s, bracket + 1, c->atoms[i].at);
            Words named = inside.end > 0 ? inside : phrase_before(packs, arms, s, bracket);
            m->slot[SLOT_outcome] = named.start > before->end ? named : (Words){0, 0};
        }
        bool listed = before != NULL && !another && has_outcome(before) && (kind_is_test(m) || figures_join(packs, c, before, m));
        if (listed && wants_outcome(m) && lends(packs, s, before, m, a))
            take_outcome(m, before);
        if (wants_outcome(m) && !another)
            m->slot[SLOT_outcome] = clause_subject(packs, arms, s, c->atoms[i].at);
        if (own.end > 0 && is_measured(packs, s, m, a)) /* "median age was 7 years, and 88 % were girls" */
            m->slot[SLOT_outcome] = (Words){0, 0};
        if (wants_outcome(m) && own.end > 0) {
            made_of = true;
            m->slot[SLOT_outcome] = own;
            m->slot[SLOT_group] = (Words){0, 0};
        }
        if (wants_outcome(m))
            m->slot[SLOT_outcome] = predicate_find(packs, arms, s, m, clause_begin(packs, c, c->atoms[i].at));
        before = m;
    }
}

static const WordSet verbs = WORD_SET(WORDS_helps, WORDS_changes, WORDS_verb, WORDS_judged, WORDS_refers);

/* "Pain, fever and loss of weight were rarer (P < 0.05)": one test of all of them, where the sentence gives no other figure of the
 * last, and where a verb stands before the bracket or the test is the only figure. */
static void listed_in_sentence(const Packs *packs, const Sentence *s)
{
    const Copy *c = &s->copy;
    const Mention *test = NULL;
    size_t n = 0;
    for (size_t i = 0; i < c->n_atoms; i++) {
        const Mention *m = c->atoms[i].mention;
        if (figure_kind(m) == NULL || kind_is_size(m))
            continue;
        n++;
        if (!kind_is(m, KIND_p_value))
            return;
        test = test == NULL ? m : test;
    }
    Words w = test != NULL ? test->slot[SLOT_outcome] : (Words){0, 0};
    if (w.end == 0 || w.start < c->start || w.end > test->start)
        return;
    Range last = {copy_byte(c, w.start), copy_byte(c, w.end)};
    size_t at = c->atoms[test->order].at;
    Range all = n == 1 || phrase_says(packs, verbs, span_cut(c->text, last.end, at)) ? items_left(packs, c->text, last) : last;
    all = all.from < last.from ? phrase_trim(packs, c, all) : last;
    bool items = all.from < last.from && !phrase_says(packs, verbs, span_cut(c->text, all.from, last.from));
    for (size_t i = 0; items && i < c->n_atoms; i++) {
        Mention *m = c->atoms[i].mention;
        if (kind_is(m, KIND_p_value) && m->slot[SLOT_outcome].end == w.end)
            m->slot[SLOT_outcome].start = copy_offset(c, all.from);
    }
}

/* The outcome of the figure before in the sentence, else of the next. */
static void outcomes_in_sentence(const Packs *packs, const Sentence *s, Arena *a)
{
    const Copy *c = &s->copy;
    const Mention *before = NULL;
    for (size_t i = 0; i < c->n_atoms; i++) {
        Mention *m = c->atoms[i].mention;
        if (figure_kind(m) == NULL || kind_is_size(m))
            continue;
        if (wants_outcome(m) && before != NULL && lends(packs, s, before, m, a))
            take_outcome(m, before);
        if (has_outcome(m) && !is_followup(m))
            before = m;
    }
    const Mention *after = NULL;
    for (size_t i = c->n_atoms; i-- > 0;) {
        Mention *m = c->atoms[i].mention;
        if (figure_kind(m) == NULL || kind_is_size(m))
            continue;
        if (wants_outcome(m) && after != NULL && lends(packs, s, after, m, a))
            take_outcome(m, after);
        if (has_outcome(m) && !kind_is(m, KIND_p_value) && !is_followup(m))
            after = m;
    }
}

/* A P-value goes to the figures before it, back to the P-value before. */
static void p_values_in_sentence(const Copy *c)
{
    for (size_t i = 0; i < c->n_atoms; i++) {
        const Mention *p = c->atoms[i].mention;
        if (!kind_is(p, KIND_p_value))
            continue;
        for (size_t j = i; j-- > 0;) {
            Mention *m = c->atoms[j].mention;
            if (kind_is(m, KIND_p_value))
                break;
            if (figure_kind(m) != NULL && !kind_is_size(m) && !number_is(&m->num[NUM_P].number)) {
                m->num[NUM_P] = p->num[NUM_VALUE];
                if (!same_list(m, c->atoms[j > 0 ? j - 1 : 0].mention) && kind_is_ratio(m))
                    break;
            }
        }
    }
}

/* "significantly shorter (P=0.001) in the liver (9.4 months) than in the lung": a P-value before all figures. */
static void p_value_first(const Copy *c)
{
    const Mention *p = NULL;
    for (size_t i = 0; i < c->n_atoms; i++) {
        Mention *m = c->atoms[i].mention;
        if (figure_kind(m) == NULL || kind_is_size(m))
            continue;
        if (kind_is(m, KIND_p_value)) {
            if (p != NULL)
                return; /* each has its own */
            p = m;
        } else if (p == NULL) {
            return; /* a figure stands before it */
        }
    }
    for (size_t i = 0; p != NULL && i < c->n_atoms; i++) {
        Mention *m = c->atoms[i].mention;
        if (m->start > p->start && figure_kind(m) != NULL && !kind_is_size(m) && !number_is(&m->num[NUM_P].number))
            m->num[NUM_P] = p->num[NUM_VALUE];
    }
}

/* "30-day mortality was 2 %": a time with a hyphen says of what follows when it is, where a figure follows. */
static bool looks_ahead(const Sentence *s, const Mention *time)
{
    Span text = s->normal->text;
    size_t i = time->start;
    while (i < time->end && text.at[i] != ' ' && text.at[i] != '-')
        i++;
    if (i == time->end || text.at[i] != '-')
        return false;
    for (size_t k = 0; k < s->copy.n_atoms; k++) {
        const Mention *m = s->copy.atoms[k].mention;
        if (m->start > time->end && figure_kind(m) != NULL && !kind_is(m, KIND_p_value))
            return true;
    }
    return false;
}

/* Whether the time stands right behind a figure: "9 % at 1 year", "9 % of the girls at 1 year", "9 degrees at 1 year". */
static bool is_right_behind(const Packs *packs, const Copy *c, size_t time)
{
    size_t i = time, others = 0;
    while (i > 0 && packs->soft >> c->atoms[i - 1].mention->type & 1)
        i--;
    if (i == 0 || figure_kind(c->atoms[i - 1].mention) == NULL)
        return false;
    /* "40 % and at discharge 12 %": a time right before a figure, past a joining word, is that figure's */
    bool opens_next = time + 1 < c->n_atoms && figure_kind(c->atoms[time + 1].mention) != NULL && c->atoms[time + 1].at <= c->atoms[time].at + 4;
    if (opens_next && phrase_says(packs, (WordSet)WORD_SET(WORDS_connects), span_cut(c->text, c->atoms[i - 1].at + 3, c->atoms[time].at)))
        return false;
    for (size_t begin = c->atoms[i - 1].at + 3, at = begin, end = c->atoms[time].at, e; at < end; at = e + (e == at)) {
        e = word_end(c->text, at, end);
        Span word = span_cut(c->text, at, e);
        bool opens = at + 1 == end && (c->text.at[at] == '(' || c->text.at[at] == '['); /* "9 % (1 year)" */
        if (e == at && !opens && c->text.at[at] != ' ' && c->text.at[at] != ')' && c->text.at[at] != ']')
            return false;
        bool light = packs_has(packs, WORDS_leading, word) || packs_has(packs, WORDS_person, word);
        if (e > at && !light && (at > begin + 1 || ++others > 1 || packs_has(packs, WORDS_breaks, word)))
            return false;
    }
    return true;
}

/* Whether the figures are of one time: "9 % vs 12 %", "9 % (P = 0.2)", not "from 9 % to 12 %" or "9 % before, 12 %". */
static bool is_of_one_time(const Packs *packs, const Copy *c, const Mention *m, const Mention *next)
{
    Span gap = span_cut(c->text, c->atoms[m->order].at + 3, c->atoms[next->order].at);
    bool bracket = true;
    for (size_t i = 0; i < gap.len; i++) {
        bracket = bracket && (gap.at[i] == ' ' || gap.at[i] == '(' || gap.at[i] == '[');
        if (gap.at[i] == ',' || gap.at[i] == ';')
            return false;
    }
    bool change = memmem(gap.at, gap.len, " to ", 4) != NULL && memmem(gap.at, gap.len, "compared to ", 12) == NULL;
    return bracket || (!change && figures_join(packs, c, m, next) && !phrase_says(packs, (WordSet)WORD_SET(WORDS_occasion), gap));
}

/* Whether each time of the sentence, and more than one, stands right behind a figure. */
static bool times_are_behind(const Packs *packs, const Sentence *s)
{
    const Copy *c = &s->copy;
    size_t n_times = 0;
    for (size_t i = 0; i < c->n_atoms; i++) {
        const Mention *m = c->atoms[i].mention;
        if (m->type != TYPE_TIME)
            continue;
        if (!is_right_behind(packs, c, i) || looks_ahead(s, m))
            return false;
        n_times++;
    }
    return n_times > 1;
}

/* "9 % vs 12 % at 1 year and 15 % vs 21 % at 3 years": where each time of the sentence stands right behind a figure, it is that of
 * all figures that are compared with this one; a moment is so in any sentence. */
static void times_behind(const Packs *packs, const Sentence *s)
{
    const Copy *c = &s->copy;
    bool all = times_are_behind(packs, s);
    const Mention *time = NULL, *next = NULL;
    for (size_t i = c->n_atoms; i-- > 0;) {
        Mention *m = c->atoms[i].mention;
        if (m->type == TYPE_TIME) {
            time = all || (is_moment(m) && is_right_behind(packs, c, i)) ? m : NULL;
            next = NULL;
        }
        if (time == NULL || figure_kind(m) == NULL || kind_is_size(m))
            continue;
        if (next != NULL && !is_of_one_time(packs, c, m, next))
            time = NULL;
        else if (!is_followup(m) && (next == NULL || m->slot[SLOT_time].end == 0))
            m->slot[SLOT_time] = (Words){time->start, time->end};
        next = m;
    }
}

/* "from 6 before treatment to 2 later": a moment right behind one figure is none of the next. */
static void moments_end(const Packs *packs, const Copy *c)
{
    for (size_t i = 0; i < c->n_atoms; i++) {
        const Mention *time = c->atoms[i].mention;
        if (!is_moment(time) || !is_right_behind(packs, c, i))
            continue;
        for (size_t k = i + 1; k < c->n_atoms; k++)
            if (c->atoms[k].mention->slot[SLOT_time].start == time->start)
                c->atoms[k].mention->slot[SLOT_time] = (Words){0, 0};
    }
}

/* "pre-training: 12 m", "(before surgery, 12 m": a moment right before the figure. */
static void moments_before(const Packs *packs, const Copy *c)
{
    for (size_t i = 0; i + 1 < c->n_atoms; i++) {
        Mention *m = c->atoms[i + 1].mention;
        if (!is_moment(c->atoms[i].mention) || is_right_behind(packs, c, i) || figure_kind(m) == NULL || kind_is_size(m) || kind_is_test(m))
            continue;
        Span gap = span_cut(c->text, c->atoms[i].at + 3, c->atoms[i + 1].at);
        bool beside = gap.len < 6;
        for (size_t k = 0, e; beside && k < gap.len; k = e + (e == k)) {
            e = word_end(gap, k, gap.len);
            beside = e == k || packs_has(packs, WORDS_leading, span_cut(gap, k, e));
        }
        if (beside)
            m->slot[SLOT_time] = (Words){c->atoms[i].mention->start, c->atoms[i].mention->end};
    }
}

/* "At baseline, 9 % were"; "...; at discharge, 4 % were". */
static bool opens_clause(const Copy *c, const Atom *time)
{
    size_t at = time->at, end = time->at + 3;
    while (at > 0 && c->text.at[at - 1] == ' ')
        at--;
    return (at == 0 || c->text.at[at - 1] == ';' || c->text.at[at - 1] == ':' || c->text.at[at - 1] == ',') && end < c->text.len &&
           c->text.at[end] == ',';
}

/* The time that is still said where the next atom stands: a moment ends with its clause. */
static const Mention *time_said(const Copy *c, size_t atom, const Mention *before)
{
    const Mention *m = c->atoms[atom].mention;
    bool moment = before != NULL && is_moment(before);
    Span gap = span_cut(c->text, atom > 0 ? c->atoms[atom - 1].at + 3 : 0, c->atoms[atom].at);
    if (moment && memchr(gap.at, ';', gap.len) != NULL)
        before = NULL;
    if (is_moment(m))
        return opens_clause(c, &c->atoms[atom]) ? m : moment ? NULL : before;
    return m->type == TYPE_TIME || is_followup(m) ? m : before;
}

static bool same_time(const Mention *a, const Mention *b)
{
    return a->slot[SLOT_time].start == b->slot[SLOT_time].start && a->slot[SLOT_time].end == b->slot[SLOT_time].end;
}

static const Mention *time_between(const Copy *c, const Mention *a, const Mention *b)
{
    for (int i = a->order + 1; i < b->order; i++)
        if (c->atoms[i].mention->type == TYPE_TIME)
            return c->atoms[i].mention;
    return NULL;
}

/* "Urine calcium at admission (4.1 v 3.2; P = 0.04)": what is compared with a figure has its moment, and a test where both have it. */
static bool shares_moment(const Packs *packs, const Copy *c, Mention *const figure[2], const Mention *m)
{
    const Mention *last = figure[0], *time = NULL;
    if (last == NULL || kind_is_test(last) || last->slot[SLOT_time].end == 0 || last->slot[SLOT_time].start > last->start)
        return false;
    for (size_t i = 0; i < c->n_atoms; i++)
        if (c->atoms[i].mention->start == last->slot[SLOT_time].start && is_moment(c->atoms[i].mention))
            time = c->atoms[i].mention;
    bool apart = figure[1] != NULL && figure[1]->slot[SLOT_time].end > 0 && !same_time(figure[1], last);
    return time != NULL && time_between(c, last, m) == NULL && (kind_is_test(m) ? !apart : is_of_one_time(packs, c, last, m));
}

/* Whether the time is said of what stands before it ("12 % and 15 % at 5 years"), and not of the next figure ("12 %, and lameness
 * within 30 days in 4 %"). */
static bool ends_figures(const Packs *packs, const Copy *c, const Mention *m, const Mention *time)
{
    size_t from = c->atoms[m->order].at, at = c->atoms[time->order].at, i = (size_t)time->order + 1;
    if (at > from && memchr(c->text.at + from, ';', at - from) != NULL)
        return false;
    while (i < c->n_atoms && (figure_kind(c->atoms[i].mention) == NULL || kind_is_size(c->atoms[i].mention)))
        i++;
    if (i == c->n_atoms || kind_is_test(c->atoms[i].mention) || is_right_behind(packs, c, (size_t)time->order))
        return true;
    Span gap = span_cut(c->text, c->atoms[time->order].at + 3, c->atoms[i].at);
    return memchr(gap.at, ',', gap.len) != NULL || memchr(gap.at, ';', gap.len) != NULL || memmem(gap.at, gap.len, " and ", 5) != NULL;
}

/* "Median survival was 14 months at 2 years": no time of a median of times, nor, past a comma, of another amount. */
static bool is_another_time(const Sentence *s, const Mention *m, const Mention *time)
{
    bool behind = time->start > m->end && memchr(s->normal->text.at + m->end, ',', time->start - m->end) == NULL;
    return m->unit.at != NULL && (unit_is_time(m->unit) || !behind);
}

/* The nearest time before the figure in its sentence, else the only one behind it; a length of follow-up before it. */
static void times_in_sentence(const Packs *packs, const Sentence *s)
{
    const Copy *c = &s->copy;
    size_t n_times = 0;
    const Mention *last = NULL, *before = NULL;
    Mention *figure[2] = {NULL, NULL}; /* the last one, and that before it */
    for (size_t i = 0; i < c->n_atoms; i++)
        if (c->atoms[i].mention->type == TYPE_TIME && !is_moment(c->atoms[i].mention))
            n_times++, last = c->atoms[i].mention;
    for (size_t i = 0; i < c->n_atoms; i++) {
        Mention *m = c->atoms[i].mention;
        before = time_said(c, i, before);
        if (figure_kind(m) == NULL || kind_is_size(m))
            continue;
        if (m->slot[SLOT_time].end == 0 && shares_moment(packs, c, figure, m))
            m->slot[SLOT_time] = figure[0]->slot[SLOT_time];
        figure[1] = figure[0];
        figure[0] = m;
        if (m->slot[SLOT_time].end > 0 || is_followup(m))
            continue;
        const Mention *t = before != NULL ? before : n_times == 1 && !looks_ahead(s, last) && ends_figures(packs, c, m, last) ? last : NULL;
        if (t == NULL || (kind_is(m, KIND_median) && t->type == TYPE_TIME && is_another_time(s, m, t)))
            continue;
        m->slot[SLOT_time] = is_followup(t) && t->slot[SLOT_time].end == 0 ? t->slot[SLOT_also] : (Words){t->start, t->end};
        if (is_followup(t))
            m->slot[SLOT_time] = (Words){t->slot[SLOT_also].end > 0 ? t->slot[SLOT_also].start : t->start, t->quote.end};
    }
}

static const Mention *last_outcome(const Sentence *s)
{
    const Mention *last = NULL;
    for (size_t i = 0; s->has_copy && i < s->copy.n_atoms; i++) {
        const Mention *m = s->copy.atoms[i].mention;
        if (figure_kind(m) != NULL && !kind_is_size(m) && has_outcome(m) && !m->sort)
            last = m;
    }
    return last;
}

void figures_link(const Packs *packs, const Arms *arms, const Abbreviations *abbreviations, Sentence *sentences, size_t n,
                  Arena *a)
{
    Pair known = {.n = 0};
    Everybody everybody = everybody_find(packs, sentences, n, a);
    for (size_t i = 0; i < n; i++) {
        Sentence *s = &sentences[i];
        if (!s->has_copy)
            continue;
        arms_in_sentence(packs, arms, s);
        groups_before_list(packs, &s->copy);
        compared_in_sentence(packs, &s->copy);
        instruments_in_sentence(packs, arms, s);
        graded_in_sentence(packs, arms, s);
        tests_in_sentence(&s->copy);
        subjects_in_sentence(packs, arms, s, a);
        listed_in_sentence(packs, s);
        outcomes_in_sentence(packs, s, a);
        p_values_in_sentence(&s->copy);
        p_value_first(&s->copy);
        moments_end(packs, &s->copy);
        moments_before(packs, &s->copy);
        times_behind(packs, s);
        times_in_sentence(packs, s);
        groups_link(packs, arms, abbreviations, &everybody, s, &known, a);
        times_link(packs, s, a);
        const Mention *before = i > 0 && sentences[i - 1].section == s->section ? last_outcome(&sentences[i - 1]) : NULL;
        for (size_t j = 0; before != NULL && j < s->copy.n_atoms; j++) {
            Mention *m = s->copy.atoms[j].mention;
            if (wants_outcome(m) && lends(packs, &sentences[i - 1], before, m, a))
                take_outcome(m, before);
        }
    }
}

Words sentence_citation(const Sentence *s)
{
    Words found = {0, 0};
    for (size_t i = 0; s->has_copy && i < s->copy.n_atoms; i++) {
        const Mention *m = s->copy.atoms[i].mention;
        if (m->type != TYPE_CITE)
            continue;
        bool named = s->normal->text.at[m->start] != '[';
        if (named || found.end == 0)
            found = (Words){m->start, m->end};
        if (named)
            break;
    }
    return found;
}
