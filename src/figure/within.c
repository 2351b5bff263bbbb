#include "figure/within.h"

#include "figure/clause.h"
#include "figure/contrast.h"

enum { WHERE_WORDS = 5 };

/* Whether between the tokens stand marks, brackets and intervals only. */
static bool is_light(const Finder *f, size_t from, size_t until)
{
    for (size_t i = from; i < until; i++) {
        const Token *t = &f->tokens.at[i];
        if (t->atom != NULL ? !t->atom->part : t->mark == 0 || t->mark == ';')
            return false;
    }
    return true;
}

/* The figures right before token `at`, nothing but marks between. */
static const List *list_before(const Finder *f, const List *lists, size_t n, size_t at)
{
    for (size_t i = 0; i < n; i++)
        if (lists[i].end <= at && is_light(f, lists[i].end, at))
            return &lists[i];
    return NULL;
}

/* Whether all figures of the list are of one group. */
static bool is_of_one(const List *l)
{
    for (size_t i = 0; i < l->n; i++)
        if (!has_group(l->at[i]) || l->at[i]->slot[SLOT_group].start != l->at[0]->slot[SLOT_group].start ||
            l->at[i]->group_text.at != l->at[0]->group_text.at)
            return false;
    return true;
}

static bool is_amount(const Mention *m)
{
    return kind_is(m, KIND_change) || kind_is(m, KIND_difference);
}

/* "from 21 to 12", "4.1 before and 2.2 after treatment": the figures say how one thing changed. */
static bool is_change(const Finder *f, const List *l)
{
    for (size_t i = l->begin; i < l->end; i++)
        if (finder_is(f, i, "to") || finder_is(f, i, "from"))
            return l->n == 2 && !l->compared;
    return l->n == 1 ? is_amount(l->at[0]) : l->n == 2 && contrast_in_time(f, l->begin);
}

/* "Compared with the baseline": what token `at` compares with is an occasion, and no group. */
static bool is_with_occasion(const Finder *f, size_t at)
{
    while (at + 1 < f->tokens.n && (finder_is(f, at + 1, "to") || finder_is(f, at + 1, "with") || finder_is(f, at + 1, "the")))
        at++;
    const Token *t = at + 1 < f->tokens.n ? &f->tokens.at[at + 1] : NULL;
    bool moment = t != NULL && t->atom != NULL && is_moment(t->atom);
    return moment || finder_is(f, at + 1, "baseline") || (t != NULL && token_in(t, WORDS_occasion));
}

static bool compares_occasions(const Finder *f, size_t from, size_t until)
{
    for (size_t i = from; i < until; i++)
        if (token_in(&f->tokens.at[i], WORDS_refers))
            return is_with_occasion(f, i);
    return false;
}

/* The tokens from .. until set groups against each other: "than", "between the groups", "higher in the salt group". */
static bool compares(const Finder *f, size_t from, size_t until)
{
    bool occasions = compares_occasions(f, from, until);
    for (size_t i = from; i < until; i++) {
        const Token *t = &f->tokens.at[i];
        bool own = token_in(t, WORDS_changes) || occasions; /* "increased" */
        if ((token_in(t, WORDS_refers) && !is_with_occasion(f, i)) || finder_is(f, i, "between") || finder_is(f, i, "both") ||
            finder_is(f, i, "differed") || (!own && (token_in(t, WORDS_more) || token_in(t, WORDS_less))))
            return true;
    }
    return false;
}

/* "rose by 3 % in A and fell by 2 % in B (P = 0.01)": the figures before those of `l` are of another group, and have no
 * test. */
static bool is_of_two(const Finder *f, const List *l, const List *lists, size_t from)
{
    if (l == lists || (l - 1)->begin < from || !has_group((l - 1)->at[0]))
        return false;
    for (size_t i = (l - 1)->end; i < l->begin; i++)
        if (token_is_figure(&f->tokens.at[i]))
            return false;
    const Mention *a = (l - 1)->at[0], *b = l->at[0];
    return a->slot[SLOT_group].start != b->slot[SLOT_group].start || a->group_text.at != b->group_text.at;
}

/* "Thirst fell", "load increased significantly", "they improved their grip"; not "thirst was reduced" and "improved
 * grip was seen", which may be compared with another group's. */
static bool is_moved(const Finder *f, size_t at)
{
    const Token *t = &f->tokens.at[at], *next = at + 1 < f->tokens.n ? t + 1 : NULL;
    if (token_in(t, WORDS_moved))
        return true;
    bool passive = (at > 0 && token_in(t - 1, WORDS_be)) || (at > 1 && token_in(t - 2, WORDS_be)); /* "was highly increased" */
    bool alone = next == NULL || !token_is_word(next) || token_in(next, WORDS_group_preposition) ||
                 token_in(next, WORDS_trailing) || finder_is(f, at + 1, "their") || finder_is(f, at + 1, "its");
    return token_in(t, WORDS_changes) && alone && !passive;
}

/* Whether the tokens say that something changed, or did not. */
static bool tells_change(const Finder *f, size_t from, size_t until)
{
    for (size_t i = from; i < until; i++)
        if (is_moved(f, i))
            return true;
    return compares_occasions(f, from, until);
}

/* Of whom something is told: "in the salt group", "the salt group showed"; not "salt reduced thirst", "after salt". */
static bool is_group(const Finder *f, const Who *w)
{
    const Mention *label = f->tokens.at[w->first].atom;
    bool named = label != NULL && label->type == f->label;
    size_t at = w->first - (w->first > 0 && finder_is(f, w->first - 1, "the"));
    bool for_it = at > 0 && finder_is(f, at - 1, "for") && !w->opens; /* "adjusted for salt" */
    bool inside =
        at > 0 && !for_it && (token_in(&f->tokens.at[at - 1], WORDS_locative) || finder_is(f, at - 1, "with"));
    if (at > 0 && (finder_is(f, at - 1, "no") || finder_is(f, at - 1, "of")))
        return false;
    for (size_t i = w->first; i < w->last; i++) {
        if (finder_joins(f, i) || finder_is(f, i, "of"))
            return false;
        named = named || token_in(&f->tokens.at[i], WORDS_group_noun);
    }
    return named || (w->arm >= 0 && (inside || w->person));
}

static bool is_tested_between(const Finder *f, size_t from, size_t until)
{
    for (size_t i = from; i < until; i++)
        if (f->tokens.at[i].atom != NULL && kind_is(f->tokens.at[i].atom, KIND_p_value))
            return true;
    return false;
}

/* The only group that the tokens from .. until name, or the one right before the bracket in which token `at` stands,
 * where what is told of others before it has its own test; NULL: none, or two. */
static const Who *whose(const Finder *f, size_t at, size_t from, size_t until)
{
    const Who *found = NULL, *other = NULL;
    size_t n = 0, open = at;
    for (int depth = 0; open > from && depth == 0; open--)
        depth = token_opens(&f->tokens.at[open - 1]) ? 1 : token_closes(&f->tokens.at[open - 1]) ? -1 : 0;
    for (size_t i = 0; i < f->n_whos; i++) {
        const Who *w = &f->who[i];
        if (w->first < from || w->last > until)
            continue;
        if (w->last == open && token_opens(&f->tokens.at[open]) && !w->refers && is_group(f, w))
            return other == NULL || is_tested_between(f, other->last, open) ? w : NULL;
        found = w;
        other = is_group(f, w) ? w : other;
        n++;
    }
    return n == 1 && !found->refers && is_group(f, found) ? found : NULL;
}

/* "Thirst fell in the salt group (P = 0.03), but not in the tea group (P = 0.61)" */
static void change_link(const Finder *f, const List *lists, size_t n, size_t at)
{
    Mention *m = f->tokens.at[at].atom;
    size_t from = clause_begin(f, at), until = clause_end(f, at);
    const List *l = list_before(f, lists, n, at);
    bool again = from > 0 && finder_is(f, from, "not");
    if (compares(f, from, until))
        return;
    if (l != NULL && is_change(f, l) && is_of_one(l) && !is_of_two(f, l, lists, from)) {
        m->slot[SLOT_group] = l->at[0]->slot[SLOT_group];
        m->group_text = l->at[0]->group_text;
        return;
    }
    const Who *w = l == NULL && tells_change(f, again ? clause_begin(f, from - 1) : from, until)
                       ? whose(f, at, from, until)
                       : NULL;
    if (w != NULL)
        m->slot[SLOT_group] = w->words;
}

static const Who *who_of(const Finder *f, Words w)
{
    for (size_t i = 0; i < f->n_whos; i++)
        if (w.end > 0 && f->who[i].words.start == w.start && !f->who[i].refers)
            return &f->who[i];
    return NULL;
}

/* Of whom the P-value at token `at` is told by where it stands: right behind them in a bracket, or with the only
 * figures behind token `from`, whose group may stand between ("9 % of men, P = 0.02"); NULL: nobody. */
static const Who *told_of(const Finder *f, const List *lists, size_t n, size_t from, size_t at)
{
    size_t open = at, behind = 0;
    while (open > from && !token_opens(&f->tokens.at[open - 1]) && is_light(f, open - 1, open))
        open--;
    const List *l = NULL;
    for (size_t i = 0; i < n && lists[i].end <= at; i++) {
        l = &lists[i];
        behind += l->end > from;
    }
    for (size_t i = 0; open > from && behind == 0 && i < f->n_whos; i++)
        if (f->who[i].last == open - 1 && token_opens(&f->tokens.at[open - 1]) && !f->who[i].refers)
            return &f->who[i];
    if (behind != 1 || l->compared || !is_of_one(l))
        return NULL;
    const Who *w = who_of(f, l->at[0]->slot[SLOT_group]);
    for (size_t i = l->end; w != NULL && i < at; i++) {
        bool own = i >= w->first && i < w->last;
        if (!own && !is_light(f, i, i + 1) && !token_in(&f->tokens.at[i], WORDS_group_preposition) &&
            !finder_is(f, i, "the"))
            return NULL;
    }
    return w;
}

/* "-9 % in men, P = 0.02; -4 % in women, P = 0.31": each of these P-values has a group of its own. */
static void each_link(const Finder *f, const List *lists, size_t n)
{
    Mention *m[LIST_MAX];
    const Who *own[LIST_MAX];
    size_t k = 0, from = 0;
    for (size_t i = 0; i < f->tokens.n && k < LIST_MAX; i++) {
        const Token *t = &f->tokens.at[i];
        if (t->atom == NULL || !kind_is(t->atom, KIND_p_value))
            continue;
        own[k] = told_of(f, lists, n, from, i);
        m[k] = t->atom;
        for (size_t j = from; k > 0 && j < i; j++)
            if (token_in(&f->tokens.at[j], WORDS_refers))
                return;
        if (own[k] == NULL || (k > 0 && span_equal(finder_print(f, own[k]->words), finder_print(f, own[k - 1]->words))))
            return;
        from = i + 1;
        k++;
    }
    for (size_t i = 0; k > 1 && i < k; i++)
        if (!has_group(m[i]))
            m[i]->slot[SLOT_group] = own[i]->words;
}

/* "stage II", "grade 2", also as one mention */
static bool is_grade(Span print)
{
    static const char *const words[] = {"stage", "Stage", "grade", "Grade"};
    bool is = false;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        is = is || span_begins(print, words[i]);
    return is;
}

/* "For men better than for women in stage II (14 vs 9 %, P = 0.02)": behind those who are compared, and right before the bracket
 * of token `at`, stands where they are; end 0: not so. */
static Words where_compared(const Finder *f, size_t at)
{
    size_t begin = clause_begin(f, at), open = bracket_around(&f->tokens, at, begin), in = open;
    bool grade = false;
    if (open == begin || !token_opens(&f->tokens.at[open]))
        return (Words){0, 0};
    while (in > begin && open - in < WHERE_WORDS && !token_in(&f->tokens.at[in - 1], WORDS_locative)) {
        in--;
        grade = grade || is_grade(finder_print(f, finder_words(f, in, in + 1)));
        if (f->tokens.at[in].mark != 0 || token_in(&f->tokens.at[in], WORDS_breaks))
            return (Words){0, 0};
    }
    bool located = in > begin && token_in(&f->tokens.at[in - 1], WORDS_locative), named = false;
    for (size_t i = 0; i < f->n_whos; i++)
        named = named || (f->who[i].first >= begin && f->who[i].last < in);
    return located && grade && named && clause_direction(f, begin, in) != 0 ? finder_words(f, in, open) : (Words){0, 0};
}

void within_link(Finder *f, const List *lists, size_t n)
{
    each_link(f, lists, n);
    for (size_t i = 0; i < f->tokens.n; i++) {
        const Mention *m = f->tokens.at[i].atom;
        if (m != NULL && kind_is(m, KIND_p_value) && !has_group(m))
            change_link(f, lists, n, i);
        if (m != NULL && kind_is(m, KIND_p_value) && !has_group(m))
            f->tokens.at[i].atom->slot[SLOT_group] = where_compared(f, i);
    }
}
