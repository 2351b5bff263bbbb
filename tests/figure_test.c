/* Text to rows: the columns that a case asks for; outcomes to concepts. */
#include "base/arena.h"
#include "figure/concept.h"
#include "figure/extract.h"
#include "tests/agree_rows.h"
#include "tests/cases.h"

/* Each line of a case is a section of its record. */
enum { SECTIONS_MAX = 8 };

static Packs *packs;

static void add_cell(Str *out, const Row *r, int c)
{
    const void *at = (const char *)r + column_offset[c];
    if (column_type[c] == TYPE_TEXT && ((const Span *)at)->at != NULL)
        str_add_format(out, " %s=%.*s", column_name[c], SPAN_FMT(*(const Span *)at));
    else if (column_type[c] == TYPE_NUMBER && number_is(at))
        str_add_format(out, " %s=%.*s", column_name[c], SPAN_FMT(((const Number *)at)->digits));
    else if (column_type[c] == TYPE_REAL && ((const Real *)at)->known)
        str_add_format(out, " %s=%g", column_name[c], ((const Real *)at)->value);
    else if (column_type[c] == TYPE_BOOL && *(const Bool3 *)at != BOOL_NULL)
        str_add_format(out, " %s=%s", column_name[c], *(const Bool3 *)at == BOOL_TRUE ? "true" : "false");
}

static void add_names(Str *out, const char *what, uint64_t set, const char *const *name, int n)
{
    for (int i = 0; i < n; i++)
        if (set >> i & 1)
            str_add_format(out, " %s=%s", what, name[i]);
}

static void add_row(Str *out, const Row *r)
{
    if (out->len > 0)
        str_add_byte(out, '\n');
    str_add_format(out, "%.*s %.*s", SPAN_FMT(r->kind), SPAN_FMT(r->quote));
    for (int c = COLUMN_among; c < COLUMN_repeat_of; c++)
        add_cell(out, r, c);
    if (r->repeat_of.at != NULL)
        str_add_text(out, " repeat");
    add_names(out, "inferred", r->inferred, column_name, N_COLUMNS);
    add_names(out, "flag", r->flags, flag_name, N_FLAGS);
}

static size_t sections_of(Span input, Section section[SECTIONS_MAX])
{
    size_t n = 0;
    for (size_t i = 0, end; i < input.len && n < SECTIONS_MAX; i = end + 1) {
        for (end = i; end < input.len && input.at[end] != '\n'; end++)
            ;
        section[n++].text = span_cut(input, i, end);
    }
    return n;
}

static Extractor *extractor;

/* The rows of a record outlive what the extractor reads next. */
static void read_another(void)
{
    Arena arena = {0};
    Section section = {.text = SPAN_LIT("Local recurrence (LR) was lower with total mesorectal excision (TME): 5% of 120 patients against 9% of 118 in the"
                                        " control group (hazard ratio 0.55; 95% CI 0.40-0.75; P < 0.001) at 5 years.")};
    Record record = {.doc = SPAN_LIT("another"), .sections = &section, .n_sections = 1};
    Rows rows = {0};
    Fault f = {0};
    ck_assert(extract_record(extractor, &record, &arena, &rows, &f));
    arena_free(&arena);
}

/* A case's sections, one a line, and what is found in them; case_read fills it, case_free frees it. */
typedef struct {
    Arena arena;
    Section section[SECTIONS_MAX];
    Record record;
    Rows rows;
} Case;

static bool case_read(Case *c, Span input, Fault *f)
{
    *c = (Case){.record = {.doc = SPAN_LIT("case"), .sections = c->section}};
    c->record.n_sections = sections_of(input, c->section);
    bool ok = extract_record(extractor, &c->record, &c->arena, &c->rows, f);
    read_another();
    ck_assert(rows_agree(&c->record, &c->rows));
    return ok;
}

static bool run_outcomes(Span input, Str *out, Fault *f)
{
    Case c;
    bool ok = case_read(&c, input, f);
    for (size_t i = 0; i < c.rows.n; i++) {
        const Row *r = &c.rows.at[i];
        str_add_format(out, "%s%.*s | %.*s", i > 0 ? "\n" : "", SPAN_FMT(r->quote), SPAN_FMT(r->outcome));
        if (r->factor.at != NULL)
            str_add_format(out, " | %.*s", SPAN_FMT(r->factor));
    }
    arena_free(&c.arena);
    return ok;
}

static bool run_methods(Span input, Str *out, Fault *f)
{
    Case c;
    bool ok = case_read(&c, input, f);
    for (size_t i = 0; i < c.rows.n; i++)
        add_row(out, &c.rows.at[i]);
    arena_free(&c.arena);
    return ok;
}

/* Which numbers are rows, and of what kind. */
static bool run_kinds(Span input, Str *out, Fault *f)
{
    Case c;
    bool ok = case_read(&c, input, f);
    if (c.rows.n == 0)
        str_add_text(out, "-");
    for (size_t i = 0; i < c.rows.n; i++) {
        const Row *r = &c.rows.at[i];
        str_add_format(out, "%s%.*s | %.*s", i > 0 ? "\n" : "", SPAN_FMT(r->quote), SPAN_FMT(r->kind));
        if (number_is(&r->numerator))
            str_add_format(out, " %.*s/%.*s", SPAN_FMT(r->numerator.digits), SPAN_FMT(r->denominator.digits));
    }
    arena_free(&c.arena);
    return ok;
}

static void add_number(Str *out, const char *before, const Number *n)
{
    if (number_is(n))
        str_add_format(out, "%s%.*s", before, SPAN_FMT(n->digits));
}

/* Which numbers one figure has: value, spread, counts, P-value, and what does not add up. */
static bool run_numbers(Span input, Str *out, Fault *f)
{
    Case c;
    bool ok = case_read(&c, input, f);
    for (size_t i = 0; i < c.rows.n; i++) {
        const Row *r = &c.rows.at[i];
        if (span_is(r->kind, "p_value"))
            continue;
        str_add_format(out, "%s%.*s", out->len > 0 ? "\n" : "", SPAN_FMT(r->kind));
        add_number(out, " ", &r->value);
        if (r->interval.at != NULL)
            str_add_format(out, ", %.*s", SPAN_FMT(r->interval));
        add_number(out, " ", &r->low);
        add_number(out, " to ", &r->high);
        add_number(out, ", ", &r->numerator);
        add_number(out, "/", &r->denominator);
        if (number_is(&r->p_value))
            str_add_format(out, ", P %.*s %.*s", SPAN_FMT(r->p_comparator), SPAN_FMT(r->p_value.digits));
        for (int k = 0; k < N_FLAGS; k++)
            if (r->flags & 1u << k)
                str_add_format(out, ", %s", flag_name[k]);
    }
    arena_free(&c.arena);
    return ok;
}

/* Each line is an outcome. */
static bool run_concepts(Span input, Str *out, Fault *f)
{
    (void)f;
    Arena arena = {0};
    for (size_t at = 0, end; at < input.len; at = end + 1) {
        for (end = at; end < input.len && input.at[end] != '\n';)
            end++;
        const Concept *c = concept_find(packs, span_cut(input, at, end), false, &arena);
        str_add_format(out, "%s%.*s", at == 0 ? "" : "\n", SPAN_FMT(c == NULL ? SPAN_LIT("-") : c->concept));
    }
    arena_free(&arena);
    return true;
}

static void add_linked(Str *out, const Row *r)
{
    if (out->len > 0)
        str_add_byte(out, '\n');
    str_add_format(out, "%.*s | %.*s | %.*s", SPAN_FMT(r->quote), SPAN_FMT(r->group), SPAN_FMT(r->timepoint));
}

static bool run_groups(Span input, Str *out, Fault *f)
{
    Case c;
    bool ok = case_read(&c, input, f);
    for (size_t i = 0; i < c.rows.n; i++)
        if (!span_is(c.rows.at[i].kind, "p_value") && !span_is(c.rows.at[i].kind, "group_size") && !span_is(c.rows.at[i].kind, "cohort_size"))
            add_linked(out, &c.rows.at[i]);
    arena_free(&c.arena);
    return ok;
}

/* P-values only. */
static bool run_tested(Span input, Str *out, Fault *f)
{
    Case c;
    bool ok = case_read(&c, input, f);
    for (size_t i = 0; i < c.rows.n; i++)
        if (span_is(c.rows.at[i].kind, "p_value"))
            add_linked(out, &c.rows.at[i]);
    arena_free(&c.arena);
    return ok;
}

int main(void)
{
    Fault f = {0};
    packs = packs_load(&f);
    if (packs == NULL)
        return 1;
    extractor = extractor_open(packs, true);
    Suite *suite = suite_create("figure");
    cases_add(suite, "outcomes.case", run_outcomes);
    cases_add(suite, "methods.case", run_methods);
    cases_add(suite, "concepts.case", run_concepts);
    cases_add(suite, "groups.case", run_groups);
    cases_add(suite, "tested.case", run_tested);
    cases_add(suite, "kinds.case", run_kinds);
    cases_add(suite, "numbers.case", run_numbers);
    int status = suite_run(suite);
    extractor_close(extractor);
    packs_free(packs);
    return status;
}
