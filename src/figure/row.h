/* row.h - one figure, as every output prints it. */
#ifndef EVITAB_ROW_H
#define EVITAB_ROW_H

#include "base/number.h"
#include "base/span.h"

#include <stdint.h>

typedef enum { SPAN_VALUE, SPAN_LOW, SPAN_HIGH, SPAN_NUMERATOR, SPAN_DENOMINATOR, N_SPANS } SpanName;

typedef struct {
    int32_t start, end; /* code points of the section; half open; start -1: not printed */
} Place;

typedef struct {
    double value;
    bool known;
} Real;

typedef enum { BOOL_NULL, BOOL_FALSE, BOOL_TRUE } Bool3;

typedef enum {
#define FLAG(name, help) FLAG_##name,
#include "figure/flags.def"
#undef FLAG
    N_FLAGS
} FlagName;

typedef enum {
#define COLUMN(name, type, help) COLUMN_##name,
#include "figure/columns.def"
#undef COLUMN
    N_COLUMNS
} Column;

typedef enum { TYPE_TEXT, TYPE_INT, TYPE_NUMBER, TYPE_REAL, TYPE_BOOL, TYPE_SPANS, TYPE_FLAGS, TYPE_FIELDS } ColumnType;

/* C types of the columns' types. */
typedef Span Row_TEXT;
typedef int32_t Row_INT;
typedef Number Row_NUMBER;
typedef Real Row_REAL;
typedef Bool3 Row_BOOL;
typedef struct {
    Place at[N_SPANS];
} Row_SPANS;
typedef uint32_t Row_FLAGS;  /* bit FlagName */
typedef uint64_t Row_FIELDS; /* bit Column   */

/* Where words stand that a number is linked to: nowhere, next to it, in its sentence, not in it. */
typedef enum { LINK_NONE, LINK_BESIDE, LINK_APART, LINK_ELSEWHERE, N_LINKS } LinkType;

typedef struct {
#define COLUMN(name, type, help) Row_##type name;
#include "figure/columns.def"
#undef COLUMN
    LinkType outcome_link, group_link, time_link; /* for its confidence; no columns */
} Row; /* all text lives in the arena of the record */

typedef struct {
    Row *at;
    size_t n, max;
} Rows;

static inline bool row_is_ratio(const Row *r)
{
    return span_is(r->kind, "hazard_ratio") || span_is(r->kind, "odds_ratio") || span_is(r->kind, "risk_ratio");
}

extern const char *const column_name[N_COLUMNS];
extern const char *const column_help[N_COLUMNS];
extern const ColumnType column_type[N_COLUMNS];
extern const size_t column_offset[N_COLUMNS]; /* bytes into Row */
extern const char *const flag_name[N_FLAGS];
extern const char *const flag_help[N_FLAGS];
extern const char *const span_name[N_SPANS];

#endif
