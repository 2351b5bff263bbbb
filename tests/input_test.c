/* Bytes to records: one raw record each in records.case, whole files of tests/input in files.case. */
#include "base/find.h"
#include "base/gzip.h"
#include "base/xml.h"
#include "input/fragment.h"
#include "tests/agree.h"
#include "tests/cases.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* A JSON line with each member of its object in a line of its own. */
static void add_members(Str *out, Span json)
{
    int depth = 0;
    bool quoted = false;
    for (size_t i = 0; i < json.len; i++) {
        char c = json.at[i];
        if (quoted && c == '\\') {
            str_add(out, span_cut(json, i, i + 2));
            i++;
            continue;
        }
        quoted = (c == '"') != quoted;
        depth += quoted ? 0 : (c == '{' || c == '[') - (c == '}' || c == ']');
        bool outer = !quoted && ((depth == 1 && c == '{') || (depth == 0 && c == '}') || c == '\n');
        if (!outer)
            str_add_byte(out, !quoted && depth == 1 && c == ',' ? '\n' : c);
    }
}

static void add_records(Str *out, const Record *r, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        Str json = {0};
        record_json(&r[i], &json);
        str_add_text(out, i > 0 ? "\n--\n" : "");
        add_members(out, str_span(&json));
        str_free(&json);
    }
}

static bool parse(const RawRecord *raw, Arena *arena, Record **r, size_t *n, Fault *f)
{
    if (!record_parse(raw, PARSE_ALL, arena, r, n, f)) {
        Record *lean;
        Fault same = {0};
        ck_assert(!record_parse(raw, PARSE_TEXT, arena, &lean, n, &same));
        ck_assert_str_eq(f->what, same.what);
        ck_assert_int_eq(f->line, same.line);
        return false;
    }
    ck_assert(records_agree(raw, *r, *n));
    return true;
}

static bool run_record(Span input, Str *out, Fault *f)
{
    Arena arena = {0};
    Record *r;
    size_t n;
    Format format = span_begins(input, "<article")  ? FORMAT_JATS_XML
                    : input.at[0] == '<'            ? FORMAT_PUBMED_XML
                    : input.at[0] == '{'            ? FORMAT_JSON_LINES
                    : span_begins(input, "PMID-")   ? FORMAT_NBIB
                    : span_begins(input, "TY  - ")  ? FORMAT_RIS
                                                    : FORMAT_PLAIN_TEXT;
    RawRecord raw = {.format = format, .bytes = input, .path = "file", .number = 1, .line = 1};
    bool ok = parse(&raw, &arena, &r, &n, f);
    if (ok)
        add_records(out, r, n);
    arena_free(&arena);
    return ok;
}

/* "SOURCE {...}": an object as the source sends it. */
static bool run_sent(Span input, Str *out, Fault *f)
{
    static const char *const sources[] = {"europepmc ", "crossref ", "openalex "};
    Arena arena = {0};
    Record *r;
    size_t n;
    bool ok = false;
    for (int i = 0; i < 3; i++) {
        if (!span_begins(input, sources[i]))
            continue;
        RawRecord raw = {(Format)(FORMAT_EUROPEPMC + i), span_cut(input, strlen(sources[i]), input.len), "file", 1, 1};
        ok = parse(&raw, &arena, &r, &n, f);
    }
    if (ok)
        add_records(out, r, n);
    arena_free(&arena);
    return ok;
}

/* A piece of HTML or JATS: "[LABEL] TEXT", a line a section. */
static bool run_fragment(Span input, Str *out, Fault *f)
{
    (void)f;
    Arena arena = {0};
    Record r = {0};
    fragment_sections(input, &arena, &r);
    for (size_t i = 0; i < r.n_sections; i++) {
        const Section *s = &r.sections[i];
        str_add_format(out, "%s[%.*s] %.*s", i > 0 ? "\n" : "", SPAN_FMT(s->label), SPAN_FMT(s->text));
    }
    arena_free(&arena);
    return true;
}

static void line_begin(Str *out)
{
    if (out->len > 0)
        str_add_byte(out, '\n');
}

static void add_fault(Str *out, const Fault *f)
{
    char said[FAULT_WHERE + FAULT_WHAT + 256];
    fault_print(f, said, sizeof said);
    line_begin(out);
    str_add_format(out, "! %s", said);
}

/* One line a record: number, line, id and the first section's text. */
static void add_raw(Str *out, const RawRecord *raw)
{
    Arena arena = {0};
    Record *r;
    size_t n;
    Fault f = {0};
    if (!parse(raw, &arena, &r, &n, &f)) {
        add_fault(out, &f);
        n = 0;
    }
    for (size_t i = 0; i < n; i++) {
        Span text = r[i].n_sections > 0 ? r[i].sections[0].text : SPAN_LIT("-");
        text.len = text.len > 60 ? 60 : text.len;
        line_begin(out);
        str_add_format(out, "%ld line %ld: %.*s: ", raw->number, raw->line, SPAN_FMT(r[i].doc));
        for (size_t k = 0; k < text.len; k++)
            str_add(out, text.at[k] == '\n' ? SPAN_LIT("\\n") : span_cut(text, k, k + 1));
    }
    arena_free(&arena);
}

static bool read_file(const char *path, Str *out, Fault *f)
{
    static const char *const formats[] = {"PubMed XML", "JATS XML", "nbib", "RIS", "JSON lines", "plain text"};
    Reader *r = reader_open(path, f);
    if (r == NULL)
        return false;
    Arena arena = {0};
    RawRecord raw = {0};
    Fault later = {0};
    for (;;) {
        later = (Fault){0};
        bool got = reader_next(r, &arena, &raw, &later);
        if (got && raw.number == 1)
            str_add_text(out, formats[raw.format]);
        if (got)
            add_raw(out, &raw);
        else if (later.kind != FAULT_NONE)
            add_fault(out, &later);
        if (!got && !reader_goes_on(r))
            break;
        arena_reset(&arena);
    }
    ck_assert(reader_bytes_total(r) == 0 || later.kind != FAULT_NONE || reader_bytes_read(r) == reader_bytes_total(r));
    reader_close(r);
    arena_free(&arena);
    return true;
}

static bool run_file(Span input, Str *out, Fault *f)
{
    char path[256];
    (void)snprintf(path, sizeof path, "%.*s", SPAN_FMT(input));
    return read_file(path, out, f);
}

/* An abstract whose text stands in `levels` elements, and is raised there. */
static bool parse_nested(int levels, Str *text, Fault *f)
{
    Arena arena = {0};
    Record *r;
    size_t n;
    Str xml = {0};
    str_add_text(&xml, "<PubmedArticle><MedlineCitation><PMID>1</PMID><Article><Abstract><AbstractText>");
    for (int i = 0; i < levels; i++)
        str_add_text(&xml, "<i>");
    str_add_text(&xml, "10<sup>3</sup>");
    for (int i = 0; i < levels; i++)
        str_add_text(&xml, "</i>");
    str_add_text(&xml, "</AbstractText></Abstract></Article></MedlineCitation></PubmedArticle>");
    RawRecord raw = {.format = FORMAT_PUBMED_XML, .bytes = str_span(&xml), .path = "nested", .number = 1, .line = 1};
    bool ok = parse(&raw, &arena, &r, &n, f);
    if (ok)
        str_add(text, r->sections[0].text);
    str_free(&xml);
    arena_free(&arena);
    return ok;
}

START_TEST(nested_text_is_taken_at_any_depth_that_is_allowed)
{
    Str text = {0};
    Fault f = {0};
    ck_assert(parse_nested(150, &text, &f));
    ck_assert_str_eq(text.at, "10^{3}");
    str_free(&text);
    ck_assert(!parse_nested(200, &text, &f));
    ck_assert_str_eq(f.what, "elements nested more than 200 deep");
}
END_TEST

/* --- files larger than any that we would keep, written here ------------------------------------- */

typedef struct {
    char path[256];
    FILE *file;
} Scratch;

static Scratch scratch_open(void)
{
    Scratch s;
    const char *folder = getenv("TMPDIR");
    (void)snprintf(s.path, sizeof s.path, "%s/evitab-input-test.XXXXXX", folder == NULL ? "/tmp" : folder);
    int handle = mkstemp(s.path);
    s.file = handle < 0 ? NULL : fdopen(handle, "w");
    ck_assert_ptr_nonnull(s.file);
    return s;
}

/* A record of some `kilobytes`, most of them references. */
static void write_record(Scratch *s, int pmid, int kilobytes)
{
    (void)fprintf(s->file, "<PubmedArticle><MedlineCitation><PMID>%d</PMID></MedlineCitation><PubmedData><ReferenceList>\n", pmid);
    for (int i = 0; i < 16 * kilobytes; i++) /* 64 bytes each */
        (void)fputs("<Reference><Citation>Somebody. 1999;1:1.</Citation></Reference>\n", s->file);
    (void)fputs("</ReferenceList></PubmedData></PubmedArticle>\n", s->file);
}

/* Reads the file and takes it away; answers how many records it gave. */
static long count_records(Scratch *s, Fault *f)
{
    ck_assert_int_eq(fclose(s->file), 0);
    Reader *r = reader_open(s->path, f);
    ck_assert_ptr_nonnull(r);
    Arena arena = {0};
    RawRecord raw;
    long n = 0;
    while (reader_next(r, &arena, &raw, f)) {
        n++;
        arena_reset(&arena);
    }
    ck_assert(!reader_goes_on(r));
    reader_close(r);
    arena_free(&arena);
    (void)unlink(s->path);
    return n;
}

/* Every text of some bytes, in texts of every length, is found where memmem finds it. */
START_TEST(texts_are_found_where_they_stand)
{
    const char *const pattern = "</a></b><<//aab</aab>";
    char text[80];
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = pattern[(i * i + 3 * i) % strlen(pattern)];
    for (size_t len = 0; len <= sizeof text; len++)
        for (size_t at = 0; at < strlen(pattern); at++)
            for (size_t n = 2; at + n <= strlen(pattern); n++)
                for (size_t from = 0; from <= len; from += 7) {
                    Span what = {pattern + at, n};
                    const char *want = memmem(text + from, len - from, what.at, what.len);
                    ck_assert_uint_eq(span_find((Span){text, len}, from, what), want == NULL ? SIZE_MAX : (size_t)(want - text));
                }
}
END_TEST

START_TEST(reals_print_as_printf_prints_them)
{
    const double scale[] = {0.5, 7, 12, 30.4375, 100, 997, 10000, 65536, 1e5};
    for (size_t k = 0; k < sizeof scale / sizeof scale[0]; k++)
        for (int n = -50; n < 20000; n++) {
            Str got = {0};
            char want[40];
            double value = n / scale[k];
            str_add_real(&got, value);
            (void)snprintf(want, sizeof want, "%.10g", value);
            ck_assert_str_eq(got.at, want);
            str_free(&got);
        }
}
END_TEST

START_TEST(a_record_over_the_limit_is_refused)
{
    Scratch s = scratch_open();
    (void)fputs("<PubmedArticleSet>\n", s.file);
    write_record(&s, 1, 1);
    write_record(&s, 2, 33 << 10);
    (void)fputs("</PubmedArticleSet>\n", s.file);
    Fault f = {0};
    ck_assert_int_eq(count_records(&s, &f), 1);
    ck_assert_int_eq(f.kind, FAULT_LIMIT);
    ck_assert_str_eq(f.what, "a record larger than 32 MB");
    ck_assert_str_eq(f.record, "record 2");
}
END_TEST

START_TEST(records_behind_a_large_one_are_not_taken_for_it)
{
    Scratch s = scratch_open();
    (void)fputs("<PubmedArticleSet>\n", s.file);
    write_record(&s, 1, 17 << 10);
    for (int i = 2; i <= 800; i++)
        write_record(&s, i, 64);
    (void)fputs("</PubmedArticleSet>\n", s.file);
    Fault f = {0};
    ck_assert_int_eq(count_records(&s, &f), 800);
    ck_assert_msg(f.kind == FAULT_NONE, "%s", f.what);
}
END_TEST

/* JSON lines and plain text: one line of 33 MB. */
START_TEST(a_line_over_the_limit_is_refused)
{
    static const char *const begins[] = {"{\"id\":\"1", "Plain text 1"};
    Scratch s = scratch_open();
    (void)fputs(begins[_i], s.file);
    for (int i = 0; i < 33 << 14; i++)
        (void)fputs("1234567890123456789012345678901234567890123456789012345678901234", s.file);
    Fault f = {0};
    ck_assert_int_eq(count_records(&s, &f), 0);
    ck_assert_int_eq(f.kind, FAULT_LIMIT);
}
END_TEST

/* --- what is packed ------------------------------------------------------------------------------ */

/* `n` bytes that have much in common (of 64 words) or, for `rough`, nothing. */
static Span some_bytes(Arena *a, size_t n, bool rough, uint32_t seed)
{
    char *to = arena_room(a, n + 1);
    for (size_t i = 0; i < n; i++) {
        seed = seed * 1664525u + 1013904223u;
        to[i] = rough ? (char)(seed >> 24) : "<Year>2021</Year> and so on, wet or dry, with moss or without it"[i % 64];
    }
    return (Span){to, n};
}

static void ck_unpacks(Span packed, Span known, Span bytes, Arena *a)
{
    Span back;
    ck_assert(bytes_unpack(packed, known, bytes.len, &back, a));
    ck_assert(span_equal(back, bytes));
    ck_assert(!bytes_unpack(packed, known, bytes.len + 1, &back, a)); /* another size than was kept */
    if (bytes.len > 0)
        ck_assert(!bytes_unpack(packed, known, bytes.len - 1, &back, a));
    ck_assert(!bytes_unpack(span_cut(packed, 0, packed.len / 2), known, bytes.len, &back, a));
}

START_TEST(what_is_packed_is_unpacked)
{
    static const size_t sizes[] = {0, 1, 300, 8000, 40000, 100000};
    enum { N_SIZES = sizeof sizes / sizeof sizes[0] };
    Arena a = {0};
    Span known = some_bytes(&a, sizes[1 + _i % (N_SIZES - 1)], _i >= N_SIZES - 1, 7);
    Packer *p = packer_open(known);
    for (int i = 0; i < 2 * N_SIZES; i++) { /* one after the other: none is packed as if the last were known, too */
        Span bytes = some_bytes(&a, sizes[i % N_SIZES], i / N_SIZES == 1, 7);
        ck_unpacks(packer_pack(p, bytes, &a), known, bytes, &a);
        ck_unpacks(bytes_pack(bytes, &a), (Span){0}, bytes, &a);
    }
    if (known.len == 8000)
        ck_assert_uint_lt(packer_pack(p, known, &a).len, 400);
    packer_close(p);
    arena_free(&a);
}
END_TEST

static TCase *large_inputs(void)
{
    TCase *tc = tcase_create("large");
    tcase_set_timeout(tc, 60);
    tcase_add_test(tc, nested_text_is_taken_at_any_depth_that_is_allowed);
    tcase_add_test(tc, texts_are_found_where_they_stand);
    tcase_add_test(tc, reals_print_as_printf_prints_them);
    tcase_add_test(tc, a_record_over_the_limit_is_refused);
    tcase_add_test(tc, records_behind_a_large_one_are_not_taken_for_it);
    tcase_add_loop_test(tc, a_line_over_the_limit_is_refused, 0, 2);
    tcase_add_loop_test(tc, what_is_packed_is_unpacked, 0, 10);
    return tc;
}

int main(void)
{
    xml_begin();
    Suite *suite = suite_create("input");
    cases_add(suite, "records.case", run_record);
    cases_add(suite, "sent.case", run_sent);
    cases_add(suite, "fragments.case", run_fragment);
    cases_add(suite, "files.case", run_file);
    suite_add_tcase(suite, large_inputs());
    if (chdir(test_path("input")) != 0)
        return EXIT_FAILURE;
    return suite_run(suite);
}
