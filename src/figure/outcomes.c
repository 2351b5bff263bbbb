#include "figure/outcomes.h"

#include "figure/apposed.h"
#include "figure/aside.h"
#include "figure/concept.h"
#include "figure/items.h"
#include "figure/labelled.h"
#include "figure/parts.h"
#include "figure/phrase.h"
#include "figure/slots.h"
#include "figure/subject.h"

/* "of whom 17 stayed dry": words behind the figure and a verb are what these people had, though groups are called so. */
static bool behind_verb(const Packs *packs, const Sentence *s, const Mention *m, Words w)
{
    const Num *n = &m->num[NUM_NUMERATOR]; /* "17 stayed dry (24 %)" is one figure */
    uint32_t from = w.start < m->end && number_is(&n->number) && n->end < w.start ? n->end : m->end;
    Span between = w.start > from ? span_cut(s->normal->text, from, w.start) : (Span){0};
    for (size_t i = 0, e; i < between.len; i = e + (e == i)) {
        e = letters_end(between, i, between.len);
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
        if (before != NULL && before->group_before && beside && m->slot[SLOT_group].end == 0 &&
            figures_join(packs, c, before, m)) {
            m->slot[SLOT_group] = own;
            m->slot[SLOT_outcome] = (Words){0, 0};
            m->group_before = true;
        }
        before = m;
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

/* Whether between two bytes of the copy stand a preposition of a group, its name, and what joins: " with silk, ". */
static bool is_name_of_list(const Packs *packs, const Copy *c, size_t from, size_t at)
{
    Span gap = span_cut(c->text, from, at);
    size_t first = gap.len > 0 && gap.at[0] == ' ', last = gap.len - (gap.len > 0 && gap.at[gap.len - 1] == ' '), word = last;
    if (first == 0 || !packs_has(packs, WORDS_group_preposition, span_cut(gap, first, letters_end(gap, first, gap.len))))
        return false;
    while (word > first && gap.at[word - 1] != ' ')
        word--;
    const char *comma = memchr(gap.at, ',', gap.len);
    bool ends = comma != NULL && (size_t)(comma - gap.at) + 1 == last;
    return ends || packs_has(packs, WORDS_connects, span_cut(gap, word, last));
}

/* "9 mm on the left (difference 3 mm)": whether only a group stands between a figure and the bracket with the difference. */
static bool is_apart(const Packs *packs, const Copy *c, const Mention *before, const Mention *m)
{
    size_t from = c->atoms[before->order].at + 3, at = c->atoms[m->order].at;
    if (!kind_is(m, KIND_difference) || kind_is_test(before) || from >= at)
        return false;
    Span gap = span_cut(c->text, from, at);
    const char *open = memchr(gap.at, '(', gap.len);
    size_t first = gap.at[0] == ' ', end = open != NULL ? (size_t)(open - gap.at) : 0;
    bool plain = end > 0 && memchr(gap.at, ',', end) == NULL && memchr(gap.at, ';', end) == NULL;
    return plain && packs_has(packs, WORDS_group_preposition, span_cut(gap, first, letters_end(gap, first, gap.len)));
}

/* "21 days with silk, 28 days with gauze and 34 days": the name between two figures of a list is the former's group, no
 * outcome. */
static void names_in_list(const Packs *packs, const Copy *c)
{
    const Mention *before = NULL;
    for (size_t i = 0; i < c->n_atoms; i++) {
        Mention *m = c->atoms[i].mention;
        if (figure_kind(m) == NULL || kind_is_size(m))
            continue;
        Words own = m->slot[SLOT_outcome];
        bool between = before != NULL && own.end > 0 && own.start >= before->end && own.end <= m->start;
        bool named = between && is_name_of_list(packs, c, c->atoms[before->order].at + 3, c->atoms[i].at);
        if ((between && is_apart(packs, c, before, m)) || (named && figures_join(packs, c, before, m)))
            m->slot[SLOT_outcome] = (Words){0, 0};
        before = m;
    }
}

/* The name right before figure atom `i`, behind a mark or a joining word: "(cough 31 %, itch 9 %)"; end 0: none, or nobody's. */
static Range item_name(const Packs *packs, const Copy *c, size_t i)
{
    static const WordSet none = WORD_SET(WORDS_group_preposition, WORDS_person, WORDS_group_noun, WORDS_verb, WORDS_refers,
                                         WORDS_changes, WORDS_graded);
    size_t at = c->atoms[i].at;
    Range r = phrase_left(packs, c, at);
    size_t begin = r.from, word;
    if (r.end == 0 || at - r.end > 2 || c->text.at[at - 1] != ' ' || phrase_says(packs, none, span_cut(c->text, r.from, r.end)))
        return (Range){0, 0};
    while (begin > 0 && c->text.at[begin - 1] == ' ')
        begin--;
    for (word = begin; word > 0 && c->text.at[word - 1] >= 'a' && c->text.at[word - 1] <= 'z';)
        word--;
    bool joined = span_is(span_cut(c->text, word, begin), "and");
    bool marked = word == begin && begin > 0 && strchr("([,;:", c->text.at[begin - 1]) != NULL;
    return joined || marked ? r : (Range){0, 0};
}

/* Whether between two bytes stand only marks, "and" and brackets. */
static bool is_light_gap(const Copy *c, size_t from, size_t at)
{
    int depth = 0;
    for (size_t i = from, e; i < at; i = e + (e == i)) {
        char b = c->text.at[i];
        e = depth == 0 ? letters_end(c->text, i, at) : i;
        depth += b == '(' || b == '[' ? 1 : b == ')' || b == ']' ? -1 : 0;
        bool other = e > i ? !span_is(span_cut(c->text, i, e), "and") : depth == 0 && strchr(" ,;)]", b) == NULL;
        if (depth < 0 || other)
            return false;
    }
    return depth == 0;
}

/* "swelling (A 12 %, B 9 %), rash (A 4 %, B 3 %)": names that the sentence lists again tell in whom; but for those of how good a
 * test is. */
static bool names_recur(const Packs *packs, const Sentence *s, const Words *names, size_t n)
{
    Span text = span_cut(s->normal->text, s->copy.start, s->copy.end);
    bool recur = false;
    for (size_t i = 0; i < n; i++) {
        Span name = span_cut(s->normal->text, names[i].start, names[i].end);
        size_t at = names[i].start - s->copy.start, end = names[i].end - s->copy.start;
        bool again = memmem(text.at, at, name.at, name.len) != NULL ||
                     memmem(text.at + end, text.len - end, name.at, name.len) != NULL;
        if (packs_has(packs, WORDS_accuracy, name))
            return false;
        recur = recur || again;
    }
    return recur;
}

/* What stands before the bracket of the figure, if it may be said of several groups: "rash (tape 4 %, felt 3 %)"; not "with tape
 * (rash 4 %, itch 9 %)".  end 0: nothing does. */
static Words said_of_groups(const Packs *packs, const Arms *arms, const Sentence *s, const Mention *m)
{
    const Copy *c = &s->copy;
    size_t open = subject_bracket(c, c->atoms[m->order].at);
    Range r = open != SIZE_MAX ? phrase_left(packs, c, open) : (Range){0, 0};
    bool some = r.end > 0 && (phrase_is_group(packs, c, r) || phrase_follows(packs, c, r, WORDS_group_preposition));
    return r.end > 0 && !some ? subject_before(packs, arms, s, open) : (Words){0, 0};
}

/* "(latency 18 min, efficiency 81 %)": of a list in which a name stands right before each figure, each has its own. */
static void items_in_sentence(const Packs *packs, const Arms *arms, const Sentence *s)
{
    const Copy *c = &s->copy;
    Mention *list[LIST_MAX];
    Words names[LIST_MAX];
    size_t n = 0, end = 0;
    for (size_t i = 0; i <= c->n_atoms; i++) {
        Mention *m = i < c->n_atoms ? c->atoms[i].mention : NULL;
        if (m != NULL && (figure_kind(m) == NULL || kind_is_size(m) || kind_is_test(m)))
            continue;
        Range r = m != NULL ? item_name(packs, c, i) : (Range){0, 0};
        Words named = r.end > 0 ? outcome_named(packs, arms, s, r) : (Words){0, 0};
        bool more = n > 0 && n < LIST_MAX && named.end > 0 && is_light_gap(c, end, r.from);
        if (!more) {
            Words said = n > 1 && names_recur(packs, s, names, n) ? said_of_groups(packs, arms, s, list[0]) : (Words){0, 0};
            for (size_t k = 0; n > 1 && k < n; k++) {
                outcome_give(list[k], said.end > 0 ? said : names[k], (Span){0});
                if (said.end > 0)
                    group_give(list[k], names[k], (Span){0});
            }
            n = 0;
        }
        if (named.end > 0) {
            list[n] = m;
            names[n++] = named;
        }
        end = m != NULL ? c->atoms[i].at + 3 : 0;
    }
}

/* "Walking distance, as measured by pedometer (4.1 km)": what is read off by an instrument is its outcome, whatever stands
 * nearer. */
static void instruments_in_sentence(const Packs *packs, const Arms *arms, const Sentence *s)
{
    const Copy *c = &s->copy;
    for (size_t i = 0; i < c->n_atoms; i++) {
        Mention *m = c->atoms[i].mention;
        Words w = m->slot[SLOT_outcome];
        if (!outcome_is_before(c, m))
            continue;
        size_t at = copy_byte(c, w.start), read_by = phrase_read_by(packs, c, at);
        Words named = read_by < at ? subject_before(packs, arms, s, read_by) : (Words){0, 0};
        if (named.end > 0)
            m->slot[SLOT_outcome] = named;
    }
}

/* "highest for miners (31 %) and lowest for clerks (17 %)": how it was beside others is no answer. */
static bool says_beside_others(const Packs *packs, const Sentence *s, Words w)
{
    Span first = span_cut(s->normal->text, w.start, letters_end(s->normal->text, w.start, w.end));
    return packs_has(packs, WORDS_superlative, first) && (first.len == w.end - w.start || subject_is_degree(packs, s, w));
}

/* "Sprains were the most common injury (31 %)": what is said of the subject. */
static bool says_of_subject(const Packs *packs, const Sentence *s, Words w)
{
    const Copy *c = &s->copy;
    if (w.end == 0 || w.start < c->start)
        return false;
    size_t at = copy_byte(c, w.start), end = letters_end(c->text, at, c->text.len);
    bool most = at >= 5 && memcmp(c->text.at + at - 5, "most ", 5) == 0;
    if (!most && !packs_has(packs, WORDS_superlative, span_cut(c->text, at, end)))
        return false;
    at -= most ? 5 : 0;
    at -= at >= 4 && memcmp(c->text.at + at - 4, "the ", 4) == 0 ? 4 : 0;
    size_t verb = at > 0 ? at - 1 : 0;
    while (verb > 0 && c->text.at[verb - 1] >= 'a' && c->text.at[verb - 1] <= 'z')
        verb--;
    return at > 0 && packs_has(packs, WORDS_be, span_cut(c->text, verb, at - 1));
}

/* Of what is so alone in its sentence ("excellent in 60 %, good in 20 %" are answers) the clause says the name. */
static void graded_in_sentence(const Packs *packs, const Arms *arms, const Sentence *s)
{
    const Copy *c = &s->copy;
    Words graded = {0, 0};
    for (size_t i = 0; i < c->n_atoms; i++) {
        Mention *m = c->atoms[i].mention;
        Words w = m->slot[SLOT_outcome];
        if (figure_kind(m) != NULL && (says_beside_others(packs, s, w) || says_of_subject(packs, s, w))) {
            Words named = subject_from(packs, arms, s, subject_begin(packs, c, c->atoms[i].at), c->atoms[i].at);
            if (named.end > 0 && named.end <= w.start)
                m->slot[SLOT_outcome] = named;
            continue;
        }
        if (figure_kind(m) == NULL || !subject_is_degree(packs, s, w))
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
        Words named = subject_from(packs, arms, s, subject_begin(packs, c, at), at);
        if (named.end > 0 && named.end <= graded.start)
            m->slot[SLOT_outcome] = named;
    }
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
            outcome_take(m, tested);
            m->slot[SLOT_group] = kind_is_ratio(tested) ? tested->slot[SLOT_group] : (Words){0, 0};
        }
        if (kind_is(m, KIND_p_value))
            tested = NULL;
        else
            tested = m;
    }
}

/* "A lower risk (OR 0.6) of falls": what the figures of such a bracket are of stands behind it. */
static void measures_in_sentence(const Packs *packs, const Arms *arms, const Sentence *s)
{
    const Copy *c = &s->copy;
    for (size_t i = 0; i < c->n_atoms; i++) {
        Mention *m = c->atoms[i].mention;
        size_t open = figure_kind(m) != NULL && !kind_is_size(m) ? subject_bracket(c, c->atoms[i].at) : SIZE_MAX;
        Range r = open != SIZE_MAX ? behind_measure(packs, c, open) : (Range){0, 0};
        Words named = r.end > 0 && !phrase_is_group(packs, c, r) ? outcome_named(packs, arms, s, r) : (Words){0, 0};
        if (named.end > 0)
            m->slot[SLOT_outcome] = named;
    }
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

typedef struct {
    const Packs *packs;
    const Arms *arms;
    const Sentence *s;
    const Mention *before; /* the figure before; NULL */
    bool made_of;          /* "41 % women, 12 % with hay fever": it says what people are */
    Arena *a;
} Subjects;

/* Whether what the people of a share are (`own`) stands for itself, and the figure before lends it nothing. */
static bool is_of_people(const Subjects *k, const Mention *m, size_t at, Words own)
{
    size_t open = own.end > 0 ? subject_bracket(&k->s->copy, at) : SIZE_MAX;
    bool of_people = open != SIZE_MAX && subject_before(k->packs, k->arms, k->s, open).end == 0; /* "64 girls (41 % fair)" */
    bool compared = k->before != NULL && !k->made_of && figures_join(k->packs, &k->s->copy, k->before, m);
    return own.end > 0 && (k->made_of || (of_people && !compared));
}

/* What the people whom the figure counts had or did, unless a name right behind it says so: "Ten (83 %) cooks had gout". */
static void counted_give(const Subjects *k, Mention *m, size_t at)
{
    Words now = m->slot[SLOT_outcome];
    bool behind = now.start >= m->end && now.start - m->end <= 2;
    bool beside = behind && kind_is(m, KIND_proportion);
    if (!wants_outcome(m) && !beside)
        return;
    Words counted = counted_find(k->packs, k->arms, k->s, m, subject_begin(k->packs, &k->s->copy, at));
    bool occurs = packs_has(k->packs, WORDS_breaks, span_cut(k->s->normal->text, counted.start, counted.end));
    m->slot[SLOT_outcome] = counted.end > 0 && !(beside && occurs) ? counted : now;
}

/* What stands before the bracket of a figure that is not the first one: "sneezing (9 vs 4), and waking (3 vs 1)". */
static void bracket_give(const Subjects *k, Mention *m, size_t at)
{
    const Copy *c = &k->s->copy;
    if (k->before == NULL || !wants_outcome(m))
        return;
    size_t begin = c->atoms[k->before->order].at, bracket = subject_bracket(c, at);
    bool inside = bracket != SIZE_MAX && bracket > begin;
    if (kind_is_test(m)) {
        m->slot[SLOT_outcome] = subject_behind_bracket(k->packs, k->arms, k->s, begin, inside ? bracket : at);
    } else if (inside && !m->group_before) {
        Words own = subject_from(k->packs, k->arms, k->s, bracket + 1, at);
        if (own.end == 0 && is_apart(k->packs, c, k->before, m)) {
            outcome_take(m, k->before);
            return;
        }
        Words named = own.end > 0 ? own : subject_before(k->packs, k->arms, k->s, bracket);
        m->slot[SLOT_outcome] = named.start > k->before->end ? named : (Words){0, 0};
    }
}

/* "Falls fell from 12 % to 7 %, and that of cuts from 9 % to 4 %": what stands behind these words between two figures;
 * end 0: they do not stand there, or behind a word that compares. */
static Words that_of(const Subjects *k, size_t from, size_t at)
{
    const Copy *c = &k->s->copy;
    Span gap = span_cut(c->text, from, at);
    const char *that = memmem(gap.at, gap.len, " that of ", 9);
    if (that == NULL || phrase_says(k->packs, (WordSet)WORD_SET(WORDS_refers), gap))
        return (Words){0, 0};
    Range r = phrase_right(k->packs, c, (size_t)(that - c->text.at) + 9);
    return r.end > 0 && r.end <= at ? outcome_named(k->packs, k->arms, k->s, r) : (Words){0, 0};
}

static void subject_give(Subjects *k, Mention *m, size_t at)
{
    const Copy *c = &k->s->copy;
    Words own = kind_is(m, KIND_proportion) && wants_outcome(m) ? people_are(k->packs, k->s, m) : (Words){0, 0};
    bool another = is_of_people(k, m, at, own);
    k->made_of = false;
    Words most = kind_is(m, KIND_proportion)
                     ? quantified_find(k->packs, k->arms, k->s, m, subject_begin(k->packs, c, at))
                     : (Words){0, 0};
    if (most.end > 0)
        m->slot[SLOT_outcome] = most;
    else if (!another)
        counted_give(k, m, at);
    bracket_give(k, m, at);
    if (k->before != NULL && wants_outcome(m) && !kind_is_test(m))
        m->slot[SLOT_outcome] = that_of(k, c->atoms[k->before->order].at, at);
    bool listed =
        k->before != NULL && !another && has_outcome(k->before) && (kind_is_test(m) || figures_join(k->packs, c, k->before, m));
    if (listed && wants_outcome(m) && lends(k->packs, k->s, k->before, m, k->a))
        outcome_take(m, k->before);
    if (wants_outcome(m) && !another)
        m->slot[SLOT_outcome] = subject_find(k->packs, k->arms, k->s, at);
    if (own.end > 0 && is_measured(k->packs, k->s, m, k->a)) /* "median age was 7 years, and 88 % were girls" */
        m->slot[SLOT_outcome] = (Words){0, 0};
    if (wants_outcome(m) && own.end > 0) {
        k->made_of = true;
        m->slot[SLOT_outcome] = own;
        m->slot[SLOT_group] = (Words){0, 0};
    }
    if (wants_outcome(m))
        m->slot[SLOT_outcome] = predicate_find(k->packs, k->arms, k->s, m, subject_begin(k->packs, c, at));
}

/* The figures of one list have one outcome; else it is what the clause is about. */
static void subjects_in_sentence(const Packs *packs, const Arms *arms, const Sentence *s, Arena *a)
{
    Subjects k = {.packs = packs, .arms = arms, .s = s, .a = a};
    for (size_t i = 0; i < s->copy.n_atoms; i++) {
        Mention *m = s->copy.atoms[i].mention;
        if (figure_kind(m) == NULL || kind_is_size(m))
            continue;
        subject_give(&k, m, s->copy.atoms[i].at);
        k.before = m;
    }
}

static const WordSet verbs = WORD_SET(WORDS_helps, WORDS_changes, WORDS_verb, WORDS_judged, WORDS_refers);

/* "Pain, fever and loss of weight were rarer (P < 0.05)": one test of all of them, where the sentence gives no other figure of
 * the last, and where a verb stands before the bracket or the test is the only figure. */
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
            outcome_take(m, before);
        if (has_outcome(m) && !is_followup(m))
            before = m;
    }
    const Mention *after = NULL;
    for (size_t i = c->n_atoms; i-- > 0;) {
        Mention *m = c->atoms[i].mention;
        if (figure_kind(m) == NULL || kind_is_size(m))
            continue;
        if (wants_outcome(m) && after != NULL && lends(packs, s, after, m, a))
            outcome_take(m, after);
        if (has_outcome(m) && !kind_is(m, KIND_p_value) && !is_followup(m))
            after = m;
    }
}

void outcomes_link(const Packs *packs, const Arms *arms, Sentence *s, Arena *a)
{
    arms_in_sentence(packs, arms, s);
    groups_before_list(packs, &s->copy);
    compared_in_sentence(packs, &s->copy);
    names_in_list(packs, &s->copy);
    items_in_sentence(packs, arms, s);
    instruments_in_sentence(packs, arms, s);
    graded_in_sentence(packs, arms, s);
    measures_in_sentence(packs, arms, s);
    labelled_in_sentence(packs, arms, s);
    tests_in_sentence(&s->copy);
    subjects_in_sentence(packs, arms, s, a);
    listed_in_sentence(packs, s);
    outcomes_in_sentence(packs, s, a);
    apposed_in_sentence(packs, arms, s);
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

void outcomes_carry(const Packs *packs, const Sentence *before, Sentence *s, Arena *a)
{
    const Mention *last = last_outcome(before);
    for (size_t i = 0; last != NULL && i < s->copy.n_atoms; i++) {
        Mention *m = s->copy.atoms[i].mention;
        if (wants_outcome(m) && lends(packs, before, last, m, a))
            outcome_take(m, last);
    }
}
