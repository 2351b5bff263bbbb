/* pattern.h - what a compiled pack holds; shared by pack, match and the rooms behind them.
 *
 * A pattern is a regular expression over the copy of a sentence: lower case, where every mention found so far is ONE
 * private-use code point.  In it
 *   {type} {a|b}        a mention of that type (or set); what it holds passes on to the mention that the pattern makes
 *   {type:slot}         the same, into a named slot: a number into value, low, high, numerator ...; a figure into figure
 *   {=name}             a fragment of the packs' `define` list
 *   {words}             up to 80 bytes of words without a figure, as few as fit
 *   {phrase:slot}       words: at the pattern's begin or end the whole phrase that ends or begins there, else as few as fit
 * Slots may end in a digit: figure1, group1, figure2, group2 belong together.
 */
#ifndef EVITAB_PATTERN_H
#define EVITAB_PATTERN_H

#include "base/arena.h"
#include "base/span.h"
#include "pattern/pack.h"

#include <stdint.h>

enum {
    TYPES_MAX = 64,      /* mention types of all packs */
    CAPTURES_MAX = 16,   /* of one pattern            */
    NEEDS_MAX = 1024,    /* distinct requirements of all packs, see keyword.h */
    PATTERNS_MAX = 1024, /* of all packs, see wanted.h */
    BRANCHES_MAX = 24,   /* alternatives of a pattern with requirements of their own */
    BRANCH_NEEDS = 8,    /* requirements of each */
    LEVELS = 8,          /* 1 .. 5 make mentions; 6 notes names of arms; 7 finds figures and links; 8 what is said of them */
    ARM_LEVEL = 6,
    FIGURE_LEVEL = 7,
    NOTE_LEVEL = 8,
    ATOM_FIRST = 0xE000,   /* code point of type 0 */
    LIST_FILTER = 512,     /* bits of the filter of a word list */
    NAME_FILTER = 1 << 15, /* bits of the filter of how names of concepts begin: five of each of three bytes */
};

/* Types that the program itself makes or asks for; the numbers come first. */
typedef enum {
    TYPE_INTEGER, TYPE_DECIMAL, TYPE_WORDNUM, TYPE_YEAR, NUMBER_TYPES,
    TYPE_ABBR = NUMBER_TYPES, TYPE_TIME, TYPE_CITE, OWN_TYPES
} OwnType;

/* What a figure can be, as its row prints it; `none` is what a pattern says to forbid a figure. */
#define KIND_LIST(X)                                                                                                   \
    X(none) X(cohort_size) X(group_size) X(proportion) X(count) X(median) X(mean) X(hazard_ratio) X(odds_ratio)         \
        X(risk_ratio) X(difference) X(change) X(rate) X(p_value)
typedef enum {
#define X(name) KIND_##name,
    KIND_LIST(X)
#undef X
        N_KINDS
} Kind;

#define SLOT_LIST(X)                                                                                                   \
    X(value) X(low) X(high) X(numerator) X(denominator) X(level) X(p) X(figure) X(outcome) X(group) X(time) X(versus)  \
        X(factor) X(per) X(source) X(sign) X(unit) X(inherit) X(among) X(also) X(favours)
typedef enum {
#define X(name) SLOT_##name,
    SLOT_LIST(X)
#undef X
        N_SLOTS
} Slot;

/* Fixed texts that a pattern gives to the mention or figure it finds (`set:`). */
#define SETTING_LIST(X)                                                                                                \
    X(kind) X(interval) X(unit) X(sign) X(measure) X(model) X(adjusted) X(p_kind) X(estimator) X(basis) X(time_role)    \
        X(contrast) X(scale) X(analysis_set) X(outcome) X(whole) X(parts) X(label) X(where)        \
        X(time_zero) X(role) X(reach) X(direction) X(needs)
typedef enum {
#define X(name) SETTING_##name,
    SETTING_LIST(X)
#undef X
        N_SETTINGS
} Setting;

typedef struct {
    Slot slot;
    int index;      /* digit at the slot's end; 0: none          */
    int group;      /* number of the capture in the expression   */
    bool atom;      /* a mention; else words                     */
} Capture;

/* What a match of one alternative requires: all of these needs. */
typedef struct {
    uint16_t need[BRANCH_NEEDS];
    int n;
} Branch;

typedef struct {
    Span text;
    const struct YamlNode *gives; /* a list of maps; NULL for refuse */
    long line;                    /* of the pack's file, from 1      */
} Example;

typedef struct Pattern {
    int n_branches; /* the pattern is tried where one is met */
    Branch branches[BRANCHES_MAX];
    Span id;        /* pack/name */
    Span regex;     /* as written */
    int level;
    int type;       /* of the mention it makes; -1: that of its value */
    const char *set[N_SETTINGS]; /* NULL: not set; a kind is one of kind_name, told by its address */
    Capture captures[CAPTURES_MAX];
    int n_captures;
    int left_phrase, right_phrase; /* slot*10+index of a phrase at the begin or end; -1: none */
    void *code;     /* match.c's */
    Example *examples;
    size_t n_examples, n_accept; /* accept first */
    long line;
    int pack;
    size_t number;  /* position among all patterns: file order */
    size_t place;   /* among all, level by level, in the order of trying: Packs.in_order */
} Pattern;

/* A word list of the packs (`words:`): what the mechanisms of phrases and links ask for. */
#define WORDS_LIST(X)                                                                                                  \
    X(not_end) X(modifier) X(adds) X(relative) X(breaks) X(leading) X(trailing) X(person) X(group_noun)                \
    X(group_preposition) X(time_word) X(whole) X(vague) X(adverb) X(average) X(changes) X(moved) X(verb) X(background_label)    \
    X(methods_label) X(no_label) X(dull) X(comparing) X(opens) X(share_noun) X(treatment) X(locative) X(measure_noun)  \
    X(own_word) X(connects) X(clause) X(narrows) X(refers) X(more) X(less) X(anybody) X(occasion) X(sets_apart)        \
    X(no_arm) X(opposite) X(no_item) X(no_item_begin) X(acts) X(helps) X(judged) X(graded) X(names_nothing) X(alike)   \
    X(measured) X(instrumental) X(enrols) X(fraction) X(time_followup) X(time_window) X(time_at) X(time_from)          \
    X(zero_randomisation) X(zero_surgery) X(zero_diagnosis) X(zero_recurrence) X(zero_treatment) X(control_word)       \
    X(site_word) X(subgroup_word) X(ratio_adjective) X(undecided) X(unreached) X(part_of) X(whose_part) X(trait)       \
    X(endpoint) X(superlative) X(accuracy) X(joins) X(in_turn) X(directs) X(topic) X(be) X(befalls) X(pronoun)         \
    X(opens_name) X(made_up) X(before_figure) X(lasts) X(governs) X(article) X(points) X(all_of) X(each) \
    X(chance) X(excels) X(irrespective) X(quantifier) X(how_many) X(refers_back) X(moves) X(stands_for)
typedef enum {
#define X(name) WORDS_##name,
    WORDS_LIST(X)
#undef X
        N_WORDS
} WordList;

/* A set of word lists, each a bit. */
typedef struct {
    uint64_t bits[2];
} WordSet;
_Static_assert(N_WORDS < 128, "a word list is a bit of a WordSet, and N_WORDS one that nothing has");

/* WORD_SET(WORDS_a, WORDS_b): the set of one to eight lists, as an initialiser; a ninth does not compile. */
#define WORD_SET(...) WORD_SET_OF(__VA_ARGS__, N_WORDS, N_WORDS, N_WORDS, N_WORDS, N_WORDS, N_WORDS, N_WORDS, N_WORDS)
#define WORD_SET_OF(a, b, c, d, e, f, g, h, ...)                                                                        \
    {{WORD_BITS(0, a, b, c, d, e, f, g, h) | WORD_SET_FITS(__VA_ARGS__), WORD_BITS(1, a, b, c, d, e, f, g, h)}}
/* Behind the eight stand as many N_WORDS as lists were given. */
#define WORD_SET_FITS(...) ((uint64_t)0 * sizeof(char[sizeof((int[]){__VA_ARGS__}) <= 8 * sizeof(int) ? 1 : -1]))
#define WORD_BITS(n, a, b, c, d, e, f, g, h)                                                                           \
    (WORD_BIT(n, a) | WORD_BIT(n, b) | WORD_BIT(n, c) | WORD_BIT(n, d) | WORD_BIT(n, e) | WORD_BIT(n, f) |             \
     WORD_BIT(n, g) | WORD_BIT(n, h))
#define WORD_BIT(n, list) ((int)(list) / 64 == (n) ? (uint64_t)1 << (list) % 64 : 0)

static inline bool word_set_has(WordSet s, WordList list)
{
    return s.bits[list / 64] >> (list % 64) & 1;
}

static inline bool word_sets_meet(WordSet a, WordSet b)
{
    return ((a.bits[0] & b.bits[0]) | (a.bits[1] & b.bits[1])) != 0;
}

static inline bool word_set_is_empty(WordSet s)
{
    return (s.bits[0] | s.bits[1]) == 0;
}

typedef struct {
    Span concept, label;
    Span polarity;     /* event, event_free, response, time or quantity; NULL                                     */
    Span complement;   /* the concept that 1 minus this one is; NULL: none, whatever the name suggests             */
    Span counts_death; /* yes, no or varies: whether death without it is one; NULL                                */
    Span parent;       /* the wider concept; NULL                                                                 */
    Span time_zero;    /* from where it counts by its nature (recurrence, of survival after it); NULL: not fixed  */
    Span among;        /* whom it counts by its nature (those who recurred, of a time to recurrence); NULL: all   */
    int pack;
} Concept;

/* One synonym of the vocabulary, or one word of a list; found by its lower-case text. */
typedef struct {
    Span text;
    uint64_t word;     /* all of a text of up to eight bytes */
    int concept;       /* index, or -1     */
    WordSet lists;     /* that hold it     */
    bool abbreviation; /* of the concept   */
} Term;

typedef struct {
    Span name, file;
} PackName;

struct Packs {
    Arena arena;
    bool builtin;             /* the packs that are being read are those built in */
    struct Yaml **files;
    PackName *names;
    size_t n_names, max_names, n_files, max_files;
    Span types[TYPES_MAX];
    uint64_t soft;            /* bit type: words of a phrase, not figures     */
    uint64_t part;            /* bit type: a figure's part, never one by itself */
    int n_types;
    struct Define {
        Span name, text;
        uint64_t types;       /* a set of types, or 0: a fragment */
    } *defines;
    size_t n_defines, max_defines;
    struct Unit {
        Span printed, name;
    } *units;
    size_t n_units, max_units;
    Pattern **patterns;       /* file order */
    size_t n_patterns, max_patterns;
    Pattern **in_order;             /* all levels, each in the order of trying */
    Pattern **by_level[LEVELS + 1]; /* where each begins in it */
    size_t n_by_level[LEVELS + 1];
    Concept *concepts;
    size_t n_concepts, max_concepts;
    Term *terms;
    size_t n_terms, max_terms;
    struct {
        uint32_t hash, term;  /* index + 1; 0: free */
    } *term_hash;             /* open addressing    */
    size_t term_hash_size;
    uint64_t may_hold[N_WORDS][LIST_FILTER / 64]; /* words of each list by list_bit() */
    uint64_t may_name[NAME_FILTER / 64]; /* names of concepts by their first bytes */
    struct Measured {
        Span key;             /* class, link and flags; see measured.h */
        long right, seen;
    } *measured;              /* by key */
    size_t n_measured, max_measured;
    struct Keywords *keywords;
    struct Around *around;
    struct Wanted *wanted;
};

/* `s` in lower case, ASCII letters only, in the arena. */
Span span_lower(Arena *a, Span s);

/* `s` as names of concepts are compared: lower case, hyphens as blanks; the same length. */
Span concept_fold(Arena *a, Span s);
const Concept *packs_concept(const Packs *p, Span concept); /* by its canonical name; NULL: none, or `concept` is NULL */

/* The term with this lower-case text, or NULL. */
const Term *packs_term(const Packs *p, Span text);

/* The bit of a word, not empty, in the filter of a list: by its length, its first byte and its last.  Of eight questions whether
 * a list holds a word, seven end there. */
static inline size_t list_bit(Span word)
{
    return ((unsigned char)word.at[0] * 37u + (unsigned char)word.at[word.len - 1] * 11u + word.len * 131u) % LIST_FILTER;
}

static inline bool packs_has(const Packs *p, WordList list, Span word)
{
    size_t bit = word.len == 0 ? 0 : list_bit(word);
    if (word.len == 0 || !(p->may_hold[list][bit / 64] >> (bit % 64) & 1))
        return false;
    const Term *t = packs_term(p, word);
    return t != NULL && word_set_has(t->lists, list);
}

/* False: no part of the text that begins where it begins is a name of a concept. */
static inline bool packs_may_name(const Packs *p, Span text)
{
    if (text.len < 3)
        return true;
    const unsigned char *at = (const unsigned char *)text.at;
    unsigned bit = (at[0] & 31u) << 10 | (at[1] & 31u) << 5 | (at[2] & 31u);
    return p->may_name[bit / 64] >> (bit % 64) & 1;
}

int packs_type(const Packs *p, const char *name); /* -1: none */
Span packs_unit(const Packs *p, Span printed);    /* its standard name, or as printed */

extern const char *const kind_name[N_KINDS];
extern const char *const slot_name[N_SLOTS];
extern const char *const setting_name[N_SETTINGS];
extern const char *const words_name[N_WORDS];

#endif
