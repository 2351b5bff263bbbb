#include "figure/link.h"

#include "figure/phrase.h"

static bool kind_is(const Mention *m, const char *kind)
{
    const char *k = figure_kind(m);
    return k != NULL && strcmp(k, kind) == 0;
}

static bool is_size(const Mention *m)
{
    return kind_is(m, "cohort_size") || kind_is(m, "group_size");
}

static bool is_ratio(const Mention *m)
{
    return kind_is(m, "hazard_ratio") || kind_is(m, "odds_ratio") || kind_is(m, "risk_ratio");
}

static bool is_background(const Mention *m)
{
    return (m->slot[SLOT_outcome].end > 0 || m->set[SETTING_outcome] != NULL);
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

/* The outcome of the figure before in the sentence; for P-values and ratios of whatever stands before; else of the next. */
static void outcomes_in_sentence(const Copy *c)
{
    const Mention *before = NULL;
    for (size_t i = 0; i < c->n_atoms; i++) {
        Mention *m = c->atoms[i].mention;
        if (figure_kind(m) == NULL || is_size(m))
            continue;
        if (wants_outcome(m) && before != NULL)
            take_outcome(m, before);
        if (is_background(m))
            before = m;
    }
    const Mention *after = NULL;
    for (size_t i = c->n_atoms; i-- > 0;) {
        Mention *m = c->atoms[i].mention;
        if (figure_kind(m) == NULL || is_size(m))
            continue;
        if (wants_outcome(m) && after != NULL)
            take_outcome(m, after);
        if (is_background(m) && !kind_is(m, "p_value"))
            after = m;
    }
}

/* A P-value goes to the figures before it, back to the P-value before. */
static void p_values_in_sentence(const Copy *c)
{
    for (size_t i = 0; i < c->n_atoms; i++) {
        const Mention *p = c->atoms[i].mention;
        if (!kind_is(p, "p_value"))
            continue;
        for (size_t j = i; j-- > 0;) {
            Mention *m = c->atoms[j].mention;
            if (kind_is(m, "p_value"))
                break;
            if (figure_kind(m) != NULL && !is_size(m) && !number_is(&m->num[NUM_P].number)) {
                m->num[NUM_P] = p->num[NUM_VALUE];
                if (!same_list(m, c->atoms[j > 0 ? j - 1 : 0].mention) && is_ratio(m))
                    break;
            }
        }
    }
}

/* "significantly shorter (P=0.001) in the liver (11.2 months) than in the lung": a P-value before all figures. */
static void p_value_first(const Copy *c)
{
    const Mention *p = NULL;
    size_t n = 0;
    for (size_t i = 0; i < c->n_atoms; i++) {
        const Mention *m = c->atoms[i].mention;
        if (kind_is(m, "p_value")) {
            if (n++ == 0)
                p = m;
        }
    }
    if (n != 1)
        return;
    for (size_t i = 0; i < c->n_atoms; i++) {
        Mention *m = c->atoms[i].mention;
        if (m->start > p->start && figure_kind(m) != NULL && !is_size(m) && !number_is(&m->num[NUM_P].number) && p->order == 0)
            m->num[NUM_P] = p->num[NUM_VALUE];
    }
}

/* The nearest time before the figure in its sentence, else the only one behind it. */
static void times_in_sentence(const Packs *packs, const Copy *c)
{
    int time = packs_type(packs, "time");
    size_t n_times = 0;
    const Mention *last = NULL;
    for (size_t i = 0; i < c->n_atoms; i++)
        if (c->atoms[i].mention->type == time)
            n_times++, last = c->atoms[i].mention;
    if (n_times == 0)
        return;
    const Mention *before = NULL;
    for (size_t i = 0; i < c->n_atoms; i++) {
        Mention *m = c->atoms[i].mention;
        if (m->type == time)
            before = m;
        if (figure_kind(m) == NULL || is_size(m) || m->slot[SLOT_time].end > 0 || kind_is(m, "median"))
            continue;
        const Mention *t = before != NULL ? before : n_times == 1 ? last : NULL;
        if (t != NULL)
            m->slot[SLOT_time] = (Words){t->start, t->end};
    }
}

static const Mention *last_outcome(const Sentence *s)
{
    const Mention *last = NULL;
    for (size_t i = 0; s->has_copy && i < s->copy.n_atoms; i++) {
        const Mention *m = s->copy.atoms[i].mention;
        if (figure_kind(m) != NULL && !is_size(m) && is_background(m))
            last = m;
    }
    return last;
}

void figures_link(const Packs *packs, Sentence *sentences, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        Sentence *s = &sentences[i];
        if (!s->has_copy)
            continue;
        outcomes_in_sentence(&s->copy);
        p_values_in_sentence(&s->copy);
        p_value_first(&s->copy);
        times_in_sentence(packs, &s->copy);
        const Mention *before = i > 0 && sentences[i - 1].section == s->section ? last_outcome(&sentences[i - 1]) : NULL;
        for (size_t j = 0; before != NULL && j < s->copy.n_atoms; j++) {
            Mention *m = s->copy.atoms[j].mention;
            if (wants_outcome(m))
                take_outcome(m, before);
        }
    }
}

Words sentence_citation(const Packs *packs, const Sentence *s)
{
    int cite = packs_type(packs, "cite");
    Words found = {0, 0};
    for (size_t i = 0; s->has_copy && i < s->copy.n_atoms; i++) {
        const Mention *m = s->copy.atoms[i].mention;
        if (m->type != cite)
            continue;
        bool named = s->normal->text.at[m->start] != '[';
        if (named || found.end == 0)
            found = (Words){m->start, m->end};
        if (named)
            break;
    }
    return found;
}
