#include "command/pipeline.h"

#include "base/progress.h"
#include "base/sink.h"
#include "figure/extract.h"
#include "flow/intake.h"
#include "flow/workers.h"
#include "output/record_json.h"
#include "output/screen.h"
#include "output/table.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

typedef struct {
    const Options *options;
    const Packs *packs; /* only read */
    int width;          /* of the screen, for PRINT_SCREEN */
    Intake intake;
    Progress progress;
    Tally *tally;
    Fault *fault;
} Job;

/* What one worker works with. */
typedef struct {
    Extractor *extractor; /* NULL: records only          */
    Screen *screen;       /* NULL: not for PRINT_SCREEN  */
    Arena arena;          /* of the raw record at hand   */
    Rows rows, statements; /* their arrays live in the arena; statements only where they are asked for */
} Memory;

static bool fill(void *job, Batch *b)
{
    return intake_fill(&((Job *)job)->intake, b);
}

static void *begin(void *arg)
{
    const Job *job = arg;
    Memory *m = calloc(1, sizeof *m);
    if (m == NULL)
        out_of_memory();
    if (job->packs != NULL)
        m->extractor = extractor_open(job->packs, job->options->prefilter);
    if (m->extractor != NULL && job->options->statements)
        extractor_statements(m->extractor, &m->statements);
    if (job->options->format == PRINT_SCREEN)
        m->screen = screen_open(job->width);
    return m;
}

static void end(void *job, void *memory)
{
    (void)job;
    Memory *m = memory;
    extractor_close(m->extractor);
    screen_close(m->screen);
    arena_free(&m->arena);
    free(m);
}

static TableFormat table_format(PrintFormat format)
{
    return format == PRINT_CSV ? TABLE_CSV : format == PRINT_TSV ? TABLE_TSV : TABLE_NDJSON;
}

static void print_row(const Job *job, Memory *m, const Row *row, Str *out)
{
    switch (job->options->format) {
    case PRINT_CSV:
        table_row(TABLE_CSV, row, out);
        break;
    case PRINT_TSV:
        table_row(TABLE_TSV, row, out);
        break;
    case PRINT_SCREEN:
        screen_row(m->screen, row);
        break;
    case PRINT_NDJSON:
    case PRINT_JSON:
    case PRINT_HTML:
    case PRINT_RECORDS:
        table_row(TABLE_NDJSON, row, out);
        break;
    }
}

static void work_record(const Job *job, Memory *m, const Record *record, const RawRecord *raw, Batch *b)
{
    Fault f = {0};
    if (m->extractor == NULL) {
        record_json(record, &b->out);
        return;
    }
    m->rows = m->statements = (Rows){0};
    if (!extract_record(m->extractor, record, &m->arena, &m->rows, &f)) {
        (void)fault_at(&f, raw->path, raw->line, 0);
        (void)fault_in_record(&f, "record %ld", raw->number);
        batch_problem(b, &f);
    }
    for (size_t i = 0; i < m->rows.n && !job->options->statements; i++)
        print_row(job, m, &m->rows.at[i], &b->out);
    if (m->screen != NULL)
        screen_print(m->screen, &b->out);
    for (size_t i = 0; i < m->statements.n; i++)
        table_statement(table_format(job->options->format), &m->statements.at[i], &b->out);
}

static void work_raw(const Job *job, Memory *m, const RawRecord *raw, Batch *b)
{
    Fault f = {0};
    Record *record;
    size_t n;
    ParseDepth depth = m->extractor == NULL ? PARSE_ALL : PARSE_TEXT;
    if (!record_parse(raw, depth, &m->arena, &record, &n, &f)) {
        batch_problem(b, &f);
        return;
    }
    b->n_records++;
    for (size_t i = 0; i < n; i++)
        work_record(job, m, &record[i], raw, b);
}

static void work(void *job, void *memory, Batch *b)
{
    Memory *m = memory;
    for (int i = 0; i < b->n; i++) {
        const BatchItem *item = &b->item[i];
        if (item->fault != NULL)
            batch_problem(b, item->fault);
        else
            work_raw(job, m, &item->raw, b);
        arena_reset(&m->arena);
    }
}

static bool print(Job *job, Span s)
{
    if (sink_write(s, job->fault))
        return true;
    job->tally->left = job->fault->kind == FAULT_NONE;
    return false;
}

static bool write_batch(void *arg, const Batch *b)
{
    Job *job = arg;
    if (!print(job, str_span(&b->out)))
        return false;
    job->tally->records += b->n_records;
    job->tally->problems += b->n_problems;
    if (b->problems.len > 0)
        progress_say(&job->progress, b->problems.at, b->problems.len);
    if (b->out.full || b->problems.full)
        return fault(job->fault, FAULT_LIMIT, "a batch of records gives more output than %d bytes", STR_MAX);
    progress_show(&job->progress, job->tally->records, b->bytes_read, b->bytes_total);
    return true;
}

static void add_screen_head(int width, Str *out)
{
    Screen *screen = screen_open(width);
    screen_head(screen);
    screen_print(screen, out);
    screen_close(screen);
}

static bool print_head(Job *job)
{
    Str head = {0};
    if (job->options->statements)
        table_statement_head(table_format(job->options->format), &head);
    else if (job->options->format == PRINT_CSV)
        table_head(TABLE_CSV, &head);
    else if (job->options->format == PRINT_TSV)
        table_head(TABLE_TSV, &head);
    else if (job->options->format == PRINT_SCREEN)
        add_screen_head(job->width, &head);
    bool ok = print(job, str_span(&head));
    str_free(&head);
    return ok;
}

int screen_width(void)
{
    struct winsize w;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) == 0 && w.ws_col > 0)
        return w.ws_col;
    return 120; /* a file or a pipe: the reader can scroll */
}

bool pipeline_run(const Options *o, const Packs *packs, Tally *tally, Fault *f)
{
    static const char *const from_stdin[] = {"-"};
    Job job = {.options = o, .packs = packs, .width = screen_width(), .tally = tally, .fault = f};
    *tally = (Tally){0};
    if (o->n_words > 0)
        intake_open(&job.intake, o->words, o->n_words);
    else
        intake_open(&job.intake, from_stdin, 1);
    progress_begin(&job.progress, o->progress, true);
    if (print_head(&job))
        workers_run(&(Work){&job, fill, begin, work, end, write_batch}, o->jobs);
    progress_clear(&job.progress);
    intake_close(&job.intake);
    return f->kind == FAULT_NONE;
}
