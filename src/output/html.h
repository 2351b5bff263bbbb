/* html.h - a page of HTML that needs nothing beside it: no script, no picture, no font, no address but the links to records. */
#ifndef EVITAB_OUTPUT_HTML_H
#define EVITAB_OUTPUT_HTML_H

#include "base/str.h"

void html_begin(const char *what, Span project, Str *out); /* head, and the heading "PROJECT: WHAT" */
void html_end(Str *out);

void html_add(Str *out, Span text);   /* with what HTML would read as its own escaped; NULL is a dash */
void html_cell(Str *out, Span text);  /* as a cell of a table */
void html_number(Str *out, long n);   /* the same, to the right */

/* A link to the record's page where its id is a PMID, PMCID or DOI; else the id alone. */
void html_record(Str *out, Span id);

#endif
