#include "figure/groups.h"

#include "figure/beside.h"
#include "figure/lists.h"
#include "figure/phrase.h"

enum { LISTS_MAX = 60, NAME_BYTES_MAX = 40 };
enum { SERIES_GAP = 45 }; /* bytes between "rash (5 %)," and the next of a series */

typedef struct {
    Mention **at;
    size_t n;
    size_t begin, end; /* tokens of the first and behind the last */
    bool compared;     /* "5 % vs 7 %", not "5 % and 7 %"         */
    bool done;         /* its groups are known                    */
    bool behind;       /* one group right behind it               */
    bool order_behind; /* as many groups as figures behind it     */
} List;

static size_t token_of(const Finder *f, const Mention *m)
{
    for (size_t i = 0; i < f->tokens.n; i++)
        if (f->tokens.at[i].atom == m)
            return i;
    return f->tokens.n;
}

static void give(Mention *m, const Who *w)
{
    m->slot[SLOT_group] = w->words;
    m->group_text = (Span){0};
}

static void give_each(List *l, const Words *w)
{
    for (size_t i = 0; i < l->n; i++) {
        l->at[i]->slot[SLOT_group] = w[i];
        l->at[i]->group_text = (Span){0};
    }
}

/* Gives the list the groups that are named in the tokens from .. until in its order. */
static bool in_order(Finder *f, List *l, size_t from, size_t until, bool nearest_last)
{
    Words found[LIST_MAX];
    bool all = whos_in_order(f, l->n, from, until, nearest_last, found);
    if (all)
        give_each(l, found);
    return all;
}

/* Each figure of the list has a group right behind it, or each right before it. */
static bool beside_each(Finder *f, List *l, size_t until, size_t from)
{
    Who *behind[LIST_MAX], *before[LIST_MAX];
    size_t n_behind = 0, n_before = 0;
    for (size_t i = 0; i < l->n; i++) {
        size_t at = token_of(f, l->at[i]), next = i + 1 < l->n ? token_of(f, l->at[i + 1]) : until;
        size_t prev = i > 0 ? token_of(f, l->at[i - 1]) + 1 : from;
        behind[i] = who_behind(f, at + 1, next);
        before[i] = who_before(f, at, prev);
        n_behind += behind[i] != NULL;
        n_before += before[i] != NULL;
    }
    if (n_behind < l->n && n_before < l->n)
        return false;
    Who **w = n_behind == l->n ? behind : before;
    Words parts[LIST_MAX];
    if (l->n == 1 && who_split(f, w[0], 2, parts))
        return false; /* it belongs to a list */
    for (size_t i = 0; i < l->n; i++) {
        give(l->at[i], w[i]);
        w[i]->used = true;
    }
    return true;
}

/* The group that the clause is about. */
static Who *leader(Finder *f, size_t at)
{
    size_t begin = clause_begin(f, at);
    Who *found = NULL;
    for (size_t i = 0; i < f->n_whos; i++) {
        Who *w = &f->who[i];
        bool may = w->last <= at && !w->refers && !w->used && (w->opens || w->located);
        if (may && w->first >= begin)
            found = w;
        else if (may && found == NULL && w->opens && w->first <= 2)
            found = w;
    }
    return found;
}

static bool is_labelled(const Span name)
{
    return span_begins(name, "group ") || (name.len > 0 && name.len <= 3);
}

/* The only arm of the record beside that of `w`, of arms named in the same manner. */
static Span other_arm(const Finder *f, const Who *w)
{
    int other = -1;
    for (size_t i = 0; w->arm >= 0 && i < f->arms->n; i++) {
        if ((int)i == w->arm ||
            (f->arms->n > 2 && is_labelled(f->arms->at[i].name) != is_labelled(f->arms->at[w->arm].name)))
            continue;
        if (other >= 0)
            return (Span){0};
        other = (int)i;
    }
    return other < 0 ? (Span){0} : f->arms->at[other].print;
}

typedef struct {
    Words words[LIST_MAX];
    Span text[LIST_MAX];
    size_t n;
} Last; /* the list before of the same sentence */

static void remember(Last *last, const List *l)
{
    last->n = l->n;
    for (size_t i = 0; i < l->n; i++) {
        last->words[i] = l->at[i]->slot[SLOT_group];
        last->text[i] = l->at[i]->group_text;
        if (last->words[i].end == 0 && last->text[i].at == NULL)
            last->n = 0;
    }
}

/* "A 5 %, B 4 % and C 3 % for X, and A 8 % for Y": each group right behind a figure is that of the figures before it
 * too. */
static bool segments(Finder *f, List *l, size_t until)
{
    Who *w = who_behind(f, l->end, until);
    if (w == NULL || (l->compared && l->n < 3))
        return false;
    for (size_t i = l->n; i-- > 0;) {
        size_t at = token_of(f, l->at[i]), next = i + 1 < l->n ? token_of(f, l->at[i + 1]) : until;
        Who *own = who_behind(f, at + 1, next);
        w = own != NULL ? own : w;
        give(l->at[i], w);
        w->used = true;
    }
    l->behind = true;
    return true;
}

/* "1 (0.6 %) TT versus 15 (8.6 %) DO": short names right behind each figure of a comparison. */
static bool names_behind(const Finder *f, List *l)
{
    Words found[LIST_MAX];
    const Copy *c = &f->s->copy;
    for (size_t i = 0; i < l->n; i++) {
        Range r = phrase_right(f->packs, c, f->tokens.at[token_of(f, l->at[i])].end);
        if (r.end == 0 || r.end - r.from > NAME_BYTES_MAX)
            return false;
        found[i] = (Words){copy_offset(c, r.from), copy_offset(c, r.end - 1) + 1};
    }
    give_each(l, found);
    return true;
}

/* What the words right beside the list, or the order of the names around it, say. */
static bool link_many(Finder *f, List *l, size_t from, size_t until, Last *last)
{
    if (beside_each(f, l, until, from))
        return true;
    size_t begin = clause_begin(f, l->begin), stop = clause_end(f, l->end), behind = 0;
    if (stop > until)
        stop = until;
    for (size_t i = 0; i + 1 < l->n; i++)
        behind += who_behind(f, token_of(f, l->at[i]) + 1, token_of(f, l->at[i + 1])) != NULL;
    if (behind > 0 && segments(f, l, until))
        return true;
    l->order_behind = in_order(f, l, l->end, stop, false);
    if (l->order_behind || in_order(f, l, from > begin ? from : begin, l->begin, true))
        return true;
    if (segments(f, l, until))
        return true;
    if (!l->compared)
        return false;
    if (names_behind(f, l))
        return true;
    for (size_t i = 0; last->n == l->n && i < l->n; i++) {
        l->at[i]->slot[SLOT_group] = last->words[i];
        l->at[i]->group_text = last->text[i];
    }
    return last->n == l->n || in_order(f, l, begin, l->begin, true);
}

static bool link_one(Finder *f, List *l, size_t from, size_t until)
{
    Mention *m = l->at[0];
    size_t at = l->begin;
    bool bracket = at > 0 && (f->tokens.at[at - 1].mark == '(' || f->tokens.at[at - 1].mark == '[');
    bool alone =
        bracket && at + 1 < f->tokens.n && (f->tokens.at[at + 1].mark == ')' || f->tokens.at[at + 1].mark == ']');
    Who *before = who_before(f, at, from);
    if (alone && before != NULL) {
        give(m, before);
        before->used = true;
        return true;
    }
    l->behind = who_behind(f, l->end, until) != NULL;
    return beside_each(f, l, until, from);
}

/* The clause's group is that of all its figures that have none; of a comparison it is that of the first. */
static void link_leader(Finder *f, List *l)
{
    Who *lead = leader(f, l->begin);
    if (!l->compared) {
        for (size_t i = 0; lead != NULL && i < l->n; i++)
            if (l->at[i]->slot[SLOT_group].end == 0)
                give(l->at[i], lead);
        return;
    }
    for (size_t i = 1; i < l->n; i++)
        l->at[i]->list_tail = true;
    if (lead != NULL) {
        /* "High-risk patients had more infections (10 % vs 50 %)": theirs is the larger */
        double first = l->at[0]->num[NUM_VALUE].number.value, second = l->at[1]->num[NUM_VALUE].number.value;
        int more = clause_direction(f, clause_begin(f, l->begin), l->begin);
        size_t its = l->n == 2 && ((more > 0 && first < second) || (more < 0 && first > second)) ? 1 : 0;
        give(l->at[its], lead);
        l->at[its]->list_tail = false;
        l->at[1 - its]->slot[SLOT_group] = (Words){0, 0};
        l->at[1 - its]->group_text = other_arm(f, lead);
        l->at[1 - its]->list_tail = true;
    } else if (f->arms->n == 2 && l->n == 2 && l->at[0]->slot[SLOT_group].end == 0) {
        for (size_t i = 0; i < 2; i++) {
            l->at[i]->slot[SLOT_group] = (Words){0, 0};
            l->at[i]->group_text = arena_copy(f->a, f->arms->at[i].print);
        }
    }
}

/* A ratio or a P-value has a group only where a subgroup of people opens the sentence: "In women, the hazard ratio was
 * 0.7". */
static void link_test(Finder *f, Mention *m)
{
    m->slot[SLOT_group] = (Words){0, 0};
    for (size_t i = 0; i < f->n_whos; i++) {
        const Who *w = &f->who[i];
        if (w->person && w->located && w->opens && w->arm < 0 && w->first <= 2 && !w->refers)
            m->slot[SLOT_group] = w->words;
    }
}

static bool takes_group(const Mention *m)
{
    const char *kind = figure_kind(m);
    return kind != NULL && kind != kind_name[KIND_p_value] && kind != kind_name[KIND_group_size] &&
           kind != kind_name[KIND_cohort_size];
}

static bool is_ratio(const Mention *m)
{
    return kind_is(m, KIND_hazard_ratio) || kind_is(m, KIND_odds_ratio) || kind_is(m, KIND_risk_ratio);
}

static bool are_compared(const Finder *f, const List *l)
{
    for (size_t k = l->begin; k < l->end; k++) {
        const Token *t = &f->tokens.at[k];
        if (token_is_word(t) && (token_in(t, WORDS_refers) || span_is(finder_word(f, t), "v")))
            return true;
    }
    return false;
}

/* "(10 % vs 50 %), sepsis (3 % vs 20 %)": behind the bracket of a comparison another list begins. */
static bool is_apart(const Finder *f, const List *l, size_t at)
{
    bool closed = false, named = false, compared = false;
    for (size_t k = l->end; k < at; k++) {
        const Token *t = &f->tokens.at[k];
        closed = closed || t->mark == ')' || t->mark == ']';
        named = named || (closed && token_is_word(t) && !finder_joins(f, k));
        compared = compared || token_in(t, WORDS_refers);
    }
    bool bracket = f->tokens.at[at - 1].mark == '(' || f->tokens.at[at - 1].mark == '[';
    return l->n > 1 && closed && named && bracket && !compared && are_compared(f, l);
}

/* The lists of figures of the sentence, in print order. */
static size_t find_lists(Finder *f, List *out)
{
    size_t n = 0;
    for (size_t i = 0; i < f->tokens.n && n < LISTS_MAX; i++) {
        Mention *m = f->tokens.at[i].atom;
        if (m != NULL && kind_is(m, KIND_p_value))
            link_test(f, m);
        if (m == NULL || !takes_group(m))
            continue;
        if (is_ratio(m)) {
            link_test(f, m);
            continue;
        }
        List *l = n > 0 ? &out[n - 1] : NULL;
        bool more = l != NULL && l->n < LIST_MAX && figures_join(f->packs, &f->s->copy, l->at[l->n - 1], m) &&
                    figure_kind(m) == figure_kind(l->at[l->n - 1]) && !is_apart(f, l, i);
        if (!more) {
            l = &out[n++];
            *l = (List){.at = arena_take(f->a, LIST_MAX * sizeof *l->at), .begin = i};
        }
        l->at[l->n++] = m;
        l->end = i + 1;
    }
    for (size_t i = 0; i < n; i++)
        out[i].compared = out[i].n > 1 && are_compared(f, &out[i]);
    return n;
}

/* "rash (5 %), fever (4 %) and pain (3 %) for A": the group named at the end of a series is that of all. */
static void link_series(Finder *f, List *lists, size_t n)
{
    for (size_t i = n; i-- > 1;) {
        List *l = &lists[i], *before = &lists[i - 1];
        size_t gap = f->tokens.at[l->begin].from - f->tokens.at[before->end - 1].end;
        if (!before->done && l->order_behind &&
            before->n == l->n) { /* "A (5 % vs 7 %) and B (3 % vs 2 %) in X and in Y" */
            for (size_t k = 0; k < l->n; k++) {
                before->at[k]->slot[SLOT_group] = l->at[k]->slot[SLOT_group];
                before->at[k]->group_text = l->at[k]->group_text;
            }
            before->done = before->order_behind = true;
            continue;
        }
        bool series = l->behind && !before->done && !before->compared && gap <= SERIES_GAP &&
                      before->at[0]->type == l->at[0]->type && clause_begin(f, l->begin) <= before->begin;
        if (!series)
            continue;
        for (size_t k = 0; k < before->n; k++) {
            before->at[k]->slot[SLOT_group] = l->at[l->n - 1]->slot[SLOT_group];
            before->at[k]->group_text = l->at[l->n - 1]->group_text;
        }
        before->done = before->behind = true;
    }
}

void groups_link(const Packs *packs, const Arms *arms, const Abbreviations *abbreviations, Sentence *s, Arena *a)
{
    Finder f = {.packs = packs, .arms = arms, .abbreviations = abbreviations, .s = s, .a = a};
    List lists[LISTS_MAX];
    Last last = {.n = 0};
    whos_find(&f);
    size_t n = find_lists(&f, lists);
    for (size_t i = 0; i < n; i++) {
        List *l = &lists[i];
        size_t from = i > 0 ? lists[i - 1].end : 0, until = i + 1 < n ? lists[i + 1].begin : f.tokens.n;
        l->done = l->n == 1 ? link_one(&f, l, from, until) : link_many(&f, l, from, until, &last);
        if (l->n > 1)
            remember(&last, l);
    }
    link_series(&f, lists, n);
    for (size_t i = 0; i < n; i++)
        if (!lists[i].done)
            link_leader(&f, &lists[i]);
}
