/* any_record.h - what holds of any bytes read as records, whatever the format. */
#ifndef EVITAB_TESTS_FUZZ_ANY_RECORD_H
#define EVITAB_TESTS_FUZZ_ANY_RECORD_H

#include "base/utf8.h"
#include "base/xml.h"
#include "input/slice.h"
#include "input/tagged.h"
#include "tests/agree.h"

#include <assert.h>
#include <stdint.h>

/* One raw record: refused with a reason, or the same record however it is parsed and printed. */
static inline void any_record(Format format, Span bytes)
{
    Arena arena = {0};
    Fault f = {0};
    Record *r;
    size_t n;
    RawRecord raw = {.format = format, .bytes = arena_copy(&arena, bytes), .path = "fuzz", .number = 1, .line = 1};
    if (!utf8_is_valid(bytes) || memchr(bytes.at, '\0', bytes.len) != NULL) /* the reader lets no such bytes through */
        n = 0;
    else if (record_parse(&raw, PARSE_ALL, &arena, &r, &n, &f))
        assert(records_agree(&raw, r, n));
    else
        assert(f.kind != FAULT_NONE && n == 0);
    arena_free(&arena);
}

/* A whole file of tagged records: every byte is given out or dropped once, and cut in pieces it gives the same records. */
static inline void any_tagged(Tagging tagging, Format format, Span file)
{
    size_t from = 0, part = 0;
    for (;;) {
        size_t n, again, seen = 0, seen_part = 0;
        Span rest = span_cut(file, from, file.len);
        Slice whole = tagged_slice(tagging, rest, true, &n, &seen);
        Slice pieces = SLICE_MORE;
        for (part = 0; pieces == SLICE_MORE; part = part + 7 < rest.len ? part + 7 : rest.len)
            pieces = tagged_slice(tagging, span_cut(rest, 0, part), part == rest.len, &again, &seen_part);
        assert(whole == pieces && n == again);
        if (whole == SLICE_END)
            break;
        assert(whole != SLICE_MORE && whole != SLICE_BAD && n > 0 && n <= rest.len);
        if (whole == SLICE_RECORD)
            any_record(format, span_cut(rest, 0, n));
        from += n;
    }
}

#endif
