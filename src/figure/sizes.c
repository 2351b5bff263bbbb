#include "figure/sizes.h"

#include "figure/token.h"

#include <string.h>

enum {
    SIZES_MAX = 40,    /* of one sentence */
    NOUN_FAR = 10,     /* words from a number to the noun that it counts */
    CLAUSE_FAR = 16,   /* words behind that noun in which its clause says what was done */
    BESIDE_FAR = 24,   /* words in which another group is named */
    VERB_FAR = 5,      /* words from people to "the tea group" that they made up */
    TOLD_MAX = 12,   /* of one record that are remembered */
    SPLIT_MAX = 4,     /* parts of a count */
    NAME_FAR = 8,      /* words of a group's name */
    LABEL_BYTES = 3,   /* "group A", "arm 12" */
    PARTS_MAX = 12,    /* numbers behind a whole that may be its parts */
    WINDOW_MAX = 5,    /* parts that follow each other */
    PART_LEAST = 3,    /* people of a part: smaller numbers add up by chance */
    NAME_WORDS = 4,    /* of a group, before its number */
    WHOLE_LEAST = 12,
    OPENING = 4,       /* tokens of "Of all our 264" */
    WHOLE_BIG = 100,   /* parts of it are found with other numbers between them */
};

typedef struct {
    Mention *m;
    double value;
    size_t at;         /* its token */
    size_t noun;       /* the token that it counts; 0: none */
    bool listed;       /* one of a list */
} Size;

typedef struct {
    const Packs *packs;
    Sentence *sentence;
    Tokens t;
    Size at[SIZES_MAX];
    size_t n;
} Told;                /* the sizes of one sentence */

typedef struct {
    double whole;      /* the biggest cohort told so far; 0: none */
    Mention *narrowed; /* the one size of the sentence before, a cohort of which more is told; NULL */
    bool any;          /* a size was told */
    struct {
        double value;
        Span name;     /* NULL: none */
    } group[TOLD_MAX]; /* told so far */
    size_t n_groups;
} Settler;

/* "(n = 40)": what it counts stands before it. */
static bool is_named(const Told *k, const Size *s)
{
    return s->m->type == packs_type(k->packs, "size");
}

static bool is_noun(const Token *t)
{
    return token_in(t, WORDS_person) || token_in(t, WORDS_anybody);
}

/* The noun that the number at token `at` counts; 0: none is near. */
static size_t noun_of(const Tokens *t, size_t at)
{
    for (size_t i = at + 1; i < t->n && i <= at + NOUN_FAR; i++) {
        if (t->at[i].mark != 0 && t->at[i].mark != ',')
            return 0;
        if (t->at[i].atom != NULL && t->at[i].hard)
            return 0;
        if (is_noun(&t->at[i]))
            return i;
        if (token_in(&t->at[i], WORDS_group_preposition) || token_in(&t->at[i], WORDS_helps))
            return 0;
    }
    return 0;
}

/* Behind the bracket that opens at `i`; `i` itself where none does. */
static size_t past_bracket(const Tokens *t, size_t i)
{
    if (i >= t->n || !token_opens(&t->at[i]))
        return i;
    size_t close = bracket_close(t, i);
    return close < t->n ? close + 1 : t->n;
}

static void told_read(Told *k, const Packs *packs, Sentence *s)
{
    k->packs = packs;
    k->sentence = s;
    k->n = 0;
    tokens_read(packs, &s->copy, &k->t);
    for (size_t i = 0; i < k->t.n && k->n < SIZES_MAX; i++)
        if (k->t.at[i].atom != NULL && kind_is_size(k->t.at[i].atom)) {
            Mention *m = k->t.at[i].atom;
            k->at[k->n++] = (Size){.m = m, .value = m->num[NUM_VALUE].number.value, .at = i, .noun = noun_of(&k->t, i)};
        }
}

/* A number that no pattern knows: nothing but a count of people or things could be printed so. */
static bool is_bare(const Mention *m)
{
    const Num *n = &m->num[NUM_VALUE];
    bool whole = m->type == TYPE_INTEGER || m->type == TYPE_WORDNUM || m->type == TYPE_YEAR;
    return whole && m->set[SETTING_kind] == NULL && n->number.decimals == 0 && n->number.value >= PART_LEAST && n->sign == NULL;
}

/* "with gloves (35) or bare (29)", "(tea, 51; milk, 58)": the words before a number that stands alone name its group. */
static Words name_before(const Told *k, size_t at)
{
    const Tokens *t = &k->t;
    const Copy *c = &k->sentence->copy;
    if (at < 2 || at + 1 >= t->n || t->at[at + 1].mark == 0 || t->at[at - 1].mark == 0)
        return (Words){0, 0};
    size_t end = at - 1, from = end;
    while (from > 0 && from + NAME_WORDS > end && token_is_word(&t->at[from - 1]) && !token_in(&t->at[from - 1], WORDS_connects))
        from--;
    while (from < end && token_in(&t->at[from], WORDS_leading))
        from++;
    return from == end ? (Words){0, 0} : (Words){copy_offset(c, t->at[from].from), copy_end(c, t->at[end - 1].end)};
}

static void part_make(const Told *k, Mention *m)
{
    for (size_t i = 0; i < k->t.n && is_bare(m) && m->slot[SLOT_group].end == 0; i++)
        if (k->t.at[i].atom == m)
            m->slot[SLOT_group] = name_before(k, i);
    m->set[SETTING_kind] = kind_name[KIND_group_size];
}

/* Not "(n = 40)", not "(40 nurses": these are parts themselves. */
static bool is_whole(const Told *k, const Size *s)
{
    bool bracket = s->at > 0 && token_opens(&k->t.at[s->at - 1]);
    return kind_is(s->m, KIND_cohort_size) || (!is_named(k, s) && !bracket);
}

/* The first of the numbers from which `window` that follow each other, a list with no bare number beside it, add up to `whole`;
 * n: none. */
static size_t window_find(Mention *const *at, size_t n, size_t window, double whole)
{
    for (size_t from = 0; from + window <= n; from++) {
        double sum = 0;
        for (size_t i = from; i < from + window; i++)
            sum += at[i]->num[NUM_VALUE].number.value;
        bool alone = (from == 0 || !is_bare(at[from - 1])) && (from + window == n || !is_bare(at[from + window]));
        if (sum == whole && alone)
            return from;
    }
    return n;
}

static bool pair_find(Mention *const *at, size_t n, double whole, size_t pair[2])
{
    for (size_t i = 0; i < n && whole >= WHOLE_BIG; i++)
        for (size_t j = i + 1; j < n; j++)
            if (at[i]->num[NUM_VALUE].number.value + at[j]->num[NUM_VALUE].number.value == whole) {
                pair[0] = i;
                pair[1] = j;
                return true;
            }
    return false;
}

/* "109 nurses were randomised (tea, 51; milk, 58)": numbers behind a size that add up to it are its parts.
 * True: some are new. */
static bool parts_find(Told *k, const Size *s)
{
    Mention *at[PARTS_MAX];
    size_t n = 0, pair[2], from;
    bool found = false, any = false;
    for (size_t i = s->at + 1; i < k->t.n && n < PARTS_MAX; i++) {
        Mention *m = k->t.at[i].atom;
        if (m != NULL && (is_bare(m) || kind_is_size(m)))
            at[n++] = m;
        any = any || (m != NULL && is_bare(m));
    }
    for (size_t window = 2; window <= WINDOW_MAX && any && !found; window++) {
        from = window_find(at, n, window, s->value);
        found = from < n;
        for (size_t i = from; found && i < from + window; i++)
            part_make(k, at[i]);
    }
    if (!found && any && pair_find(at, n, s->value, pair)) {
        part_make(k, at[pair[0]]);
        part_make(k, at[pair[1]]);
        found = true;
    }
    return found;
}

static bool same_word(const Told *k, size_t a, size_t b)
{
    const Copy *c = &k->sentence->copy;
    return span_equal(token_text(c, &k->t.at[a]), token_text(c, &k->t.at[b]));
}

/* --- a list of sizes --------------------------------------------------------------------------- */

/* Whether between two sizes stand words of a phrase only: no verb but in a relative clause or of a comparison ("were compared
 * with"), and no other figure but in a bracket. */
static bool is_phrase(const Tokens *t, size_t from, size_t to)
{
    bool relative = false;
    for (size_t i = from; i < to; i++)
        relative = relative || token_in(&t->at[i], WORDS_comparing);
    for (size_t i = from; i < to;) {
        size_t behind = past_bracket(t, i);
        if (behind > i) {
            i = behind;
            continue;
        }
        const Token *w = &t->at[i++];
        relative = relative || token_in(w, WORDS_relative);
        bool verb = token_in(w, WORDS_helps) || token_in(w, WORDS_acts) || token_in(w, WORDS_enrols);
        if ((verb && !relative) || w->mark == ';' || w->mark == ':' || (w->atom != NULL && w->hard))
            return false;
    }
    return true;
}

/* The joint before the size: ',', ';' or 'a' for a word that joins; 0: none. */
static char joint_before(const Tokens *t, size_t at)
{
    static const WordSet before = WORD_SET(WORDS_group_preposition, WORDS_leading, WORDS_whole); /* "with a series of" */
    for (size_t i = at; i-- > 0;) {
        const Token *w = &t->at[i];
        if (w->mark == ',' || w->mark == ';')
            return w->mark;
        if (token_in(w, WORDS_connects))
            return 'a';
        if (!word_sets_meet(w->lists, before))
            return 0;
    }
    return 0;
}

static bool counts_same_sort(const Told *k, const Size *a, const Size *b)
{
    if (a->noun == 0 && b->noun != 0 && b->at == a->at + 2)
        return token_in(&k->t.at[b->noun], WORDS_person); /* "19 and 13 nurses" */
    bool elided = b->noun == 0 && b->at + 1 < k->t.n && token_in(&k->t.at[b->at + 1], WORDS_group_preposition);
    if (a->noun == 0 || b->noun == 0)
        return a->noun != 0 && elided && token_in(&k->t.at[a->noun], WORDS_person);
    bool people = token_in(&k->t.at[a->noun], WORDS_person) && token_in(&k->t.at[b->noun], WORDS_person);
    return people || same_word(k, a->noun, b->noun);
}

/* "22 nurses with gout, 31 with asthma and 40 pilots": each is a part, the first too unless it is the sum of the others. */
static void list_read(Told *k, size_t from, size_t end)
{
    double sum = 0;
    for (size_t i = from + 1; i < end; i++)
        sum += k->at[i].value;
    bool first_is_sum = sum == k->at[from].value && end - from > 2;
    for (size_t i = first_is_sum ? from + 1 : from; i < end; i++)
        k->at[i].listed = true;
}

/* "Of 226 nurses who were asked, 163 nurses": the first is the whole of the second. */
static bool opens_clause(const Told *k, const Size *s)
{
    const Tokens *t = &k->t;
    for (size_t i = s->at; i-- > 0 && i + 3 > s->at;)
        if (token_in(&t->at[i], WORDS_part_of))
            return true;
    return false;
}

/* "...; and 63 boys": where the phrase before the size ends. */
static size_t phrase_end(const Tokens *t, size_t at)
{
    for (size_t i = at; i-- > 0 && i + 3 > at;)
        if (t->at[i].mark == ';')
            return i;
    return at;
}

static void lists_find(Told *k)
{
    for (size_t i = 0; i < k->n;) {
        size_t end = i + 1;
        char joint = 0;
        for (; end < k->n && !is_named(k, &k->at[end - 1]) && !is_named(k, &k->at[end]); end++) {
            const Size *a = &k->at[end - 1], *b = &k->at[end];
            char next = joint_before(&k->t, b->at);
            if (next == 0 || joint == 'a' || !counts_same_sort(k, a, b) || !is_phrase(&k->t, a->at + 1, phrase_end(&k->t, b->at)))
                break;
            joint = next;
        }
        bool nouns = end - i > 1 && k->at[i].noun > 0 && k->at[i + 1].noun > 0 && (end - i > 2 || !opens_clause(k, &k->at[i]));
        bool same = nouns && same_word(k, k->at[i].noun, k->at[i + 1].noun);
        if ((joint == 'a' && end - i > 1) || same)
            list_read(k, i, end);
        i = end;
    }
}

/* --- a size that is said to be a group's ------------------------------------------------------- */

/* "A" of "group A", "12" of "arm 12"; not "early group 4 of whom died". */
static bool is_label(const Tokens *tokens, size_t i)
{
    static const WordSet words = WORD_SET(WORDS_leading, WORDS_trailing, WORDS_group_preposition, WORDS_connects);
    const Token *t = &tokens->at[i];
    if (t->atom != NULL)
        return t->atom->type == TYPE_INTEGER && !(i + 1 < tokens->n && token_in(&tokens->at[i + 1], WORDS_part_of));
    size_t len = t->end - t->from; /* "a" may be an article elsewhere */
    return t->mark == 0 && (len == 1 || (len <= LABEL_BYTES && !word_sets_meet(t->lists, words)));
}

/* Where the name ends that one group has from token `from` on: "the zinc group", "(group A)", "controls"; 0: the words name
 * none, or several ("the study group", "both groups"). */
static size_t group_name(const Tokens *t, Span text, size_t from, size_t end)
{
    static const WordSet no_name = WORD_SET(WORDS_helps, WORDS_whole, WORDS_connects, WORDS_enrols);
    bool told = false;
    for (size_t i = from; i < end && i < t->n && i < from + NAME_FAR; i++) {
        const Token *w = &t->at[i];
        if (w->mark != 0 || (w->atom != NULL && w->hard && w->atom->type != TYPE_INTEGER))
            return 0;
        bool last = i + 1 >= end || !token_in(&t->at[i + 1], WORDS_group_noun);
        if (last && token_in(w, WORDS_control_word) && token_in(w, WORDS_person))
            return i + 1;
        bool group = token_in(w, WORDS_group_noun) && !token_in(w, WORDS_methods_label) && text.at[w->end - 1] != 's';
        bool labelled = group && i + 1 < end && is_label(t, i + 1);
        if (group && (told || labelled))
            return labelled ? i + 2 : i + 1;
        if (group || word_sets_meet(w->lists, no_name))
            return 0;
        told = told || (w->atom == NULL && !token_in(w, WORDS_leading));
    }
    return 0;
}

/* Whether another group is named behind token `i`: then the people are of both. */
static bool names_others(const Tokens *t, size_t i)
{
    bool joined = false;
    for (size_t j = i; j < t->n && j < i + BESIDE_FAR && t->at[j].mark != ';'; j++) {
        joined = joined || token_in(&t->at[j], WORDS_connects);
        if (t->at[j].atom != NULL && (is_bare(t->at[j].atom) || kind_is_size(t->at[j].atom)))
            return false;
        if (joined && (token_in(&t->at[j], WORDS_group_noun) || token_in(&t->at[j], WORDS_control_word)))
            return true;
    }
    return false;
}

static bool take_name(const Told *k, const Size *s, size_t from, size_t end)
{
    const Copy *c = &k->sentence->copy;
    Words *w = &s->m->slot[SLOT_group];
    while (from + 1 < end && token_in(&k->t.at[from], WORDS_leading))
        from++;
    if (end > from && kind_is(s->m, KIND_cohort_size))
        *w = (Words){copy_offset(c, k->t.at[from].from), copy_end(c, k->t.at[end - 1].end)};
    return end > from;
}

/* "zinc or placebo", "placebo or zinc". */
static bool is_alternative(const Tokens *t, size_t i)
{
    return token_in(&t->at[i - 1], WORDS_connects) || (i + 1 < t->n && token_in(&t->at[i + 1], WORDS_connects));
}

/* The bracket behind "with a steel pin" that begins at token `i`, without a verb before it; 0: none. */
static size_t bracket_with(const Tokens *t, size_t i)
{
    if (i >= t->n || !token_in(&t->at[i], WORDS_narrows))
        return 0;
    for (size_t j = i; j < t->n && j < i + NAME_FAR; j++) {
        if (token_opens(&t->at[j]))
            return j;
        if (t->at[j].mark != 0 || token_in(&t->at[j], WORDS_helps) || token_in(&t->at[j], WORDS_connects))
            return 0;
    }
    return 0;
}

/* "40 nurses in the zinc group", "15 pilots (control group)", "70 nurses made up the tea group": and takes the name. */
static bool is_of_group(const Told *k, const Size *s)
{
    const Tokens *t = &k->t;
    Span text = k->sentence->copy.text;
    size_t i = s->noun + 1, end;
    if (s->noun == 0 || i >= t->n)
        return false;
    if (token_opens(&t->at[i]) && (end = group_name(t, text, i + 1, past_bracket(t, i) - 1)) > 0)
        return take_name(k, s, i + 1, end);
    i = past_bracket(t, i);
    size_t bracket = bracket_with(t, i);
    if (bracket > 0 && (end = group_name(t, text, bracket + 1, past_bracket(t, bracket) - 1)) > 0)
        return take_name(k, s, bracket + 1, end);
    for (size_t j = i; j < t->n && j < i + VERB_FAR && t->at[j].mark == 0 && (t->at[j].atom == NULL || !t->at[j].hard); j++) {
        if (j > i && token_in(&t->at[j], WORDS_connects) && token_in(&t->at[j], WORDS_sets_apart)) /* "and", "or" */
            return false;
        bool leads = j > i && token_in(&t->at[j], WORDS_leading) && !token_in(&t->at[j], WORDS_connects);
        bool from = j == i && token_in(&t->at[j], WORDS_directs) && token_in(&t->at[j], WORDS_leading); /* "from the tea group" */
        bool opens = leads || from || token_in(&t->at[j], WORDS_locative);
        bool control = j > i && token_in(&t->at[j], WORDS_control_word) && token_in(&t->at[j], WORDS_person);
        if (opens && (end = group_name(t, text, j + 1, t->n)) > 0)
            return !names_others(t, end) && take_name(k, s, j + 1, end);
        if (control)
            return !is_alternative(t, j) && !names_others(t, j + 1) && take_name(k, s, j, j + 1);
    }
    return false;
}

/* "58 never-smoking controls", "62 control swimmers" */
static bool is_of_controls(const Told *k, const Size *s)
{
    for (size_t i = s->at + 1; s->noun > 0 && i <= s->noun; i++) {
        const Token *t = &k->t.at[i];
        bool name = token_in(t, WORDS_person) || token_in(t, WORDS_sets_apart); /* not "12 untreated women" */
        if (name && token_in(t, WORDS_control_word) && !token_in(t, WORDS_leading))
            return true;
    }
    return false;
}

static bool is_as(const Token *t) /* "as", "at" */
{
    return token_in(t, WORDS_directs) && token_in(t, WORDS_breaks);
}

/* "As a control group" of which the word "control" is token `i`; and takes the name. */
static bool is_as_controls(const Told *k, const Size *s, size_t i)
{
    const Tokens *t = &k->t;
    const Copy *c = &k->sentence->copy;
    size_t from = i, end = i + 1;
    if (!token_in(&t->at[i], WORDS_control_word) || token_in(&t->at[i], WORDS_leading))
        return false;
    if (end < t->n && (token_in(&t->at[end], WORDS_group_noun) || is_noun(&t->at[end])))
        end++;
    while (from > 0 && from + NAME_WORDS > i && token_is_word(&t->at[from - 1]) && !is_as(&t->at[from - 1]))
        from--;
    if (from == 0 || !is_as(&t->at[from - 1]) || (end == i + 1 && !is_noun(&t->at[i]) && from > OPENING))
        return false;
    while (from < i && token_in(&t->at[from], WORDS_leading))
        from++;
    s->m->slot[SLOT_group] = (Words){copy_offset(c, t->at[from].from), copy_end(c, t->at[end - 1].end)};
    return true;
}

/* "22 drivers made songs as a control group", "as a control, 19 drivers slept": what the clause of the people says of them. */
static bool serves_as_controls(const Told *k, const Size *s)
{
    const Tokens *t = &k->t;
    for (size_t i = 1; s->noun > 0 && i < s->at && s->at < NOUN_FAR; i++)
        if (is_as_controls(k, s, i))
            return true;
    for (size_t i = s->noun + 1; s->noun > 0 && i < t->n && i < s->noun + BESIDE_FAR; i++) {
        const Token *w = &t->at[i];
        if (w->mark == ';' || w->mark == ':' || (w->atom != NULL && (is_bare(w->atom) || kind_is_size(w->atom))))
            return false;
        if (is_as_controls(k, s, i))
            return true;
    }
    return false;
}

/* --- a part of a whole told before ------------------------------------------------------------- */

/* Whether the clause says that these are the people of whom the study has results. */
static bool is_enrolled(const Tokens *t, size_t at, size_t noun)
{
    size_t from = at > 6 ? at - 6 : 0;
    for (size_t i = at; i-- > from && t->at[i].mark != ';' && t->at[i].mark != ':';)
        if (token_in(&t->at[i], WORDS_enrols))
            return true;
    for (size_t i = at + 1; i < t->n && i <= noun + CLAUSE_FAR && t->at[i].mark != ';'; i++)
        if (token_in(&t->at[i], WORDS_enrols))
            return true;
    return false;
}

/* "64 nurses were given zinc", "46 children with a true-positive scan". */
static bool is_narrowed(const Told *k, const Size *s)
{
    const Tokens *t = &k->t;
    size_t i = s->noun + 1;
    if (s->noun == 0 || i >= t->n || is_enrolled(t, s->at, s->noun))
        return false;
    if (token_in(&t->at[i], WORDS_helps) && i + 1 < t->n)
        i++;
    return token_in(&t->at[i], WORDS_narrows) || token_in(&t->at[i], WORDS_verb);
}

/* --- the whole itself --------------------------------------------------------------------------- */

/* Whether sizes behind the one with index `i` add up to it: those of its sentence, else the next of the record. */
static bool has_parts(const Told *k, size_t i, const double *next, size_t n_next)
{
    double sum = 0;
    for (size_t j = i + 1; j < k->n; j++) {
        sum += k->at[j].value;
        if (j > i + 1 && sum == k->at[i].value)
            return true;
    }
    sum = 0;
    for (size_t j = 0; k->n == 1 && j < n_next; j++) {
        sum += next[j];
        if (j > 0 && sum == k->at[i].value)
            return true;
    }
    return false;
}

/* "fins (n = 26) or caps (n = 31) (N = 57)": the size with index `i` is the sum of those before it. */
static bool is_sum(const Told *k, size_t i)
{
    double sum = 0;
    for (size_t j = i; j-- > 0 && sum < k->at[i].value;) {
        sum += k->at[j].value;
        if (j == 0 && i > 1 && sum == k->at[i].value)
            return true;
    }
    return false;
}

/* "Patients with gout (n = 40)": people, and no group of them by its name. */
static bool names_people(const Told *k, const Size *s)
{
    Words w = s->m->slot[SLOT_group];
    bool people = w.end == 0 && s->at > 1 && token_opens(&k->t.at[s->at - 1]) && token_in(&k->t.at[s->at - 2], WORDS_person);
    for (size_t i = 0; i < s->at; i++) {
        const Token *t = &k->t.at[i];
        uint32_t at = copy_offset(&k->sentence->copy, t->from);
        if (at < w.start || at >= w.end)
            continue;
        if (token_in(t, WORDS_group_noun) || token_in(t, WORDS_control_word))
            return false;
        people = people || token_in(t, WORDS_person);
    }
    return people;
}

enum { NEXT_MAX = 3 };

/* Whether nothing says that the first size of the record, which a pattern took for a part, has another part beside it. */
static bool stands_alone(const Told *k, const Size *s, const double *next, size_t n_next)
{
    Words group = s->m->slot[SLOT_group];
    if (is_named(k, s))
        return k->n == 1 && names_people(k, s);
    bool before = group.end > 0 && group.start < s->m->start;
    bool of_group = s->at > 1 && token_in(&k->t.at[s->at - 2], WORDS_group_noun);
    if (s->noun == 0 || k->n > 1 || before || of_group || !token_in(&k->t.at[s->noun], WORDS_person))
        return false;
    const Token *behind = s->noun + 1 < k->t.n ? &k->t.at[s->noun + 1] : NULL;
    if (behind != NULL && (token_in(behind, WORDS_locative) || token_in(behind, WORDS_adverb)))
        return false; /* "40 nurses in each group", "40 nurses per ward" */
    if (!k->sentence->methods && !is_enrolled(&k->t, s->at, s->noun))
        return false;
    bool assigned = group.end > 0 && group.start > copy_end(&k->sentence->copy, k->t.at[s->noun].end);
    return assigned ? n_next > 0 && next[0] < 0.6 * s->value : n_next == 0 || next[0] < s->value;
}

/* The sizes behind sentence `i`, at most NEXT_MAX. */
static size_t sizes_behind(const Sentence *sentences, size_t i, size_t n, double next[NEXT_MAX])
{
    size_t found = 0;
    for (i++; i < n && found < NEXT_MAX; i++)
        for (size_t j = 0; sentences[i].has_copy && j < sentences[i].copy.n_atoms && found < NEXT_MAX; j++)
            if (kind_is_size(sentences[i].copy.atoms[j].mention))
                next[found++] = sentences[i].copy.atoms[j].mention->num[NUM_VALUE].number.value;
    return found;
}

/* --- counts that look like sizes ----------------------------------------------------------------- */

static void count_make(Size *s, const Mention *whole)
{
    Mention *m = s->m;
    m->set[SETTING_kind] = kind_name[KIND_count];
    if (whole != NULL && m->slot[SLOT_outcome].end == 0)
        m->slot[SLOT_outcome] = whole->slot[SLOT_outcome];
    if (whole != NULL && m->set[SETTING_outcome] == NULL)
        m->set[SETTING_outcome] = whole->set[SETTING_outcome];
    if (whole == NULL && m->slot[SLOT_outcome].end == 0) { /* "nausea (n = 12)" */
        m->slot[SLOT_outcome] = m->slot[SLOT_group];
        m->slot[SLOT_group] = (Words){0, 0};
        m->group_before = false;
    }
}

/* How many people or events a figure counts; 0: none. */
static double counted(const Mention *m)
{
    if (kind_is(m, KIND_count))
        return m->num[NUM_VALUE].number.value;
    return kind_is(m, KIND_proportion) && number_is(&m->num[NUM_NUMERATOR].number) ? m->num[NUM_NUMERATOR].number.value : 0;
}

/* Whether the phrase before "(n = 12)" names neither people nor a group. */
static bool names_thing(const Told *k, const Size *s)
{
    static const WordSet of_people = WORD_SET(WORDS_person, WORDS_group_noun, WORDS_control_word, WORDS_treatment, WORDS_anybody);
    Words w = s->m->slot[SLOT_group];
    if (!is_named(k, s) || w.end == 0)
        return false;
    for (size_t i = 0; i < s->at; i++) {
        uint32_t at = copy_offset(&k->sentence->copy, k->t.at[i].from);
        if (at >= w.start && at < w.end && word_sets_meet(k->t.at[i].lists, of_people))
            return false;
    }
    return true;
}

/* "in nine swimmers (seven on salt, two on sugar)", "12 stopped: for nausea (n = 7), rash (n = 5)": counts as well. */
static void splits_find(Told *k)
{
    const Mention *whole = NULL;
    for (size_t i = 0, s = 0, at = 0; i < k->t.n && s < k->n; i++) {
        const Mention *m = k->t.at[i].atom;
        if (m != NULL && counted(m) > 0) {
            whole = m;
            at = i;
        }
        if (i != k->at[s].at)
            continue;
        double sum = 0;
        size_t end = s;
        while (whole != NULL && end < k->n && end < s + SPLIT_MAX && sum < counted(whole))
            sum += k->at[end++].value;
        bool split = whole != NULL && end > s + 1 && sum == counted(whole) && !is_enrolled(&k->t, at, at);
        for (size_t j = s; split && j < end; j++)
            split = !is_named(k, &k->at[j]) || names_thing(k, &k->at[j]);
        for (size_t j = s; split && j < end; j++)
            count_make(&k->at[j], is_named(k, &k->at[j]) ? NULL : whole);
        whole = NULL;
        s = split ? end : s + 1;
    }
}

/* "stopped for nausea (n = 12), rash (n = 7) and boredom (n = 4)": a list of what befell people, in the results. */
static void events_find(Told *k)
{
    size_t n = 0;
    for (size_t i = 0; i < k->n; i++) {
        if (!names_thing(k, &k->at[i]))
            return;
        n++;
    }
    for (size_t i = 0; i < k->t.n; i++)
        if (token_in(&k->t.at[i], WORDS_group_noun) || token_in(&k->t.at[i], WORDS_enrols))
            return;
    for (size_t i = 0; i < k->n && n > 2 && !k->sentence->methods; i++)
        count_make(&k->at[i], NULL);
}

/* Arms of one trial are about as big. */
static bool is_alike(const Mention *a, const Mention *b)
{
    double x = a->num[NUM_VALUE].number.value, y = b->num[NUM_VALUE].number.value;
    return x <= 2 * y && y <= 2 * x;
}

/* The group of so many that was told before; NULL: none.  A number that two groups have is no group's. */
static const Span *group_told(const Settler *r, double value)
{
    const Span *found = NULL;
    for (size_t i = 0; i < r->n_groups; i++) {
        if (r->group[i].value == value && found != NULL && !span_equal(*found, r->group[i].name))
            return NULL;
        if (r->group[i].value == value)
            found = &r->group[i].name;
    }
    return found;
}

static void remember(Settler *r, const Told *k, const Size *s)
{
    Words w = s->m->slot[SLOT_group];
    if (kind_is(s->m, KIND_cohort_size) && s->value > r->whole)
        r->whole = s->value;
    if (kind_is(s->m, KIND_group_size) && w.end > 0 && r->n_groups < TOLD_MAX) {
        r->group[r->n_groups].value = s->value;
        r->group[r->n_groups++].name = span_cut(k->sentence->normal->text, w.start, w.end);
    }
    r->any = true;
}

static void settle(Settler *r, Told *k, const double *next, size_t n_next)
{
    splits_find(k);
    events_find(k);
    lists_find(k);
    for (size_t i = 0; i < k->n; i++) {
        Size *s = &k->at[i];
        if (!kind_is_size(s->m))
            continue;
        bool cohort = kind_is(s->m, KIND_cohort_size), parts = has_parts(k, i, next, n_next);
        bool of_controls = is_of_controls(k, s) || serves_as_controls(k, s);
        bool part = s->listed || is_of_group(k, s) || of_controls || (r->whole > s->value && is_narrowed(k, s));
        bool sum = parts && s->value >= r->whole && (!is_named(k, s) || names_people(k, s));
        bool whole = sum || (!parts && !r->any && !of_controls && stands_alone(k, s, next, n_next));
        /* "Tea was given to 44 nurses.  There were 39 nurses in the control group." */
        if (r->narrowed != NULL && k->n == 1 && is_of_group(k, s) && is_alike(r->narrowed, s->m))
            r->narrowed->set[SETTING_kind] = kind_name[KIND_group_size];
        const Span *told = cohort && (r->whole > s->value || r->whole == 0) && k->n == 1 ? group_told(r, s->value) : NULL;
        if (told != NULL && s->m->slot[SLOT_group].end == 0 && !is_narrowed(k, s)) /* "Of the 245 patients under observation" */
            s->m->group_text = *told;
        bool first = s->at < OPENING && opens_clause(k, s) && !is_named(k, s);
        bool again = first && r->whole == s->value && !part; /* "Of the 264 nurses" who were told */
        if (again || (is_named(k, s) && is_sum(k, i)))
            s->m->set[SETTING_kind] = kind_name[KIND_cohort_size];
        else if ((cohort && part && !parts) || told != NULL)
            s->m->set[SETTING_kind] = kind_name[KIND_group_size];
        else if (!cohort && !s->listed && whole)
            s->m->set[SETTING_kind] = kind_name[KIND_cohort_size];
        remember(r, k, s);
    }
    bool one = k->n == 1 && kind_is(k->at[0].m, KIND_cohort_size) && is_narrowed(k, &k->at[0]);
    r->narrowed = one ? k->at[0].m : NULL;
}

static void title_settle(Told *k)
{
    lists_find(k);
    for (size_t i = 0; i < k->n; i++)
        if (k->at[i].listed && kind_is(k->at[i].m, KIND_cohort_size))
            k->at[i].m->set[SETTING_kind] = kind_name[KIND_group_size];
}

/* "Of 90 goats with scurvy, 12 died": the words behind the size of all are everybody, and no group. */
static void wholes_free(const Sentence *s)
{
    for (size_t i = 0; i < s->copy.n_atoms; i++) {
        const Mention *whole = s->copy.atoms[i].mention;
        if (!kind_is(whole, KIND_cohort_size))
            continue;
        for (size_t j = 0; j < s->copy.n_atoms; j++) {
            Mention *m = s->copy.atoms[j].mention;
            Words group = m->slot[SLOT_group];
            uint32_t end = whole->num[NUM_VALUE].end;
            if (group.end > 0 && !kind_is_size(m) && group.start >= end && group.start - end <= 1)
                m->slot[SLOT_group] = (Words){0, 0};
        }
    }
}

void sizes_settle(const Packs *packs, Sentence *sentences, size_t n)
{
    Settler r = {0};
    Told told;
    for (size_t i = 0; i < n; i++) {
        const Sentence *s = &sentences[i];
        bool any = false;
        for (size_t j = 0; s->has_copy && j < s->copy.n_atoms && !any; j++)
            any = kind_is_size(s->copy.atoms[j].mention);
        if (!any)
            continue;
        double next[NEXT_MAX];
        told_read(&told, packs, &sentences[i]);
        for (size_t j = 0; j < told.n; j++)
            if (told.at[j].value >= WHOLE_LEAST && is_whole(&told, &told.at[j]) && parts_find(&told, &told.at[j])) {
                told_read(&told, packs, &sentences[i]);
                break;
            }
        if (s->section < 0) { /* a title tells two series from each other, and nothing of the record's course */
            title_settle(&told);
            continue;
        }
        settle(&r, &told, next, sizes_behind(sentences, i, n, next));
        wholes_free(s);
    }
}
