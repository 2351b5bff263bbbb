#include "figure/groups.h"

#include "figure/beside.h"
#include "figure/contrast.h"
#include "figure/lists.h"
#include "figure/name.h"
#include "figure/pairs.h"
#include "figure/phrase.h"
#include "figure/predicate.h"
#include "figure/roll.h"
#include "figure/series.h"
#include "figure/sides.h"

#include <math.h>

enum { NAME_BYTES_MAX = 40 };
enum { SERIES_GAP = 45 }; /* bytes between "rash (5 %)," and the next of a series */

static void give(Mention *m, const Who *w)
{
    m->slot[SLOT_group] = w->words;
    m->group_text = (Span){0};
}

static void take_group(Mention *to, const Mention *from)
{
    to->slot[SLOT_group] = from->slot[SLOT_group];
    to->group_text = from->group_text;
    to->list_tail = from->list_tail;
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
        size_t at = series_token(f, l->at[i]), next = i + 1 < l->n ? series_token(f, l->at[i + 1]) : until;
        size_t prev = i > 0 ? series_token(f, l->at[i - 1]) + 1 : from;
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

/* "In the early group, ..." */
static bool is_opener(const Finder *f, const Who *w)
{
    return w->first <= 2 && w->located && w->opens && w->last < f->tokens.n && f->tokens.at[w->last].mark == ',';
}

/* The group that the clause is about. */
static Who *leader(Finder *f, size_t at)
{
    size_t begin = clause_begin(f, at);
    Who *found = NULL;
    for (size_t i = 0; i < f->n_whos; i++) {
        Who *w = &f->who[i];
        bool may = w->last <= at && !w->refers && !w->used && (w->opens || w->located);
        if (may && found != NULL && is_opener(f, found) && !w->opens)
            continue; /* "In the early group, the accuracy of late biopsy was" */
        bool narrows = found != NULL && found->first < begin && found->person && w->located && w->first <= found->last + 2;
        if (may && (w->first >= begin || narrows)) /* "Nurses in the late group ..., but they" */
            found = w;
        else if (may && found == NULL && w->opens && w->first <= 2)
            found = w;
    }
    return found;
}

/* The other one of the two arms that the record compares. */
static Span other_arm(const Finder *f, Words w)
{
    const Labels *labels = &f->arms->labels;
    int label = labels->n == 2 ? labels_which(labels, finder_print(f, w)) : -1, side = sides_nearest(f->packs, f->arms, finder_print(f, w));
    if (label >= 0)
        return labels->print[1 - label];
    return side < 0 ? (Span){0} : f->arms->side[1 - side];
}

typedef struct {
    Words words[LIST_MAX];
    Span text[LIST_MAX];
    size_t n;
    bool apart; /* each of its figures has another group */
} Last; /* the list before of the same sentence */

static void remember(Last *last, const List *l)
{
    last->n = l->n;
    last->apart = true;
    for (size_t i = 1; i < l->n; i++)
        last->apart = last->apart && (l->at[i]->slot[SLOT_group].start != l->at[i - 1]->slot[SLOT_group].start ||
                                      l->at[i]->group_text.at != l->at[i - 1]->group_text.at);
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
        size_t at = series_token(f, l->at[i]), next = i + 1 < l->n ? series_token(f, l->at[i + 1]) : until;
        Who *own = who_behind(f, at + 1, next);
        w = own != NULL ? own : w;
        give(l->at[i], w);
        w->used = true;
    }
    l->behind = true;
    return true;
}

/* "3 (4 %) SM versus 8 (11 %) WE", "6 (A) and 9 (B)": short names right behind each figure, bare ones of a comparison. */
static bool names_behind(const Finder *f, List *l)
{
    Words found[LIST_MAX];
    for (size_t i = 0; i < l->n; i++) {
        size_t at = series_token(f, l->at[i]) + 1;
        bool bracket = at < f->tokens.n && (f->tokens.at[at].mark == '(' || token_in(&f->tokens.at[at], WORDS_locative));
        found[i] = contrast_name(f, at, f->tokens.n);
        if (found[i].end == 0 || found[i].end - found[i].start > NAME_BYTES_MAX || (!l->compared && !bracket))
            return false;
    }
    give_each(l, found);
    return true;
}

/* "9 and 12 % at 1 year and 15 and 21 % at 3 years in A and B": the groups behind the list go round with each time. */
static bool in_rounds(Finder *f, List *l, size_t until)
{
    Words found[LIST_MAX];
    size_t round = 0;
    for (size_t i = 1, timed; i < l->n; i++) {
        timed = series_token(f, l->at[i - 1]) + 1;
        size_t next = series_token(f, l->at[i]);
        while (timed < next && (f->tokens.at[timed].atom == NULL || f->tokens.at[timed].atom->type != TYPE_TIME))
            timed++;
        if (timed == next)
            continue;
        round = round == 0 ? i : round;
        if (i % round != 0)
            return false;
    }
    if (round < 2 || l->n % round != 0 || !whos_in_order(f, round, l->end, until, false, found))
        return false;
    for (size_t i = 0; i < l->n; i++) {
        l->at[i]->slot[SLOT_group] = found[i % round];
        l->at[i]->group_text = (Span){0};
    }
    return true;
}

/* What the words right beside the list, or the order of the names around it, say. */
static bool link_many(Finder *f, List *l, size_t from, size_t until, Last *last)
{
    if (beside_each(f, l, until, from))
        return true;
    if (names_behind(f, l))
        return true;
    size_t begin = clause_begin(f, l->begin), stop = clause_end(f, l->end), behind = 0;
    if (stop > until)
        stop = until;
    for (size_t i = 0; i + 1 < l->n; i++)
        behind += who_behind(f, series_token(f, l->at[i]) + 1, series_token(f, l->at[i + 1])) != NULL;
    if (behind > 0 && segments(f, l, until))
        return true;
    l->order_behind = in_order(f, l, l->end, stop, false);
    if (l->order_behind || in_order(f, l, from > begin ? from : begin, l->begin, true))
        return true;
    if (in_rounds(f, l, stop) || segments(f, l, until))
        return true;
    /* "81, 88 and 62 % in A, B and C; ... 90, 85 and 79 %" */
    bool again = l->n > 2 && last->n == l->n && last->apart && pairs_are_bare(f, l);
    if (!l->compared && !again)
        return false;
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

/* Of the two figures of a comparison one is this group's: the larger one, where its clause says that it has more. */
static void give_side(Finder *f, List *l, Words lead, int more, const Pair *known)
{
    double first = fabs(l->at[0]->num[NUM_VALUE].number.value), second = fabs(l->at[1]->num[NUM_VALUE].number.value);
    size_t its = l->n == 2 && ((more > 0 && first < second) || (more < 0 && first > second)) ? 1 : 0;
    Mention *other = l->at[1 - its];
    l->at[its]->slot[SLOT_group] = lead;
    l->at[its]->group_text = (Span){0};
    l->at[its]->list_tail = false;
    other->slot[SLOT_group] = (Words){0, 0};
    other->group_text = other_arm(f, lead);
    other->list_tail = true;
    for (size_t i = 0; other->group_text.at == NULL && known->n == 2 && i < 2; i++)
        if (span_equal(known->name[i], finder_print(f, lead)))
            other->group_text = known->name[1 - i];
}

static bool has_group(const Mention *m)
{
    return m->slot[SLOT_group].end > 0 || m->group_text.at != NULL;
}

/* As above, where the other one may be named as well. */
static void give_both(Finder *f, List *l, const Words names[2], int more, const Pair *known)
{
    give_side(f, l, names[0], more, known);
    Mention *other = l->at[l->at[0]->slot[SLOT_group].start == names[0].start && l->at[0]->slot[SLOT_group].end > 0 ? 1 : 0];
    if (names[1].end > 0) {
        other->slot[SLOT_group] = names[1];
        other->group_text = (Span){0};
    }
}

/* Two figures that are compared, none beside its name. */
static void link_pair(Finder *f, List *l, const List *before, const Pair *known)
{
    Words names[2] = {{0, 0}, {0, 0}};
    const Who *its_second = who_behind(f, l->end, f->tokens.n);
    bool framed = contrast_before(f, l->begin, names);
    if (!framed && its_second != NULL && !its_second->used && its_second->located) { /* "X had 5 % compared with 7 % for Y" */
        names[1] = its_second->words;
        framed = true;
    }
    if (framed && names[0].end > 0) {
        give_each(l, names);
        return;
    }
    if (before != NULL && before->compared && before->n == 2 && (has_group(before->at[0]) || has_group(before->at[1])) &&
        clause_begin(f, l->begin) <= before->begin) {
        for (size_t i = 0; i < 2; i++)
            take_group(l->at[i], before->at[i]);
        return;
    }
    Who *lead = leader(f, l->begin);
    int more = clause_direction(f, clause_begin(f, l->begin), l->begin), behind = 0;
    bool among = lead != NULL && lead->arm < 0 && lead->located && lead->first <= 2 && more == 0; /* "In women, 5 % vs 7 %" */
    if (lead == NULL && framed) {
        l->at[1]->slot[SLOT_group] = names[1];
    } else if (lead != NULL && !(among && pairs_give(f, l, known))) {
        give_side(f, l, lead->words, more, known);
        if (framed && l->at[1]->slot[SLOT_group].end == 0) {
            l->at[1]->slot[SLOT_group] = names[1];
            l->at[1]->group_text = (Span){0};
        }
    } else if (lead == NULL) {
        bool said = contrast_behind(f, l->end, names, &behind);
        if (said && names[1].end > 0)
            give_each(l, names);
        else if (said)
            give_side(f, l, names[0], behind, known);
        else if (!has_group(l->at[0]) && contrast_subject(f, l->begin, l->end, names))
            give_both(f, l, names, more, known);
        else if (!has_group(l->at[0]))
            pairs_give(f, l, known);
    }
}

/* Whether the clause names, outside the list, what something is compared with. */
static bool names_other(const Finder *f, const List *l)
{
    for (size_t i = clause_begin(f, l->begin), end = clause_end(f, l->end); i < end; i++) {
        bool within = i >= l->begin && i < l->end;
        if (!within && (token_in(&f->tokens.at[i], WORDS_refers) || finder_is(f, i, "between")))
            return true;
        if (token_is_figure(&f->tokens.at[i]) && i >= l->end)
            return false;
    }
    return false;
}

/* Where one of two figures that are compared has a group: the other has that which stands before it ("more of A (5 %) than of B
 * (3 %)"), else, where nothing names it, the opposite. */
static void link_opposite(Finder *f, List *l)
{
    if (has_group(l->at[0]) == has_group(l->at[1]) || contrast_in_time(f, l->begin))
        return;
    for (size_t i = 0; i < f->n_whos; i++) {
        const Who *w = &f->who[i];
        if (w->first < l->begin || w->last > l->end)
            continue;
        if (w->refers && has_group(l->at[0]))
            give(l->at[1], w);
        return;
    }
    const Mention *one = l->at[has_group(l->at[0]) ? 0 : 1];
    if (one->slot[SLOT_group].start > l->at[0]->start) /* "5 days, and 9 days for patients without" */
        return;
    Span name = one->slot[SLOT_group].end > 0 ? finder_print(f, one->slot[SLOT_group]) : one->group_text;
    /* in a trial in men nobody else is meant */
    bool people = clause_direction(f, clause_begin(f, l->begin), clause_end(f, l->end)) != 0;
    if (!names_other(f, l))
        l->at[has_group(l->at[0]) ? 1 : 0]->group_text = pairs_opposite(f->packs, name, people, f->a);
}

/* "slept more (8 vs 6 h), and fell less often (9 % vs 14 %), than controls": what is compared with, behind all figures, is that of each
 * comparison that has no other. */
static void link_than(Finder *f, const List *lists, size_t n)
{
    const Who *than = NULL;
    for (size_t i = 0; n > 0 && i < f->n_whos; i++)
        if (f->who[i].first >= lists[n - 1].end && f->who[i].refers)
            than = &f->who[i];
    for (size_t i = 0; than != NULL && i < n; i++) {
        const List *l = &lists[i];
        if (l->n != 2 || !l->compared || (has_group(l->at[0]) && has_group(l->at[1])) || contrast_in_time(f, l->begin))
            continue;
        Mention *other = l->at[has_group(l->at[1]) ? 0 : 1];
        other->slot[SLOT_group] = than->words;
    }
}

/* The token that opens the bracket in which all of the list stands; 0: none. */
static size_t bracket_of(const Finder *f, const List *l)
{
    int depth = 0;
    for (size_t i = l->begin; i < l->end; i++) {
        depth += token_opens(&f->tokens.at[i]) ? 1 : token_closes(&f->tokens.at[i]) ? -1 : 0;
        if (depth < 0)
            return 0;
    }
    return bracket_around(&f->tokens, l->begin, 0);
}

/* Whether the group is named to tell it from another: an arm, what something is compared with, "the early group"; not the people
 * whom the record is about ("38 adults (mean age 41)"). */
static bool tells_apart(const Finder *f, const Who *w)
{
    if (w->first > 0 && f->tokens.at[w->first - 1].atom != NULL && f->tokens.at[w->first - 1].hard)
        return false;
    const Token *last = &f->tokens.at[w->last - 1];
    bool group = !w->person && token_in(last, WORDS_group_noun) && f->s->copy.text.at[last->end - 1] != 's';
    return w->arm >= 0 || w->refers || group;
}

/* "Group 1 consisted of 32 patients (mean age, 41 years)": the size before the bracket has a group, and these figures
 * have it too. */
static const Mention *size_before(const Finder *f, size_t open)
{
    while (open > 0 && token_in(&f->tokens.at[open - 1], WORDS_person))
        open--;
    const Mention *m = open > 0 ? f->tokens.at[open - 1].atom : NULL;
    return m != NULL && kind_is(m, KIND_group_size) && has_group(m) ? m : NULL;
}

/* "in A (swelling 5 %, pain 7 %)": the group right before a bracket is that of all the figures in it. */
static bool link_bracket(Finder *f, List *l)
{
    size_t open = bracket_of(f, l);
    if (open == 0 || l->compared || (l->n > 1 && pairs_are_tight(f, l)) || kind_is(l->at[0], KIND_difference))
        return false;
    for (size_t i = open; i < l->begin; i++) /* "(12 vs 9; + 33 %)" is of both */
        if (token_in(&f->tokens.at[i], WORDS_refers))
            return false;
    const Mention *size = size_before(f, open);
    for (size_t k = 0; size != NULL && k < l->n; k++)
        if (!has_group(l->at[k]))
            take_group(l->at[k], size);
    for (size_t i = 0; i < f->n_whos && size == NULL; i++) {
        if (f->who[i].last != open || !tells_apart(f, &f->who[i]) || (f->who[i].person && l->at[0]->sort))
            continue;
        for (size_t k = 0; k < l->n; k++)
            if (!has_group(l->at[k]))
                give(l->at[k], &f->who[i]);
        return true;
    }
    return size != NULL;
}

/* "51 % in 1988": a date is when, and nobody. */
static void dates_link(const Finder *f)
{
    int date = packs_type(f->packs, "date");
    for (size_t i = 0; i < f->tokens.n; i++) {
        Mention *m = f->tokens.at[i].atom;
        bool dated = m != NULL && takes_group(m) && m->slot[SLOT_group].end > 0, any = false;
        for (size_t k = 0; dated && k < f->tokens.n; k++) {
            const Token *t = &f->tokens.at[k];
            uint32_t at = copy_offset(&f->s->copy, t->from);
            if (at < m->slot[SLOT_group].start || at >= m->slot[SLOT_group].end)
                continue;
            dated = (t->atom != NULL && t->atom->type == date) || finder_joins(f, k);
            any = true;
        }
        if (!dated || !any)
            continue;
        if (m->slot[SLOT_time].end == 0)
            m->slot[SLOT_time] = m->slot[SLOT_group];
        m->slot[SLOT_group] = (Words){0, 0};
    }
}

/* "The sensitivity of palpation was 63 %", "palpation had a sensitivity of 63 %": how good a test is, is told of the test. */
static void link_test_method(Finder *f, List *l)
{
    Words names[2] = {{0, 0}, {0, 0}};
    size_t begin = clause_begin(f, l->begin), at = l->begin;
    while (at > begin && !token_in(&f->tokens.at[at - 1], WORDS_accuracy))
        at--;
    bool two = at > begin + 2 && finder_joins(f, at - 2) && token_in(&f->tokens.at[at - 3], WORDS_accuracy);
    if (at == begin || l->compared || has_group(l->at[0]) || (l->n > 1 && !two && finder_is(f, at, "of")))
        return; /* "the specificities of A, B and C were" */
    if (finder_is(f, at, "of") && at + 1 < l->begin) {
        size_t end = at + 1;
        while (end < l->begin && !token_in(&f->tokens.at[end], WORDS_locative))
            end++;
        names[0] = contrast_name(f, at + 1, end);
    } else {
        contrast_subject(f, l->begin, l->end, names);
    }
    for (size_t i = 0; names[0].end > 0 && i < l->n; i++) {
        for (size_t k = l->begin; i > 0 && k < series_token(f, l->at[i]); k++)
            if (finder_is(f, k, "that")) /* "88 %, and that of palpation 63 %" */
                return;
        if (!has_group(l->at[i]))
            l->at[i]->slot[SLOT_group] = names[0];
    }
}

/* The clause's group is that of all its figures that have none; of a comparison it is that of one. */
static void link_leader(Finder *f, List *l, const Pair *known)
{
    Who *lead = leader(f, l->begin);
    for (size_t i = 0; !l->compared && lead != NULL && i < l->n; i++)
        if (l->at[i]->slot[SLOT_group].end == 0)
            give(l->at[i], lead);
    for (size_t i = 1; l->compared && i < l->n; i++)
        l->at[i]->list_tail = true;
    if (l->compared && lead != NULL)
        give_side(f, l, lead->words, 0, known);
}

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
    const Token *before = at > 0 ? &f->tokens.at[at - 1] : NULL;
    bool apart = w->last < f->tokens.n && (f->tokens.at[w->last].mark == ',' || finder_is(f, w->last, "it"));
    return before == NULL || before->mark == ';' || token_in(before, WORDS_opens) || (finder_is(f, at - 1, "and") && apart);
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

/* "2.7 (1.9-3.8) in athletes and 1.4 (0.9-2.2) in students": tests of one kind of which each has another group behind its preposition. */
static void tests_apart(Finder *f)
{
    Mention *test[LIST_MAX];
    const Who *own[LIST_MAX];
    size_t n = 0;
    for (size_t i = 0; i < f->tokens.n && n < LIST_MAX; i++) {
        Mention *m = f->tokens.at[i].atom;
        if (m == NULL || !is_test(m) || (n > 0 && figure_kind(m) != figure_kind(test[0])))
            continue;
        size_t at = past_brackets(f, i + 1), next = at;
        while (next < f->tokens.n && !token_is_figure(&f->tokens.at[next]))
            next++;
        const Who *w = at < f->tokens.n && token_in(&f->tokens.at[at], WORDS_locative) ? who_behind(f, at, next) : NULL;
        bool versus = w != NULL && w->last < f->tokens.n && (token_in(&f->tokens.at[w->last], WORDS_refers) || finder_is(f, w->last, "vs"));
        bool group = w != NULL && (w->person || w->arm >= 0 || token_in(&f->tokens.at[w->last - 1], WORDS_group_noun));
        if (w == NULL || !w->located || versus || !group || (n > 0 && own[n - 1]->first == w->first))
            return; /* "for interaction", "for group 1 vs group 3" */
        test[n] = m;
        own[n++] = w;
    }
    for (size_t i = 0; n > 1 && i < n; i++)
        test[i]->slot[SLOT_group] = own[i]->words;
}

static bool says_difference(Span t)
{
    static const char *const words[] = {"ifference", "MD", "ffect"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (memmem(t.at, t.len, words[i], strlen(words[i])) != NULL)
            return true;
    return false;
}

/* Whether what is told at token `at` is how two groups differ ("mean difference", "2 kg more than in B"), and not how one changed. */
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

/* What two groups differ by is of neither: "4 kg with A and 7 kg with B (difference 3 kg)". */
static void link_difference(Finder *f, const List *l)
{
    size_t at = series_token(f, l->at[0]);
    if (l->n > 1 || !kind_is(l->at[0], KIND_difference) || !is_between(f, at))
        return;
    l->at[0]->group_text = (Span){0};
    link_test(f, at);
}

/* "31 months, 64 % and 22 % in A": no word but "and" stands between. */
static bool are_listed(const Finder *f, size_t from, size_t until)
{
    while (from < until && (f->tokens.at[from].mark == ',' || finder_is(f, from, "and")))
        from++;
    return from == until;
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
        bool compared = false; /* "from 6 to 3 vs 6 to 5 on A" */
        for (size_t k = before->end; k < l->begin; k++)
            compared = compared || token_in(&f->tokens.at[k], WORDS_refers);
        Words its = before->at[0]->slot[SLOT_outcome];
        bool one = its.end > 0 && its.start == l->at[0]->slot[SLOT_outcome].start;
        bool alike = before->at[0]->type == l->at[0]->type || (one && are_listed(f, before->end, l->begin));
        bool series = !compared && l->behind && !before->done && !before->at[0]->sort && !before->compared && gap <= SERIES_GAP &&
                      alike && clause_begin(f, l->begin) <= before->begin;
        if (!series)
            continue;
        for (size_t k = 0; k < before->n; k++) {
            before->at[k]->slot[SLOT_group] = l->at[l->n - 1]->slot[SLOT_group];
            before->at[k]->group_text = l->at[l->n - 1]->group_text;
        }
        before->done = before->behind = true;
    }
}

/* What names anybody is no group: then it is that in which anybody is counted ("in the early group 20 % of women"). */
static void drop_anybody(Finder *f, size_t at, bool cut)
{
    Mention *m = f->tokens.at[at].atom;
    if (!name_is_anybody(f, m->slot[SLOT_group], cut))
        return;
    m->slot[SLOT_group] = (Words){0, 0};
    Who *in = leader(f, at);
    if (in != NULL && in->located && !in->person && in->last + 1 >= at && in->first >= clause_begin(f, at)) {
        give(m, in);
        return;
    }
    for (size_t i = at + 1, end = clause_end(f, at); i < end && !token_is_figure(&f->tokens.at[i]); i++) /* "11 cases were seen in A" */
        for (size_t k = 0; k < f->n_whos; k++)
            if (f->who[k].first == i && f->who[k].located && !f->who[k].person && !f->who[k].refers &&
                !name_is_anybody(f, f->who[k].words, true)) {
                give(m, &f->who[k]);
                return;
            }
}

/* "2.1 % overall, 1.2 % in A": it is of all. */
static bool is_overall(const Finder *f, size_t at)
{
    at++;
    while (at < f->tokens.n && token_closes(&f->tokens.at[at]))
        at++;
    const Token *next = at + 1 < f->tokens.n ? &f->tokens.at[at + 1] : NULL;
    return finder_is(f, at, "overall") && (next == NULL || next->mark != 0 || token_in(next, WORDS_connects));
}

static void names_cut(Finder *f, bool last)
{
    for (size_t i = 0; i < f->tokens.n; i++) {
        Mention *m = f->tokens.at[i].atom;
        f->cut[i] = last && f->cut[i];
        if (m == NULL || !takes_group(m) || m->slot[SLOT_group].end == 0)
            continue;
        f->cut[i] = name_cut(f, m) || f->cut[i];
        if (last)
            drop_anybody(f, i, f->cut[i]);
        if (last && is_overall(f, i))
            m->slot[SLOT_group] = (Words){0, 0};
    }
}

static bool ends_name(const Finder *f, size_t at)
{
    char mark = at < f->tokens.n ? f->tokens.at[at].mark : '.';
    return mark == ',' || mark == ';' || mark == '.' || mark == ')' || mark == ']';
}

/* "The crew consisted of 14 (78 %) men and four (22 %) women": of what people are made up, and no place where they are found. */
static bool is_made_up(const Finder *f, size_t at)
{
    at -= at > 0 && finder_is(f, at - 1, "of");
    return at > 0 && token_in(&f->tokens.at[at - 1], WORDS_made_up);
}


/* The word that says what sort of people a share behind which token `at` stands is: "57 % women", "57 % of patients were women"; its
 * token, or 0.  `of`: the figure ends with "of 60", and only "were" makes what follows its outcome. */
static size_t sort_behind(const Finder *f, size_t at, bool of, bool made_up)
{
    bool were = false;
    for (; at < f->tokens.n; at++) {
        const Token *t = &f->tokens.at[at];
        bool sort = token_is_word(t) && token_in(t, WORDS_person) && token_in(t, WORDS_subgroup_word);
        bool ends = ends_name(f, at + 1) || (made_up && (finder_is(f, at + 1, "and") || finder_is(f, at + 1, "whose")));
        if (sort && (were || !of) && ends)
            return at;
        bool be = finder_is(f, at, "were") || finder_is(f, at, "was");
        of = of || finder_is(f, at, "of");
        bool where = token_in(t, WORDS_group_preposition) && !finder_is(f, at, "of"); /* "57 % in women" */
        if (were || where || (!be && !finder_is(f, at, "of") && !token_in(t, WORDS_anybody) && !token_in(t, WORDS_leading)))
            return 0;
        were = be;
    }
    return 0;
}

static void sort_take(Finder *f, Mention *m, size_t at)
{
    Words w = finder_words(f, at, at + 1);
    m->slot[SLOT_outcome] = w;
    m->sort = true;
    m->set[SETTING_outcome] = NULL;
    if (m->slot[SLOT_group].start <= w.start && m->slot[SLOT_group].end >= w.end)
        m->slot[SLOT_group] = (Words){0, 0};
    size_t n = 0;
    for (size_t i = 0; i < f->n_whos; i++)
        if (f->who[i].last <= at || f->who[i].first > at)
            f->who[n++] = f->who[i];
    f->n_whos = n;
}

/* "The mean age was 61, and 57 % were women": that they are women is what is counted, and tells no group. */
static void sorts_link(Finder *f, const List *l)
{
    bool made_up = !l->compared && is_made_up(f, l->begin);
    for (size_t i = 0; i < l->n && (l->n == 1 || made_up); i++) {
        Mention *m = l->at[i];
        size_t from = l->n == 1 ? l->end : series_token(f, m) + 1;
        bool share = kind_is(m, KIND_proportion) && m->num[NUM_VALUE].number.value >= 0; /* "-39 % men" is a change */
        size_t at = share ? sort_behind(f, from, number_is(&m->num[NUM_DENOMINATOR].number), made_up) : 0;
        if (at == 0)
            return;
        sort_take(f, m, at);
    }
}

static void name_outcome(Mention *m, Words w, Span text)
{
    m->slot[SLOT_outcome] = w;
    m->outcome_text = text;
    m->set[SETTING_outcome] = NULL;
}

/* Each figure, or test, has the outcome that is listed in its place. */
static void roll_outcomes(Mention **at, const Roll *roll)
{
    for (size_t i = 0; i < roll->n; i++)
        name_outcome(at[i], roll->at[i], roll->text[i]);
}

/* "Survival of men and women was": what stands before the names is the outcome, and they are no part of it. */
static void roll_apart(const Finder *f, Mention **at, const Roll *roll)
{
    Words named = {0, 0};
    uint32_t from = roll->at[0].start, end = roll->at[roll->n - 1].end;
    for (size_t i = 0; i < roll->n; i++) {
        Words w = at[i]->slot[SLOT_outcome];
        if (w.end <= from || w.start >= end)
            continue;
        if (named.end == 0) {
            Range r = phrase_left(f->packs, &f->s->copy, f->tokens.at[roll->first].from);
            named = r.end > 0 ? outcome_named(f->packs, f->arms, f->s, r) : (Words){0, 0};
            size_t clause = f->tokens.at[clause_begin(f, roll->first)].from;
            r = named.end > 0 ? (Range){0, 0} : phrase_right(f->packs, &f->s->copy, clause);
            named = r.end > 0 ? outcome_named(f->packs, f->arms, f->s, r) : named;
        }
        if (named.end > 0 && (named.end <= from || named.start >= end))
            name_outcome(at[i], named, (Span){0});
    }
}

/* "Tin and zinc reduced rust by 4 and 9 %": the outcome is what their verb changes, and they are groups. */
static bool roll_acts(const Finder *f, const List *l, const Roll *roll)
{
    Words w = l->at[0]->slot[SLOT_outcome];
    size_t at = l->begin;
    while (at > 0 && copy_offset(&f->s->copy, f->tokens.at[at - 1].from) >= w.start)
        at--;
    while (at > 0 && token_is_word(&f->tokens.at[at - 1]) && token_in(&f->tokens.at[at - 1], WORDS_leading))
        at--;
    return !roll->behind && w.start >= roll->at[roll->n - 1].end && w.end <= l->at[0]->start && at > 0 &&
           token_in(&f->tokens.at[at - 1], WORDS_changes);
}

static void roll_groups(const Finder *f, List *l, const Roll *roll)
{
    for (size_t i = 0; i < l->n; i++) {
        l->at[i]->slot[SLOT_group] = roll->text[i].at == NULL ? roll->at[i] : (Words){0, 0};
        l->at[i]->group_text = roll->text[i];
        l->at[i]->list_tail = false;
    }
    roll_apart(f, l->at, roll);
}

/* Whether the figures name one of the outcomes that a list before them had in order. */
static bool names_again(const List *l, const Roll *known)
{
    for (size_t i = 0; i < l->n && known->n == l->n; i++) {
        Words w = l->at[i]->slot[SLOT_outcome];
        if (w.end <= known->at[0].start || w.start >= known->at[known->n - 1].end)
            return false;
    }
    return l->n > 1 && known->n == l->n;
}

static bool groups_differ(const List *l)
{
    for (size_t i = 0; i < l->n; i++)
        for (size_t k = 0; k <= i; k++)
            if (!has_group(l->at[i]) || (k < i && l->at[i]->slot[SLOT_group].start == l->at[k]->slot[SLOT_group].start))
                return false;
    return true;
}

/* Whether between two lists stand their tests, and no name. */
static bool follows_on(const Finder *f, const List *before, const List *l)
{
    bool apart = false;
    for (size_t i = before->end; i < l->begin; i++) {
        const Token *t = &f->tokens.at[i];
        apart = apart || t->mark == ';' || t->mark == ',' || finder_joins(f, i);
        bool light = finder_joins(f, i) || finder_is(f, i, "from") || finder_in_turn(f, i);
        if (t->atom != NULL ? !is_test(t->atom) && !t->atom->part : t->mark == 0 && !light)
            return false;
    }
    return apart;
}

/* "Girth and weight fell (from 91 to 88 cm; from 74 to 70 kg)": of as many lists as outcomes before them each is of one. */
static void rolls_link(const Finder *f, const List *lists, size_t n)
{
    for (size_t i = 0, k; i < n; i += k) {
        Roll roll;
        for (k = 1; i + k < n && lists[i].n > 1 && lists[i + k].n == lists[i].n; k++)
            if (!follows_on(f, &lists[i + k - 1], &lists[i + k]))
                break;
        if (k < 2 || !roll_left(f, lists[i].begin, k, &roll))
            continue;
        for (size_t j = 0; j < k; j++) {
            size_t end = j + 1 < k ? lists[i + j + 1].begin : f->tokens.n;
            for (size_t t = lists[i + j].begin; t < end; t++) {
                Mention *m = f->tokens.at[t].atom;
                if (m != NULL && (t < lists[i + j].end ? takes_group(m) : is_test(m)))
                    name_outcome(m, roll.at[j], roll.text[j]);
                else if (token_is_word(&f->tokens.at[t]) && j + 1 == k && t >= lists[i + j].end)
                    break;
            }
        }
    }
}

/* The test of the same kind that stands behind the one at token `at`, marks, joining words and intervals between; 0: none does. */
static size_t next_test(const Finder *f, size_t at)
{
    for (size_t i = at + 1; i < f->tokens.n; i++) {
        const Token *t = &f->tokens.at[i];
        if (token_is_figure(t))
            return is_test(t->atom) && figure_kind(t->atom) == figure_kind(f->tokens.at[at].atom) ? i : 0;
        if (t->atom != NULL ? !t->atom->part : t->mark == ';' || (t->mark == 0 && !finder_joins(f, i)))
            return 0;
    }
    return 0;
}

/* "TC and LDL fell (P = 0.01 and 0.04, respectively)": the tests of a list are in its order too; ratios also of groups. */
static void tests_link(const Finder *f, const Roll *known)
{
    Mention *at[PARTS_MAX];
    for (size_t i = 0, n, last; i < f->tokens.n; i = last + 1) {
        last = i;
        if (!token_is_figure(&f->tokens.at[i]) || !is_test(f->tokens.at[i].atom))
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
            roll_outcomes(at, &roll);
        else if (!found && n > 1 && known->n == n)
            roll_outcomes(at, known);
        for (size_t k = 0; found && roll.groups && k < n; k++) {
            at[k]->slot[SLOT_group] = roll.at[k];
            at[k]->group_text = roll.text[k];
        }
    }
}

/* What the sentence compares last is what a later one that names nobody compares. */
static void pair_keep(const Finder *f, const List *lists, size_t n, Pair *known)
{
    for (size_t i = n; i-- > 0;) {
        const List *l = &lists[i];
        if (l->n > ARMS_LISTED_MAX || (l->n == 2 ? !l->compared : l->n < 2))
            continue;
        Pair now = {.n = l->n, .section = f->s->section};
        bool apart = true;
        for (size_t k = 0; k < l->n; k++) {
            now.name[k] = l->at[k]->slot[SLOT_group].end > 0 ? finder_print(f, l->at[k]->slot[SLOT_group]) : l->at[k]->group_text;
            apart = apart && now.name[k].at != NULL;
            for (size_t j = 0; apart && j < k; j++)
                apart = !span_equal(now.name[j], now.name[k]);
        }
        if (!apart && (l->n > 2 || !has_group(l->at[0]) || !has_group(l->at[1])))
            continue;
        if (apart)
            *known = now;
        return;
    }
}

void groups_link(const Packs *packs, const Arms *arms, const Abbreviations *abbreviations, const Everybody *everybody,
                 Sentence *s, Pair *known, Arena *a)
{
    Finder f; /* some 25 KB: what is not used of it is not cleared */
    f.packs = packs, f.arms = arms, f.abbreviations = abbreviations, f.everybody = everybody, f.s = s, f.a = a, f.n_whos = 0;
    List lists[LISTS_MAX];
    Last last = {.n = 0};
    whos_read(&f);
    names_cut(&f, false);
    whos_find(&f);
    for (size_t i = 0; i < f.tokens.n; i++)
        if (f.tokens.at[i].atom != NULL && is_test(f.tokens.at[i].atom))
            link_test(&f, i);
    tests_apart(&f);
    size_t n = series_find(&f, lists);
    Roll known_roll = {.n = 0};
    for (size_t i = 0; i < n; i++)
        sorts_link(&f, &lists[i]);
    for (size_t i = 0; i < n; i++) {
        List *l = &lists[i];
        size_t from = i > 0 ? lists[i - 1].end : 0, until = i + 1 < n ? lists[i + 1].begin : f.tokens.n;
        Roll roll;
        bool listed = l->n > 1 && roll_find(&f, l->begin, l->end, l->n, pairs_are_tight(&f, l), &roll);
        if (!listed && names_again(l, &known_roll)) {
            listed = true;
            roll = known_roll;
        }
        roll.groups = listed && (roll.groups || roll_acts(&f, l, &roll));
        if (listed && !roll.groups) { /* each of another outcome: they are of one group */
            roll_outcomes(l->at, &roll);
            l->compared = false;
            l->named = true;
            known_roll = roll;
            l->done = segments(&f, l, until);
            continue;
        }
        l->done = l->at[0]->sort ? false : l->n == 1 ? link_one(&f, l, from, until) : link_many(&f, l, from, until, &last);
        if (listed && !(l->done && groups_differ(l))) {
            roll_groups(&f, l, &roll);
            l->done = true;
            l->behind = false;
            l->order_behind = roll.behind;
        }
        if (l->n > 1)
            remember(&last, l);
    }
    link_series(&f, lists, n);
    for (size_t i = 0; i < n; i++)
        if (!lists[i].done && lists[i].compared && lists[i].n == 2)
            link_pair(&f, &lists[i], i > 0 ? &lists[i - 1] : NULL, known), link_opposite(&f, &lists[i]);
        else if (!lists[i].done && !link_bracket(&f, &lists[i]) &&
                 !(!lists[i].named && pairs_are_bare(&f, &lists[i]) && pairs_give(&f, &lists[i], known)))
            link_leader(&f, &lists[i], known), link_test_method(&f, &lists[i]);
    link_than(&f, lists, n);
    rolls_link(&f, lists, n);
    for (size_t i = 0; i < n; i++)
        link_difference(&f, &lists[i]);
    tests_link(&f, &known_roll);
    dates_link(&f);
    names_cut(&f, true);
    for (size_t i = 0; i < n; i++)
        if (lists[i].compared && lists[i].n == 2)
            link_opposite(&f, &lists[i]);
    pair_keep(&f, lists, n, known);
}
