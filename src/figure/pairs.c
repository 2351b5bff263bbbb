#include "figure/pairs.h"

#include "figure/clause.h"
#include "figure/sides.h"

/* "and", "plus", "/": two things may be meant of which each has a figure. */
static bool lists_things(const Finder *f, size_t at)
{
    const Token *t = &f->tokens.at[at];
    if (t->atom != NULL && t->atom->type == TYPE_TIME) { /* "at 6 and 12 weeks" */
        Span print = span_cut(f->s->normal->text, t->atom->start, t->atom->end);
        for (size_t i = 0; i + 5 <= print.len; i++)
            if (memcmp(print.at + i, " and ", 5) == 0)
                return true;
    }
    Span word = finder_word(f, t);
    return token_in(t, WORDS_adds) ||
           (token_is_word(t) && memchr(word.at, '/', word.len) != NULL);
}

bool pairs_are_tight(const Finder *f, const List *l)
{
    size_t depth = 0;
    if (!finder_joins(f, l->end - 2))
        return false;
    for (size_t i = l->begin; i < l->end; i++) {
        const Token *t = &f->tokens.at[i];
        if (token_opens(t) || (token_closes(t) && depth > 0))
            depth = token_opens(t) ? depth + 1 : depth - 1;
        else if (token_closes(t))
            return false;
        else if (depth == 0 && !token_is_figure(t) && t->mark != ',' && !finder_joins(f, i) && !token_in(t, WORDS_person))
            return false;
    }
    return true;
}

/* "by 12 % and 19 %, and itch by" */
static bool is_next_outcome(const Finder *f, size_t at)
{
    return at >= 2 && finder_is(f, at, "and") && f->tokens.at[at - 1].mark == ',' &&
           (token_is_figure(&f->tokens.at[at - 2]) || token_closes(&f->tokens.at[at - 2]));
}

/* What its clause says before the figures, back to another figure. */
static bool is_plain_before(const Finder *f, const List *l)
{
    bool bracket = l->begin > 0 && token_opens(&f->tokens.at[l->begin - 1]);
    if (finder_is(f, l->begin - 1, "between") || finder_is(f, l->begin - 1, "from"))
        return false; /* "between 4 % and 6 %" is a range */
    for (size_t i = l->begin, from = clause_begin(f, l->begin); i > from; i--) {
        const Token *t = &f->tokens.at[i - 1];
        if (token_is_figure(t) || (bracket && t->mark == ',') || is_next_outcome(f, i - 1))
            break;
        if (lists_things(f, i - 1))
            return false;
    }
    return true;
}

/* "11 % and 17 % (at 3 and 9 weeks)": a bracket without a figure right behind says what the two are. */
static bool bracket_lists(const Finder *f, size_t at)
{
    bool lists = false;
    if (at >= f->tokens.n || !token_opens(&f->tokens.at[at]))
        return false;
    for (at++; at < f->tokens.n && !token_closes(&f->tokens.at[at]); at++) {
        if (token_is_figure(&f->tokens.at[at]))
            return false;
        lists = lists || lists_things(f, at);
    }
    return lists;
}

/* What its clause says behind the figures, up to another figure. */
static bool is_plain_behind(const Finder *f, const List *l)
{
    if (bracket_lists(f, l->end))
        return false;
    size_t end = clause_end(f, l->end), depth = 0, at = l->end;
    while (at < end && (f->tokens.at[at].mark == ',' || finder_in_turn(f, at)))
        at++;
    bool spread = finder_is(f, at, "for") || finder_is(f, at, "in") || finder_is(f, at, "during");
    if (spread && at + 1 < end && (f->tokens.at[at + 1].atom == NULL || f->tokens.at[at + 1].atom->type != TYPE_TIME))
        return false; /* "for the two periods" */
    for (size_t i = l->end; i < end; i++) {
        const Token *t = &f->tokens.at[i];
        if (token_opens(t) || (token_closes(t) && depth > 0))
            depth = token_opens(t) ? depth + 1 : depth - 1;
        else if (token_closes(t) || (depth == 0 && token_is_figure(t)))
            break;
        else if (depth == 0 && lists_things(f, i))
            return i > l->end && f->tokens.at[i - 1].mark == ','; /* another clause: "..., and the rest did well" */
    }
    return true;
}

static bool has_name(const Finder *f, const List *l)
{
    size_t begin = clause_begin(f, l->begin), end = clause_end(f, l->end);
    for (size_t i = 0; i < l->n; i++)
        if (has_group(l->at[i]))
            return true;
    for (size_t i = 0; i < f->n_whos; i++)
        if (f->who[i].first >= begin && f->who[i].last <= end && !(f->who[i].person && !f->who[i].located))
            return true;
    return false;
}

bool pairs_are_bare(const Finder *f, const List *l)
{
    return l->n > 1 && l->begin > 0 && pairs_are_tight(f, l) && is_plain_before(f, l) && is_plain_behind(f, l) && !has_name(f, l);
}

static void give_texts(List *l, const Span *name)
{
    for (size_t i = 0; i < l->n; i++) {
        group_give(l->at[i], (Words){0, 0}, name[i]);
        l->at[i]->list_tail = false;
    }
}

/* Whether what was compared are arms of the record, and not sorts of people ("older patients"): a later list seldom means
 * these. */
static bool are_arms(const Finder *f, const Pair *known)
{
    for (size_t i = 0; i < known->n; i++)
        if (arms_which(f->packs, f->arms, known->name[i]) < 0 && sides_which(f->packs, f->arms, known->name[i]) < 0 &&
            labels_which(&f->arms->labels, known->name[i]) < 0)
            return false;
    return true;
}

bool pairs_give(const Finder *f, List *l, const Pair *known)
{
    const Arms *arms = f->arms;
    if (contrast_in_time(f, l->begin))
        return false;
    bool said = known->n == l->n && known->section == f->s->section && (l->compared || are_arms(f, known));
    const Span *names = said                               ? known->name
                        : arms->labels.n == l->n           ? arms->labels.print
                        : arms->two && l->n == 2           ? arms->side
                        : l->n > 2 && arms->n_listed == l->n ? arms->listed
                                                           : NULL;
    if (names == NULL)
        return false;
    Span first[2] = {arms->side[1], arms->side[0]};
    give_texts(l, names == arms->side && arms->turned && !l->compared ? first : names);
    return true;
}
