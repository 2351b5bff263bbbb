#include "figure/tests.h"

#include "figure/beside.h"
#include "figure/clause.h"
#include "figure/share.h"

enum { ADVERB_MAX = 2 }; /* words before a comma that open a sentence */

/* The token of the preposition of a group: "in the elderly", "in the subgroup of patients with"; SIZE_MAX: none of place. */
static size_t preposition_of(const Finder *f, const Who *w)
{
    size_t at = w->first - (w->first > 0 && (finder_is(f, w->first - 1, "the") || finder_is(f, w->first - 1, "those")));
    if (at > 1 && finder_is(f, at - 1, "of") && token_in(&f->tokens.at[at - 2], WORDS_group_noun)) {
        at -= 2;
        at -= at > 0 && (finder_is(f, at - 1, "the") || finder_is(f, at - 1, "a"));
    }
    return at > 0 && token_in(&f->tokens.at[at - 1], WORDS_locative) ? at - 1 : SIZE_MAX;
}

/* "In women, ...", "..., whereas in men it ...": the clause opens with a subgroup. */
static bool opens_with(const Finder *f, const Who *w)
{
    size_t at = preposition_of(f, w);
    bool subgroup = finder_is(f, w->last - 1, "subgroup");
    if (at == SIZE_MAX || w->refers || w->arm >= 0 || (!w->person && !subgroup))
        return false;
    for (size_t i = w->last; i < f->tokens.n && f->tokens.at[i].mark == 0 && !token_is_figure(&f->tokens.at[i]); i++)
        if (token_in(&f->tokens.at[i], WORDS_refers)) /* "For late tulips compared with early ones, ..." */
            return false;
    const Token *before = at > 0 ? &f->tokens.at[at - 1] : NULL;
    bool apart = w->last < f->tokens.n && (f->tokens.at[w->last].mark == ',' || finder_is(f, w->last, "it"));
    bool behind_adverb = before != NULL && before->mark == ',' && at <= ADVERB_MAX + 1; /* "By contrast, in women" */
    return before == NULL || before->mark == ';' || behind_adverb || token_in(before, WORDS_opens) ||
           (finder_is(f, at - 1, "and") && apart);
}

/* A ratio or a P-value has a group only where a subgroup opens its clause, or the sentence: "In women, the hazard ratio was
 * 0.7". */
static void link_test(Finder *f, size_t at)
{
    Mention *m = f->tokens.at[at].atom;
    m->slot[SLOT_group] = (Words){0, 0};
    for (size_t i = 0; i < f->n_whos && f->who[i].first < at; i++)
        if (opens_with(f, &f->who[i]))
            m->slot[SLOT_group] = f->who[i].words;
}

/* Past the brackets right behind token `at - 1`, as "(1.9-3.8)". */
static size_t past_brackets(const Finder *f, size_t at)
{
    while (at < f->tokens.n && (token_opens(&f->tokens.at[at]) || token_closes(&f->tokens.at[at]))) {
        bool opens = token_opens(&f->tokens.at[at]);
        for (; opens && at < f->tokens.n && !token_closes(&f->tokens.at[at]); at++)
            if (token_is_figure(&f->tokens.at[at]))
                return at;
        at++;
    }
    return at;
}

/* "2.7 (1.9-3.8) in athletes and 1.4 (0.9-2.2) in students": tests of one kind of which each has another group behind its
 * preposition. */
static void tests_apart(Finder *f)
{
    Mention *test[LIST_MAX];
    const Who *own[LIST_MAX];
    size_t n = 0;
    for (size_t i = 0; i < f->tokens.n && n < LIST_MAX; i++) {
        Mention *m = f->tokens.at[i].atom;
        if (m == NULL || !kind_is_test(m) || (n > 0 && figure_kind(m) != figure_kind(test[0])))
            continue;
        size_t at = past_brackets(f, i + 1), next = at;
        while (next < f->tokens.n && !token_is_figure(&f->tokens.at[next]))
            next++;
        const Who *w = at < f->tokens.n && token_in(&f->tokens.at[at], WORDS_locative) ? who_behind(f, at, next) : NULL;
        bool versus =
            w != NULL && w->last < f->tokens.n && (token_in(&f->tokens.at[w->last], WORDS_refers) || finder_is(f, w->last, "vs"));
        bool group = w != NULL && (w->person || w->arm >= 0 || token_in(&f->tokens.at[w->last - 1], WORDS_group_noun));
        if (w == NULL || !w->located || versus || !group || (n > 0 && own[n - 1]->first == w->first))
            return; /* "for interaction", "for barges vs tugs" */
        test[n] = m;
        own[n++] = w;
    }
    for (size_t i = 0; n > 1 && i < n; i++)
        test[i]->slot[SLOT_group] = own[i]->words;
}

void tests_groups(Finder *f)
{
    for (size_t i = 0; i < f->tokens.n; i++)
        if (f->tokens.at[i].atom != NULL && kind_is_test(f->tokens.at[i].atom))
            link_test(f, i);
    tests_apart(f);
}

static bool says_difference(Span t)
{
    static const char *const words[] = {"ifference", "MD", "ffect"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (memmem(t.at, t.len, words[i], strlen(words[i])) != NULL)
            return true;
    return false;
}

/* Whether what is told at token `at` is how two groups differ ("mean difference", "2 kg more than in B"), and not how one
 * changed. */
static bool is_between(const Finder *f, size_t at)
{
    const Mention *m = f->tokens.at[at].atom;
    size_t begin = clause_begin(f, at), end = clause_end(f, at), open = bracket_around(&f->tokens, at, begin);
    if (says_difference(span_cut(f->s->normal->text, f->tokens.at[open].start, m->num[NUM_VALUE].start)))
        return true;
    bool compares = false;
    if (at > 0 && token_in(&f->tokens.at[at - 1], WORDS_refers)) /* "none in A versus 2 kg in B" */
        return false;
    for (size_t i = begin; i < end; i++) {
        const Token *t = &f->tokens.at[i];
        bool amount = token_is_figure(t) && (kind_is(t->atom, KIND_difference) || kind_is(t->atom, KIND_mean));
        if (amount && i != at) /* "fell by 2 kg in A compared with 1 kg in B" */
            return false;
        compares = compares || token_in(t, WORDS_refers) || finder_is(f, i, "between");
    }
    bool of_effect = finder_is(f, begin, "effect") || (finder_is(f, begin, "the") && finder_is(f, begin + 1, "effect"));
    return compares && !of_effect; /* "the effect was larger in women (+9 kg) than in men" */
}

void tests_difference(Finder *f, const List *l)
{
    size_t at = series_token(f, l->at[0]);
    if (l->n > 1 || !kind_is(l->at[0], KIND_difference) || !is_between(f, at))
        return;
    l->at[0]->group_text = (Span){0};
    link_test(f, at);
}

/* The test of the same kind that stands behind the one at token `at`, marks, joining words and intervals between; 0: none
 * does. */
static size_t next_test(const Finder *f, size_t at)
{
    for (size_t i = at + 1; i < f->tokens.n; i++) {
        const Token *t = &f->tokens.at[i];
        if (token_is_figure(t))
            return kind_is_test(t->atom) && figure_kind(t->atom) == figure_kind(f->tokens.at[at].atom) ? i : 0;
        if (t->atom != NULL ? !t->atom->part : t->mark == ';' || (t->mark == 0 && !finder_joins(f, i)))
            return 0;
    }
    return 0;
}

void tests_outcomes(const Finder *f, const Roll *known)
{
    Mention *at[PARTS_MAX];
    for (size_t i = 0, n, last; i < f->tokens.n; i = last + 1) {
        last = i;
        if (!token_is_figure(&f->tokens.at[i]) || !kind_is_test(f->tokens.at[i].atom))
            continue;
        n = 0;
        at[n++] = f->tokens.at[i].atom;
        for (size_t next = next_test(f, last); next > 0 && n < PARTS_MAX; next = next_test(f, last)) {
            at[n++] = f->tokens.at[next].atom;
            last = next;
        }
        Roll roll;
        bool found = n > 1 && roll_find(f, i, last + 1, n, false, &roll), p_values = kind_is(at[0], KIND_p_value);
        if (found && roll.groups && p_values) /* "A and B were alike in both groups (P = 0.2 and 0.6, respectively)" */
            found = roll_left(f, i, n, &roll);
        if (found && !roll.groups)
            share_outcomes(at, &roll);
        else if (!found && n > 1 && known->n == n)
            share_outcomes(at, known);
        for (size_t k = 0; found && roll.groups && k < n; k++)
            group_give(at[k], roll.at[k], roll.text[k]);
    }
}
