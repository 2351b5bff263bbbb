#include "figure/settle.h"

#include "figure/compose.h"

#include <math.h>

static double unit_of(const Number *n)
{
    return pow(10, -n->decimals);
}

static bool lies_in(double value, double low, double high)
{
    return low <= value && value <= high;
}

static bool has_counts(const Mention *m)
{
    return number_is(&m->num[NUM_NUMERATOR].number) && number_is(&m->num[NUM_DENOMINATOR].number) &&
           m->num[NUM_DENOMINATOR].number.value > 0;
}

/* How far n/N is from the percentage `value`. */
static double counts_off(const Mention *m, double value)
{
    return fabs(100 * m->num[NUM_NUMERATOR].number.value / m->num[NUM_DENOMINATOR].number.value - value);
}

/* "with drains -35% (14/40)": no share is negative; what stands before it is a dash. */
static void dash_leaves(Mention *m)
{
    Num *v = &m->num[NUM_VALUE];
    Span digits = v->number.digits;
    if (v->number.value >= 0 || digits.len < 2 || digits.at[0] != '-' || counts_off(m, -v->number.value) > unit_of(&v->number))
        return;
    if (m->quote.start == v->start)
        m->quote.start++;
    v->start++;
    v->number.value = -v->number.value;
    v->number.digits = span_cut(digits, 1, digits.len);
}

/* "24/7 (12%)": more than the whole, and not the two changed over either. */
static bool is_no_part(const Mention *m)
{
    const Number *n = &m->num[NUM_NUMERATOR].number, *d = &m->num[NUM_DENOMINATOR].number, *v = &m->num[NUM_VALUE].number;
    return n->value > d->value && counts_off(m, v->value) > unit_of(v) &&
           fabs(100 * d->value / n->value - v->value) > unit_of(v);
}

/* "31.6% in regulars (41/80)": counts that stand behind a group and do not give the percentage tell how many the group has;
 * "fell by 29% (12/40 v 17/40)": those behind a change are of one side. */
static void strange_counts_leave(Mention *m)
{
    const Num *v = &m->num[NUM_VALUE], *n = &m->num[NUM_NUMERATOR];
    Words group = m->slot[SLOT_group];
    bool behind = group.end > group.start && v->end <= group.start && group.end <= n->start;
    bool change = kind_is(m, KIND_change) || kind_is(m, KIND_difference);
    double off = counts_off(m, v->number.value), unit = unit_of(&v->number);
    if (is_no_part(m) || (behind && off > unit) || (change && off > unit / 2))
        m->num[NUM_NUMERATOR] = m->num[NUM_DENOMINATOR] = (Num){0};
}

/* "difference in weight - 2.3 kg (95% CI -5.6 to 1.0)": the interval tells that the dash is a minus. */
static void dash_becomes_minus(Mention *m, Span text, Arena *arena)
{
    enum { DASH = 2 }; /* "- " */
    Num *v = &m->num[NUM_VALUE];
    const Number *a = &m->num[NUM_LOW].number, *b = &m->num[NUM_HIGH].number;
    if (!number_is(a) || !number_is(b) || m->set[SETTING_interval] != NULL || v->number.value <= 0)
        return;
    double low = fmin(a->value, b->value), high = fmax(a->value, b->value), value = v->number.value;
    bool dash = v->start > DASH && text.at[v->start - 1] == ' ' && text.at[v->start - 2] == '-' && text.at[v->start - 3] == ' ';
    if (!dash || lies_in(value, low, high) || !lies_in(-value, low, high))
        return;
    if (m->quote.start == v->start)
        m->quote.start -= DASH;
    v->start -= DASH;
    v->number.value = -value;
    v->number.digits = arena_format(arena, "-%.*s", SPAN_FMT(v->number.digits));
}

/* "31.2 vs 27.1 kg (95% CI 1.1-7.1)": the interval behind a pair that does not hold the second, but the difference, is its. */
static void interval_of_pair_leaves(const Mention *first, Mention *m)
{
    const Number *x = &first->num[NUM_VALUE].number, *y = &m->num[NUM_VALUE].number;
    const Number *a = &m->num[NUM_LOW].number, *b = &m->num[NUM_HIGH].number;
    if (figure_kind(first) != figure_kind(m) || kind_is_test(m))
        return;
    if (!number_is(x) || !number_is(a) || !number_is(b) || m->set[SETTING_interval] != NULL)
        return;
    double low = fmin(a->value, b->value), high = fmax(a->value, b->value), apart = y->value - x->value;
    if (lies_in(y->value, low, high) || !(lies_in(apart, low, high) || lies_in(-apart, low, high)))
        return;
    m->num[NUM_LOW] = m->num[NUM_HIGH] = m->num[NUM_LEVEL] = (Num){0};
}

void figures_settle(const Copy *copy, Span text, Arena *arena)
{
    const Mention *before = NULL;
    for (size_t i = 0; i < copy->n_atoms; i++) {
        Mention *m = copy->atoms[i].mention;
        if (m->part || !number_is(&m->num[NUM_VALUE].number))
            continue;
        if (has_counts(m)) {
            dash_leaves(m);
            strange_counts_leave(m);
        }
        dash_becomes_minus(m, text, arena);
        if (before != NULL && figure_kind(m) != NULL)
            interval_of_pair_leaves(before, m);
        before = figure_kind(m) != NULL ? m : before;
    }
}
