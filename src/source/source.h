/* source.h - what all sources on the network share: a query, numbers of records, what a search says. */
#ifndef EVITAB_SOURCE_SOURCE_H
#define EVITAB_SOURCE_SOURCE_H

#include "base/arena.h"
#include "source/http.h"

#include <stdint.h>

typedef struct {
    Span text;           /* as the source's own search reads it   */
    Span contact;        /* an e-mail address                     */
    Span key;            /* of the API; NULL: none                */
    Span base;           /* NUL-ended, ends in '/'                */
} SourceQuery;

/* Numbers of records, as the source counts them: ascending, each once, after numbers_sort. */
typedef struct {
    int64_t *at; /* owned */
    size_t n, max;
} Numbers;

void numbers_add(Numbers *s, int64_t number);
void numbers_sort(Numbers *s);
bool numbers_have(const Numbers *s, int64_t number); /* sorted */
/* Those of `a` that `b` has not (or has); both sorted; *out, empty before, is then too. */
void numbers_part(const Numbers *a, const Numbers *b, bool in_b, Numbers *out);
void numbers_free(Numbers *s);

#endif
