/* The corpus against its gold rows: how many figures, and how many of each column, are right; the floor is what they were.
 *
 *   corpus_test           prints the table, and fails where something fell below corpus/floor.txt or a gold row has no place
 *   corpus_test --floor   prints what now is as the floor
 *   corpus_test --calibrate [RECORDS GOLD]...
 *                         prints how many rows were right, by how they were found, as a pack: of the corpus and these
 */
#include "base/gzip.h"
#include "base/xml.h"
#include "figure/extract.h"
#include "input/reader.h"
#include "tests/agree_rows.h"
#include "tests/cases.h"
#include "tests/gold.h"
#include "tests/measure.h"
#include "tests/tally.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>

enum { GOLD_FILE_MAX = 4 << 20 };

/* What is wrong with a record, its rows or its gold rows; "": nothing. */
typedef struct {
    Span doc;
    Str wrong;
} Checked;

/* One file of records and its gold rows. */
typedef struct {
    const char *path, *gold_path;
    Gold *gold;
    size_t n, max;
} Pair;

static struct {
    Arena arena; /* of all that is read here */
    Extractor *extractor;
    Checked *checked; /* a record or file each */
    size_t n_checked, max_checked;
    Tally now, floor;
    Measures measures;
} all; /* Check's loop tests are given nothing but a number */

/* --- rows -------------------------------------------------------------------------------------- */

static bool reads_as(Span print, const Number *number)
{
    Arena arena = {0};
    bool same = agree_reads(print, number, &arena);
    arena_free(&arena);
    return same;
}

/* Each number of a row stands where the row says. */
static void prove_row(const Record *record, const Row *r, Str *wrong)
{
    const Number *number[N_SPANS] = {&r->value, &r->low, &r->high, &r->numerator, &r->denominator};
    Span text = gold_section(record, r->section);
    if (!span_equal(agree_at(text, r->start, r->end), r->quote))
        str_add_format(wrong, "section %d: '%.*s' does not stand at %d\n", (int)r->section, SPAN_FMT(r->quote), (int)r->start);
    for (int i = 0; i < N_SPANS; i++) {
        Place at = r->spans.at[i];
        Span print = at.start < 0 ? (Span){0} : agree_at(text, at.start, at.end);
        if (at.start >= 0 && (!number_is(number[i]) || !reads_as(print, number[i])))
            str_add_format(wrong, "section %d: '%.*s': its %s, '%.*s', does not read as %.*s\n", (int)r->section, SPAN_FMT(r->quote),
                           span_name[i], SPAN_FMT(print), SPAN_FMT(number_is(number[i]) ? number[i]->digits : SPAN_LIT("none")));
    }
}

/* Matches the rows with the gold rows of their record, those first that share most; each once. */
static void count_record(Pair *p, Span doc, const Rows *rows)
{
    bool *taken = arena_take(&all.arena, rows->n + 1);
    for (;;) {
        int32_t most = 0;
        size_t row = 0;
        Gold *gold = NULL;
        for (size_t i = 0; i < p->n; i++) {
            for (size_t k = 0; k < rows->n && !p->gold[i].taken && span_equal(p->gold[i].row.doc, doc); k++) {
                int32_t shared = taken[k] ? 0 : gold_match(&p->gold[i], &rows->at[k]);
                if (shared > most)
                    most = shared, row = k, gold = &p->gold[i];
            }
        }
        if (gold == NULL)
            break;
        gold->taken = taken[row] = true;
        tally_pair(&all.now, gold, &rows->at[row]);
        measure_row(&all.measures, &rows->at[row], measure_is_right(gold, &rows->at[row]));
    }
    for (size_t k = 0; k < rows->n; k++) /* what is cited need not be in gold */
        if (!taken[k] && span_is(rows->at[k].basis, "own"))
            measure_row(&all.measures, &rows->at[k], false);
}

/* --- files ------------------------------------------------------------------------------------- */

static Checked *checked_new(Span doc)
{
    Checked *c = arena_push(&all.arena, &all.checked, &all.n_checked, &all.max_checked, sizeof *all.checked);
    c->doc = arena_copy(&all.arena, doc);
    return c;
}

static void add_fault(Str *wrong, const Fault *f)
{
    char said[FAULT_WHERE + FAULT_WHAT + 256];
    fault_print(f, said, sizeof said);
    str_add_format(wrong, "%s\n", said);
}

static void locate_gold(Pair *p, const Record *record, Str *wrong)
{
    for (size_t i = 0; i < p->n; i++) {
        Gold *g = &p->gold[i];
        Fault f = {0};
        if (!span_equal(g->row.doc, record->doc))
            continue;
        if (g->placed || !gold_locate(g, record, &f)) {
            (void)fault(&f, FAULT_INPUT, "more than one record is named %.*s", SPAN_FMT(record->doc));
            (void)fault_at(&f, p->gold_path, g->line, 0);
            add_fault(wrong, &f);
        }
    }
}

static void check_record(Pair *p, const Record *record)
{
    Checked *c = checked_new(record->doc);
    Rows rows = {0};
    Fault f = {0};
    if (!extract_record(all.extractor, record, &all.arena, &rows, &f))
        add_fault(&c->wrong, &f);
    locate_gold(p, record, &c->wrong);
    for (size_t i = 0; i < rows.n; i++) {
        prove_row(record, &rows.at[i], &c->wrong);
        (void)tally_row(&all.now, rows.at[i].kind);
    }
    count_record(p, record->doc, &rows);
}

static bool read_records(Pair *p, Fault *f)
{
    Reader *r = reader_open(p->path, f);
    RawRecord raw;
    while (r != NULL && reader_next(r, &all.arena, &raw, f)) {
        Record *record;
        size_t n;
        if (!record_parse(&raw, PARSE_TEXT, &all.arena, &record, &n, f))
            break;
        for (size_t i = 0; i < n; i++)
            check_record(p, &record[i]);
    }
    reader_close(r);
    return f->kind == FAULT_NONE;
}

static bool read_file(const char *path, Str *out, Fault *f)
{
    Stream *in = stream_open(path, f);
    size_t n = 1;
    while (in != NULL && n > 0) {
        char *to = str_room(out, BUFSIZ);
        if (to == NULL || !stream_read(in, to, BUFSIZ, &n, f))
            break;
        out->len += n;
    }
    stream_close(in);
    return f->kind == FAULT_NONE && (!out->full || fault(f, FAULT_LIMIT, "larger than %zu bytes", out->max));
}

/* Hands every line of the file to `take`. */
static bool read_lines(const char *path, bool (*take)(void *to, Span line, long number, Fault *f), void *to, Fault *f)
{
    Str bytes = {.max = GOLD_FILE_MAX};
    bool ok = read_file(path, &bytes, f);
    Span text = str_span(&bytes);
    long number = 0;
    for (size_t i = 0, end; ok && i < text.len; i = end + 1) {
        for (end = i; end < text.len && text.at[end] != '\n';)
            end++;
        ok = take(to, span_cut(text, i, end), ++number, f);
    }
    str_free(&bytes);
    return ok || fault_at(f, path, number, 0);
}

static bool take_gold(void *to, Span line, long number, Fault *f)
{
    Pair *p = to;
    Gold *g = arena_push(&all.arena, &p->gold, &p->n, &p->max, sizeof *p->gold);
    if (!gold_read(line, &all.arena, g, f))
        return false;
    g->line = number;
    return tally_gold(&all.now, g->row.kind) || fault(f, FAULT_INPUT, "no kind '%.*s'", SPAN_FMT(g->row.kind));
}

/* The gold rows that no record claimed. */
static void check_left(const Pair *p, Str *wrong)
{
    for (size_t i = 0; i < p->n; i++) {
        bool known = false;
        for (size_t k = 0; k < all.n_checked && !known; k++)
            known = span_equal(all.checked[k].doc, p->gold[i].row.doc);
        if (!known)
            str_add_format(wrong, "%s:%ld: no record %.*s\n", p->gold_path, p->gold[i].line, SPAN_FMT(p->gold[i].row.doc));
    }
}

/* `part`: of the records some may be left out, and their gold rows with them. */
static void check_pair(const char *records, const char *gold, bool part)
{
    Pair p = {.path = records, .gold_path = gold};
    Fault f = {0};
    Str wrong = {0};
    if (!read_lines(gold, take_gold, &p, &f) || !read_records(&p, &f))
        add_fault(&wrong, &f);
    if (!part)
        check_left(&p, &wrong);
    checked_new(span_of(gold))->wrong = wrong;
}

static bool take_floor(void *to, Span line, long number, Fault *f)
{
    (void)number;
    return tally_read(to, line, f);
}

static void check_corpus(void)
{
    glob_t xml = {0}, gold = {0};
    (void)glob(test_path("../corpus/*.xml"), 0, NULL, &xml);
    (void)glob(test_path("../corpus/*.gold.jsonl"), 0, NULL, &gold);
    if (xml.gl_pathc == 0 || xml.gl_pathc != gold.gl_pathc)
        str_add_text(&checked_new(SPAN_LIT("corpus"))->wrong, "not as many NAME.xml as NAME.gold.jsonl, or none\n");
    for (size_t i = 0; i < xml.gl_pathc; i++)
        check_pair(arena_copy(&all.arena, span_of(xml.gl_pathv[i])).at, arena_copy(&all.arena, span_of(gold.gl_pathv[i])).at, false);
    globfree(&xml);
    globfree(&gold);
}

/* --- what is said ------------------------------------------------------------------------------ */

static int print_made(bool floor)
{
    for (size_t i = 0; i < all.n_checked; i++) {
        if (all.checked[i].wrong.len > 0) {
            (void)fprintf(stderr, "%.*s", SPAN_FMT(str_span(&all.checked[i].wrong)));
            return EXIT_FAILURE;
        }
    }
    Str out = {0};
    if (floor)
        tally_add_floor(&all.now, &out);
    else
        measures_print(&all.measures, &out);
    (void)fwrite(out.at, 1, out.len, stdout);
    str_free(&out);
    return EXIT_SUCCESS;
}

/* --- the judge itself: a gold row, and what a row would be ------------------------------------- */

static bool read_case(Span line, const Record *record, Arena *a, Gold *out, Fault *f)
{
    return gold_read(line, a, out, f) && gold_locate(out, record, f);
}

static bool compare_rows(Span input, Arena *a, Str *out, Fault *f)
{
    Section section = {.text = SPAN_LIT("In one 12 percent; only 12 %, and twice 12 %.")};
    Record record = {.doc = SPAN_LIT("1"), .sections = &section, .n_sections = 1};
    const char *second = memchr(input.at, '\n', input.len);
    size_t n = second == NULL ? input.len : (size_t)(second - input.at);
    Gold gold, row = {0};
    if (!read_case(span_cut(input, 0, n), &record, a, &gold, f) ||
        (second != NULL && !read_case(span_cut(input, n + 1, input.len), &record, a, &row, f)))
        return false;
    bool same = gold_match(&gold, &row.row) > 0, differs = false;
    str_add_text(out, same ? "the same figure" : "another figure");
    for (Column c = 0; c < N_COLUMNS && same; c++) {
        if (gold_field[c] > GOLD_PLACE && !gold_alike(&gold, &row.row, c)) {
            str_add_format(out, "%s %s", differs ? "" : ", but for", column_name[c]);
            differs = true;
        }
    }
    return true;
}

static bool run_gold(Span input, Str *out, Fault *f)
{
    Arena arena = {0};
    bool ok = compare_rows(input, &arena, out, f);
    arena_free(&arena);
    return ok;
}

/* --- tests ------------------------------------------------------------------------------------- */

START_TEST(record_is_as_it_says)
{
    const Checked *c = &all.checked[_i];
    ck_assert_msg(c->wrong.len == 0, "%.*s:\n%.*s", SPAN_FMT(c->doc), SPAN_FMT(str_span(&c->wrong)));
}
END_TEST

START_TEST(nothing_is_below_the_floor)
{
    Str below = {0};
    tally_compare(&all.now, &all.floor, &below);
    ck_assert_msg(below.len == 0, "below corpus/floor.txt:%.*s\nif this is meant, run `make -C build floor`; `git diff` is the review",
                  SPAN_FMT(str_span(&below)));
    str_free(&below);
}
END_TEST

static Suite *suite_of_all(void)
{
    Suite *suite = suite_create("corpus");
    TCase *records = tcase_create("records"), *floor = tcase_create("floor");
    tcase_add_loop_test(records, record_is_as_it_says, 0, (int)all.n_checked);
    tcase_add_test(floor, nothing_is_below_the_floor);
    cases_add(suite, "gold.case", run_gold);
    suite_add_tcase(suite, records);
    suite_add_tcase(suite, floor);
    return suite;
}

static int test_all(void)
{
    Fault f = {0};
    Str table = {0};
    tally_add_table(&all.now, &table);
    (void)printf("%s\n", table.at);
    str_free(&table);
    if (!read_lines(test_path("../corpus/floor.txt"), take_floor, &all.floor, &f))
        add_fault(&checked_new(SPAN_LIT("floor"))->wrong, &f);
    (void)fflush(stdout); /* before Check forks */
    return suite_run(suite_of_all());
}

int main(int argc, char **argv)
{
    Fault f = {0};
    Packs *packs = packs_load(&f);
    if (packs == NULL)
        return EXIT_FAILURE;
    xml_begin();
    all.extractor = extractor_open(packs, true);
    tally_begin(&all.now);
    bool floor = argc > 1 && strcmp(argv[1], "--floor") == 0, calibrate = argc > 1 && strcmp(argv[1], "--calibrate") == 0;
    for (int i = 2; calibrate && i + 1 < argc; i += 2)
        check_pair(argv[i], argv[i + 1], true);
    check_corpus();
    int status = floor || calibrate ? print_made(floor) : test_all();
    for (size_t i = 0; i < all.n_checked; i++)
        str_free(&all.checked[i].wrong);
    tally_free(&all.now);
    tally_free(&all.floor);
    measures_free(&all.measures);
    arena_free(&all.arena);
    extractor_close(all.extractor);
    packs_free(packs);
    return status;
}
