#include "figure/link.h"

#include "figure/groups.h"
#include "figure/lists.h"
#include "figure/phrase.h"

static bool is_size(const Mention *m)
{
    return kind_is(m, KIND_cohort_size) || kind_is(m, KIND_group_size);
}

static bool is_ratio(const Mention *m)
{
    return kind_is(m, KIND_hazard_ratio) || kind_is(m, KIND_odds_ratio) || kind_is(m, KIND_risk_ratio);
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

/* Whether between two figures stand only words of a list ("vs", "and", a group, a bracket): one outcome serves both. */
static bool same_list(const Mention *a, const Mention *b)
{
    return a->type == b->type && a->unit.len == b->unit.len;
}

static bool wants_outcome(const Mention *m)
{
    return figure_kind(m) != NULL && !is_size(m) && m->slot[SLOT_outcome].end == 0 && m->set[SETTING_outcome] == NULL;
}

static bool is_test(const Mention *m)
{
    return kind_is(m, KIND_p_value) || is_ratio(m);
}

/* "hypertension (64 % vs 28 %, OR 4.6; P < 0.001)": a test takes the outcome of the figures it tests, not the words before its
 * bracket; a P-value has no group of its own. */
static void tests_in_sentence(const Copy *c)
{
    Mention *tested = NULL;
    for (size_t i = 0; i < c->n_atoms; i++) {
        Mention *m = c->atoms[i].mention;
        if (figure_kind(m) == NULL || is_size(m))
            continue;
        if (is_test(m) && tested != NULL && (!is_ratio(m) || !is_ratio(tested))) {
            m->slot[SLOT_outcome] = (Words){0, 0};
            m->set[SETTING_outcome] = NULL;
            m->slot[SLOT_time] = tested->slot[SLOT_time];
            take_outcome(m, tested);
            m->slot[SLOT_group] = is_ratio(tested) ? tested->slot[SLOT_group] : (Words){0, 0};
        }
        if (kind_is(m, KIND_p_value))
            tested = NULL;
        else
            tested = m;
    }
}

/* An outcome that is the name of an arm is its group. */
static void arms_in_sentence(const Packs *packs, const Arms *arms, Sentence *s)
{
    for (size_t i = 0; i < s->copy.n_atoms; i++) {
        Mention *m = s->copy.atoms[i].mention;
        Words w = m->slot[SLOT_outcome];
        if (figure_kind(m) == NULL || w.end == 0 || arms_which(packs, arms, span_cut(s->normal->text, w.start, w.end)) < 0)
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
        if (figure_kind(m) == NULL || is_size(m))
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

/* Where the clause of byte `at` begins: behind a semicolon, or a word that opens another one. */
static size_t clause_begin(const Packs *packs, const Copy *c, size_t at)
{
    size_t begin = 0;
    for (size_t i = 0, e; i < at; i = e) {
        for (e = i; e < at && c->text.at[e] >= 'a' && c->text.at[e] <= 'z'; e++)
            ;
        if (e > i && packs_has(packs, WORDS_opens, span_cut(c->text, i, e)))
            begin = e;
        else if (c->text.at[i] == ';' || c->text.at[i] == ':')
            begin = i + 1;
        e += e == i;
    }
    return begin;
}

static bool opens_with_preposition(const Packs *packs, const Copy *c, size_t begin)
{
    while (begin < c->text.len && c->text.at[begin] == ' ')
        begin++;
    size_t end = begin;
    while (end < c->text.len && c->text.at[end] >= 'a' && c->text.at[end] <= 'z')
        end++;
    return packs_has(packs, WORDS_group_preposition, span_cut(c->text, begin, end));
}

/* What the clause is about: the phrase that it begins with, if that is no group of people and no arm. */
static Words clause_subject(const Packs *packs, const Arms *arms, const Sentence *s, size_t at)
{
    const Copy *c = &s->copy;
    size_t begin = clause_begin(packs, c, at);
    Range r = phrase_right(packs, c, begin);
    const char *comma = memchr(c->text.at + begin, ',', at > begin ? at - begin : 0);
    bool opening = comma != NULL && (r.end == 0 || (c->text.at[r.end] == ',' && opens_with_preposition(packs, c, begin)));
    if (opening) /* "After surgery, survival was longer", "Similarly, survival was longer" */
        r = phrase_right(packs, c, (size_t)(comma - c->text.at) + 1);
    if (r.end == 0 || r.end > at)
        return (Words){0, 0};
    Phrase parts = phrase_parts(packs, c, r);
    Span words = span_cut(s->normal->text, parts.outcome.start, parts.outcome.end);
    bool named = parts.outcome.end > 0 && arms_which(packs, arms, words) < 0 && !phrase_is_whole(packs, words);
    return named ? parts.outcome : (Words){0, 0};
}

/* The figures of one list have one outcome; else it is what the clause is about. */
static void subjects_in_sentence(const Packs *packs, const Arms *arms, Sentence *s)
{
    const Copy *c = &s->copy;
    const Mention *before = NULL;
    for (size_t i = 0; i < c->n_atoms; i++) {
        Mention *m = c->atoms[i].mention;
        if (figure_kind(m) == NULL || is_size(m))
            continue;
        if (before != NULL && wants_outcome(m) && has_outcome(before) && (is_test(m) || figures_join(packs, c, before, m)))
            take_outcome(m, before);
        if (wants_outcome(m))
            m->slot[SLOT_outcome] = clause_subject(packs, arms, s, c->atoms[i].at);
        before = m;
    }
}

/* The outcome of the figure before in the sentence, else of the next. */
static void outcomes_in_sentence(const Copy *c)
{
    const Mention *before = NULL;
    for (size_t i = 0; i < c->n_atoms; i++) {
        Mention *m = c->atoms[i].mention;
        if (figure_kind(m) == NULL || is_size(m))
            continue;
        if (wants_outcome(m) && before != NULL)
            take_outcome(m, before);
        if (has_outcome(m) && !is_followup(m))
            before = m;
    }
    const Mention *after = NULL;
    for (size_t i = c->n_atoms; i-- > 0;) {
        Mention *m = c->atoms[i].mention;
        if (figure_kind(m) == NULL || is_size(m))
            continue;
        if (wants_outcome(m) && after != NULL)
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
            if (figure_kind(m) != NULL && !is_size(m) && !number_is(&m->num[NUM_P].number)) {
                m->num[NUM_P] = p->num[NUM_VALUE];
                if (!same_list(m, c->atoms[j > 0 ? j - 1 : 0].mention) && is_ratio(m))
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
        if (figure_kind(m) == NULL || is_size(m))
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
        if (m->start > p->start && figure_kind(m) != NULL && !is_size(m) && !number_is(&m->num[NUM_P].number))
            m->num[NUM_P] = p->num[NUM_VALUE];
    }
}

/* The nearest time before the figure in its sentence, else the only one behind it; a length of follow-up before it. */
static void times_in_sentence(const Copy *c)
{
    size_t n_times = 0;
    const Mention *last = NULL, *before = NULL;
    for (size_t i = 0; i < c->n_atoms; i++)
        if (c->atoms[i].mention->type == TYPE_TIME)
            n_times++, last = c->atoms[i].mention;
    for (size_t i = 0; i < c->n_atoms; i++) {
        Mention *m = c->atoms[i].mention;
        if (m->type == TYPE_TIME || is_followup(m))
            before = m;
        if (figure_kind(m) == NULL || is_size(m) || m->slot[SLOT_time].end > 0 || is_followup(m))
            continue;
        const Mention *t = before != NULL ? before : n_times == 1 ? last : NULL;
        if (t == NULL || (kind_is(m, KIND_median) && t->type == TYPE_TIME && m->unit.at != NULL))
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
        if (figure_kind(m) != NULL && !is_size(m) && has_outcome(m))
            last = m;
    }
    return last;
}

void figures_link(const Packs *packs, const Arms *arms, const Abbreviations *abbreviations, Sentence *sentences, size_t n,
                  Arena *a)
{
    for (size_t i = 0; i < n; i++) {
        Sentence *s = &sentences[i];
        if (!s->has_copy)
            continue;
        arms_in_sentence(packs, arms, s);
        groups_before_list(packs, &s->copy);
        tests_in_sentence(&s->copy);
        subjects_in_sentence(packs, arms, s);
        outcomes_in_sentence(&s->copy);
        p_values_in_sentence(&s->copy);
        p_value_first(&s->copy);
        times_in_sentence(&s->copy);
        groups_link(packs, arms, abbreviations, s, a);
        times_link(packs, s, a);
        const Mention *before = i > 0 && sentences[i - 1].section == s->section ? last_outcome(&sentences[i - 1]) : NULL;
        for (size_t j = 0; before != NULL && j < s->copy.n_atoms; j++) {
            Mention *m = s->copy.atoms[j].mention;
            if (wants_outcome(m))
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
