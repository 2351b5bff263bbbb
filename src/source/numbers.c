#include "source/source.h"

#include <stdlib.h>

void numbers_add(Numbers *s, int64_t number)
{
    if (s->n == s->max) {
        s->max = s->max * 2 + 64;
        s->at = realloc(s->at, s->max * sizeof *s->at);
        if (s->at == NULL)
            out_of_memory();
    }
    s->at[s->n++] = number;
}

static int ascending(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

void numbers_sort(Numbers *s)
{
    if (s->n == 0)
        return;
    qsort(s->at, s->n, sizeof *s->at, ascending);
    size_t n = 1;
    for (size_t i = 1; i < s->n; i++)
        if (s->at[i] != s->at[n - 1])
            s->at[n++] = s->at[i];
    s->n = n;
}

bool numbers_have(const Numbers *s, int64_t number)
{
    return s->n > 0 && bsearch(&number, s->at, s->n, sizeof number, ascending) != NULL;
}

void numbers_part(const Numbers *a, const Numbers *b, bool in_b, Numbers *out)
{
    for (size_t i = 0; i < a->n; i++)
        if (numbers_have(b, a->at[i]) == in_b)
            numbers_add(out, a->at[i]);
}

void numbers_free(Numbers *s)
{
    free(s->at);
    *s = (Numbers){0};
}
