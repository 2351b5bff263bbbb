#include "store/judge.h"

#include "base/clean.h"
#include "store/decisions.h"
#include "store/identity.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

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
static bool find_home(Judging *j, const Screened *row, size_t number, Span *out)
{
    SpanList by_pmid = homes_by_id(j->store, "pmid", row->pmid, j->arena),
             by_doi = homes_by_id(j->store, "doi", row->doi, j->arena);
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
        return fault(j->fault, FAULT_INPUT, "row %zu: PMID %.*s and DOI %.*s are of two records", number, SPAN_FMT(row->pmid),
                     SPAN_FMT(row->doi));
    return true;
}

/* Its texts are a sheet's, or what somebody gave as a reason: cleaned. */
static void add_note(Judging *j, size_t number, Span what)
{
    str_add_format(&j->notes, "evitab: row %zu: ", number);
    str_add_clean(&j->notes, what);
    str_add_byte(&j->notes, '\n');
}

static void name_stranger(Judging *j, const Screened *row, size_t number)
{
    bool pmid = row->pmid.at != NULL, doi = row->doi.at != NULL;
    Span what = SPAN_LIT("has neither PMID nor DOI: left out");
    j->strangers++;
    if (row->weak && pmid && !doi)
        what = arena_format(j->arena, "no record of this title is kept under accession number %.*s: left out",
                            SPAN_FMT(row->pmid));
    else if (pmid || doi)
        what = arena_format(j->arena, "no record is kept under %s%.*s%s%s%.*s: left out", pmid ? "PMID " : "",
                            SPAN_FMT(row->pmid), pmid && doi ? " or " : "", doi ? "DOI " : "", SPAN_FMT(row->doi));
    add_note(j, number, what);
}

/* A row that says something of a record. */
typedef struct {
    size_t row; /* as the sheet counts */
    Span home; /* NULL: it is not kept here */
    Span root;
    Screened said;
    const char *differs; /* what a row of the sheet says of the same record, where it is not this; NULL: none does */
    size_t other;        /* that row                                                                               */
} Judged;

typedef struct {
    Judged *at;
    size_t n, max;
} JudgedList;

static void note_conflict(Judging *j, const Judged *x, const char *what)
{
    j->conflicts++;
    add_note(j, x->row, arena_format(j->arena, "%.*s %s: left as it is", SPAN_FMT(x->home), what));
}

/* "is excluded here, by Ann (wrong population)" */
static const char *as_decided(Judging *j, const Judged *x, Span is)
{
    Span why, who = record_judge(j->store, x->root, &why, j->arena);
    return arena_format(j->arena, "is %.*sd here%s%.*s%s%.*s%s", SPAN_FMT(is), who.len > 0 ? ", by " : "", SPAN_FMT(who),
                        why.len > 0 ? " (" : "", SPAN_FMT(why), why.len > 0 ? ")" : "").at;
}

static bool read_row(const Sheet *sheet, size_t r, JudgedList *list, Judging *j)
{
    Judged x = {.row = sheet->csv->rows[r].number};
    if (!screening_row(sheet, r, &x.said, j->arena, j->fault) || !find_home(j, &x.said, x.row, &x.home))
        return false;
    if (x.said.verdict.at == NULL)
        return true;
    x.root = x.home.at == NULL ? SPAN_LIT("") : arena_copy(j->arena, root_of(j->store, x.home));
    *(Judged *)arena_push(j->arena, &list->at, &list->n, &list->max, sizeof x) = x;
    return true;
}

static int by_root(const void *a, const void *b)
{
    const Judged *x = a, *y = b;
    int order = strcmp(x->root.at, y->root.at);
    return order != 0 ? order : x->row < y->row ? -1 : 1;
}

static int by_row(const void *a, const void *b)
{
    const Judged *x = a, *y = b;
    return x->row < y->row ? -1 : 1;
}

/* A record may stand in two rows, one for each person or stage: where they differ, the order of rows does not say which one
 * holds. */
static void find_differing(JudgedList *list)
{
    if (list->n == 0)
        return;
    qsort(list->at, list->n, sizeof *list->at, by_root);
    for (size_t i = 0, k; i < list->n; i = k) {
        Judged *other = NULL;
        for (k = i + 1; k < list->n && span_equal(list->at[k].root, list->at[i].root); k++)
            if (other == NULL && list->at[i].home.at != NULL && !span_equal(list->at[k].said.verdict, list->at[i].said.verdict))
                other = &list->at[k];
        for (size_t m = i; other != NULL && m < k; m++) {
            const Judged *to = span_equal(list->at[m].said.verdict, other->said.verdict) ? &list->at[i] : other;
            list->at[m].differs = to->said.verdict.at;
            list->at[m].other = to->row;
        }
    }
    qsort(list->at, list->n, sizeof *list->at, by_row);
}

static void judge(Judging *j, const Judged *x)
{
    Span is = record_eligible(j->store, x->root, j->arena);
    if (x->home.at == NULL)
        name_stranger(j, &x->said, x->row);
    else if (x->said.split)
        note_conflict(j, x, "was included and excluded by the sheet's reviewers");
    else if (x->differs != NULL)
        note_conflict(
            j, x, arena_format(j->arena, "is %.*sd, and %sd in row %zu", SPAN_FMT(x->said.verdict), x->differs, x->other).at);
    else if (is.at != NULL && !span_equal(is, x->said.verdict))
        note_conflict(j, x, as_decided(j, x, is));
    else if (is.at == NULL)
        j->n += decision_put(j->store,
                             &(Decision){.what = SPAN_LIT("record"), .key = x->home, .uid = x->home, .verdict = x->said.verdict,
                                         .reviewer = j->reviewer, .at = j->at, .reason = x->said.reason, .note = x->said.note},
                             j->journal, j->arena);
}

bool judge_sheet(const Sheet *sheet, Judging *j)
{
    JudgedList list = {0};
    for (size_t r = 1; r < sheet->csv->n; r++)
        if (!read_row(sheet, r, &list, j))
            return false;
    find_differing(&list);
    for (size_t i = 0; i < list.n; i++)
        judge(j, &list.at[i]);
    return true;
}
