/* Any text as the one section of a record: each row stands where it says it stands, with and without the prefilter. */
#include "figure/extract.h"
#include "output/table.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static const Packs *packs;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc, (void)argv;
    Fault f = {0};
    packs = packs_load(&f);
    if (packs == NULL) {
        (void)fprintf(stderr, "%s\n", f.what);
        abort();
    }
    return 0;
}

static bool is_utf8(Span s)
{
    for (size_t i = 0; i < s.len;) {
        unsigned char c = (unsigned char)s.at[i];
        size_t more = c < 0x80 ? 0 : c >= 0xC2 && c < 0xE0 ? 1 : c >= 0xE0 && c < 0xF0 ? 2 : c >= 0xF0 && c < 0xF5 ? 3 : 9;
        if (more > s.len - i - 1)
            return false;
        for (size_t k = 1; k <= more; k++)
            if (((unsigned char)s.at[i + k] & 0xC0) != 0x80)
                return false;
        unsigned char second = more > 0 ? (unsigned char)s.at[i + 1] : 0;
        if ((c == 0xE0 && second < 0xA0) || (c == 0xED && second > 0x9F) || (c == 0xF0 && second < 0x90) ||
            (c == 0xF4 && second > 0x8F))
            return false;
        i += more + 1;
    }
    return true;
}

static int32_t code_points(Span s)
{
    int32_t n = 0;
    for (size_t i = 0; i < s.len; i++)
        n += ((unsigned char)s.at[i] & 0xC0) != 0x80;
    return n;
}

static void print_rows(Span text, bool prefilter, Str *out)
{
    Section section = {.text = text};
    Record record = {.doc = SPAN_LIT("fuzz"), .sections = &section, .n_sections = 1};
    Arena arena = {0};
    Rows rows = {0};
    Fault f = {0};
    Extractor *e = extractor_open(packs, prefilter);
    if (extract_record(e, &record, &arena, &rows, &f)) {
        for (size_t i = 0; i < rows.n; i++) {
            const Row *r = &rows.at[i];
            assert(0 <= r->start && r->start < r->end && r->end <= code_points(text));
            table_row(TABLE_NDJSON, r, out);
        }
    }
    extractor_close(e);
    arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    Span text = {(const char *)bytes, n};
    if (n > 1 << 14 || !is_utf8(text))
        return 0;
    Str fast = {0}, slow = {0};
    print_rows(text, true, &fast);
    print_rows(text, false, &slow);
    assert(span_equal(str_span(&fast), str_span(&slow)));
    str_free(&fast);
    str_free(&slow);
    return 0;
}
