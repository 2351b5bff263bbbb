#include "figure/link.h"

#include "figure/groups.h"
#include "figure/lists.h"
#include "figure/outcomes.h"
#include "figure/phrase.h"
#include "figure/subset.h"
#include "figure/times.h"

/* Whether two figures are of one sort, as those of a list are: a P-value is of them all. */
static bool are_alike(const Mention *a, const Mention *b)
{
    return a->type == b->type && a->unit.len == b->unit.len;
}

/* Whether what begins at `to` stands in the bracket that holds byte `from`. */
static bool in_one_bracket(Span text, size_t from, size_t to)
{
    int depth = 0, outside = 0;
    for (size_t i = from; i-- > 0 && outside <= 0;)
        outside += (text.at[i] == '(' || text.at[i] == '[') - (text.at[i] == ')' || text.at[i] == ']');
    for (size_t i = from; i < to && depth >= 0; i++)
        depth += (text.at[i] == '(' || text.at[i] == '[') - (text.at[i] == ')' || text.at[i] == ']');
    return outside > 0 && depth == 0;
}

/* "(P = 0.02; HR 0.71)": the ratio behind a P-value that opens their bracket; or NULL. */
static Mention *ratio_behind(const Copy *c, Span text, size_t i)
{
    enum { GAP = 3 };
    const Mention *p = c->atoms[i].mention;
    Mention *m = i + 1 < c->n_atoms ? c->atoms[i + 1].mention : NULL;
    bool opens = p->start > 0 && (text.at[p->start - 1] == '(' || text.at[p->start - 1] == '[');
    bool beside = m != NULL && kind_is_ratio(m) && m->start >= p->end && m->start - p->end <= GAP;
    return opens && beside && in_one_bracket(text, p->start, m->start) ? m : NULL;
}

/* "HR 0.95 (0.81-1.12), but nausea was commoner (P = 0.001)": P is of another clause, or of what is named behind the ratio. */
static bool tests_another(const Packs *packs, const Copy *c, Span text, const Mention *p, const Mention *ratio)
{
    if (in_one_bracket(text, ratio->end, p->start))
        return false;
    if (phrase_says(packs, (WordSet)WORD_SET(WORDS_opens), span_cut(c->text, c->atoms[ratio->order].at, c->atoms[p->order].at)))
        return true;
    Words of = p->slot[SLOT_outcome];
    bool named = of.end > 0 && of.start >= ratio->end && of.end <= p->start && of.start != ratio->slot[SLOT_outcome].start;
    for (size_t i = ratio->end; named && i < of.start; i++)
        if (memchr(",;)]", text.at[i], 4) != NULL)
            return true;
    return false;
}

/* A P-value goes to the figures before it, back to the P-value before, and to a ratio behind it in their bracket; of ratios to
 * the one in its bracket alone. */
static void p_values_in_sentence(const Packs *packs, const Copy *c, Span text)
{
    for (size_t i = 0; i < c->n_atoms; i++) {
        const Mention *p = c->atoms[i].mention;
        if (!kind_is(p, KIND_p_value))
            continue;
        Mention *behind = ratio_behind(c, text, i);
        if (behind != NULL)
            behind->num[NUM_P] = p->num[NUM_VALUE];
        for (size_t j = i; j-- > 0;) {
            Mention *m = c->atoms[j].mention;
            if (kind_is(m, KIND_p_value) || (kind_is_ratio(m) && (behind != NULL || tests_another(packs, c, text, p, m))))
                break;
            if (figure_kind(m) != NULL && !kind_is_size(m) && !number_is(&m->num[NUM_P].number)) {
                m->num[NUM_P] = p->num[NUM_VALUE];
                bool alike = are_alike(m, c->atoms[j > 0 ? j - 1 : 0].mention);
                if (kind_is_ratio(m) && (!alike || in_one_bracket(text, m->end, p->start)))
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
        p_values_in_sentence(packs, &s->copy, s->normal->text);
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
