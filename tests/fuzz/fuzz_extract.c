/* Any text as the one section of a record: each row stands where it says it stands, with and without the prefilter. */
#include "base/utf8.h"
#include "figure/extract.h"
#include "output/table.h"
#include "tests/agree_rows.h"

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

/* The rows, also where something ran away or was too much: all others are there. */
static void print_rows(Span text, bool prefilter, Str *out)
{
    Section section = {.text = text};
    Record record = {.doc = SPAN_LIT("fuzz"), .sections = &section, .n_sections = 1};
    Arena arena = {0};
    Rows rows = {0};
    Fault f = {0};
    Extractor *e = extractor_open(packs, prefilter);
    bool all = extract_record(e, &record, &arena, &rows, &f);
    assert(all == (f.kind == FAULT_NONE) && rows_agree(&record, &rows));
    for (size_t i = 0; i < rows.n; i++)
        table_row(TABLE_NDJSON, &rows.at[i], out);
    extractor_close(e);
    arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    Span text = {(const char *)bytes, n};
    if (n > 1 << 14 || !utf8_is_valid(text))
        return 0;
    Str fast = {0}, slow = {0};
    print_rows(text, true, &fast);
    print_rows(text, false, &slow);
    assert(span_equal(str_span(&fast), str_span(&slow)));
    str_free(&fast);
    str_free(&slow);
    return 0;
}
