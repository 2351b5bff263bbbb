/* Any bytes as a sheet that somebody edited: read or refused with a place; every cell written into every column of a row that is
 * allowed there prints as JSON again. */
#include "base/csv.h"
#include "base/json.h"
#include "base/utf8.h"
#include "figure/allowed.h"
#include "input/screening.h"

#include <assert.h>
#include <stdint.h>

enum { CELLS = 64 }; /* of a sheet, that are written into columns */

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void write_cell(Span cell)
{
    for (int c = 0; c < N_COLUMNS; c++) {
        if (!cell_is_judged(c) || cell_wants(c, cell) != NULL)
            continue;
        Str json = {0};
        Fault f = {0};
        str_add_text(&json, "{\"cell\":");
        cell_json(column_type[c], cell.len == 0 ? (Span){0} : cell, &json);
        str_add_text(&json, "}");
        Json *read = json_open(str_span(&json), &f);
        assert(read != NULL || json.len > 1 << 16);
        json_close(read);
        str_free(&json);
    }
}

static void screen(const Csv *csv, const char *as, Arena *a)
{
    Fault f = {0};
    Sheet sheet;
    Screened row;
    if (!screening_open(csv, as, &sheet, &f)) {
        assert(f.kind != FAULT_NONE);
        return;
    }
    for (size_t r = 1; r < csv->n && sheet.kind != SHEET_NONE; r++)
        if (!screening_row(&sheet, r, &row, a, &f))
            return;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    Fault f = {0};
    Arena a = {0};
    Csv csv;
    Span text = {(const char *)bytes, n};
    bool ok = csv_read(text, &csv, &a, &f);
    assert(ok == (f.kind == FAULT_NONE));
    int cells = 0;
    for (size_t r = 0; ok && r < csv.n; r++) {
        assert(r == 0 || csv.rows[r].number > csv.rows[r - 1].number);
        for (size_t i = 0; i < csv.rows[r].n; i++) {
            assert(utf8_is_valid(csv.rows[r].at[i]));
            if (cells++ < CELLS)
                write_cell(csv.rows[r].at[i]);
        }
    }
    if (ok) {
        screen(&csv, NULL, &a);
        screen(&csv, "include", &a);
    }
    arena_free(&a);
    return 0;
}
