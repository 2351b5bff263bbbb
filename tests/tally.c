#include "tests/tally.h"

#include "pattern/pattern.h"

#include <stdio.h>

static const char *const count_what[N_COUNTS] = {"kind", "row", "field"};

/* --- counting ---------------------------------------------------------------------------------- */

static Count *find(const Tally *t, CountWhat what, const char *name)
{
    for (size_t i = 0; i < t->n; i++)
        if (t->at[i].what == what && strcmp(t->at[i].name, name) == 0)
            return &t->at[i];
    return NULL;
}

static void begin_count(Tally *t, CountWhat what, const char *name)
{
    Count *c = arena_push(&t->arena, &t->at, &t->n, &t->max, sizeof *t->at);
    c->what = what;
    (void)snprintf(c->name, sizeof c->name, "%s", name);
}

void tally_begin(Tally *t)
{
    for (int i = 0; i < N_KINDS; i++)
        if (i != KIND_none)
            begin_count(t, COUNT_KIND, kind_name[i]);
    begin_count(t, COUNT_KIND, "all");
    begin_count(t, COUNT_ROW, "whole");
    for (Column c = 0; c < N_COLUMNS; c++)
        if (gold_field[c] > GOLD_PLACE)
            begin_count(t, COUNT_FIELD, column_name[c]);
}

void tally_free(Tally *t)
{
    arena_free(&t->arena);
    *t = (Tally){0};
}

/* The three counts that a row or gold row of the kind is one of; false: no such kind. */
static bool counts_of(Tally *t, Span kind, Count *out[3])
{
    char name[64];
    (void)snprintf(name, sizeof name, "%.*s", SPAN_FMT(kind));
    out[0] = find(t, COUNT_KIND, name);
    out[1] = find(t, COUNT_KIND, "all");
    out[2] = find(t, COUNT_ROW, "whole");
    return out[0] != NULL && out[0] != out[1];
}

bool tally_row(Tally *t, Span kind)
{
    Count *c[3];
    bool known = counts_of(t, kind, c);
    for (int i = 0; i < 3 && known; i++)
        c[i]->seen++;
    return known;
}

bool tally_gold(Tally *t, Span kind)
{
    Count *c[3];
    bool known = counts_of(t, kind, c);
    for (int i = 0; i < 3 && known; i++)
        c[i]->all++;
    return known;
}

void tally_pair(Tally *t, const Gold *g, const Row *r)
{
    Count *of[3];
    bool whole = counts_of(t, g->row.kind, of);
    for (Column c = 0; c < N_COLUMNS; c++) {
        if (gold_field[c] <= GOLD_PLACE)
            continue;
        Count *n = find(t, COUNT_FIELD, column_name[c]);
        bool said = gold_says(r, c), asked = gold_says(&g->row, c), alike = gold_alike(g, r, c);
        n->right += said && asked && alike;
        n->seen += said || asked;
        n->all += alike;
        whole = whole && alike;
    }
    of[0]->right++;
    of[1]->right++;
    of[2]->right += whole;
}

/* --- the floor --------------------------------------------------------------------------------- */

bool tally_read(Tally *t, Span line, Fault *f)
{
    char text[160], what[8] = "";
    Count c = {.what = N_COUNTS};
    if (span_begins(line, "#"))
        return true;
    (void)snprintf(text, sizeof text, "%.*s", SPAN_FMT(line));
    int parts = sscanf(text, "%7s %63s %ld %ld %ld", what, c.name, &c.right, &c.seen, &c.all);
    for (CountWhat i = 0; i < N_COUNTS; i++)
        if (strcmp(what, count_what[i]) == 0)
            c.what = i;
    if (parts != 5 || c.what == N_COUNTS || find(t, c.what, c.name) != NULL)
        return fault(f, FAULT_INPUT, "not a line of the floor, or one that was there");
    *(Count *)arena_push(&t->arena, &t->at, &t->n, &t->max, sizeof *t->at) = c;
    return true;
}

void tally_add_floor(const Tally *t, Str *out)
{
    str_add_text(out, "# What the corpus must give at least; `make -C build floor` writes it, `git diff` is the review.\n"
                      "# kind, row: right, rows given, gold rows.  field, of the figures found: right, said by row or gold,\n"
                      "# right or rightly left out.\n");
    for (size_t i = 0; i < t->n; i++)
        str_add_format(out, "%s %s %ld %ld %ld\n", count_what[t->at[i].what], t->at[i].name, t->at[i].right, t->at[i].seen,
                       t->at[i].all);
}

static void say(Str *out, const Count *c, const char *what, long now, long then)
{
    str_add_format(out, "\n%s %s: %ld %s, not %ld", count_what[c->what], c->name, now, what, then);
}

static void compare(const Count *c, const Count *floor, Str *out)
{
    long false_now = c->seen - c->right, false_then = floor->seen - floor->right;
    if (c->right < floor->right)
        say(out, c, "right", c->right, floor->right);
    if (c->what == COUNT_KIND && false_now > false_then)
        say(out, c, "false", false_now, false_then);
    if (c->what == COUNT_FIELD && c->all < floor->all)
        say(out, c, "right or rightly left out", c->all, floor->all);
}

void tally_compare(const Tally *t, const Tally *floor, Str *out)
{
    if (t->n != floor->n)
        str_add_format(out, "\n%zu lines, the table has %zu", floor->n, t->n);
    for (size_t i = 0; i < t->n; i++) {
        const Count *then = find(floor, t->at[i].what, t->at[i].name);
        if (then != NULL)
            compare(&t->at[i], then, out);
        else
            str_add_format(out, "\n%s %s is not in it", count_what[t->at[i].what], t->at[i].name);
    }
}

/* --- the table --------------------------------------------------------------------------------- */

static double percent(long part, long whole)
{
    return whole == 0 ? 0 : 100.0 * (double)part / (double)whole;
}

void tally_add_table(const Tally *t, Str *out)
{
    str_add_format(out, "%-32s %6s %6s %6s  %9s %6s %6s\n", "rows", "right", "given", "gold", "precision", "recall", "F1");
    for (size_t i = 0; i < t->n; i++) {
        const Count *c = &t->at[i];
        if (c->what != COUNT_FIELD)
            str_add_format(out, "%-5s %-26s %6ld %6ld %6ld  %9.1f %6.1f %6.1f\n", count_what[c->what], c->name, c->right, c->seen,
                           c->all, percent(c->right, c->seen), percent(c->right, c->all), percent(2 * c->right, c->seen + c->all));
    }
    str_add_format(out, "\n%-32s %6s %6s %9s  %15s\n", "of the figures found", "right", "said", "right, %", "or neither says");
    for (size_t i = 0; i < t->n; i++) {
        const Count *c = &t->at[i];
        if (c->what == COUNT_FIELD)
            str_add_format(out, "%-5s %-26s %6ld %6ld %9.1f  %15ld\n", count_what[c->what], c->name, c->right, c->seen,
                           percent(c->right, c->seen), c->all);
    }
}
