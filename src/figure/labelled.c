#include "figure/labelled.h"

#include "figure/phrase.h"
#include "figure/subject.h"

enum { LABELLED_MAX = 8 };

/* The label of the figure at byte `at`: the words of its bracket, or behind a mark or "vs", up to a colon, comma or "="
 * right before the figure; end 0: there is none. */
static Range label_of(const Packs *packs, Span t, size_t at, size_t open)
{
    size_t end = at;
    while (end > open + 1 && t.at[end - 1] == ' ')
        end--;
    if (end <= open + 1 || strchr(":=,", t.at[end - 1]) == NULL)
        return (Range){0, 0};
    end--;
    while (end > open + 1 && t.at[end - 1] == ' ')
        end--;
    size_t from = end;
    while (from > open + 1 && strchr(",;:=[]().", t.at[from - 1]) == NULL && !(from > open + 3 && atom_at(t, from - 3)))
        from--;
    for (size_t i = from, e; i < end; i = e + (e == i)) { /* "vs. net: 56 %" */
        e = letters_end(t, i, end);
        if (e > i && packs_has(packs, WORDS_connects, span_cut(t, i, e)))
            from = e;
    }
    while (from < end && t.at[from] == ' ')
        from++;
    return from < end ? (Range){from, end} : (Range){0, 0};
}

/* Whether the labels of a bracket's figures say in whom: one is an arm's name or people, or they are compared. */
static bool labels_tell_groups(const Packs *packs, const Arms *arms, const Sentence *s, const Range *label, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        Span print = span_cut(s->normal->text, copy_offset(&s->copy, label[i].from), copy_end(&s->copy, label[i].end));
        if (arms_which(packs, arms, print) >= 0 || phrase_is_group(packs, &s->copy, label[i]))
            return true;
    }
    Span t = s->copy.text;
    size_t from = label[1].from - 1, end;
    while (from > label[0].end && (t.at[from - 1] == ' ' || t.at[from - 1] == '.'))
        from--;
    for (end = from; from > label[0].end && t.at[from - 1] >= 'a' && t.at[from - 1] <= 'z';)
        from--;
    return packs_has(packs, WORDS_refers, span_cut(t, from, end));
}

void labelled_in_sentence(const Packs *packs, const Arms *arms, const Sentence *s)
{
    const Copy *c = &s->copy;
    for (size_t i = 0, next; i < c->n_atoms; i = next) {
        Mention *figure[LABELLED_MAX];
        Range label[LABELLED_MAX];
        size_t n = 0, all = 0, open = subject_bracket(c, c->atoms[i].at);
        for (next = i;
             next < c->n_atoms && (next == i || (open != SIZE_MAX && subject_bracket(c, c->atoms[next].at) == open));
             next++) {
            Mention *m = c->atoms[next].mention;
            if (open == SIZE_MAX || figure_kind(m) == NULL || kind_is_size(m) || kind_is_test(m))
                continue;
            all++;
            Range r = n < LABELLED_MAX ? label_of(packs, c->text, c->atoms[next].at, open) : (Range){0, 0};
            if (r.end == 0)
                continue;
            label[n] = r;
            figure[n++] = m;
        }
        bool alike = n > 1 && n == all && label[0].from == open + 1;
        for (size_t k = 1; k < n; k++)
            alike = alike && figure_kind(figure[k]) == figure_kind(figure[0]);
        if (!alike)
            continue;
        if (!labels_tell_groups(packs, arms, s, label, n))
            continue;
        Words named = subject_before(packs, arms, s, open),
              first = {copy_offset(c, label[0].from), copy_end(c, label[0].end)};
        Span print = span_cut(s->normal->text, named.start, named.end);
        if (named.end == 0 || span_equal(print, span_cut(s->normal->text, first.start,
                                                         first.end))) /* "faster with radar (radar, 7 min" */
            named = subject_from(packs, arms, s, subject_begin(packs, c, open), open);
        for (size_t k = 0; k < n;
             k++) { /* where nothing stands before it ("(Group 1: 37 mg, Group 2: 22 mg)"), the sentence before says */
            figure[k]->slot[SLOT_outcome] = named;
            figure[k]->slot[SLOT_group] = (Words){copy_offset(c, label[k].from), copy_end(c, label[k].end)};
        }
        for (size_t k = i; named.end > 0 && k < next; k++)
            if (kind_is_test(c->atoms[k].mention))
                c->atoms[k].mention->slot[SLOT_outcome] = named;
    }
}
