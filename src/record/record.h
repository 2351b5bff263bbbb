/* record.h - what a record is: types only.  All text lives in the arena that the parser was given. */
#ifndef EVITAB_RECORD_H
#define EVITAB_RECORD_H

#include "base/span.h"

typedef struct {
    Span label;    /* as printed ("MATERIALS AND METHODS"); NULL if the part has none      */
    Span category; /* NLM's: BACKGROUND OBJECTIVE METHODS RESULTS CONCLUSIONS UNASSIGNED; NULL  */
    Span text;     /* fixed by the reader; offsets of rows count in it; may be empty       */
} Section;

typedef struct {
    Span type;   /* RefType as printed: RetractionIn, ErratumFor, UpdateOf, ... */
    Span pmid;   /* NULL where the link has none                                */
    Span source; /* the citation as printed; NULL                               */
} Relation;

typedef struct {
    Span type, language; /* Publisher, plain-language-summary ...; eng where none is given */
    Section *sections;
    size_t n_sections;
} OtherAbstract; /* stored and counted, never extracted */

typedef struct {
    Span *at;
    size_t n, max;
} SpanList;

typedef enum { RECORD_ARTICLE, RECORD_BOOK, RECORD_TEXT, RECORD_DELETED } RecordKind;

typedef struct {
    RecordKind kind;   /* RECORD_DELETED: the source withdrew `doc`; it has no text */
    Span doc;          /* PMID, else DOI; the id given (JSON lines); the path as given (plain text) */
    Span pmid, pmcid, doi; /* canonical: digits; PMC and digits; lower case; NULL if none */
    Span version;      /* of the PMID, as printed; NULL                              */
    Span title;        /* section -1; without the brackets of a translated title     */
    Span vernacular_title;
    Span journal, journal_abbreviation, volume, issue, pages;
    Span year;         /* four digits, also out of a MedlineDate; NULL               */
    Span date;         /* of publication, as printed, parts joined by blanks         */
    Span revised;      /* YYYY-MM-DD; NULL                                           */
    Span status;       /* MEDLINE, Publisher, In-Process ...; NULL                   */
    SpanList authors;  /* "Last Fore" as printed, or the collective name             */
    SpanList languages, types, mesh, keywords;
    SpanList registry; /* NCT01234567 ...: numbers of DataBankList                   */
    Relation *relations;
    size_t n_relations;
    Section *sections; /* 0, 1, ... in print order, empty ones too                   */
    size_t n_sections;
    OtherAbstract *others;
    size_t n_others;
    bool translated;   /* the title stood in brackets                                */
    bool retracted;    /* by publication type or RetractionIn; a notice itself is not */
    bool truncated;    /* the abstract ends "(ABSTRACT TRUNCATED ...)"                */
} Record;

#endif
