/* What holds of every example of the packs built in, beside what it promises: it is read the same by whoever reads it. */
#include "base/arena.h"
#include "figure/extract.h"
#include "output/table.h"
#include "pattern/around.h"
#include "pattern/factor.h"
#include "pattern/match.h"
#include "pattern/need.h"
#include "pattern/pattern.h"
#include "pattern/piece.h"
#include "tests/cases.h"
#include "base/utf8.h"

#include <stdlib.h>

static Packs *packs;

/* Where the `n`-th code point of the text begins. */
static size_t byte_of(Span text, int32_t n)
{
    size_t i = 0;
    for (; n > 0 && i < text.len; n--)
        i += utf8_length(text.at[i]);
    return i;
}

static void check_place(const Row *r, Span text)
{
    ck_assert_msg(r->start >= 0 && r->start < r->end && r->end <= utf8_count(text), "place %d-%d", r->start, r->end);
    Span at = span_cut(text, byte_of(text, r->start), byte_of(text, r->end));
    ck_assert_msg(span_equal(at, r->quote), "quote '%.*s', at its place '%.*s'", SPAN_FMT(r->quote), SPAN_FMT(at));
}

static void read_by(Extractor *e, Span text, Str *out)
{
    Arena arena = {0};
    Section section = {.text = text};
    Record record = {.doc = SPAN_LIT("example"), .sections = &section, .n_sections = 1};
    Rows rows = {0};
    Fault f = {0};
    bool ok = extract_record(e, &record, &arena, &rows, &f);
    ck_assert_msg(ok, "%s: %.*s", f.what, SPAN_FMT(text));
    for (size_t i = 0; i < rows.n; i++) {
        check_place(&rows.at[i], text);
        table_row(TABLE_NDJSON, &rows.at[i], out);
    }
    arena_free(&arena);
}

/* Nobody else checks the expressions of the packs built in. */
START_TEST(expressions_compile)
{
    for (size_t i = 0; i < packs->n_patterns; i++) {
        Fault f = {0};
        ck_assert_msg(code_check(packs->patterns[i]->code, &f), "%.*s: %s", SPAN_FMT(packs->patterns[i]->id), f.what);
    }
}
END_TEST

/* With a trace (as proofs and `explain` read), without one, and with every pattern tried on every sentence. */
START_TEST(read_alike)
{
    const Pattern *p = packs->patterns[_i];
    Extractor *reader[] = {extractor_open(packs, true), extractor_open(packs, true), extractor_open(packs, false)};
    bool *matched = calloc(packs->n_patterns + 1, sizeof *matched);
    extractor_trace(reader[0], matched, NULL);
    for (size_t e = 0; e < p->n_examples; e++) {
        Str rows[3] = {{0}};
        for (int i = 0; i < 3; i++)
            read_by(reader[i], p->examples[e].text, &rows[i]);
        for (int i = 1; i < 3; i++)
            ck_assert_msg(span_equal(str_span(&rows[0]), str_span(&rows[i])), "%.*s: with a trace %.*s, %s %.*s", SPAN_FMT(p->id),
                          SPAN_FMT(str_span(&rows[0])), i == 1 ? "without" : "without prefilter", SPAN_FMT(str_span(&rows[i])));
        for (int i = 0; i < 3; i++)
            str_free(&rows[i]);
    }
    for (int i = 0; i < 3; i++)
        extractor_close(reader[i]);
    free(matched);
}
END_TEST

/* One pattern more than there may be is told, and none is left out. */
START_TEST(patterns_have_a_limit)
{
    Fault f = {0};
    Packs *own = packs_load(&f);
    ck_assert_ptr_nonnull(own);
    Str yaml = {0};
    str_add_text(&yaml, "evitab-pack: 1\nname: many\nneeds: [core]\nnotes:\n");
    for (size_t i = own->n_patterns; i <= PATTERNS_MAX; i++)
        str_add_format(&yaml, "  - {name: n%zu, regex: 'word', set: {reach: record}, accept: [{text: a, gives: []}], "
                              "refuse: [{text: b}]}\n", i);
    ck_assert(!packs_add(own, str_span(&yaml), "many.yaml", &f));
    ck_assert_str_eq(f.what, "more than 1024 patterns in all packs");
    ck_assert_uint_eq(own->n_patterns, PATTERNS_MAX);
    str_free(&yaml);
    packs_free(own);
}
END_TEST

static bool run_factor(Span input, Str *out, Fault *f)
{
    (void)f;
    expression_factor(input, out);
    return true;
}

/* `#` is a mention. */
static void add_mentions(Span s, Str *out)
{
    for (size_t i = 0; i < s.len; i++)
        str_add(out, s.at[i] == '#' ? SPAN_LIT("\xEE\x80\x80") : span_cut(s, i, i + 1));
}

/* "expression // copy": what the expression requires around mentions, and what of it the copy has. */
static bool run_around(Span input, Str *out, Fault *f)
{
    const char *cut = memmem(input.at, input.len, " // ", 4);
    if (cut == NULL)
        return fault(f, FAULT_INPUT, "no ' // '");
    size_t at = (size_t)(cut - input.at);
    Str expression = {0}, copy = {0};
    add_mentions(span_cut(input, 0, at), &expression);
    add_mentions(span_cut(input, at + 4, input.len), &copy);
    Arena arena = {0};
    Pieces pieces[BRANCHES_MAX];
    NeedSet needs = {{0}}, met = {{0}};
    Keywords *keywords = keywords_new();
    Around *around = around_new();
    for (int b = pieces_cut(&arena, tree_read(&arena, str_span(&expression)), pieces) - 1; b >= 0; b--)
        for (int i = 0, numbers[AROUND_MAX]; i < pieces[b].n; i++)
            for (int n = around_add(around, keywords, pieces[b].piece[i], numbers) - 1; n >= 0; n--)
                needs.bits[numbers[n] / 64] |= (uint64_t)1 << (numbers[n] % 64);
    around_ready(around);
    for (size_t i = 0; i < copy.len; i++)
        if ((unsigned char)copy.at[i] == 0xEE)
            around_find(around, str_span(&copy), i, &met);
    str_add_format(out, "%d of %d", __builtin_popcountll(met.bits[0]), __builtin_popcountll(needs.bits[0]));
    around_free(around);
    keywords_free(keywords);
    arena_free(&arena);
    str_free(&expression);
    str_free(&copy);
    return true;
}

/* What each alternative needs; a mention is `#`. */
static bool run_needs(Span input, Str *out, Fault *f)
{
    (void)f;
    Str expression = {0};
    Arena arena = {0};
    Needs needs[BRANCHES_MAX];
    add_mentions(input, &expression);
    int n = needs_cut(&arena, tree_read(&arena, str_span(&expression)), needs);
    for (int b = 0; b < n; b++) {
        str_add_text(out, b == 0 ? "" : " or ");
        str_add_text(out, needs[b].n == 0 ? "nothing" : "");
        for (int i = 0; i < needs[b].n; i++) {
            const Need *need = needs[b].need[i];
            str_add_text(out, i == 0 ? "" : " and ");
            for (size_t t = 0; t < need->n; t++)
                str_add_format(out, "%s'%.*s'", t == 0 ? "" : "|", SPAN_FMT(need->text[t]));
            str_add_text(out, need->types == 0 ? "" : need->n == 0 ? "#" : "|#");
        }
    }
    arena_free(&arena);
    str_free(&expression);
    return true;
}

int main(void)
{
    Fault f = {0};
    Suite *suite = suite_create("packs");
    TCase *tests = tcase_create("examples");
    packs = packs_load(&f);
    if (packs == NULL)
        return EXIT_FAILURE;
    tcase_add_test(tests, expressions_compile);
    tcase_add_test(tests, patterns_have_a_limit);
    tcase_add_loop_test(tests, read_alike, 0, (int)packs->n_patterns);
    suite_add_tcase(suite, tests);
    cases_add(suite, "factor.case", run_factor);
    cases_add(suite, "around.case", run_around);
    cases_add(suite, "needs.case", run_needs);
    int status = suite_run(suite);
    packs_free(packs);
    return status;
}
