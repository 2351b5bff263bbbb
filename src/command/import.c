#include "base/clock.h"
#include "base/csv.h"
#include "command/command.h"
#include "command/session.h"
#include "figure/allowed.h"
#include "store/decisions.h"
#include "store/judge.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

enum { IMPORT_MAX = 512 << 20 };

typedef enum { HEAD_key, HEAD_as_of, HEAD_verdict, HEAD_reason, HEAD_note, HEAD_look, N_HEADS } Head;
static const char *const head_name[N_HEADS] = {"key", "as_of", "verdict", "reason", "note", "look"};

typedef struct {
    Session session;
    const char *reviewer;
    char now[CLOCK_UTC];
    Csv csv;
    size_t head[N_HEADS], column[N_COLUMNS]; /* which column of the sheet, from 1; 0: none */
    Str journal;
    Arena arena;
    const char *as;
    int64_t before; /* the last decision of any figure when the sheet was begun */
    long n, conflicts, strangers;
    Fault *fault;
} Import;

static void read_head(Import *m)
{
    const CsvRow *head = &m->csv.rows[0];
    for (size_t i = 0; i < head->n; i++) {
        for (int h = 0; h < N_HEADS; h++)
            if (span_is(head->at[i], head_name[h]))
                m->head[h] = i + 1;
        for (int c = 0; c < N_COLUMNS; c++)
            if (cell_is_judged(c) && span_is(head->at[i], column_name[c]))
                m->column[c] = i + 1;
    }
}

static Span cell(const CsvRow *row, size_t column)
{
    return column == 0 || column > row->n || row->at[column - 1].len == 0 ? (Span){0} : row->at[column - 1];
}

/* What a spreadsheet made of the cell, as we print it: no guard, a decimal point where its own is a comma, true for TRUE. */
static Span cleaned(Import *m, int column, Span s)
{
    ColumnType type = column_type[column];
    if (s.len > 1 && s.at[0] == '\'' && strchr("=+-@\t\r'", s.at[1]) != NULL && type == TYPE_TEXT)
        return span_cut(s, 1, s.len);
    bool number = type == TYPE_NUMBER || type == TYPE_REAL, comma = m->csv.separator != ',';
    if (s.at == NULL || !(number ? comma : type == TYPE_BOOL))
        return s;
    Span copy = arena_copy(&m->arena, s);
    for (char *at = (char *)(uintptr_t)copy.at; *at != '\0'; at++)
        *at = number && *at == ',' ? '.' : number ? *at : (char)tolower((unsigned char)*at);
    return copy;
}

/* 0.50 may come back as 0.5: the same number is no correction. */
static bool says_the_same(int column, Span a, Span b)
{
    if (span_equal(a, b))
        return true;
    bool number = column_type[column] == TYPE_NUMBER || column_type[column] == TYPE_REAL || column_type[column] == TYPE_INT;
    if (!number || a.len == 0 || b.len == 0 || cell_wants(column, a) != NULL || cell_wants(column, b) != NULL)
        return false;
    double x = strtod(a.at, NULL), y = strtod(b.at, NULL);
    return !(x < y) && !(x > y);
}

static bool bad(Import *m, const CsvRow *row, const char *column, const char *what)
{
    return fault(m->fault, FAULT_INPUT, "row %zu, column %s: %s", row->number, column, what);
}

/* What the cells of the row say otherwise than the figure is shown, in the columns of these types (bit ColumnType). */
static bool read_edits(Import *m, const CsvRow *row, unsigned types, const Cells *shown, Cells *edits)
{
    for (int c = 0; c < N_COLUMNS; c++) {
        if (m->column[c] == 0 || (types >> column_type[c] & 1) == 0)
            continue;
        Span is = cleaned(m, c, cell(row, m->column[c]));
        if (says_the_same(c, is, shown->at[c]))
            continue;
        const char *wanted = cell_wants(c, is);
        if (wanted != NULL)
            return fault(m->fault, FAULT_INPUT, "row %zu, column %s: wants %s, not '%.*s'", row->number, column_name[c], wanted,
                         SPAN_FMT(is));
        edits->at[c] = is.at == NULL ? SPAN_LIT("") : is;
    }
    return true;
}

static bool is_empty(const Cells *edits)
{
    for (int c = 0; c < N_COLUMNS; c++)
        if (edits->at[c].at != NULL)
            return false;
    return true;
}

static bool read_correction(Import *m, const CsvRow *row, const Figure *g, Cells *edits)
{
    if (row->n < m->csv.rows[0].n)
        return fault(m->fault, FAULT_INPUT, "row %zu: has %zu cells where the head has %zu", row->number, row->n,
                     m->csv.rows[0].n);
    if (!read_edits(m, row, ~0u, &g->shown, edits))
        return false;
    if (is_empty(edits) && !span_is(g->verdict, "corrected"))
        return bad(m, row, head_name[HEAD_verdict], "correct, but nothing differs from what was found");
    Cells right = g->shown;
    cells_set(&right, edits);
    Column against = cells_conflict(&right);
    return against == N_COLUMNS || bad(m, row, column_name[against], "is above high");
}

static Span verdict_of(Span word)
{
    for (int v = 0; v < N_VERDICTS; v++) {
        const struct VerdictWords *w = &verdict_words[v];
        if (strcmp(w->of, "figure") == 0 && (strcasecmp(word.at, w->word) == 0 || strcasecmp(word.at, w->kept) == 0))
            return span_of(w->kept);
    }
    return (Span){0};
}

/* Why the figure is no longer what whoever filled the row in looked at; NULL: it is. */
static const char *moved(Import *m, const CsvRow *row, const Figure *g, const Decision *d, long seen)
{
    Span look = cell(row, m->head[HEAD_look]);
    if (decision_last(m->session.store, d->key) != seen)
        return "was decided since this sheet was exported";
    if (look.at != NULL && !span_is(d->verdict, "open") && !span_equal(look, figure_look(g, &m->arena)))
        return "is read otherwise since this sheet was exported";
    return NULL;
}

/* Whether two rows of the sheet decide the figure, each its own way. */
static bool is_decided_twice(Import *m, const Decision *d)
{
    return decision_last(m->session.store, d->key) > m->before;
}

static bool decide_row(Import *m, const CsvRow *row, const Figure *g, Decision *d, long seen)
{
    Cells edits = {0}, numbers = {0};
    if (span_is(d->verdict, "corrected") && !read_correction(m, row, g, &edits))
        return false;
    if (span_is(d->verdict, "accepted") && !read_edits(m, row, 1u << TYPE_NUMBER, &g->shown, &numbers))
        return false;
    decision_of_figure(g, &edits, d);
    if (is_empty(&numbers) && decision_said(m->session.store, d, &m->arena))
        return true;
    if (is_decided_twice(m, d))
        return bad(m, row, head_name[HEAD_key], "another row decides this figure otherwise");
    const char *why = moved(m, row, g, d, seen);
    if (why != NULL) {
        m->conflicts++;
        (void)fprintf(stderr, "evitab: row %zu: %.*s %s: left as it is\n", row->number, SPAN_FMT(d->key), why);
        return true;
    }
    if (!is_empty(&numbers))
        return bad(m, row, head_name[HEAD_verdict], "accept, but a number was changed: correct, or leave it as it was");
    m->n += decision_put(m->session.store, d, &m->journal, &m->arena);
    return true;
}

static bool import_row(Import *m, const CsvRow *row)
{
    Span word = cell(row, m->head[HEAD_verdict]), as_of = cell(row, m->head[HEAD_as_of]);
    if (word.at == NULL)
        return true;
    Decision d = {.what = SPAN_LIT("figure"), .key = cell(row, m->head[HEAD_key]), .reviewer = span_of(m->reviewer),
                  .at = span_of(m->now), .reason = cell(row, m->head[HEAD_reason]),
                  .note = cell(row, m->head[HEAD_note]), .verdict = verdict_of(word)};
    Figure figure;
    if (d.verdict.at == NULL)
        return bad(m, row, head_name[HEAD_verdict], "wants accept, correct, reject or reopen");
    if (d.key.at == NULL || !figure_read(m->session.store, d.key, &figure, &m->arena))
        return bad(m, row, head_name[HEAD_key], "no figure has this key");
    char *end = NULL;
    long seen = as_of.at == NULL ? -1 : strtol(as_of.at, &end, 10);
    if (seen < 0 || *end != '\0')
        return bad(m, row, head_name[HEAD_as_of], "wants the number that export wrote");
    return decide_row(m, row, &figure, &d, seen);
}

static bool import_figures(Import *m)
{
    for (int h = 0; h <= HEAD_verdict; h++)
        if (m->head[h] == 0)
            return fault(m->fault, FAULT_INPUT, "has no column '%s'", head_name[h]);
    if (m->as != NULL)
        return fault(m->fault, FAULT_USAGE, "import: a sheet of export says itself what is decided: it takes no --as");
    bool ok = true;
    decisions_begin(m->session.store);
    m->before = decisions_last(m->session.store);
    for (size_t r = 1; ok && r < m->csv.n; r++)
        ok = import_row(m, &m->csv.rows[r]);
    return ok && decisions_commit(m->session.store, &m->journal, m->fault);
}

static bool import_records(Import *m, const Sheet *sheet)
{
    Judging j = {.store = m->session.store, .arena = &m->arena, .journal = &m->journal, .reviewer = span_of(m->reviewer),
                 .at = span_of(m->now), .fault = m->fault};
    decisions_begin(m->session.store);
    bool ok = judge_sheet(sheet, &j) && decisions_commit(m->session.store, &m->journal, m->fault);
    if (ok && j.notes.len > 0)
        (void)fwrite(j.notes.at, 1, j.notes.len, stderr);
    str_free(&j.notes);
    m->n = j.n;
    m->conflicts = j.conflicts;
    m->strangers = j.strangers;
    return ok;
}

static bool import_sheet(Import *m, Span bytes)
{
    Sheet sheet;
    if (!csv_read(bytes, &m->csv, &m->arena, m->fault))
        return false;
    if (m->csv.n == 0)
        return fault(m->fault, FAULT_INPUT, "is empty");
    read_head(m);
    if (m->head[HEAD_as_of] > 0)
        return import_figures(m);
    if (!screening_open(&m->csv, m->as, &sheet, m->fault))
        return false;
    return sheet.kind != SHEET_NONE ? import_records(m, &sheet) : import_figures(m);
}

/* decisions.ndjson of this project or of one that was. */
static bool import_journal(Import *m, const char *path, Span bytes)
{
    decisions_begin(m->session.store);
    return decisions_restore(m->session.store, bytes, path, &m->n, &m->arena, m->fault) &&
           decisions_commit(m->session.store, &m->journal, m->fault) && journal_complete(m->session.store, m->fault);
}

ExitStatus import_run(const Options *o, Fault *f)
{
    Import m = {.session = {.lock = -1}, .reviewer = o->given[OPTION_REVIEWER], .as = o->given[OPTION_AS], .fault = f};
    const char *path = o->n_words > 0 ? o->words[0] : "-";
    Str bytes = {0}, out = {0};
    clock_utc(m.now);
    bool journal = false;
    if (load_bytes(path, IMPORT_MAX, &bytes, f)) {
        journal = bytes.len > 0 && bytes.at[0] == '{';
        bool said = journal || said_by(o, "import", f);
        if (said && journal && m.as != NULL)
            (void)fault(f, FAULT_USAGE, "import: a decisions.ndjson says itself what is decided: it takes no --as");
    }
    if (f->kind == FAULT_NONE && session_open(o, SESSION_WRITE, &m.session, f)) {
        if (journal ? import_journal(&m, path, str_span(&bytes)) : import_sheet(&m, str_span(&bytes))) {
            str_add_format(&out, "%ld decided, %ld in conflict", m.n, m.conflicts);
            if (m.strangers > 0)
                str_add_format(&out, ", %ld of no record here", m.strangers);
            str_add_byte(&out, '\n');
            report_print(&out, f);
        } else {
            (void)fault_at(f, path, 0, 0);
        }
    }
    session_close(&m.session);
    arena_free(&m.arena);
    str_free(&m.journal);
    str_free(&bytes);
    str_free(&out);
    return m.conflicts + m.strangers > 0 ? EXIT_PROBLEMS : EXIT_DONE;
}
