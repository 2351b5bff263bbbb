#include "figure/beside.h"

#include "figure/parts.h"

enum { FILLERS_MAX = 12, OTHERS_MAX = 4 };
enum { SHARED_MAX = 5, BETWEEN_MAX = 4 }; /* words: of modifiers that share a noun; between two groups of a list */

static Who *who_from(Finder *f, size_t token)
{
    for (size_t i = 0; i < f->n_whos; i++)
        if (f->who[i].first == token)
            return &f->who[i];
    return NULL;
}

static Who *who_until(Finder *f, size_t token)
{
    for (size_t i = 0; i < f->n_whos; i++)
        if (f->who[i].last == token)
            return &f->who[i];
    return NULL;
}

static bool is_size_atom(const Token *t)
{
    const char *kind = t->atom == NULL ? NULL : figure_kind(t->atom);
    return kind != NULL && (kind == kind_name[KIND_group_size] || kind == kind_name[KIND_cohort_size]);
}

static bool fills(const Token *t)
{
    if (t->atom != NULL)
        return !t->hard || is_size_atom(t); /* "2 % in 56 nurses in the tea group" */
    if (t->mark != 0)
        return t->mark == ')' || t->mark == ']';
    return !token_in(t, WORDS_verb) &&
           (token_in(t, WORDS_leading) || token_in(t, WORDS_trailing) || token_in(t, WORDS_person) ||
            token_in(t, WORDS_group_preposition) || token_in(t, WORDS_locative)) &&
           !token_in(t, WORDS_refers);
}

Who *who_behind(Finder *f, size_t at, size_t until)
{
    for (size_t passed = 0, others = 0; at < until && at < f->tokens.n && passed < FILLERS_MAX; passed++) {
        Who *w = who_from(f, at);
        if (w != NULL && others > 0 && !w->located)
            return NULL;
        if (w != NULL && w->refers)
            return NULL;
        if (w != NULL) { /* "of the women in the early group": the later one says more */
            Who *more = w->person ? who_behind(f, w->last, until) : NULL;
            return more != NULL ? more : w;
        }
        const Token *t = &f->tokens.at[at];
        if (t->mark == '(' || t->mark == '[') {
            Who *inside = who_from(f, at + 1);
            if (inside != NULL && inside->last < f->tokens.n &&
                (f->tokens.at[inside->last].mark == ')' || f->tokens.at[inside->last].mark == ']'))
                return inside;
            at = bracket_close(&f->tokens, at) + 1;
            continue;
        }
        bool opens = token_in(t, WORDS_opens) && !finder_is(f, at, "that"); /* "(12 %) but not with B" */
        if (finder_is(f, at, "and") || finder_is(f, at, "or") || opens)
            return NULL;
        if (!fills(t)) { /* "5 late deaths in the stent group" */
            if (!token_is_word(t) || token_in(t, WORDS_breaks) || ++others > OTHERS_MAX)
                return NULL;
        }
        at++;
    }
    return NULL;
}

Who *who_before(Finder *f, size_t at, size_t from)
{
    for (size_t passed = 0; at > from && passed < FILLERS_MAX; passed++) {
        Who *w = who_until(f, at);
        if (w != NULL)
            return w;
        const Token *t = &f->tokens.at[at - 1];
        bool mark = t->mark != 0 && strchr("([,:=)-", t->mark) != NULL;
        bool word = token_is_word(t) && (token_in(t, WORDS_verb) || token_in(t, WORDS_before_figure));
        if (!mark && !word && !is_size_atom(t))
            return NULL;
        at--;
    }
    return NULL;
}

static bool says_or(const Finder *f, const Who *w)
{
    for (size_t i = w->first; i < w->last; i++)
        if (finder_is(f, i, "or"))
            return true;
    return false;
}

Who *who_joined(Finder *f, size_t at, size_t from)
{
    Who *w = who_before(f, at, from);
    bool joined = w != NULL && !w->refers && (w->located || (w->first > 0 && finder_joins(f, w->first - 1)));
    return joined && w->arm >= 0 && w->last + 1 == at ? w : NULL;
}

bool who_split(const Finder *f, const Who *w, size_t n, Words *out)
{
    const Token *first = &f->tokens.at[w->first];
    if (first->atom != NULL && first->atom->type == f->label) {
        size_t k = 0;
        Span t = finder_print(f, w->words);
        for (size_t i = 0; i < t.len && k <= n; i++) {
            bool digit = t.at[i] >= '0' && t.at[i] <= '9',
                 begins = digit && (i == 0 || t.at[i - 1] < '0' || t.at[i - 1] > '9');
            if (begins && k < n)
                out[k] = (Words){w->words.start + (uint32_t)i, w->words.start + (uint32_t)i};
            k += begins;
            if (digit && k > 0 && k <= n)
                out[k - 1].end = w->words.start + (uint32_t)i + 1;
        }
        return k == n;
    }
    Parts p = words_split(f->s->normal->text, w->words);
    if (w->person && says_or(f, w))
        return false; /* "those with sm1 or sm2 invasion": one group, told by either */
    for (size_t i = 0; p.n == n && i < n; i++)
        out[i] = p.at[i];
    return p.n == n;
}

static bool is_modifier(const Token *t)
{
    if (t->atom != NULL)
        return !t->hard && t->atom->type != TYPE_TIME;
    return t->mark == 0 && !token_in(t, WORDS_breaks) && !token_in(t, WORDS_leading) && !token_in(t, WORDS_group_preposition) &&
           !token_in(t, WORDS_refers) && !token_in(t, WORDS_person) && !token_in(t, WORDS_trailing) && !token_in(t, WORDS_verb);
}

/* "in lean, stout and old bakers": the noun is printed once, and belongs to the modifiers before "and" as well.  The words from
 * where these begin, behind a preposition, an article or "between"; end 0: not so. */
static Words who_shared(const Finder *f, const Who *w, size_t wanted)
{
    size_t at = w->first, joints = 0, words = 0;
    for (; at > 0 && words <= SHARED_MAX; at--) {
        const Token *t = &f->tokens.at[at - 1];
        bool comma = t->mark == ',' && wanted > 2 && joints > 0; /* "in the study, bakers" are not two */
        bool joint = finder_joins(f, at - 1) || comma;
        if (finder_is(f, at - 1, "between") || (!joint && !is_modifier(t)))
            break;
        joints += joint;
        words += !joint;
    }
    const Token *before = at > 0 ? &f->tokens.at[at - 1] : NULL;
    bool begins = before != NULL && (finder_is(f, at - 1, "between") || token_in(before, WORDS_group_preposition) ||
                                     token_in(before, WORDS_locative) || token_in(before, WORDS_leading));
    return w->person && joints > 0 && words > 0 && words <= SHARED_MAX && begins ? finder_words(f, at, w->last) : (Words){0, 0};
}

/* "more in A than in B and C (9 vs 5 and 4)" */
static bool one_against_two(const Finder *f, Who *one, Who *two, Words *found)
{
    if (one->refers || !two->refers || !who_split(f, two, 2, found + 1))
        return false;
    found[0] = one->words;
    one->used = two->used = true;
    return true;
}

/* "(juice versus tea: RR 1.4)": the name stands in a bracket that opens behind token `from` and has figures of its own. */
static bool is_told_apart(const Finder *f, size_t from, const Who *w)
{
    size_t open = SIZE_MAX;
    for (size_t i = from; i < w->first; i++)
        open = token_opens(&f->tokens.at[i]) ? i : token_closes(&f->tokens.at[i]) ? SIZE_MAX : open;
    for (size_t i = open; i < f->tokens.n && !token_closes(&f->tokens.at[i]); i++)
        if (token_is_figure(&f->tokens.at[i]))
            return true;
    return false;
}

/* "groups A, B and C", "in lean, stout and old bakers": one phrase holds them all. */
static bool in_one_phrase(Finder *f, size_t wanted, size_t from, size_t until, bool nearest_last, Words *found)
{
    for (size_t i = 0; i < f->n_whos; i++) {
        Who *w = &f->who[nearest_last ? f->n_whos - 1 - i : i];
        if (w->first < from || w->last > until)
            continue;
        if (who_split(f, w, wanted, found)) {
            w->used = true;
            return true;
        }
        Words shared = who_shared(f, w, wanted);
        Parts p = shared.end > 0 ? words_split(f->s->normal->text, shared) : (Parts){.n = 0};
        if (p.n == wanted && shared.start >= f->tokens.at[from].start) {
            memcpy(found, p.at, wanted * sizeof *found);
            w->used = true;
            return true;
        }
    }
    return false;
}

/* Whether the groups, from the left or from the right, are compared with one another, or joined with little between. */
static bool are_in_row(const Finder *f, Who *const row[LIST_MAX], size_t n, bool nearest_last)
{
    for (size_t i = 0; i < n; i++)
        if (row[i]->refers)
            return true;
    for (size_t i = 0; i + 1 < n; i++) {
        const Who *left = nearest_last ? row[i + 1] : row[i], *right = nearest_last ? row[i] : row[i + 1];
        bool joined = false;
        for (size_t k = left->last; k < right->first; k++)
            joined = joined || finder_joins(f, k) || f->tokens.at[k].mark == ',';
        if (!joined || right->first - left->last > BETWEEN_MAX)
            return false;
    }
    return true;
}

bool whos_in_order(Finder *f, size_t wanted, size_t from, size_t until, bool nearest_last, Words *found)
{
    if (in_one_phrase(f, wanted, from, until, nearest_last, found))
        return true;
    /* the last `n` before the list, or the first `n` behind it, joined or compared with one another */
    Who *row[LIST_MAX];
    size_t n = 0;
    for (size_t i = 0; i < f->n_whos && n < wanted; i++) {
        Who *w = &f->who[nearest_last ? f->n_whos - 1 - i : i];
        if (w->first < from || w->last > until || (n > 0 && w->arm >= 0 && w->arm == row[n - 1]->arm))
            continue;
        if (!nearest_last && is_told_apart(f, from, w))
            continue;
        row[n++] = w;
    }
    if (n + 1 == wanted && n == 2 && row[0]->refers != row[1]->refers)
        return one_against_two(f, row[nearest_last ? 1 : 0], row[nearest_last ? 0 : 1], found);
    if (n < wanted || !are_in_row(f, row, n, nearest_last))
        return false;
    for (size_t i = 0; i < n; i++) {
        Who *w = row[nearest_last ? n - 1 - i : i];
        found[i] = w->words;
    }
    /* "Compared with B, A had more": the one that is compared comes first in the figures */
    if (n == 2 && nearest_last && row[1]->refers && !row[0]->refers && row[1]->first <= 3) {
        Words w = found[0];
        found[0] = found[1];
        found[1] = w;
    }
    return true;
}
