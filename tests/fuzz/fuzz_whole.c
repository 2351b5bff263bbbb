/* Any bytes as a file, from reading to printing: each row stands where it says it stands. */
#include "figure/extract.h"
#include "output/screen.h"
#include "output/table.h"
#include "tests/agree_rows.h"
#include "tests/fuzz/reading.h"

#include <locale.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static const Packs *packs;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc, (void)argv;
    Fault f = {0};
    xml_begin();
    (void)setlocale(LC_CTYPE, "C.UTF-8"); /* as main does */
    packs = packs_load(&f);
    return packs == NULL;
}

static void print(const Row *r)
{
    Str out = {0};
    table_row(TABLE_NDJSON, r, &out);
    table_row(TABLE_CSV, r, &out);
    table_row(TABLE_TSV, r, &out);
    Screen *screen = screen_open(SCREEN_MIN);
    screen_row(screen, r);
    screen_print(screen, &out);
    screen_close(screen);
    str_free(&out);
}

static void extract(const RawRecord *raw)
{
    Arena arena = {0};
    Record *records;
    size_t n = 0;
    Fault f = {0};
    Extractor *e = extractor_open(packs, true);
    if (!record_parse(raw, PARSE_TEXT, &arena, &records, &n, &f))
        n = 0;
    for (size_t i = 0; i < n; i++) {
        Rows rows = {0};
        f = (Fault){0};
        bool all = extract_record(e, &records[i], &arena, &rows, &f);
        assert(all == (f.kind == FAULT_NONE) && rows_agree(&records[i], &rows));
        for (size_t k = 0; k < rows.n; k++)
            print(&rows.at[k]);
    }
    extractor_close(e);
    arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    if (n > 1 << 14)
        return 0;
    char path[64];
    int file = reading_open(bytes, n, false, path);
    Fault f = {0};
    Reader *reader = reader_open(path, &f);
    for (bool more = reader != NULL; more;) {
        Arena arena = {0};
        RawRecord raw;
        f = (Fault){0};
        more = reader_next(reader, &arena, &raw, &f);
        if (more)
            extract(&raw);
        more = more || (f.kind != FAULT_NONE && reader_goes_on(reader));
        arena_free(&arena);
    }
    reader_close(reader);
    (void)close(file);
    return 0;
}
