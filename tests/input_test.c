/* Bytes to records: one raw record each in records.case, whole files of tests/input in files.case. */
#include "base/xml.h"
#include "input/reader.h"
#include "output/record_json.h"
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

/* What extraction looks at, as JSON. */
static void add_needed(Str *out, const Record *r, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        Record needed = {.kind = r[i].kind, .doc = r[i].doc, .pmid = r[i].pmid, .pmcid = r[i].pmcid, .doi = r[i].doi,
                         .version = r[i].version, .title = r[i].title, .languages = r[i].languages, .sections = r[i].sections,
                         .n_sections = r[i].n_sections, .translated = r[i].translated, .retracted = r[i].retracted,
                         .truncated = r[i].truncated};
        record_json(&needed, out);
    }
}

/* The record parsed for its text alone is, for extraction, the one parsed for all. */
static void check_depths_agree(const RawRecord *raw, const Record *all, size_t n_all)
{
    Arena arena = {0};
    Record *lean;
    size_t n;
    Fault f = {0};
    Str want = {0}, got = {0};
    ck_assert(record_parse(raw, PARSE_TEXT, &arena, &lean, &n, &f));
    add_needed(&want, all, n_all);
    add_needed(&got, lean, n);
    ck_assert_msg(span_equal(str_span(&want), str_span(&got)), "lean: want %s\ngot %s", want.at, got.at);
    str_free(&want);
    str_free(&got);
    arena_free(&arena);
}

/* The record's own JSON line, read back, gives the same line. */
static void check_json_agrees(const Record *r)
{
    Arena arena = {0};
    Record *again;
    size_t n;
    Fault f = {0};
    Str json = {0}, back = {0};
    record_json(r, &json);
    RawRecord line = {.format = FORMAT_JSON_LINES, .bytes = str_span(&json), .path = "back", .number = 1, .line = 1};
    ck_assert_msg(record_parse(&line, PARSE_ALL, &arena, &again, &n, &f), "%s\n%s", f.what, json.at);
    ck_assert_uint_eq(n, 1);
    record_json(again, &back);
    ck_assert_msg(span_equal(str_span(&json), str_span(&back)), "back: want %s\ngot %s", json.at, back.at);
    str_free(&json);
    str_free(&back);
    arena_free(&arena);
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
    check_depths_agree(raw, *r, *n);
    for (size_t i = 0; i < *n; i++)
        check_json_agrees(&(*r)[i]);
    return true;
}

static bool run_record(Span input, Str *out, Fault *f)
{
    Arena arena = {0};
    Record *r;
    size_t n;
    Format format = input.at[0] == '<' ? FORMAT_PUBMED_XML : input.at[0] == '{' ? FORMAT_JSON_LINES : FORMAT_PLAIN_TEXT;
    RawRecord raw = {.format = format, .bytes = input, .path = "file", .number = 1, .line = 1};
    bool ok = parse(&raw, &arena, &r, &n, f);
    if (ok)
        add_records(out, r, n);
    arena_free(&arena);
    return ok;
}

static void add_fault(Str *out, const Fault *f)
{
    char said[FAULT_WHERE + FAULT_WHAT + 256];
    fault_print(f, said, sizeof said);
    str_add_format(out, "\n! %s", said);
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
        str_add_format(out, "\n%ld line %ld: %.*s: ", raw->number, raw->line, SPAN_FMT(r[i].doc));
        for (size_t k = 0; k < text.len; k++)
            str_add(out, text.at[k] == '\n' ? SPAN_LIT("\\n") : span_cut(text, k, k + 1));
    }
    arena_free(&arena);
}

static bool read_file(const char *path, Str *out, Fault *f)
{
    static const char *const formats[] = {"PubMed XML", "JSON lines", "plain text"};
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

int main(void)
{
    xml_begin();
    Suite *suite = suite_create("input");
    cases_add(suite, "records.case", run_record);
    cases_add(suite, "files.case", run_file);
    if (chdir(test_path("input")) != 0)
        return EXIT_FAILURE;
    return suite_run(suite);
}
