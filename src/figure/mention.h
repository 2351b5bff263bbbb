/* mention.h - the cascade over one sentence: numbers, then level by level what packs make of them.
 *
 * After each level every mention is one private-use code point in the sentence's copy (lower case, normalised text).
 */
#ifndef EVITAB_MENTION_H
#define EVITAB_MENTION_H

#include "base/arena.h"
#include "base/number.h"
#include "base/str.h"
#include "pattern/keyword.h"
#include "pattern/match.h"
#include "pattern/pattern.h"
#include "pattern/wanted.h"
#include "text/abbreviation.h"
#include "text/normalise.h"

/* Numbers of a mention, in the order of the slots value .. p. */
typedef enum { NUM_VALUE, NUM_LOW, NUM_HIGH, NUM_NUMERATOR, NUM_DENOMINATOR, NUM_LEVEL, NUM_P, N_NUMS } NumName;

typedef struct {
    Number number;
    uint32_t start, end; /* bytes of the normalised section text */
    const char *sign;    /* < > <= >= ~; NULL is = */
} Num;

typedef struct {
    uint32_t start, end; /* bytes of the normalised section text; end 0: none */
} Words;

typedef struct Mention {
    int type;
    bool words;            /* a number printed in words */
    bool part;             /* an interval or a level: no figure by itself */
    const Pattern *by;     /* NULL: a plain number */
    uint32_t start, end;   /* all of it, in the normalised section text */
    Words quote;           /* the value with its unit */
    Num num[N_NUMS];
    const char *set[N_SETTINGS];
    Span unit;             /* standard name, or as printed; NULL */
    Words slot[N_SLOTS];   /* words that patterns linked to it */
    Span group_text;       /* a group named elsewhere in the record; NULL */
    Span outcome_text;     /* whole what a list prints in part ("local" of "local and distant recurrence"); NULL */
    Span time_text;        /* a time put together from a list ("2- and 5-year"): "2-year"; NULL */
    const Pattern *kind_by, *link_by;
    bool group_before;     /* its group is the phrase right before it: "in the liver (11.2 months)" */
    bool list_tail;        /* a later one of a compared list: the sentence's subject is not its group */
    bool sort;             /* its outcome is what sort of people they are: "57 % were women" */
    uint32_t owed;         /* bit Slot: a rule filled it, not print */
    int order;             /* of the atom in the sentence's last copy */
    bool in_brackets;
} Mention;

typedef struct {
    uint32_t at;           /* byte in the copy */
    Mention *mention;
} Atom;

typedef struct {
    Span text;             /* the copy */
    Atom *atoms;
    size_t n_atoms;
    uint32_t start, end;   /* of the sentence in the section */
    NeedSet texts, met;    /* by the words of the sentence; by the copy as it stands */
    PatternSet wanted;     /* that could match the copy as it stands */
    Mention **arms;        /* names of arms (level 5): noted, not written into the copy */
    size_t n_arms;
} Copy;

/* What matched, for proofs and `explain`; NULL where nobody asks. */
typedef struct {
    bool *matched;         /* by Pattern.number */
    Str *out;              /* each match, and the copy after each level */
    int tried, of;         /* patterns of the level at hand: run; there */
    const Pattern *without; /* taken for not there; NULL */
} Trace;

typedef struct {
    const Packs *packs;
    Matcher *matcher;
    bool prefilter;
    Arena *arena;
    const Normal *normal;  /* the section */
    const Abbreviations *abbreviations; /* of the record */
    Trace *trace;          /* NULL: nobody asks */
    const Pattern *runaway; /* the first pattern that ran away; NULL */
    bool crowded;          /* a sentence had more numbers or matches than are looked at */
} Cascade;

/* Reads the sentence start .. end.  False: it holds no number and no word of `unreached` or `fraction` that stands for
 * one, and nothing was looked for. */
bool mentions_read(Cascade *c, size_t start, size_t end, Copy *out);

/* Looks for names of arms in a sentence that was read, with a number or without. */
void arms_read(Cascade *c, Copy *copy);

/* Calls `each` for every match of `p`, which pattern_next gave, in the copy (overlaps excluded). */
typedef void FoundFn(void *who, const Copy *copy, const Pattern *p, const size_t *ends);
void pattern_each(Cascade *c, const Copy *copy, const Pattern *p, FoundFn *each, void *who);

/* The next pattern of the level from by_level[level][i] on that could match the copy, n_by_level[level]: none.  Where somebody
 * counts what was tried, or wants no filter, none is left out. */
size_t pattern_next(const Cascade *c, const Copy *copy, int level, size_t i);

/* Writes the copy anew, with `n` mentions in the order of print, none within another. */
void copy_write(Cascade *c, Copy *copy, Mention **mentions, size_t n);

/* The copy of a part of a sentence that stays as it is: fills its `texts`, `met` and `wanted`. */
void copy_ready(const Packs *packs, Copy *copy);

/* The section offset of a byte of the copy, as a begin or as an end; the atom at a byte, or NULL. */
uint32_t copy_offset(const Copy *c, size_t at);
size_t copy_byte(const Copy *c, uint32_t offset); /* the byte that stands for one of the section, which is in no mention */
uint32_t copy_end(const Copy *c, size_t end); /* of the byte before `end`, as an end */
Mention *copy_atom(const Copy *c, size_t at);

/* The comparator that words mean ("less than": "<"); NULL: the packs' units do not have them. */
const char *sign_said(const Packs *packs, Span words);

/* How many brackets the mention's own text opens, less those that it closes: "OR 1.4 (1.1-1.8))" took in the end of one. */
int mention_brackets(Span text, const Mention *m);

/* Length of the atom at `at` in the copy: 3, or 0 if there is none. */
static inline size_t atom_at(Span text, size_t at)
{
    return at + 2 < text.len && (unsigned char)text.at[at] == 0xEE ? 3 : 0;
}

static inline int atom_type(Span text, size_t at)
{
    return (((unsigned char)text.at[at + 1] & 0x3F) << 6) | ((unsigned char)text.at[at + 2] & 0x3F);
}

#endif
