/* gold.h - gold rows: what a careful reader finds in a record, a JSON object a line of corpus/NAME.gold.jsonl.
 *
 * Its members are columns of the row (null is as if left out; start and end need not be said), and `context`: a piece of the section that stands in it once;
 * the first `quote` in it is the figure's number text.  Columns that the program alone can know are none of gold's.
 */
#ifndef EVITAB_TESTS_GOLD_H
#define EVITAB_TESTS_GOLD_H

#include "base/arena.h"
#include "base/fault.h"
#include "figure/row.h"
#include "record/record.h"

/* How a column of a row is compared with gold's. */
typedef enum {
    GOLD_NEVER,  /* gold has no such column                                              */
    GOLD_PLACE,  /* gold has it; rows are matched by it: doc, section, quote, kind, value */
    GOLD_EXACT,  /* the same text, number or set                                          */
    GOLD_WORDS,  /* the same content words, in any order: a number is one                 */
    GOLD_PHRASE, /* content words in common: F1 of 0.5 or more                            */
} GoldField;

typedef struct {
    Row row; /* start and end are set by gold_locate */
    Span context;
    long line;   /* of its file                  */
    bool placed; /* gold_locate found it         */
    bool taken;  /* matched with a row           */
} Gold;

extern const GoldField gold_field[N_COLUMNS];

/* Reads one line; its text lives in `a`.  False: FAULT_INPUT (no JSON object; a member that is no column of gold's, or whose
 * value is of another type than the column's; doc, section, context, quote or kind left out). */
bool gold_read(Span line, Arena *a, Gold *out, Fault *f) MUST_USE;

/* The text of a section of `r`; -1 is the title.  {NULL}: there is none. */
Span gold_section(const Record *r, int32_t section);

/* Finds where in `r`, its record, the gold row stands.  False: FAULT_INPUT (no such section, the context not once in it, the
 * quote not in the context). */
bool gold_locate(Gold *g, const Record *r, Fault *f) MUST_USE;

/* How many code points `r`, a row of the same record, shares with the gold row if it is the same figure: the same section,
 * kind and value, or of a range without one the same ends.  0: it is not. */
int32_t gold_match(const Gold *g, const Row *r);

/* Whether a row says something in a column. */
bool gold_says(const Row *r, Column c);

/* Whether the row has in the column what gold has, as gold_field compares it. */
bool gold_alike(const Gold *g, const Row *r, Column c);

#endif
