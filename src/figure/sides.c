#include "figure/sides.h"

enum { PAIR_WORTH = 4, NAME_WORDS_MAX = 12, PARTIAL_MIN = 3 };

typedef struct {
    Span at[NAME_WORDS_MAX];
    size_t n;
} Name;

static Name words_in(Span core)
{
    Name out = {.n = 0};
    for (size_t i = 0, e; i < core.len && out.n < NAME_WORDS_MAX; i = e + 1) {
        for (e = i; e < core.len && core.at[e] != ' '; e++)
            ;
        if (e > i)
            out.at[out.n++] = span_cut(core, i, e);
    }
    return out;
}

/* "antibiotic" is the word that "antibiotics" is. */
static bool is_one_word(Span a, Span b)
{
    bool plural = a.len == b.len + 1 && b.len > 3 && a.at[b.len] == 's';
    return span_equal(a, b) || (plural && memcmp(a.at, b.at, b.len) == 0);
}

static bool holds(const Name *in, Span word)
{
    for (size_t i = 0; i < in->n; i++)
        if (is_one_word(in->at[i], word) || is_one_word(word, in->at[i]))
            return true;
    return false;
}

/* "tamoxifen 20 mg" is tamoxifen; "surgery plus tamoxifen" is another arm than surgery. */
static bool is_longer_name(const Packs *packs, const Name *longer, const Name *name)
{
    for (size_t i = 0; i < name->n; i++)
        if (!holds(longer, name->at[i]))
            return false;
    for (size_t i = 0; i < longer->n; i++)
        if (!holds(name, longer->at[i]) && packs_has(packs, WORDS_sets_apart, longer->at[i]))
            return false;
    return name->n > 0;
}

static bool is_one_name(const Packs *packs, Span a, Span b)
{
    Name x = words_in(a), y = words_in(b);
    return is_longer_name(packs, &x, &y) || is_longer_name(packs, &y, &x);
}

static bool is_set_against(const Arms *arms, size_t i, size_t j)
{
    for (size_t k = 0; k < arms->n_pairs; k++)
        if ((arms->pairs[k].first == i && arms->pairs[k].second == j) ||
            (arms->pairs[k].first == j && arms->pairs[k].second == i))
            return true;
    return false;
}

static bool are_alike(const Packs *packs, const Abbreviations *abbreviations, const Arms *arms, size_t i, size_t j)
{
    if (is_set_against(arms, i, j))
        return false;
    if (is_one_name(packs, arms->at[i].name, arms->at[j].name))
        return true;
    for (int turn = 0; turn < 2; turn++) {
        size_t a = turn == 0 ? i : j, b = turn == 0 ? j : i;
        Span meaning = abbreviation_meaning(abbreviations, arm_short(packs, arms->at[a].print));
        if (meaning.at != NULL && arms_which(packs, arms, meaning) == (int)b)
            return true;
    }
    return false;
}

/* The names of one arm have one number, that of the first of them. */
static void names_join(const Packs *packs, const Abbreviations *abbreviations, const Arms *arms, size_t of[ARMS_MAX])
{
    for (size_t i = 0; i < arms->n; i++) {
        of[i] = i;
        for (size_t j = 0; j < i; j++) {
            if (of[j] == of[i] || !are_alike(packs, abbreviations, arms, i, j))
                continue;
            size_t from = of[i] > of[j] ? of[i] : of[j], to = of[i] > of[j] ? of[j] : of[i];
            for (size_t k = 0; k <= i; k++)
                of[k] = of[k] == from ? to : of[k];
        }
    }
}

typedef struct {
    unsigned votes[ARMS_MAX], against[ARMS_MAX][ARMS_MAX];
} Count;

static Count names_count(const Packs *packs, const Arms *arms, const size_t of[ARMS_MAX])
{
    Count c = {.votes = {0}};
    for (size_t i = 0; i < arms->n; i++) {
        const Term *t = packs_term(packs, arms->at[i].name);
        if (t == NULL || t->concept < 0 || arms->at[i].sized) /* "survival and recurrence" are no arms */
            c.votes[of[i]] += arms->at[i].votes;
    }
    for (size_t k = 0; k < arms->n_pairs; k++) {
        size_t a = of[arms->pairs[k].first], b = of[arms->pairs[k].second];
        if (a == b || c.votes[a] == 0 || c.votes[b] == 0)
            continue;
        c.against[a][b] += arms->pairs[k].times;
        c.against[b][a] += arms->pairs[k].times;
    }
    return c;
}

/* "group 1", "A" */
static bool is_labelled(const Arm *arm)
{
    return span_begins(arm->name, "group ") || arm->name.len <= 3;
}

/* The only two arms that have a label, else the only two at all. */
static bool only_two(const Arms *arms, const size_t of[ARMS_MAX], const Count *c, bool labelled, size_t *a, size_t *b)
{
    size_t n = 0;
    for (size_t i = 0; i < arms->n; i++) {
        if (of[i] != i || c->votes[i] == 0 || (labelled && !is_labelled(&arms->at[i])))
            continue;
        if (n < 2)
            *(n == 0 ? a : b) = i;
        n++;
    }
    return n == 2;
}

static Span name_used_most(const Packs *packs, const Arms *arms, const size_t of[ARMS_MAX], size_t side)
{
    const Arm *best = NULL;
    for (size_t i = 0; i < arms->n; i++)
        if (of[i] == side && (best == NULL || arms->at[i].votes > best->votes))
            best = &arms->at[i];
    return arm_short(packs, best->print);
}

static bool is_named_control(const Packs *packs, const Arms *arms, const size_t of[ARMS_MAX], size_t side)
{
    for (size_t i = 0; i < arms->n; i++) {
        Name n = words_in(arms->at[i].name);
        for (size_t k = 0; of[i] == side && k < n.n; k++)
            if (packs_has(packs, WORDS_control_word, n.at[k]) || span_is(n.at[k], "without"))
                return true;
    }
    return false;
}

/* "surgery" where the other arm is "radiotherapy plus surgery". */
static bool is_part_of(const Packs *packs, Span part, Span whole)
{
    Name x = words_in(part), y = words_in(whole);
    bool apart = false;
    for (size_t i = 0; i < x.n; i++)
        if (!holds(&y, x.at[i]))
            return false;
    for (size_t i = 0; i < y.n; i++)
        apart = apart || (!holds(&x, y.at[i]) && packs_has(packs, WORDS_sets_apart, y.at[i]));
    return x.n > 0 && apart;
}

/* Whether `side` is what `other` is compared with. */
static bool is_control(const Packs *packs, const Arms *arms, const size_t of[ARMS_MAX], size_t side, size_t other)
{
    bool one = is_named_control(packs, arms, of, side), two = is_named_control(packs, arms, of, other);
    return one != two ? one : is_part_of(packs, arms->at[side].name, arms->at[other].name);
}

/* Whether a third arm is set against one of the two as often as they are against each other. */
static bool has_third(const Arms *arms, const Count *c, size_t a, size_t b)
{
    for (size_t k = 0; k < arms->n; k++)
        if (k != a && k != b && (c->against[a][k] >= c->against[a][b] || c->against[b][k] >= c->against[a][b]))
            return true;
    return false;
}

/* Three arms or more, each set against another, in the order in which they are named. */
static void list_arms(const Packs *packs, const size_t of[ARMS_MAX], const Count *c, Arms *arms)
{
    for (size_t i = 0; i < arms->n; i++) {
        bool against = false;
        for (size_t k = 0; k < arms->n; k++)
            against = against || c->against[i][k] > 0;
        if (of[i] != i || c->votes[i] == 0 || !against)
            continue;
        if (arms->n_listed == ARMS_LISTED_MAX) {
            arms->n_listed = 0;
            return;
        }
        arms->listed[arms->n_listed++] = name_used_most(packs, arms, of, i);
    }
    if (arms->n_listed < 3)
        arms->n_listed = 0;
}

void sides_find(const Packs *packs, const Abbreviations *abbreviations, Arms *arms)
{
    size_t of[ARMS_MAX], a = 0, b = 0;
    names_join(packs, abbreviations, arms, of);
    Count c = names_count(packs, arms, of);
    unsigned most = 0;
    for (size_t i = 0; i < arms->n; i++)
        for (size_t j = i + 1; j < arms->n; j++) {
            unsigned less = c.votes[i] < c.votes[j] ? c.votes[i] : c.votes[j];
            unsigned worth = c.against[i][j] == 0 ? 0 : PAIR_WORTH * c.against[i][j] + less;
            if (worth > most)
                most = worth, a = i, b = j;
        }
    arms->two =
        most > 0 ? !has_third(arms, &c, a, b) : only_two(arms, of, &c, true, &a, &b) || only_two(arms, of, &c, false, &a, &b);
    for (size_t k = 0; arms->two && k < arms->n_pairs; k++) { /* as the record names them first */
        size_t first = of[arms->pairs[k].first], second = of[arms->pairs[k].second];
        if (first == b && second == a)
            a = first, b = second;
        if (first == a && second == b)
            break;
    }
    arms->turned = arms->two && is_control(packs, arms, of, a, b);
    if (arms->turned) {
        size_t control = a;
        a = b;
        b = control;
    }
    if (!arms->two)
        list_arms(packs, of, &c, arms);
    for (size_t i = 0; i < arms->n; i++)
        arms->at[i].side = !arms->two ? -1 : of[i] == a ? 0 : of[i] == b ? 1 : -1;
    if (arms->two)
        arms->side[0] = name_used_most(packs, arms, of, a), arms->side[1] = name_used_most(packs, arms, of, b);
}

int sides_which(const Packs *packs, const Arms *arms, Span words)
{
    int arm = arms_which(packs, arms, words), side = arm >= 0 ? arms->at[arm].side : -1;
    if (side >= 0 || !arms->two)
        return side;
    char low[ARM_NAME_BYTES];
    Span core = arms_core(packs, words, low);
    for (size_t i = 0; i < arms->n; i++) {
        if (arms->at[i].side < 0 || !is_one_name(packs, arms->at[i].name, core))
            continue;
        if (side >= 0 && side != arms->at[i].side)
            return -1;
        side = arms->at[i].side;
    }
    return side;
}

/* Whether a word of the name, that tells people apart, is in a name of this side. */
static bool side_holds(const Packs *packs, const Arms *arms, int side, Span word)
{
    if (word.len < PARTIAL_MIN || packs_has(packs, WORDS_person, word) || packs_has(packs, WORDS_graded, word))
        return false;
    for (size_t i = 0; i < arms->n; i++) {
        Name n = words_in(arms->at[i].name);
        if (arms->at[i].side == side && holds(&n, word))
            return true;
    }
    return false;
}

int sides_nearest(const Packs *packs, const Arms *arms, Span words)
{
    char low[ARM_NAME_BYTES];
    int side = sides_which(packs, arms, words);
    if (side >= 0 || !arms->two || words.len > ARM_NAME_BYTES)
        return side;
    Name n = words_in(arms_core(packs, words, low));
    for (size_t i = 0; i < n.n; i++) {
        bool first = side_holds(packs, arms, 0, n.at[i]), second = side_holds(packs, arms, 1, n.at[i]);
        int its = first != second ? (second ? 1 : 0) : -1;
        if (its >= 0 && side >= 0 && its != side)
            return -1;
        side = its >= 0 ? its : side;
    }
    return side;
}
