/* change_page.h - what runs changed, as a page of HTML. */
#ifndef EVITAB_OUTPUT_CHANGE_PAGE_H
#define EVITAB_OUTPUT_CHANGE_PAGE_H

#include "output/html.h"
#include "store/changes.h"

enum { CHANGE_PAGE_MAX = 1000 }; /* lines of one kind; more are counted: a browser cannot show all rows of a first run */

typedef struct {
    bool open;       /* a table is */
    ChangeKind kind; /* that it shows */
    long n;
} ChangePage;

/* Adds the next change; those of one kind come together, in a table under its heading. */
void change_page_add(ChangePage *p, const Change *c, Str *out);
/* Ends the last table; *p is empty again. */
void change_page_end(ChangePage *p, Str *out);

#endif
