#include "command/judge.h"

#include "store/decisions.h"
#include "store/identity.h"

#include <ctype.h>

/* Letters and digits of ASCII, whatever stands between them: "Almirex (5 mg): a trial." is "almirex 5 mg a trial". */
static bool same_title(Span a, Span b)
{
    size_t i = 0, k = 0;
    for (;;) {
        while (i < a.len && !isalnum((unsigned char)a.at[i]))
            i++;
        while (k < b.len && !isalnum((unsigned char)b.at[k]))
            k++;
        if (i == a.len || k == b.len)
            return i == a.len && k == b.len;
        if (tolower((unsigned char)a.at[i++]) != tolower((unsigned char)b.at[k++]))
            return false;
    }
}

static bool is_of(Judging *j, const SpanList *homes, Span root)
{
    for (size_t i = 0; i < homes->n; i++)
        if (span_equal(root_of(j->store, homes->at[i]), root))
            return true;
    return false;
}

/* The record's home; NULL in it: none is kept here. */
static bool find_home(Judging *j, const Screened *row, size_t r, Span *out)
{
    SpanList by_pmid = homes_by_id(j->store, "pmid", row->pmid, j->arena), by_doi = homes_by_id(j->store, "doi", row->doi, j->arena);
    const SpanList *homes = by_pmid.n > 0 ? &by_pmid : &by_doi;
    *out = homes->n > 0 ? homes->at[0] : (Span){0};
    if (homes->n == 0)
        return true;
    Span root = arena_copy(j->arena, root_of(j->store, *out));
    if (row->weak && homes == &by_pmid && !same_title(row->title, record_title(j->store, root, j->arena))) {
        *out = by_doi.n > 0 ? by_doi.at[0] : (Span){0}; /* that number of another database */
        return true;
    }
    if (homes == &by_pmid && by_doi.n > 0 && !is_of(j, &by_doi, root))
        return fault(j->fault, FAULT_INPUT, "row %zu: PMID %.*s and DOI %.*s are of two records", r + 1, SPAN_FMT(row->pmid), SPAN_FMT(row->doi));
    return true;
}

static void name_stranger(Judging *j, const Screened *row, size_t r)
{
    j->strangers++;
    str_add_format(&j->notes, "evitab: row %zu: ", r + 1);
    if (row->weak && row->pmid.at != NULL && row->doi.at == NULL)
        str_add_format(&j->notes, "no record of this title is kept under accession number %.*s: left out\n", SPAN_FMT(row->pmid));
    else if (row->pmid.at == NULL && row->doi.at == NULL)
        str_add_format(&j->notes, "has neither PMID nor DOI: left out\n");
    else
        str_add_format(&j->notes, "no record is kept under %s%.*s%s%s%.*s: left out\n", row->pmid.at == NULL ? "" : "PMID ", SPAN_FMT(row->pmid),
                       row->pmid.at != NULL && row->doi.at != NULL ? " or " : "", row->doi.at == NULL ? "" : "DOI ", SPAN_FMT(row->doi));
}

static void note_conflict(Judging *j, size_t r, Span home, const char *what)
{
    j->conflicts++;
    str_add_format(&j->notes, "evitab: row %zu: %.*s %s: left as it is\n", r + 1, SPAN_FMT(home), what);
}

static bool judge_row(const Sheet *sheet, size_t r, Judging *j)
{
    Screened row;
    Span home;
    if (!screening_row(sheet, r, &row, j->arena, j->fault) || !find_home(j, &row, r, &home))
        return false;
    if (row.verdict.at == NULL)
        return true;
    if (home.at == NULL) {
        name_stranger(j, &row, r);
        return true;
    }
    Span is = record_eligible(j->store, root_of(j->store, home), j->arena);
    if (row.split)
        note_conflict(j, r, home, "was included and excluded by the sheet's reviewers");
    else if (is.at != NULL && !span_equal(is, row.verdict))
        note_conflict(j, r, home, span_is(is, "include") ? "is included here" : "is excluded here");
    else if (is.at == NULL)
        j->n += decision_put(j->store,
                             &(Decision){.what = SPAN_LIT("record"), .key = home, .uid = home, .verdict = row.verdict, .reviewer = j->reviewer,
                                         .at = j->at, .reason = row.reason, .note = row.note},
                             j->journal, j->arena);
    return true;
}

bool judge_sheet(const Sheet *sheet, Judging *j)
{
    for (size_t r = 1; r < sheet->csv->n; r++)
        if (!judge_row(sheet, r, j))
            return false;
    return true;
}
