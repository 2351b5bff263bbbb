#include "figure/roll.h"

#include "figure/clause.h"
#include "figure/phrase.h"

enum { PART_WORDS_MAX = 7, LEAD_WORDS_MAX = 5, GAP_MAX = 40 };

typedef struct {
    size_t first, last; /* tokens, half open */
} Part;

static bool separates(const Finder *f, size_t at)
{
    return f->tokens.at[at].mark == ',' || f->tokens.at[at].mark == '&' || finder_joins(f, at);
}

/* The token that says "respectively" behind the figures that end before token `end`; 0: there is none before another figure. */
static size_t ordered_at(const Finder *f, size_t end)
{
    for (size_t i = end; i < f->tokens.n && i - end < GAP_MAX; i++) {
        const Token *t = &f->tokens.at[i];
        if (finder_in_turn(f, i))
            return i;
        if (token_opens(t))
            i = bracket_behind(&f->tokens, i, f->tokens.n) - 1;
        else if (token_is_figure(t) || t->mark == ';' || token_in(t, WORDS_opens))
            return 0;
    }
    return 0;
}

static bool is_preposition(const Finder *f, size_t at)
{
    static const WordSet prepositions = WORD_SET(WORDS_group_preposition, WORDS_locative, WORDS_directs);
    const Token *t = &f->tokens.at[at];
    return token_is_word(t) && word_sets_meet(t->lists, prepositions);
}

/* A word of a name. */
static bool names(const Finder *f, size_t at)
{
    const Token *t = &f->tokens.at[at];
    return token_names(t) && !is_preposition(f, at) && (!token_in(t, WORDS_leading) || token_in(t, WORDS_modifier));
}

/* Whether the tokens are one name: no empty one, and no sentence. */
static bool is_part(const Finder *f, const Part *p)
{
    if (p->last <= p->first || p->last - p->first > PART_WORDS_MAX)
        return false;
    for (size_t i = p->first; i < p->last; i++) {
        const Token *t = &f->tokens.at[i];
        if (t->hard || t->mark != 0 || (t->atom != NULL && t->atom->type == TYPE_TIME) || token_in(t, WORDS_verb) ||
            (token_in(t, WORDS_breaks) && !token_in(t, WORDS_narrows)))
            return false;
    }
    return true;
}

static bool is_light(const Finder *f, size_t at)
{
    return token_in(&f->tokens.at[at], WORDS_leading) && !token_in(&f->tokens.at[at], WORDS_modifier);
}

/* Without what stands before the name ("of patients in the", where it is the first one), and a bracket behind it. */
static void part_trim(const Finder *f, Part *p, bool first)
{
    while (p->last > p->first && token_closes(&f->tokens.at[p->last - 1]))
        p->last = bracket_begin(&f->tokens, p->last, p->first);
    for (size_t i = p->last; first && i > p->first; i--) {
        const Token *t = &f->tokens.at[i - 1];
        if (token_in(t, WORDS_group_preposition) || token_in(t, WORDS_locative) || (token_in(t, WORDS_narrows) && i < p->last)) {
            p->first = i;
            break;
        }
    }
    while (p->first < p->last && (is_preposition(f, p->first) || is_light(f, p->first)))
        p->first++;
}

/* The names in the tokens from .. until, which are nothing else. */
static bool parts_between(const Finder *f, size_t from, size_t until, size_t n, Part *out)
{
    size_t k = 0, begin = from;
    for (size_t i = from; i <= until; i++) {
        if (i < until && token_opens(&f->tokens.at[i])) {
            i = bracket_behind(&f->tokens, i, until) - 1;
            continue;
        }
        if (i < until && !separates(f, i))
            continue;
        if (i == begin) { /* ", and" */
            begin = i + 1;
            continue;
        }
        if (k == n)
            return false;
        out[k] = (Part){begin, i};
        part_trim(f, &out[k], k == 0);
        if (!is_part(f, &out[k]))
            return false;
        k++;
        begin = i + 1;
    }
    return k == n;
}

/* "16 and 29 % of patients in A and B, respectively": the names between the figures and that word. */
static bool roll_behind(const Finder *f, size_t end, size_t until, size_t n, Part *out)
{
    size_t at = end, words = 0;
    while (at < until && !is_preposition(f, at) && words <= LEAD_WORDS_MAX) {
        const Token *t = &f->tokens.at[at];
        if (token_opens(t)) {
            at = bracket_behind(&f->tokens, at, until);
            continue;
        }
        if (!token_closes(t) && t->mark != ',' && (!token_is_word(t) || finder_joins(f, at)))
            return false;
        words += token_is_word(t);
        at++;
    }
    bool from_to = finder_is(f, at, "to") || finder_is(f, at, "from");
    return at < until && is_preposition(f, at) && !from_to && parts_between(f, at + 1, until, n, out);
}

static bool is_concept(const Finder *f, const Part *p)
{
    const Term *t = packs_term(f->packs, span_cut(f->s->copy.text, f->tokens.at[p->first].from, f->tokens.at[p->last - 1].end));
    return t != NULL && t->concept >= 0 && !t->abbreviation;
}

/* "overall survival": its first word is no mere opening. */
static bool begins_concept(const Finder *f, const Part *p)
{
    for (Part k = {p->first, p->first + 1}; k.last <= p->last; k.last++)
        if (is_concept(f, &k))
            return true;
    return false;
}

static bool holds_figure(const Finder *f, size_t from, size_t end)
{
    for (size_t i = from; i < end; i++)
        if (token_is_figure(&f->tokens.at[i]) && !kind_is(f->tokens.at[i].atom, KIND_group_size))
            return true;
    return false;
}

/* The name that ends before token `end` or a bracket there, back to what is no word of it. */
static Part part_left(const Finder *f, size_t end, size_t from)
{
    while (end > from && token_closes(&f->tokens.at[end - 1])) {
        size_t open = bracket_begin(&f->tokens, end, from);
        if (holds_figure(f, open, end))
            return (Part){end, end};
        end = open;
    }
    Part p = {end, end};
    bool rate = end > from + 1 && token_in(&f->tokens.at[end - 1], WORDS_share_noun) &&
                names(f, end - 2); /* "breathing rate and pulse" */
    p.first -= rate;
    while (p.first > from && names(f, p.first - 1) && !finder_joins(f, p.first - 1))
        p.first--;
    while (p.last - p.first > 1 && token_in(&f->tokens.at[p.first], WORDS_leading) && !begins_concept(f, &p))
        p.first++;
    return p;
}

/* Whether what ends with the comma at token `at` only opens the sentence ("After surgery,"). */
static bool opens_only(const Finder *f, size_t at, size_t from)
{
    size_t i = at;
    if (i > from && token_closes(&f->tokens.at[i - 1])) /* "Among miners (n = 34)," */
        i = bracket_begin(&f->tokens, i, from);
    while (i > from && f->tokens.at[i - 1].mark != ',' && !token_is_figure(&f->tokens.at[i - 1]))
        i--;
    const Token *first = &f->tokens.at[from];
    return i == from && from < at && (is_preposition(f, from) || !token_is_word(first) || token_in(first, WORDS_adverb));
}

/* "a decrease", "changes" */
static bool is_no_name(const Finder *f, const Part *p)
{
    for (size_t i = p->first; i < p->last; i++)
        if (!token_in(&f->tokens.at[i], WORDS_measure_noun) && !token_in(&f->tokens.at[i], WORDS_vague))
            return false;
    return true;
}

/* The names around the joining word at token `joint`; *more: there are more of them. */
static bool roll_around(const Finder *f, size_t joint, size_t from, size_t until, size_t n, Part *out, bool *more)
{
    Part *last = &out[n - 1];
    *last = (Part){joint + 1, joint + 1};
    while (last->first < until && is_light(f, last->first))
        last->first++;
    for (last->last = last->first; last->last < until && names(f, last->last);)
        last->last++;
    for (Part k = {last->first, last->last + 1}; k.last < until && k.last - k.first <= PART_WORDS_MAX; k.last++)
        if (is_concept(f, &k)) /* "length of stay" */
            last->last = k.last;
    const Token *next = &f->tokens.at[joint + 1];
    bool grade =
        (next->atom != NULL && next->atom->type < NUMBER_TYPES) || token_in(next, WORDS_more); /* "grade 3 or 4", "3 or higher" */
    if (!is_part(f, last) || is_no_name(f, last) || grade)
        return false;
    size_t at = joint;
    for (size_t k = n - 1; k-- > 0;) {
        if (at > from && f->tokens.at[at - 1].mark == ',')
            at--;
        else if (k + 2 < n)
            return false;
        out[k] = part_left(f, at, from);
        if (!is_part(f, &out[k]) || is_no_name(f, &out[k]))
            return false;
        at = out[k].first;
    }
    if (at > from && token_in(&f->tokens.at[at - 1], WORDS_refers)) /* "better than X and Y" */
        return false;
    *more = at > from && (finder_joins(f, at - 1) || (f->tokens.at[at - 1].mark == ',' && !opens_only(f, at - 1, from)));
    return !*more;
}

static bool holds_who(const Finder *f, const Part *p)
{
    for (size_t i = 0; i < f->n_whos; i++)
        if (f->who[i].first < p->last && f->who[i].last > p->first && f->who[i].first <= p->first + 1)
            return true;
    return false;
}

/* "an improvement in X", "presented with X": what stands before the preposition, token `at`, makes X an outcome. */
static bool is_measured(const Finder *f, const Token *before, size_t at)
{
    bool measure = token_in(before, WORDS_measure_noun);
    if (finder_is(f, at, "with"))
        return measure || token_in(before, WORDS_leading) || token_in(before, WORDS_breaks);
    return measure || token_in(before, WORDS_changes);
}

/* "sensitivity of X", "overall survival of X": what ends before the preposition, token `at`, is measured, and X is not. */
static bool is_outcome_of(const Finder *f, size_t at)
{
    for (Part p = {at, at}; p.first > 0 && at - p.first <= PART_WORDS_MAX && token_is_word(&f->tokens.at[p.first - 1]);) {
        p.first--;
        if (is_concept(f, &p))
            return true;
    }
    return false;
}

/* Whether the names say in whom, by the names themselves or by what stands before them. */
static bool are_groups(const Finder *f, const Part *part, size_t n, bool behind)
{
    for (size_t i = 0; i < n; i++)
        if (holds_who(f, &part[i]))
            return true;
    for (size_t i = 0; i < n; i++)
        if (is_concept(f, &part[i]))
            return false;
    size_t at = part[0].first;
    while (at > 0 && !is_preposition(f, at - 1) && token_in(&f->tokens.at[at - 1], WORDS_leading))
        at--;
    if (behind || at == 0 || !is_preposition(f, at - 1))
        return behind;
    if (at == 1) /* "In the low, middle and high thirds" */
        return !finder_is(f, 0, "of");
    if (finder_is(f, at - 1, "of"))
        return is_outcome_of(f, at - 1);
    return !is_measured(f, &f->tokens.at[at - 2], at - 1) && !finder_is(f, at - 1, "as") && !finder_is(f, at - 1, "to") &&
           !finder_is(f, at - 1, "from");
}

/* "TC and LDL fell by 4 and 9 %, respectively": the last names before the figures; `measured`: that are no groups. */
static bool roll_before(const Finder *f, size_t begin, size_t n, bool measured, Part *out)
{
    size_t from = clause_begin(f, begin);
    for (size_t i = begin; i > from; i--) {
        const Token *t = &f->tokens.at[i - 1];
        if (token_closes(t)) {
            i = bracket_begin(&f->tokens, i, from) + 1;
            continue;
        }
        if (token_is_figure(t) && !kind_is(t->atom, KIND_cohort_size) && !kind_is(t->atom, KIND_group_size))
            return false;
        bool joint = finder_joins(f, i - 1) || t->mark == '&', more = false;
        bool around = joint && roll_around(f, i - 1, from, begin, n, out, &more);
        if (around && measured && are_groups(f, out, n, false))
            continue;
        if (around || more)
            return around;
    }
    return false;
}

static bool is_plural(const Finder *f, size_t at)
{
    Span w = finder_word(f, &f->tokens.at[at]);
    return word_is_plural(w) && w.at[w.len - 2] != 's';
}

/* "mild, moderate and severe burns", "local and distant recurrence": the noun behind the last is that of all, where it is plural
 * or a group's and theirs is not, or where they are words that want a noun.  Its first token; 0: none. */
static size_t shared_noun(const Finder *f, const Part *part, size_t n)
{
    const Part *last = &part[n - 1];
    size_t head = last->first + 1;
    bool modifiers = true;
    if (last->last < head + 1 || f->tokens.at[head].atom != NULL)
        return 0;
    for (size_t i = 0; i < n; i++) {
        const Token *t = &f->tokens.at[part[i].first];
        bool one = t->atom == NULL && (i + 1 == n || part[i].last - part[i].first == 1);
        if (!one || (i + 1 < n && is_plural(f, part[i].first)))
            return 0;
        modifiers = modifiers && token_in(t, WORDS_modifier);
    }
    const Token *noun = &f->tokens.at[head];
    bool group = is_plural(f, head) || token_in(noun, WORDS_person) || token_in(noun, WORDS_group_noun);
    return modifiers || (group && last->last == head + 1) ? head : 0;
}

static void roll_write(const Finder *f, const Part *part, size_t n, Roll *out)
{
    size_t noun = shared_noun(f, part, n);
    out->n = n;
    out->first = part[0].first;
    for (size_t i = 0; i < n; i++) {
        out->at[i] = finder_words(f, part[i].first, part[i].last);
        out->text[i] = (Span){0};
        if (noun > 0 && i + 1 < n)
            out->text[i] =
                parts_joined(finder_print(f, out->at[i]), finder_print(f, finder_words(f, noun, part[n - 1].last)), f->a);
    }
}

static bool are_compared(const Finder *f, size_t begin, size_t end)
{
    for (size_t i = begin; i < end; i++)
        if (token_in(&f->tokens.at[i], WORDS_refers))
            return true;
    return false;
}

static bool is_behind_preposition(const Finder *f, size_t at)
{
    while (at > 0 && is_light(f, at - 1) && !is_preposition(f, at - 1) && !token_in(&f->tokens.at[at - 1], WORDS_narrows))
        at--;
    return at > 0 && (is_preposition(f, at - 1) || token_in(&f->tokens.at[at - 1], WORDS_narrows));
}

/* "16, 29 and 43 % in A, B and C": three names or more behind the figures, where no word says so. */
static bool roll_after(const Finder *f, size_t end, size_t n, Part *out)
{
    bool preposition = false, more = false;
    for (size_t i = end, words = 0; i < f->tokens.n && words < GAP_MAX; i++, words++) {
        const Token *t = &f->tokens.at[i];
        preposition = preposition || is_preposition(f, i);
        if (token_opens(t))
            i = bracket_behind(&f->tokens, i, f->tokens.n) - 1;
        else if (token_is_figure(t) || t->mark == ';' || t->mark == '.' || token_in(t, WORDS_verb) ||
                 (!preposition && words > LEAD_WORDS_MAX) || (finder_joins(f, i) && !preposition))
            return false;
        else if (finder_joins(f, i))
            return roll_around(f, i, end, f->tokens.n, n, out, &more) && is_behind_preposition(f, out[0].first);
    }
    return false;
}

bool roll_find(const Finder *f, size_t begin, size_t end, size_t n, bool tight, Roll *out)
{
    Part part[PARTS_MAX];
    if (n < 2 || n > PARTS_MAX)
        return false;
    size_t ordered = ordered_at(f, end);
    if (ordered == 0 && (n < 3 || !tight))
        return false;
    out->behind = ordered > 0 ? roll_behind(f, end, ordered, n, part) : roll_after(f, end, n, part);
    if (!out->behind && (are_compared(f, begin, end) || !roll_before(f, begin, n, false, part)))
        return false;
    out->groups = are_groups(f, part, n, out->behind);
    roll_write(f, part, n, out);
    return true;
}

bool roll_left(const Finder *f, size_t begin, size_t n, Roll *out)
{
    Part part[PARTS_MAX];
    if (n < 2 || n > PARTS_MAX || !roll_before(f, begin, n, true, part))
        return false;
    out->behind = out->groups = false;
    roll_write(f, part, n, out);
    return true;
}
