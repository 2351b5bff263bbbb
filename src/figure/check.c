#include "figure/check.h"

#include <math.h>

/* Half a unit of the last printed digit. */
static double doubt(const Number *n)
{
    return 0.5 * pow(10.0, -n->decimals);
}

static bool is_ci(const Row *r)
{
    return r->interval.at != NULL && r->interval.len >= 4 && span_begins(r->interval, "ci");
}

static bool percent_mismatch(const Row *r)
{
    const Number *n = &r->numerator, *d = &r->denominator, *v = &r->value;
    if (!number_is(n) || !number_is(d) || !number_is(v) || r->spans.at[SPAN_VALUE].start < 0 || d->value <= 0 ||
        !span_is(r->unit, "%"))
        return false;
    if (r->estimator.at != NULL && !span_is(r->estimator, "crude"))
        return false; /* those lost from sight are not in n/N */
    return fabs(100 * n->value / d->value - v->value) > doubt(v) + 1e-9;
}

/* Whether `value` lies outside the interval, by more than the prints' doubt. */
static bool is_outside(const Row *r, double value)
{
    double off = doubt(&r->value);
    return (number_is(&r->low) && value + off < r->low.value - doubt(&r->low)) ||
           (number_is(&r->high) && value - off > r->high.value + doubt(&r->high));
}

/* Of what rises or falls a word may be the sign of the value, and of it alone: "a reduction of 2.4 days (-3.9 to -0.9)". */
static bool ci_excludes_value(const Row *r)
{
    if (!is_ci(r) || !number_is(&r->value))
        return false;
    bool rises = span_is(r->kind, "difference") || span_is(r->kind, "change");
    return is_outside(r, r->value.value) && !(rises && !is_outside(r, -r->value.value));
}

/* ln(value) lies midway between ln(low) and ln(high) for Wald intervals (Altman and Bland, BMJ 2011;343:d2090); every
 * number may be off by half a unit of its last digit. */
static bool ci_asymmetric(const Row *r)
{
    const Number *v = &r->value, *l = &r->low, *h = &r->high;
    if (!row_is_ratio(r) || !is_ci(r) || !number_is(v) || !number_is(l) || !number_is(h) || v->value <= 0)
        return false;
    double least = (l->value - doubt(l)) * (h->value - doubt(h)), most = (l->value + doubt(l)) * (h->value + doubt(h));
    double low = (v->value - doubt(v)) * (v->value - doubt(v)), high = (v->value + doubt(v)) * (v->value + doubt(v));
    double slack = 1.10; /* exact and profile intervals are a little askew */
    return l->value > 0 && (low > most * slack || high * slack < least);
}

/* A 95 % interval that leaves out 1 goes with P < 0.05. */
static bool p_disagrees(const Row *r)
{
    if (!row_is_ratio(r) || !is_ci(r) || !span_is(r->interval, "ci95") || !number_is(&r->p_value) || !number_is(&r->low) ||
        !number_is(&r->high) || r->p_kind.at != NULL)
        return false;
    bool apart = r->low.value - doubt(&r->low) > 1 || r->high.value + doubt(&r->high) < 1;
    bool across = r->low.value + doubt(&r->low) < 1 && r->high.value - doubt(&r->high) > 1;
    bool less = r->p_comparator.at != NULL && r->p_comparator.at[0] == '<';
    bool more = r->p_comparator.at != NULL && r->p_comparator.at[0] == '>';
    double p = r->p_value.value, off = doubt(&r->p_value);
    return (apart && !less && p - off > 0.06) || (across && !more && p + off < 0.04);
}

static bool sum_exceeds(const Row *r)
{
    return number_is(&r->numerator) && number_is(&r->denominator) && r->numerator.value > r->denominator.value;
}

void rows_check(Rows *rows)
{
    for (size_t i = 0; i < rows->n; i++) {
        Row *r = &rows->at[i];
        r->flags |= (Row_FLAGS)percent_mismatch(r) << FLAG_percent_mismatch;
        r->flags |= (Row_FLAGS)ci_excludes_value(r) << FLAG_ci_excludes_value;
        r->flags |= (Row_FLAGS)ci_asymmetric(r) << FLAG_ci_asymmetric;
        r->flags |= (Row_FLAGS)p_disagrees(r) << FLAG_p_disagrees;
        r->flags |= (Row_FLAGS)sum_exceeds(r) << FLAG_sum_exceeds_cohort;
    }
}
