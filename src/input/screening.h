/* screening.h - what the exports of screening tools say of each record: ASReview, Rayyan, Covidence, or a bare list of ids.
 * Pure. */
#ifndef EVITAB_SCREENING_H
#define EVITAB_SCREENING_H

#include "base/csv.h"

typedef enum { SHEET_NONE, SHEET_ASREVIEW, SHEET_RAYYAN, SHEET_COVIDENCE, SHEET_LIST } SheetKind;

typedef enum { SHEET_pmid, SHEET_doi, SHEET_title, SHEET_label, SHEET_notes, SHEET_note, N_SHEET_COLUMNS } SheetColumn;

typedef struct {
    const Csv *csv;
    SheetKind kind;
    Span as;                        /* include or exclude: what all rows of a Covidence sheet or list are; NULL: not told */
    size_t column[N_SHEET_COLUMNS]; /* from 1; 0: none                                                                     */
} Sheet;

typedef struct {
    Span pmid, doi;    /* as records have them; NULL: none                                             */
    Span title;        /* NULL: none                                                                   */
    Span verdict;      /* include, exclude; NULL: not decided there                                    */
    Span reason, note; /* NULL: none                                                                   */
    bool split;        /* its reviewers differ                                                         */
    bool weak;         /* the PMID is an accession number, which may be of another database            */
} Screened;

/* Tells whose sheet it is by its head, and whether it can be read so; `as` is what --as says, or NULL.  SHEET_NONE: of none of
 * them.  False: FAULT_USAGE (--as is missing or too much), FAULT_INPUT (it has neither PMIDs nor DOIs). */
bool screening_open(const Csv *csv, const char *as, Sheet *out, Fault *f) MUST_USE;

/* What row `r` (from 1; 0 is the head) says, its texts in `a` or the sheet.  False: FAULT_INPUT with row and column. */
bool screening_row(const Sheet *sheet, size_t r, Screened *out, Arena *a, Fault *f) MUST_USE;

#endif
