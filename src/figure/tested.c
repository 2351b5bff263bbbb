#include "figure/tested.h"

#include "figure/concept.h"
#include "figure/token.h"

enum { ITEM_TOKENS = 9 }; /* of one thing in a list: "presence of a fistula at the time of surgery" */

typedef struct {
    const Packs *packs;
    const Sentence *sentence;
    Arena *arena;
    Tokens tokens;
} Tested;

/* A bracket with ratios or P-values, and the words right before it. */
typedef struct {
    size_t open, close; /* tokens */
    Mention *first;     /* of its ratios and P-values */
    size_t item;        /* the token with which the words before it begin */
    bool governed;      /* "in", "by", "to" stands before them */
} Bracket;

static Span word_of(const Tested *k, size_t i)
{
    return token_text(&k->sentence->copy, &k->tokens.at[i]);
}

/* "of" only goes on: "related to the size of the tumour". */
static bool governs(const Tested *k, size_t i)
{
    Span word = word_of(k, i);
    static const WordSet prepositions = WORD_SET(WORDS_group_preposition, WORDS_comparing, WORDS_governs);
    return word_sets_meet(k->tokens.at[i].lists, prepositions) && !span_is(word, "of");
}

static bool is_light(const Tested *k, size_t i)
{
    const Token *t = &k->tokens.at[i];
    Span word = word_of(k, i);
    return t->mark == ',' || token_in(t, WORDS_leading) || governs(k, i) || span_is(word, "but") || span_is(word, "not");
}

static void find_item(const Tested *k, Bracket *b)
{
    b->item = b->open;
    while (b->item > 0 && b->open - b->item < ITEM_TOKENS) {
        const Token *t = &k->tokens.at[b->item - 1];
        b->governed = t->atom == NULL && t->mark == 0 && governs(k, b->item - 1);
        if (t->mark != 0 || t->hard || b->governed || token_in(t, WORDS_breaks))
            return;
        b->item--;
    }
}

static int opened_by(const Tested *k, size_t i)
{
    const Token *t = &k->tokens.at[i];
    return t->atom != NULL ? mention_brackets(k->sentence->normal->text, t->atom) : token_opens(t) - token_closes(t);
}

/* The next bracket from token `i` on that holds a test; first NULL: there is none. */
static Bracket bracket_next(const Tested *k, size_t i)
{
    Bracket b = {0};
    for (int depth = 0; i < k->tokens.n; i++) {
        const Token *t = &k->tokens.at[i];
        int opened = opened_by(k, i);
        if (depth == 0 && opened > 0)
            b.open = i;
        if ((depth > 0 || opened > 0) && b.first == NULL && t->atom != NULL && kind_is_test(t->atom))
            b.first = t->atom;
        b.close = i;
        depth += opened;
        depth = depth < 0 ? 0 : depth;
        if (b.first != NULL && depth == 0)
            break;
    }
    if (b.first != NULL)
        find_item(k, &b);
    return b;
}

static bool says(const Tested *k, size_t from, size_t end, WordSet lists)
{
    for (; from < end; from++)
        if (word_sets_meet(k->tokens.at[from].lists, lists))
            return true;
    return false;
}

/* Whether the outcome of the bracket stands before the words right before it, which only say in whom or by what it was. */
static bool is_apart(const Tested *k, const Bracket *b)
{
    const Copy *c = &k->sentence->copy;
    Words outcome = b->first->slot[SLOT_outcome];
    static const WordSet people = WORD_SET(WORDS_person, WORDS_group_noun, WORDS_subgroup_word);
    bool word = false,
         in = b->item > 0 && (token_in(&k->tokens.at[b->item - 1], WORDS_locative) || span_is(word_of(k, b->item - 1), "on"));
    for (size_t i = b->item; i < b->open; i++)
        word = word || token_is_word(&k->tokens.at[i]);
    bool read = b->item > 1 && token_in(&k->tokens.at[b->item - 2], WORDS_measured); /* "measured by oximetry (P = 0.2)" */
    if (read)
        return false;
    size_t before = b->item > 0 ? copy_offset(c, k->tokens.at[b->item - 1].from) : 0;
    /* "odds of gout for Danes (OR 0.8)" */
    bool ratio = !kind_is(b->first, KIND_p_value) && before > 0 && outcome.end + 1 == before;
    if (in && !ratio && !says(k, b->item, b->open, people)) /* "better in sleep (P = 0.2)": what is behind "in" may be measured */
        return false;
    return b->governed && word && outcome.end > 0 && outcome.start >= c->start &&
           outcome.end < copy_offset(c, k->tokens.at[b->item].from);
}

/* "(6 vs 9 days, P = 0.01)": a bracket that holds what it tests. */
static bool has_tested(const Tested *k, const Bracket *b)
{
    for (size_t i = b->open; i <= b->close; i++) {
        const Mention *m = k->tokens.at[i].atom;
        if (m != NULL && figure_kind(m) != NULL && !kind_is_test(m))
            return true;
    }
    return false;
}

/* Whether `b` is the next of a list of what `before` is of; moves its item behind words of no weight. */
static bool is_next(const Tested *k, const Bracket *before, Bracket *b)
{
    size_t i = before->close + 1;
    bool preposition = false;
    for (; i < b->open && is_light(k, i); i++) {
        if (token_in(&k->tokens.at[i], WORDS_more) ||
            token_in(&k->tokens.at[i], WORDS_less)) /* "and less pain (P = 0.02)" */
            return false;
        preposition = preposition || (k->tokens.at[i].mark == 0 && governs(k, i));
    }
    if (i == b->open || i == before->close + 1 || b->item > i)
        return false;
    b->item = i;
    Words own = b->first->slot[SLOT_outcome];
    if (own.end > 0 && own.start == before->first->slot[SLOT_outcome].start)
        return true;
    if (has_tested(k, b) || own.start < copy_offset(&k->sentence->copy, k->tokens.at[before->close].from) ||
        own.end > b->first->start)
        return false;
    const Concept *known = concept_find(k->packs, span_cut(k->sentence->normal->text, own.start, own.end), false, k->arena);
    bool outcome = known != NULL && !span_is(known->polarity, "quantity");
    static const WordSet group = WORD_SET(WORDS_group_noun);
    bool another = says(k, before->item, before->open, group) && !says(k, i, b->open, group);
    return !outcome && (preposition || !another);
}

static void align(const Tested *k, const Bracket *before, const Bracket *b)
{
    Words own = b->first->slot[SLOT_outcome];
    bool same = own.start == before->first->slot[SLOT_outcome].start;
    for (size_t i = b->open; !same && i <= b->close; i++) {
        Mention *m = k->tokens.at[i].atom;
        if (m == NULL || !kind_is_test(m) || m->slot[SLOT_outcome].start != own.start)
            continue;
        m->slot[SLOT_outcome] = before->first->slot[SLOT_outcome];
        if (m->slot[SLOT_factor].end == 0)
            m->slot[SLOT_factor] = (Words){copy_offset(&k->sentence->copy, k->tokens.at[b->item].from), own.end};
    }
}

void tested_in_sentence(const Packs *packs, const Sentence *s, Arena *a)
{
    size_t tests = 0;
    for (size_t i = 0; i < s->copy.n_atoms; i++)
        tests += kind_is_test(s->copy.atoms[i].mention);
    if (tests < 2)
        return;
    Tested k; /* over 20 KB: what is not used of it is not cleared */
    k.packs = packs, k.sentence = s, k.arena = a;
    tokens_read(packs, &s->copy, &k.tokens);
    Bracket before = bracket_next(&k, 0);
    bool list = false;
    while (before.first != NULL) {
        Bracket b = bracket_next(&k, before.close + 1);
        if (b.first == NULL)
            break;
        list = (list || is_apart(&k, &before)) && is_next(&k, &before, &b);
        if (list)
            align(&k, &before, &b);
        before = b;
    }
}
