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

/* Whether the value is printed as a number, and not as a bound of it ("<0.01"). */
static bool is_exact(const Row *r)
{
    return r->comparator.at == NULL || span_is(r->comparator, "=");
}

/* "<1 % (1/400)", "nearly 40 % (26/62)": what the sign leaves open, in units beside the print's doubt. */
static bool sign_allows(const Row *r, double share)
{
    enum { ABOUT = 10 }; /* "about 40 %": to the nearest ten */
    const Number *v = &r->value;
    char sign = r->comparator.at != NULL && r->comparator.len > 0 ? r->comparator.at[0] : '=';
    double off = doubt(v) * (sign == '~' ? ABOUT : 1) + 1e-9;
    return (share <= v->value + off || sign == '>') && (share >= v->value - off || sign == '<');
}

static bool percent_mismatch(const Row *r)
{
    const Number *n = &r->numerator, *d = &r->denominator, *v = &r->value;
    if (!number_is(n) || !number_is(d) || !number_is(v) || r->spans.at[SPAN_VALUE].start < 0 || d->value <= 0 ||
        !span_is(r->unit, "%"))
        return false;
    if (r->estimator.at != NULL && !span_is(r->estimator, "crude"))
        return false; /* those lost from sight are not in n/N */
    return !sign_allows(r, 100 * n->value / d->value);
}

/* Whether `value` lies outside the interval, by more than the prints' doubt. */
static bool is_outside(const Row *r, double value)
{
    double off = doubt(&r->value);
    return (number_is(&r->low) && value + off < r->low.value - doubt(&r->low)) ||
           (number_is(&r->high) && value - off > r->high.value + doubt(&r->high));
}

/* A word may be the sign of the value, and of it alone: "a reduction of 2.4 days (-3.9 to -0.9)". */
static bool ci_excludes_value(const Row *r)
{
    if (!is_ci(r) || !number_is(&r->value) || !is_exact(r))
        return false;
    bool fell = number_is(&r->high) && r->high.value < 0 && r->value.value > 0;
    bool rises = fell || span_is(r->kind, "difference") || span_is(r->kind, "change");
    return is_outside(r, r->value.value) && !(rises && !is_outside(r, -r->value.value));
}

/* The least and the most that something may be, every number being off by half a unit of its last digit. */
typedef struct {
    double least, most;
} Reach;

/* ln(value) against the middle of ln(low) and ln(high). */
static Reach shift_of(const Number *v, const Number *l, const Number *h)
{
    double low = log(l->value + doubt(l)) + log(h->value + doubt(h)), high = log(l->value - doubt(l)) + log(h->value - doubt(h));
    return (Reach){log(v->value - doubt(v)) - low / 2, log(v->value + doubt(v)) - high / 2};
}

/* ln(value) lies midway between ln(low) and ln(high) for Wald intervals (Altman and Bland, BMJ 2011;343:d2090).  Exact
 * intervals of few events are askew, by no more than 0.14 times the square of half their width: counted for Poisson rates and
 * for odds ratios given the margins, of 1 to 100 events an arm. */
static bool ci_asymmetric(const Row *r)
{
    const Number *v = &r->value, *l = &r->low, *h = &r->high;
    if (!row_is_ratio(r) || !is_ci(r) || !is_exact(r) || !number_is(v) || !number_is(l) || !number_is(h))
        return false;
    if (v->value <= doubt(v) || l->value <= doubt(l) || h->value <= l->value)
        return false;
    double half = log(h->value / l->value) / 2, slack = 0.05 * half + 0.14 * half * half;
    Reach shift = shift_of(v, l, h);
    return shift.least > slack || shift.most < -slack;
}

/* How many standard errors the middle of a 95 % interval lies from ln 1. */
static Reach errors_of(const Number *l, const Number *h)
{
    Reach z = {INFINITY, 0};
    for (int i = 0; i < 4; i++) {
        double low = log(l->value + (i & 1 ? 1 : -1) * doubt(l)), high = log(h->value + (i & 2 ? 1 : -1) * doubt(h));
        double at = 1.96 * fabs(low + high) / (high - low);
        z = (Reach){fmin(z.least, at), fmax(z.most, at)};
    }
    return z;
}

static double p_of(double z)
{
    return erfc(fmax(z, 0) / sqrt(2));
}

/* Whether P is that of a test a whole standard error from the interval's: log-rank, exact and one-sided tests are nearer, but
 * go further apart where events are few and the interval wide. */
static bool p_is_far(const Row *r, bool less, bool more)
{
    const Number *l = &r->low, *h = &r->high, *p = &r->p_value;
    if (l->value <= doubt(l) || h->value - doubt(h) <= l->value + doubt(l))
        return false;
    double half = log(h->value / l->value) / 2, slack = 1 + half * half;
    Reach z = errors_of(l, h);
    bool small = p->value + (less && p->value > 0 ? 0 : doubt(p)) < p_of(z.most + slack); /* "P < 0.000" */
    bool large = p->value - (more ? 0 : doubt(p)) > p_of(z.least - slack);
    return (small && !more) || (large && !less);
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
    return (apart && !less && p - off > 0.06) || (across && !more && p + off < 0.04) || p_is_far(r, less, more);
}

/* "0.98 (0.60-1.60) and 0.52 (0.31-0.88) (P = 0.01)": one P-value behind several ratios is not of each. */
static bool shares_p(const Rows *rows, const Row *r)
{
    for (size_t i = 0; i < rows->n; i++)
        if (&rows->at[i] != r && row_is_ratio(&rows->at[i]) && rows->at[i].p_value.digits.at == r->p_value.digits.at)
            return true;
    return false;
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
        r->flags |= (Row_FLAGS)(p_disagrees(r) && !shares_p(rows, r)) << FLAG_p_disagrees;
        r->flags |= (Row_FLAGS)sum_exceeds(r) << FLAG_sum_exceeds_cohort;
    }
}
