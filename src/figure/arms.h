/* arms.h - the arms and groups that a record names: "assigned to X", "X group", "X (n = 85)", "X versus Y" in the title. */
#ifndef EVITAB_ARMS_H
#define EVITAB_ARMS_H

#include "figure/compose.h"
#include "figure/labels.h"

enum { ARMS_MAX = 24, ARM_PAIRS_MAX = 32, ARM_NAME_BYTES = 60, ARMS_LISTED_MAX = 6 };

typedef struct {
    Span name;      /* normalised, lower case, without articles and group words */
    Span print;     /* as printed where it was named first */
    unsigned votes; /* how often it was named              */
    bool sized;     /* those in it are counted             */
    int side;       /* 0, 1: of the two that are compared; -1; by sides.h */
} Arm;

/* Two names that are set against each other: "X or Y", "the X group and the Y group". */
typedef struct {
    size_t first, second; /* of Arms.at */
    unsigned times;
} ArmPair;

typedef struct {
    Arm at[ARMS_MAX];
    size_t n;
    ArmPair pairs[ARM_PAIRS_MAX];
    size_t n_pairs;
    bool two;     /* the record compares two arms ... */
    Span side[2]; /* ... of these names, as printed; the control, where it is known, is the second */
    bool turned;  /* it is named first */
    Span listed[ARMS_LISTED_MAX]; /* three arms or more that are set against each other, as they are named first */
    size_t n_listed;              /* 0: not so */
    Labels labels;
} Arms;

/* In the order in which they are named; which are the two that are compared, sides_find() says. */
void arms_find(const Packs *packs, const Sentence *sentences, size_t n, Arena *a, Arms *out);

/* Its print without the words that say only that it is a group ("patients in the almirex arm": almirex). */
Span arm_short(const Packs *packs, Span print);

/* False: words that begin with this one, which is lower case and tells one group from another, name no arm. */
bool arms_may_begin(const Arms *arms, Span word);

/* The words that tell it from another, in lower case; into `low`. */
Span arms_core(const Packs *packs, Span words, char low[ARM_NAME_BYTES]);

/* The arm that these words name, or -1: the same words, or an abbreviation of them.  *more: it may be that these words and
 * more, behind a blank, name one. */
int arms_begun(const Packs *packs, const Arms *arms, Span words, bool *more);
int arms_which(const Packs *packs, const Arms *arms, Span words);

#endif
