#include "base/clock.h"
#include "base/csv.h"
#include "command/command.h"
#include "command/judge.h"
#include "command/session.h"
#include "store/decisions.h"

#include <stdio.h>
#include <stdlib.h>

enum { IMPORT_MAX = 512 << 20 };

typedef enum { HEAD_key, HEAD_as_of, HEAD_verdict, HEAD_reason, HEAD_note, N_HEADS } Head;
static const char *const head_name[N_HEADS] = {"key", "as_of", "verdict", "reason", "note"};

typedef struct {
    Session session;
    const char *reviewer;
    char now[CLOCK_UTC];
    Csv csv;
    size_t head[N_HEADS], column[N_COLUMNS]; /* which column of the sheet, from 1; 0: none */
    Str journal;
    Arena arena;
    const char *as;
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
        for (int c = 0; c < COLUMN_key; c++)
            if (span_is(head->at[i], column_name[c]))
                m->column[c] = i + 1;
    }
}

static Span cell(const CsvRow *row, size_t column)
{
    return column == 0 || column > row->n || row->at[column - 1].len == 0 ? (Span){0} : row->at[column - 1];
}

/* What a spreadsheet made of the cell, as we print it: no guard, a decimal point. */
static Span cleaned(Import *m, int column, Span s)
{
    if (s.len > 1 && s.at[0] == '\'' && strchr("=+-@\t\r'", s.at[1]) != NULL && column_type[column] == TYPE_TEXT)
        return span_cut(s, 1, s.len);
    if (s.at == NULL || column_type[column] != TYPE_NUMBER)
        return s;
    Span copy = arena_copy(&m->arena, s);
    for (char *at = (char *)(uintptr_t)copy.at; *at != '\0'; at++)
        *at = *at == ',' ? '.' : *at;
    return copy;
}

/* 0.50 may come back as 0.5: the same number is no correction. */
static bool says_the_same(int column, Span a, Span b)
{
    if (span_equal(a, b))
        return true;
    if (column_type[column] != TYPE_NUMBER || a.at == NULL || b.at == NULL)
        return false;
    double x = strtod(a.at, NULL), y = strtod(b.at, NULL);
    return !(x < y) && !(x > y);
}

static bool bad(Import *m, size_t row, Head h, const char *what)
{
    return fault(m->fault, FAULT_INPUT, "row %zu, column %s: %s", row + 1, head_name[h], what);
}

static bool read_fields(Import *m, size_t r, Decision *d)
{
    bool any = false;
    for (int c = COLUMN_kind; c < COLUMN_confidence; c++) {
        Span is = cleaned(m, c, cell(&m->csv.rows[r], m->column[c]));
        if (m->column[c] == 0 || column_type[c] == TYPE_FLAGS || column_type[c] == TYPE_FIELDS ||
            says_the_same(c, is, d->row.at[c]))
            continue;
        if (!cell_fits(c, is))
            return fault(m->fault, FAULT_INPUT, "row %zu, column %s: '%.*s' is no number", r + 1, column_name[c], SPAN_FMT(is));
        d->fields.at[c] = is.at == NULL ? SPAN_LIT("") : is;
        any = true;
    }
    return any || bad(m, r, HEAD_verdict, "correct, but nothing differs from what was found");
}

static bool import_row(Import *m, size_t r)
{
    static const struct {
        const char *word, *verdict;
    } verdicts[] = {{"accept", "accepted"}, {"correct", "corrected"}, {"reject", "rejected"}, {"reopen", "open"}};
    const CsvRow *row = &m->csv.rows[r];
    Span word = cell(row, m->head[HEAD_verdict]), as_of = cell(row, m->head[HEAD_as_of]);
    if (word.at == NULL)
        return true;
    Decision d = {.what = SPAN_LIT("figure"), .key = cell(row, m->head[HEAD_key]), .reviewer = span_of(m->reviewer),
                  .at = span_of(m->now), .reason = cell(row, m->head[HEAD_reason]), .note = cell(row, m->head[HEAD_note])};
    for (size_t i = 0; i < sizeof verdicts / sizeof verdicts[0]; i++)
        if (span_is(word, verdicts[i].word) || span_is(word, verdicts[i].verdict))
            d.verdict = span_of(verdicts[i].verdict);
    if (d.verdict.at == NULL)
        return bad(m, r, HEAD_verdict, "wants accept, correct, reject or reopen");
    if (d.key.at == NULL || !figure_read(m->session.store, d.key, &d.uid, &d.row, &m->arena))
        return bad(m, r, HEAD_key, "no figure has this key");
    if (span_is(d.verdict, "corrected") && !read_fields(m, r, &d))
        return false;
    char *end = NULL;
    long seen = as_of.at == NULL ? -1 : strtol(as_of.at, &end, 10);
    if (seen < 0 || *end != '\0')
        return bad(m, r, HEAD_as_of, "wants the number that export wrote");
    if (decision_said(m->session.store, &d, &m->arena))
        return true;
    if (decision_last(m->session.store, d.key) != seen) {
        m->conflicts++;
        (void)fprintf(stderr, "evitab: row %zu: %.*s was decided since this sheet was exported: left as it is\n", r + 1,
                      SPAN_FMT(d.key));
        return true;
    }
    m->n += decision_put(m->session.store, &d, &m->journal, &m->arena);
    return true;
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
    for (size_t r = 1; ok && r < m->csv.n; r++)
        ok = import_row(m, r);
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
static bool import_journal(Import *m, Span bytes)
{
    decisions_begin(m->session.store);
    return decisions_restore(m->session.store, bytes, &m->n, &m->arena, m->fault) &&
           decisions_commit(m->session.store, &m->journal, m->fault) && journal_complete(m->session.store, m->fault);
}

ExitStatus import_run(const Options *o, Fault *f)
{
    Import m = {.session = {.lock = -1}, .reviewer = o->given[OPTION_REVIEWER], .as = o->given[OPTION_AS], .fault = f};
    const char *path = o->n_words > 0 ? o->words[0] : "-";
    Str bytes = {0}, out = {0};
    clock_utc(m.now);
    bool journal = false;
    if (o->n_words > 1)
        (void)fault(f, FAULT_USAGE, "import: wants one file");
    else if (load_bytes(path, IMPORT_MAX, &bytes, f)) {
        journal = bytes.len > 0 && bytes.at[0] == '{';
        if (!journal && m.reviewer == NULL)
            (void)fault(f, FAULT_USAGE, "import: wants --reviewer NAME");
        else if (journal && m.as != NULL)
            (void)fault(f, FAULT_USAGE, "import: a decisions.ndjson says itself what is decided: it takes no --as");
    }
    if (f->kind == FAULT_NONE && session_open(o, SESSION_WRITE, &m.session, f)) {
        if (journal ? import_journal(&m, str_span(&bytes)) : import_sheet(&m, str_span(&bytes))) {
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
