/* agree_rows.h - what holds of every row, whatever the text; for suites and fuzz targets. */
#ifndef EVITAB_TESTS_AGREE_ROWS_H
#define EVITAB_TESTS_AGREE_ROWS_H

#include "figure/row.h"
#include "record/record.h"
#include "text/normalise.h"
#include "text/numeral.h"
#include "base/utf8.h"

#include <stdio.h>

static inline bool agree_row_fault(const Row *r, const char *what)
{
    (void)fprintf(stderr, "row '%.*s' of section %d, at %d: %s\n", SPAN_FMT(r->quote), r->section, r->start, what);
    return false;
}

/* What stands at code points start .. end of `text`; at NULL: they are no place in it. */
static inline Span agree_at(Span text, int32_t start, int32_t end)
{
    size_t from = 0, to;
    for (int32_t i = 0; i < start && from < text.len; i++)
        from += utf8_length(text.at[from]);
    to = from;
    for (int32_t i = start; i < end && to < text.len; i++)
        to += utf8_length(text.at[to]);
    Span cut = span_cut(text, from, to);
    return start >= 0 && start < end && utf8_count(cut) == end - start ? cut : (Span){0};
}

/* Whether the print reads as the number; in a bracket, where "- 0.6" has its minus as in its text. */
static inline bool agree_reads(Span print, const Number *number, Arena *a)
{
    Normal n = normalise(arena_format(a, " (%.*s", SPAN_FMT(print)), false, a);
    Numeral read;
    size_t at = 0;
    return numeral_next(n.text, n.text.len, &at, a, &read) && span_equal(read.number.digits, number->digits);
}

static inline bool agree_spans(Span text, const Row *r, Arena *a)
{
    const Number *const numbers[N_SPANS] = {&r->value, &r->low, &r->high, &r->numerator, &r->denominator};
    for (int i = 0; i < N_SPANS; i++) {
        const Place *p = &r->spans.at[i];
        if (p->start < 0)
            continue;
        Span print = agree_at(text, p->start, p->end);
        if (print.at == NULL)
            return agree_row_fault(r, "a span is no place in the text");
        if (!agree_reads(print, numbers[i], a)) {
            (void)fprintf(stderr, "%s '%.*s', not %.*s\n", span_name[i], SPAN_FMT(print), SPAN_FMT(numbers[i]->digits));
            return agree_row_fault(r, "a span does not read as its number");
        }
    }
    return true;
}

static inline bool agree_row(const Record *record, const Row *r, Arena *a)
{
    if (r->section < -1 || r->section >= (int32_t)record->n_sections)
        return agree_row_fault(r, "there is no such section");
    Span text = r->section < 0 ? record->title : record->sections[r->section].text;
    Span print = agree_at(text, r->start, r->end);
    if (print.at == NULL || !span_equal(print, r->quote))
        return agree_row_fault(r, "the quote does not stand where it says");
    if (number_is(&r->low) && number_is(&r->high) && r->low.value > r->high.value)
        return agree_row_fault(r, "low is above high");
    if (r->kind.at == NULL || r->basis.at == NULL || r->pattern.at == NULL || r->sentence.at == NULL || r->key.len != 17)
        return agree_row_fault(r, "kind, basis, pattern, sentence or key is missing");
    return agree_spans(text, r, a);
}

/* False: one of these does not hold, and standard error says which. */
static inline bool rows_agree(const Record *record, const Rows *rows)
{
    Arena a = {0};
    bool ok = true;
    for (size_t i = 0; i < rows->n && ok; i++) {
        const Row *r = &rows->at[i], *before = i == 0 ? r : r - 1;
        ok = agree_row(record, r, &a);
        if (before->section > r->section || (before->section == r->section && before->start > r->start))
            ok = agree_row_fault(r, "stands behind a later one");
    }
    arena_free(&a);
    return ok;
}

#endif
