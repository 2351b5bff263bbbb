#include "figure/without.h"

#include "figure/clause.h"
#include "figure/contrast.h"

enum { HAVING_WORDS = 3 }; /* of "dry stone walls", which have a thing or have it not */

/* "walls with and without moss": those who have the thing, as tokens, and the thing's name. */
typedef struct {
    size_t with, first, behind; /* the word "with"; of them all; behind the name */
    Words thing;
    bool turn; /* "respectively" stands behind it */
} Sides;

/* The figure that is the last before token `at`, or the first from it on, with no word between but those that join; else NULL. */
static Mention *figure_beside(const Finder *f, size_t at, bool before)
{
    size_t depth = 0;
    for (size_t n = 0, left = before ? at : f->tokens.n - at; n < left; n++) {
        size_t i = before ? at - 1 - n : at + n;
        const Token *t = &f->tokens.at[i];
        bool into = before ? token_closes(t) : token_opens(t), out = before ? token_opens(t) : token_closes(t);
        if (out && depth == 0)
            return NULL;
        depth += into;
        depth -= out;
        if (depth == 0 && token_is_figure(t))
            return takes_group(t->atom) ? t->atom : NULL;
        if (depth == 0 && token_is_word(t) && (before || !finder_joins(f, i)))
            return NULL;
    }
    return NULL;
}

/* Where the name of those who have a thing begins, "with" being token `at`; `at`: none stands behind a preposition. */
static size_t having_begin(const Finder *f, size_t at)
{
    static const WordSet none = WORD_SET(WORDS_group_preposition, WORDS_leading, WORDS_breaks, WORDS_connects, WORDS_verb);
    size_t first = at;
    while (first > 0 && at - first < HAVING_WORDS && token_is_word(&f->tokens.at[first - 1]) &&
           (!word_sets_meet(f->tokens.at[first - 1].lists, none) || finder_is(f, first - 1, "those")))
        first--;
    bool those = first > 0 && (token_in(&f->tokens.at[first - 1], WORDS_group_preposition) || finder_is(f, first - 1, "between"));
    bool measured = first > 1 && token_in(&f->tokens.at[first - 2], WORDS_measure_noun); /* "changes in wear with and without" */
    return those && !measured ? first : at;
}

/* The figure right before those who have a thing. */
static Mention *figure_before(const Finder *f, size_t with)
{
    size_t first = having_begin(f, with);
    return figure_beside(f, first < with ? first - 1 : with, true);
}

/* The thing, "without" it, or those who have it or have it not. */
static void side_give(const Finder *f, Mention *m, size_t with, Words thing, bool has)
{
    size_t first = having_begin(f, with);
    Span who = first < with ? finder_print(f, finder_words(f, first, with)) : (Span){"", 0}, its = finder_print(f, thing);
    if (first == with && has)
        group_give(m, thing, (Span){0});
    else
        group_give(m, (Words){0, 0},
                   arena_format(f->a, "%.*s%s%s %.*s", SPAN_FMT(who), first < with ? " " : "", has ? "with" : "without",
                                SPAN_FMT(its)));
}

/* "9 % with and 12 % without salt": a figure before each of the two words, of which the first is token `at`. */
static void link_each(const Finder *f, size_t at)
{
    bool with = finder_is(f, at, "with");
    Mention *first = at > 0 ? figure_before(f, at) : NULL, *second = first != NULL ? figure_beside(f, at + 1, false) : NULL;
    size_t other = second != NULL ? series_token(f, second) + 1 : f->tokens.n;
    while (other < f->tokens.n && !finder_is(f, other, with ? "without" : "with"))
        other++;
    if (other == f->tokens.n || figure_beside(f, other, true) != second)
        return;
    Words thing = contrast_name(f, other + 1, f->tokens.n);
    if (thing.end == 0)
        return;
    side_give(f, first, at, thing, with);
    side_give(f, second, at, thing, !with);
}

/* The sides that "with and without" at token `at` tells of.  False: it names no thing. */
static bool sides_read(const Finder *f, size_t at, Sides *out)
{
    if (!finder_is(f, at, "with") || !finder_joins(f, at + 1) || !finder_is(f, at + 2, "without"))
        return false;
    *out = (Sides){.with = at, .first = having_begin(f, at), .behind = at + 3, .thing = contrast_name(f, at + 3, f->tokens.n)};
    while (out->behind < f->tokens.n && f->tokens.at[out->behind].start < out->thing.end)
        out->behind++;
    size_t turn = out->behind + (out->behind < f->tokens.n && f->tokens.at[out->behind].mark == ',');
    out->turn = finder_in_turn(f, turn);
    return out->thing.end > 0;
}

static bool is_free(const List *l)
{
    for (size_t i = 0; i < l->n; i++)
        if (has_group(l->at[i]))
            return false;
    return true;
}

/* Whether the figures of the list are of the two sides. */
static bool are_of_sides(const Finder *f, const List *l, const Sides *s)
{
    Words first = l->at[0]->slot[SLOT_group];
    if (l->n % 2 != 0 || series_changes(f, l->begin))
        return false;
    if (first.end > 0 && s->first < s->with && first.start >= f->tokens.at[s->first].start && first.end <= s->thing.end)
        return true;
    if (l->end <= s->with)
        return (s->with > 0 && l->at[l->n - 1] == figure_before(f, s->with)) || (s->turn && is_free(l));
    for (size_t i = s->behind; i < l->begin; i++)
        if (token_is_figure(&f->tokens.at[i]))
            return false;
    return l->n == 2 && l->begin >= s->behind && is_free(l) && clause_begin(f, l->begin) <= s->with;
}

static void link_both(const Finder *f, const Sides *s, const List *lists, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0, of_sides = are_of_sides(f, &lists[i], s); of_sides && k < lists[i].n; k++)
            side_give(f, lists[i].at[k], s->with, s->thing, k % 2 == 0);
}

void without_link(const Finder *f, const List *lists, size_t n)
{
    Sides s;
    for (size_t i = 0; i + 3 < f->tokens.n; i++) {
        if (sides_read(f, i, &s))
            link_both(f, &s, lists, n);
        else if (finder_is(f, i, "with") || finder_is(f, i, "without"))
            link_each(f, i);
    }
}
