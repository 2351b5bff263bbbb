/* prisma_print.h - the report of search and selection: as text, JSON, and a page of HTML.  Pure. */
#ifndef EVITAB_OUTPUT_PRISMA_PRINT_H
#define EVITAB_OUTPUT_PRISMA_PRINT_H

#include "base/str.h"
#include "store/prisma.h"

void prisma_text(const Prisma *p, Span project, Str *out); /* lines of cells between tabs */
void prisma_json(const Prisma *p, Span project, Str *out); /* one object               */
void prisma_page(const Prisma *p, Span project, Str *out);

#endif
