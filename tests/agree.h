/* agree.h - what holds of every record, however it is parsed and printed; for suites and fuzz targets. */
#ifndef EVITAB_TESTS_AGREE_H
#define EVITAB_TESTS_AGREE_H

#include "input/reader.h"
#include "output/record_json.h"

#include <stdio.h>

static inline bool agree_same(const char *what, const Str *want, const Str *got)
{
    if (span_equal(str_span(want), str_span(got)))
        return true;
    (void)fprintf(stderr, "%s: want %.*s\ngot %.*s\n", what, SPAN_FMT(str_span(want)), SPAN_FMT(str_span(got)));
    return false;
}

/* What extraction looks at, as JSON. */
static inline void agree_needed(Str *out, const Record *r, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        Record needed = {.kind = r[i].kind, .doc = r[i].doc, .pmid = r[i].pmid, .version = r[i].version, .title = r[i].title,
                         .sections = r[i].sections, .n_sections = r[i].n_sections, .translated = r[i].translated,
                         .retracted = r[i].retracted, .truncated = r[i].truncated};
        record_json(&needed, out);
    }
}

/* With what a store keeps of the head. */
static inline void agree_headed(Str *out, const Record *r, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        Record headed = {.kind = r[i].kind, .doc = r[i].doc, .pmid = r[i].pmid, .pmcid = r[i].pmcid, .doi = r[i].doi,
                         .version = r[i].version, .title = r[i].title, .vernacular_title = r[i].vernacular_title, .journal = r[i].journal,
                         .journal_abbreviation = r[i].journal_abbreviation, .volume = r[i].volume, .issue = r[i].issue, .year = r[i].year,
                         .date = r[i].date, .status = r[i].status, .authors = r[i].authors, .languages = r[i].languages,
                         .types = r[i].types, .registry = r[i].registry, .relations = r[i].relations, .n_relations = r[i].n_relations,
                         .sections = r[i].sections, .n_sections = r[i].n_sections, .translated = r[i].translated,
                         .retracted = r[i].retracted, .truncated = r[i].truncated};
        record_json(&headed, out);
    }
}

/* Parsed for less, a record is for who asked the one parsed for all. */
static inline bool agree_depth(const RawRecord *raw, ParseDepth depth, const Record *all, size_t n_all)
{
    Arena arena = {0};
    Record *lean;
    size_t n;
    Fault f = {0};
    Str want = {0}, got = {0};
    void (*add)(Str *, const Record *, size_t) = depth == PARSE_TEXT ? agree_needed : agree_headed;
    add(&want, all, n_all);
    if (record_parse(raw, depth, &arena, &lean, &n, &f))
        add(&got, lean, n);
    else
        str_add_text(&got, f.what);
    bool ok = agree_same(depth == PARSE_TEXT ? "parsed for its text" : "parsed for its head", &want, &got);
    str_free(&want);
    str_free(&got);
    arena_free(&arena);
    return ok;
}

/* A record's own JSON line, read back, gives the same line. */
static inline bool agree_back(const Record *r)
{
    Arena arena = {0};
    Record *again;
    size_t n;
    Fault f = {0};
    Str json = {0}, back = {0};
    record_json(r, &json);
    RawRecord line = {.format = FORMAT_JSON_LINES, .bytes = str_span(&json), .path = "back", .number = 1, .line = 1};
    if (record_parse(&line, PARSE_ALL, &arena, &again, &n, &f) && n == 1)
        record_json(again, &back);
    else
        str_add_text(&back, f.what);
    bool ok = agree_same("read back", &json, &back);
    str_free(&json);
    str_free(&back);
    arena_free(&arena);
    return ok;
}

/* False: one of these does not hold, and standard error says which. */
static inline bool records_agree(const RawRecord *raw, const Record *r, size_t n)
{
    bool ok = agree_depth(raw, PARSE_TEXT, r, n);
    ok = agree_depth(raw, PARSE_HEAD, r, n) && ok;
    for (size_t i = 0; i < n; i++)
        ok = agree_back(&r[i]) && ok;
    return ok;
}

#endif
