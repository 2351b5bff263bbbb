#include "figure/link.h"

#include "figure/groups.h"
#include "figure/lists.h"
#include "figure/outcomes.h"
#include "figure/subset.h"
#include "figure/times.h"

/* Whether two figures are of one sort, as those of a list are: a P-value is of them all. */
static bool are_alike(const Mention *a, const Mention *b)
{
    return a->type == b->type && a->unit.len == b->unit.len;
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
                if (!are_alike(m, c->atoms[j > 0 ? j - 1 : 0].mention) && kind_is_ratio(m))
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

void figures_link(const Packs *packs, const Arms *arms, const Abbreviations *abbreviations, Sentence *sentences, size_t n,
                  Arena *a)
{
    Pair known = {.n = 0};
    Subsets told = {.n = 0};
    Everybody everybody = everybody_find(packs, sentences, n, a);
    for (size_t i = 0; i < n; i++) {
        Sentence *s = &sentences[i];
        if (!s->has_copy)
            continue;
        outcomes_link(packs, arms, s, a);
        p_values_in_sentence(&s->copy);
        p_value_first(&s->copy);
        times_link(packs, s);
        groups_link(packs, arms, abbreviations, &everybody, s, &known, a);
        lists_share(packs, s, a);
        if (i > 0 && sentences[i - 1].section == s->section)
            outcomes_carry(packs, &sentences[i - 1], s, a);
        subsets_link(packs, &everybody, s, &told, a);
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
