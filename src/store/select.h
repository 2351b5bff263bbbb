/* select.h - the evidence table: figures that hold now, or that somebody decided, filtered and sorted. */
#ifndef EVITAB_STORE_SELECT_H
#define EVITAB_STORE_SELECT_H

#include "figure/cell.h"
#include "store/store.h"

/* What a table has beside the columns of a row. */
typedef enum { MORE_status, MORE_year, MORE_title, MORE_since, MORE_eligible, MORE_study, MORE_run, N_MORE } More;
extern const char *const more_name[N_MORE];

enum { N_STATUSES = 6 };
extern const char *const status_name[N_STATUSES];

typedef struct {
    const char *kind, *concept, *outcome, *group, *flag, *basis, *status, *text, *study; /* NULL: all */
    Span record;              /* the root of the one that is wanted; NULL: all */
    const char *eligible;     /* include, exclude, undecided, all; NULL: all but exclude */
    long year_low, year_high; /* 0: all */
    int sort;                 /* a Column, or N_COLUMNS and a More; -1: by record and place */
    bool down;
    long limit;               /* 0: all */
} Filter;

typedef struct {
    Cells cells; /* with the key */
    Span look;   /* figure_look of how it is read now; NULL: it is gone */
    Span more[N_MORE];
} TableRow;

/* Whether a row has this concept; the concepts that most rows have, "a, b, c". */
bool concept_is_there(Store *s, const char *concept);
void concepts_some(Store *s, Str *out);

/* The record that any of its ids names, as tables show it (`root`, in `a`); one of which only decisions are left has its own
 * name.  False: there is none. */
bool record_is_there(Store *s, Span name, Span *root, Arena *a);

/* Whether a record is of this study. */
bool study_is_there(Store *s, const char *name);

/* How many records in force are excluded. */
long records_excluded(Store *s);

/* Begins; rows come by table_next, their texts in `a`. */
Query *table_begin(Store *s, const Filter *filter);
bool table_next(Query *q, TableRow *out, Arena *a);

#endif
