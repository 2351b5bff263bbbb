#include "tests/measure.h"

#include <stdlib.h>

void measures_free(Measures *m)
{
    arena_free(&m->arena);
    *m = (Measures){0};
}

bool measure_is_right(const Gold *g, const Row *r)
{
    static const Column whole[] = {COLUMN_low,       COLUMN_high,        COLUMN_interval, COLUMN_unit,  COLUMN_numerator,
                                   COLUMN_denominator, COLUMN_comparator, COLUMN_outcome,  COLUMN_group, COLUMN_timepoint};
    for (size_t i = 0; i < sizeof whole / sizeof whole[0]; i++)
        if (!gold_alike(g, r, whole[i]))
            return false;
    return true;
}

void measure_row(Measures *m, const Row *r, bool right)
{
    FoundBy by = row_found_by(r, &m->arena);
    size_t i = 0;
    while (i < m->n && !(span_equal(m->at[i].by.of, by.of) && span_equal(m->at[i].by.link, by.link) && span_equal(m->at[i].by.flags, by.flags)))
        i++;
    if (i == m->n) {
        Measure *new = arena_push(&m->arena, &m->at, &m->n, &m->max, sizeof *m->at);
        new->by = (FoundBy){arena_copy(&m->arena, by.of), arena_copy(&m->arena, by.link), arena_copy(&m->arena, by.flags)};
    }
    m->at[i].seen++;
    m->at[i].right += right;
}

static int compare(const void *a, const void *b)
{
    const FoundBy *x = &((const Measure *)a)->by, *y = &((const Measure *)b)->by;
    int c = strcmp(x->of.at, y->of.at);
    c = c != 0 ? c : strcmp(x->link.at, y->link.at);
    return c != 0 ? c : strcmp(x->flags.at, y->flags.at);
}

void measures_print(Measures *m, Str *out)
{
    if (m->n > 1)
        qsort(m->at, m->n, sizeof *m->at, compare);
    str_add_text(out, "# Of rows found in one way, how many were right as a whole; `make calibrate` writes it.\n"
                      "evitab-pack: 1\nname: measured\nmeasured:\n");
    for (size_t i = 0; i < m->n; i++) {
        const Measure *k = &m->at[i];
        str_add_format(out, "  - {class: %s, link: '%s', flags: '%s', right: %ld, seen: %ld}\n", k->by.of.at, k->by.link.at, k->by.flags.at,
                       k->right, k->seen);
    }
}
