#include "input/screening.h"

#include "base/str.h"
#include "input/tidy.h"

#include <strings.h>

/* What a column is called, by whatever tool; the first name that is there counts. */
enum { NAMES = 6 };
static const char *const names[N_SHEET_COLUMNS][NAMES] = {
    [SHEET_pmid] = {"pubmed_id", "pmid", "accession number", "accession_number"},
    [SHEET_doi] = {"doi", "digital object identifier"},
    [SHEET_title] = {"title", "primary_title"},
    [SHEET_label] = {"asreview_label", "included", "label_included", "final_included", "included_label"},
    [SHEET_notes] = {"notes"},
    [SHEET_note] = {"asreview_note", "exported_notes_1"},
};

static size_t find_column(const CsvRow *head, const char *name)
{
    for (size_t i = 0; i < head->n; i++) {
        Span is = tidy_trimmed(head->at[i]);
        if (is.len == strlen(name) && strncasecmp(is.at, name, is.len) == 0)
            return i + 1;
    }
    return 0;
}

static SheetKind kind_of(const Sheet *s, const CsvRow *head)
{
    if (find_column(head, "covidence #") > 0)
        return SHEET_COVIDENCE;
    if (s->column[SHEET_label] > 0)
        return SHEET_ASREVIEW;
    if (s->column[SHEET_notes] > 0 && find_column(head, "key") > 0 && s->column[SHEET_title] > 0)
        return SHEET_RAYYAN;
    return s->as.at != NULL ? SHEET_LIST : SHEET_NONE;
}

bool screening_open(const Csv *csv, const char *as, Sheet *out, Fault *f)
{
    *out = (Sheet){.csv = csv, .as = span_of(as)};
    if (as != NULL && !span_is(out->as, "include") && !span_is(out->as, "exclude"))
        return fault(f, FAULT_USAGE, "import: --as wants include or exclude, not '%s'", as);
    for (int c = 0; csv->n > 0 && c < N_SHEET_COLUMNS; c++)
        for (int i = 0; i < NAMES && names[c][i] != NULL && out->column[c] == 0; i++)
            out->column[c] = find_column(&csv->rows[0], names[c][i]);
    out->kind = csv->n == 0 ? SHEET_NONE : kind_of(out, &csv->rows[0]);
    if (as != NULL && (out->kind == SHEET_ASREVIEW || out->kind == SHEET_RAYYAN))
        return fault(f, FAULT_USAGE, "import: this sheet says itself what is included: it takes no --as");
    bool has_ids = out->column[SHEET_pmid] > 0 || out->column[SHEET_doi] > 0;
    if (out->kind == SHEET_NONE && has_ids)
        return fault(
            f, FAULT_USAGE,
            "import: has no column that tells what is included: say --as include or --as exclude of a list of PMIDs or DOIs");
    if (out->kind != SHEET_NONE && !has_ids)
        return fault(f, FAULT_INPUT, "has neither a column of PMIDs (pubmed_id, pmid, accession number) nor one of DOIs (doi)");
    return true;
}

/* --- what a row says --------------------------------------------------------------------------- */

static Span cell(const Sheet *s, size_t r, SheetColumn c)
{
    const CsvRow *row = &s->csv->rows[r];
    Span is = s->column[c] == 0 || s->column[c] > row->n ? (Span){0} : tidy_trimmed(row->at[s->column[c] - 1]);
    return is.len == 0 ? (Span){0} : is;
}

static bool bad(const Sheet *s, size_t r, SheetColumn c, const char *what, Fault *f)
{
    Span name = tidy_trimmed(s->csv->rows[0].at[s->column[c] - 1]);
    return fault(f, FAULT_INPUT, "row %zu, column %.*s: %s", s->csv->rows[r].number, SPAN_FMT(name), what);
}

/* A table program writes a whole number as 1.0 where a cell of its column is empty. */
static Span whole(Span number)
{
    bool point = number.len > 2 && memcmp(number.at + number.len - 2, ".0", 2) == 0;
    return point ? span_cut(number, 0, number.len - 2) : number;
}

static bool read_asreview(const Sheet *s, size_t r, Screened *out, Fault *f)
{
    Span label = whole(cell(s, r, SHEET_label));
    out->note = cell(s, r, SHEET_note);
    if (label.at == NULL || span_is(label, "-1"))
        return true;
    if (!span_is(label, "1") && !span_is(label, "0"))
        return bad(s, r, SHEET_label, "wants 1, 0 or nothing", f);
    out->verdict = span_is(label, "1") ? SPAN_LIT("include") : SPAN_LIT("exclude");
    return true;
}

/* What follows `name` in notes of parts between " | "; NULL: there is none. */
static Span part_of(Span notes, const char *name)
{
    size_t n = strlen(name);
    const char *at = notes.at == NULL ? NULL : memmem(notes.at, notes.len, name, n);
    if (at == NULL)
        return (Span){0};
    Span rest = span_cut(notes, (size_t)(at - notes.at) + n, notes.len);
    const char *end = memmem(rest.at, rest.len, " | ", 3);
    Span part = tidy_trimmed(end == NULL ? rest : span_cut(rest, 0, (size_t)(end - rest.at)));
    return part.len == 0 ? (Span){0} : part;
}

/* The text between the next two quotes; moves on. */
static bool next_quoted(Span *rest, Span *out)
{
    const char *from = memchr(rest->at, '"', rest->len);
    if (from == NULL)
        return false;
    Span inside = span_cut(*rest, (size_t)(from - rest->at) + 1, rest->len);
    const char *to = memchr(inside.at, '"', inside.len);
    if (to == NULL)
        return false;
    *out = span_cut(inside, 0, (size_t)(to - inside.at));
    *rest = span_cut(inside, out->len + 1, inside.len);
    return true;
}

/* RAYYAN-INCLUSION: {"Ann"=>"Included", "Bob"=>"Excluded"} | RAYYAN-EXCLUSION-REASONS: wrong population */
static bool read_rayyan(const Sheet *s, size_t r, Screened *out, Arena *a, Fault *f)
{
    Span notes = cell(s, r, SHEET_notes), said = part_of(notes, "RAYYAN-INCLUSION:");
    Str who = {0};
    bool ok = true;
    for (Span name, word; ok && said.at != NULL && next_quoted(&said, &name);) {
        ok = next_quoted(&said, &word) && (span_is(word, "Included") || span_is(word, "Excluded") || span_is(word, "Maybe"));
        if (!ok || span_is(word, "Maybe"))
            continue;
        Span verdict = span_is(word, "Included") ? SPAN_LIT("include") : SPAN_LIT("exclude");
        out->split = out->split || (out->verdict.at != NULL && !span_equal(verdict, out->verdict));
        out->verdict = verdict;
        str_add_format(&who, "%s%.*s", who.len == 0 ? "Rayyan: " : ", ", SPAN_FMT(name));
    }
    if (out->verdict.at != NULL)
        out->note = arena_copy(a, str_span(&who));
    str_free(&who);
    if (out->verdict.at != NULL && span_is(out->verdict, "exclude"))
        out->reason = part_of(notes, "RAYYAN-EXCLUSION-REASONS:");
    return ok || bad(s, r, SHEET_notes, "RAYYAN-INCLUSION wants \"NAME\"=>\"Included\", \"Excluded\" or \"Maybe\"", f);
}

/* A sheet is a list of one kind; that of the records excluded at full text says why: "Exclusion reason: Wrong population; ". */
static bool read_covidence(const Sheet *s, size_t r, Screened *out, Fault *f)
{
    static const char why[] = "Exclusion reason:";
    Span notes = cell(s, r, SHEET_notes);
    out->verdict = s->as;
    if (notes.at != NULL && span_begins(notes, why)) {
        Span reason = tidy_trimmed(span_cut(notes, sizeof why - 1, notes.len));
        const char *end = memchr(reason.at, ';', reason.len);
        out->reason = end == NULL ? reason : span_cut(reason, 0, (size_t)(end - reason.at));
        out->verdict = SPAN_LIT("exclude");
    }
    if (out->verdict.at == NULL)
        return fault(f, FAULT_USAGE, "import: Covidence's sheets do not tell what they list: say --as include or --as exclude");
    return s->as.at == NULL || span_equal(s->as, out->verdict) ||
           bad(s, r, SHEET_notes, "has an exclusion reason, but --as says include", f);
}

static bool read_ids(const Sheet *s, size_t r, Screened *out, Arena *a, Fault *f)
{
    Span number = cell(s, r, SHEET_pmid), doi = cell(s, r, SHEET_doi);
    out->title = cell(s, r, SHEET_title);
    out->weak = s->kind == SHEET_COVIDENCE;
    out->pmid = number.at == NULL ? number : tidy_pmid(whole(number));
    out->doi = doi.at == NULL ? doi : tidy_doi(doi, a);
    return number.at == NULL || out->pmid.at != NULL || out->weak || bad(s, r, SHEET_pmid, "is no PMID", f);
}

bool screening_row(const Sheet *s, size_t r, Screened *out, Arena *a, Fault *f)
{
    *out = (Screened){0};
    if (!read_ids(s, r, out, a, f))
        return false;
    switch (s->kind) {
    case SHEET_ASREVIEW:
        return read_asreview(s, r, out, f);
    case SHEET_RAYYAN:
        return read_rayyan(s, r, out, a, f);
    case SHEET_COVIDENCE:
        return read_covidence(s, r, out, f);
    default:
        out->verdict = s->as;
        return true;
    }
}
