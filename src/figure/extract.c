#include "figure/extract.h"

#include "figure/check.h"
#include "figure/compose.h"
#include "figure/emit.h"
#include "figure/link.h"
#include "figure/note.h"
#include "figure/rule.h"
#include "figure/sides.h"
#include "figure/sizes.h"
#include "figure/statement.h"
#include "figure/trust.h"
#include "text/sentence.h"

#include <stdlib.h>

struct Extractor {
    const Packs *packs;
    Matcher *matcher;
    bool prefilter;
    Arena arena; /* of one record: copies, mentions */
    Trace trace;
    Rows *statements; /* NULL: nobody asks */
};

enum { SENTENCES_MAX = 20000 }; /* of one record: a plain text of a few MB */

Extractor *extractor_open(const Packs *packs, bool prefilter)
{
    Extractor *e = calloc(1, sizeof *e);
    if (e == NULL)
        out_of_memory();
    e->packs = packs;
    e->prefilter = prefilter;
    e->matcher = matcher_open();
    return e;
}

void extractor_close(Extractor *e)
{
    if (e == NULL)
        return;
    matcher_close(e->matcher);
    arena_free(&e->arena);
    free(e);
}

void extractor_trace(Extractor *e, bool *matched, Str *out)
{
    e->trace = (Trace){.matched = matched, .out = out};
}

void extractor_leave_out(Extractor *e, const struct Pattern *p)
{
    e->trace.without = p;
}

void extractor_statements(Extractor *e, Rows *out)
{
    e->statements = out;
}

static bool is_abbreviation(const void *who, Span word)
{
    return packs_has(who, WORDS_not_end, word);
}

typedef struct {
    Sentence *at;
    size_t n, max;
} SentenceList;

/* Whether a section's label is of methods (1), of anything else (0), or says nothing (-1). */
static int label_of(const Packs *packs, Span label)
{
    char word[40];
    size_t n = 0;
    bool any = false;
    for (size_t i = 0; i <= label.len; i++) {
        char ch = i < label.len ? label.at[i] : ' ';
        ch = ch >= 'A' && ch <= 'Z' ? (char)(ch + 32) : ch;
        if (ch >= 'a' && ch <= 'z' && n < sizeof word) {
            word[n++] = ch;
            continue;
        }
        if (n > 0 && packs_has(packs, WORDS_methods_label, (Span){word, n}))
            return 1;
        any = any || (n > 0 && !packs_has(packs, WORDS_no_label, (Span){word, n}));
        n = 0;
    }
    return any ? 0 : -1;
}

/* Results have begun where a figure other than a size has been read. */
static bool reports(const Copy *c)
{
    for (size_t i = 0; i < c->n_atoms; i++) {
        const char *kind = figure_kind(c->atoms[i].mention);
        if (kind != NULL && kind != kind_name[KIND_cohort_size] && kind != kind_name[KIND_group_size])
            return true;
    }
    return false;
}

static bool is_traced(const Extractor *e)
{
    return e->trace.matched != NULL || e->trace.out != NULL;
}

static void section_read(Extractor *e, Cascade *c, const Normal *normal, Span label, int number, SentenceList *out)
{
    int methods = label_of(e->packs, label);
    bool reported = false;
    c->normal = normal;
    Sentences todo = {.text = normal->text, .is_abbreviation = is_abbreviation, .who = e->packs};
    size_t start, end;
    while (out->n < SENTENCES_MAX && sentence_next(&todo, &start, &end)) {
        Sentence *s = arena_push(&e->arena, &out->at, &out->n, &out->max, sizeof *s);
        *s = (Sentence){.section = number, .normal = normal};
        s->has_copy = mentions_read(c, start, end, &s->copy);
        if (is_traced(e))
            arms_read(c, &s->copy);
        s->labelled = methods > 0;
        s->methods = methods > 0 || (methods < 0 && !reported) || number < 0;
        if (!s->has_copy)
            continue;
        figures_compose(c, s);
        reported = reported || reports(&s->copy);
    }
}

static bool has_figure(const Sentence *s)
{
    for (size_t i = 0; i < s->copy.n_atoms; i++)
        if (figure_kind(s->copy.atoms[i].mention) != NULL)
            return true;
    return false;
}

/* What the figures are linked to, and rows of them. */
static void figures_finish(Extractor *e, Cascade *c, const Record *record, SentenceList *sentences, Arena *a, Rows *out)
{
    for (size_t i = 0; i < sentences->n && !is_traced(e); i++) {
        c->normal = sentences->at[i].normal;
        arms_read(c, &sentences->at[i].copy);
    }
    sizes_settle(e->packs, sentences->at, sentences->n);
    Arms arms = {.n = 0};
    arms_find(e->packs, sentences->at, sentences->n, &e->arena, &arms);
    sides_find(e->packs, c->abbreviations, &arms);
    figures_link(e->packs, &arms, c->abbreviations, sentences->at, sentences->n, &e->arena);
    RecordNotes notes = {.n = 0};
    figures_note(c, sentences->at, sentences->n, &notes);
    PlaceCursor cursor = {0};
    Emitter emitter = {e->packs, record, c->abbreviations, &arms, a, &cursor};
    for (size_t i = 0; i < sentences->n; i++)
        sentence_emit(&emitter, &sentences->at[i], out);
    rows_rule(e->packs, &arms, &notes, out, a);
    rows_finish(&emitter, out);
    rows_check(out);
    rows_trust(e->packs, out, &e->arena);
    if (e->statements != NULL)
        statements_find(&emitter, c, sentences->at, sentences->n, out, e->statements);
}

/* What a long form or a rule gave lives as long as this record: the caller's copy stays. */
static void texts_keep(const Extractor *e, Rows *rows, size_t from, Arena *a)
{
    for (size_t i = from; i < rows->n; i++) {
        for (int c = 0; c < N_COLUMNS; c++) {
            void *at = (char *)&rows->at[i] + column_offset[c];
            Span *text = column_type[c] == TYPE_TEXT ? at : column_type[c] == TYPE_NUMBER ? &((Number *)at)->digits : NULL;
            if (text != NULL && text->at != NULL && arena_holds(&e->arena, text->at))
                *text = arena_copy(a, *text);
        }
    }
}

/* Title and sections, normalised: [0] is the title. */
static Normal *normals_read(Extractor *e, const Record *record)
{
    bool plain = record->kind == RECORD_TEXT;
    Normal *all = arena_take(&e->arena, (record->n_sections + 1) * sizeof *all);
    all[0] = normalise(record->title.at == NULL ? (Span){"", 0} : record->title, plain, &e->arena);
    for (size_t i = 0; i < record->n_sections; i++)
        all[i + 1] = normalise(record->sections[i].text, plain, &e->arena);
    return all;
}

/* Whether nothing was left out; else what. */
static bool all_read(const Cascade *c, size_t n_sentences, Fault *f)
{
    if (c->runaway != NULL)
        return fault(f, FAULT_LIMIT, "pattern %.*s ran away and was not decided", SPAN_FMT(c->runaway->id));
    if (n_sentences == SENTENCES_MAX)
        return fault(f, FAULT_LIMIT, "%d sentences or more: what stands behind them was not read", SENTENCES_MAX);
    return !c->crowded || fault(f, FAULT_LIMIT, "a sentence holds more numbers than are looked at: not all of it was read");
}

bool extract_record(Extractor *e, const Record *record, Arena *a, Rows *out, Fault *f)
{
    arena_reset(&e->arena);
    if (record->kind == RECORD_DELETED)
        return true;
    Normal *normals = normals_read(e, record);
    Abbreviations abbreviations = {0};
    for (size_t i = 0; i <= record->n_sections; i++)
        abbreviations_find(normals[i].text, &e->arena, &abbreviations);
    Cascade c = {.packs = e->packs, .matcher = e->matcher, .prefilter = e->prefilter, .arena = &e->arena,
                 .trace = is_traced(e) || e->trace.without != NULL ? &e->trace : NULL, .abbreviations = &abbreviations};
    SentenceList sentences = {0};
    for (size_t i = 0; i <= record->n_sections; i++)
        section_read(e, &c, &normals[i], i == 0 ? (Span){0} : record->sections[i - 1].label, (int)i - 1, &sentences);

    size_t before = out->n, said = e->statements != NULL ? e->statements->n : 0;
    bool figures = e->statements != NULL;
    for (size_t i = 0; i < sentences.n && !figures; i++)
        figures = has_figure(&sentences.at[i]);
    if (figures)
        figures_finish(e, &c, record, &sentences, a, out);
    texts_keep(e, out, before, a);
    if (e->statements != NULL)
        texts_keep(e, e->statements, said, a);
    return all_read(&c, sentences.n, f) || fault_in_record(f, "%.*s", SPAN_FMT(record->doc));
}

static void explain_row(Str *out, const Row *r)
{
    str_add_format(out, "  %.*s %.*s:", SPAN_FMT(r->kind), SPAN_FMT(r->quote));
    for (int c = COLUMN_comparator; c < COLUMN_confidence; c++) {
        const void *at = (const char *)r + column_offset[c];
        Span text = column_type[c] == TYPE_NUMBER ? ((const Row_NUMBER *)at)->digits
                    : column_type[c] == TYPE_TEXT ? *(const Row_TEXT *)at
                                                  : (Span){0};
        if (text.at != NULL)
            str_add_format(out, " %s=\"%.*s\"", column_name[c], SPAN_FMT(text));
    }
    str_add_format(out, " by %.*s\n", SPAN_FMT(r->pattern));
}

bool extract_explain(Extractor *e, Span text, Str *out, Fault *f)
{
    Arena arena = {0};
    Section section = {.text = text};
    Record record = {.doc = SPAN_LIT("text"), .sections = &section, .n_sections = 1};
    Rows rows = {0};
    str_add_text(out, "each sentence with a number, level by level: what patterns take, and the copy behind them:\n");
    extractor_trace(e, NULL, out);
    bool ok = extract_record(e, &record, &arena, &rows, f);
    extractor_trace(e, NULL, NULL);
    str_add_format(out, "rows: %zu\n", rows.n);
    for (size_t i = 0; i < rows.n; i++)
        explain_row(out, &rows.at[i]);
    arena_free(&arena);
    return ok;
}
