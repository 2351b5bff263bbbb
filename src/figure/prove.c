#include "figure/prove.h"

#include "base/yaml.h"
#include "figure/extract.h"
#include "pattern/pattern.h"

#include <stdlib.h>

typedef struct {
    const Packs *packs;
    Extractor *extractor;
    bool *matched;
    bool strict; /* a pattern that nothing needs is a failure */
    Arena arena; /* of one example */
    Proof *proof;
    Str *out;
} Prover;

static void failed(Prover *v, const Pattern *p, long line, const char *what, Span text)
{
    Fault f = {0};
    char print[FAULT_WHERE + FAULT_WHAT + 64];
    v->proof->failed++;
    (void)fault(&f, FAULT_PACK, "%.*s: %s%s%.*s", SPAN_FMT(p->id), what, text.len > 0 ? ": " : "", SPAN_FMT(text));
    (void)fault_at(&f, v->packs->names[p->pack].file.at, line, 0);
    fault_print(&f, print, sizeof print);
    str_add_format(v->out, "%s\n", print);
    if (v->proof->first.kind == FAULT_NONE)
        v->proof->first = f;
}

/* --- rows against promises ------------------------------------------------------------------- */

/* The column, or N_COLUMNS: none of that name, or of a type that no promise can print. */
static Column column_of(Span name)
{
    for (Column c = 0; c < N_COLUMNS; c++) {
        ColumnType t = column_type[c];
        if (span_is(name, column_name[c]))
            return t == TYPE_TEXT || t == TYPE_NUMBER || t == TYPE_BOOL || t == TYPE_REAL || t == TYPE_FLAGS ? c : N_COLUMNS;
    }
    return N_COLUMNS;
}

/* The flags' names with blanks between; at NULL: none. */
static Span flags_text(Row_FLAGS flags, Arena *a)
{
    Span all = {0};
    for (int i = 0; i < N_FLAGS; i++)
        if (flags >> i & 1)
            all = all.at == NULL ? span_of(flag_name[i]) : arena_format(a, "%.*s %s", SPAN_FMT(all), flag_name[i]);
    return all;
}

/* The cell as a promise prints it; at NULL: it is empty. */
static Span cell_text(const Row *r, Column c, Arena *a)
{
    const void *at = (const char *)r + column_offset[c];
    switch (column_type[c]) {
    case TYPE_TEXT:
        return *(const Row_TEXT *)at;
    case TYPE_NUMBER:
        return ((const Row_NUMBER *)at)->digits;
    case TYPE_BOOL:
        return span_of(*(const Row_BOOL *)at == BOOL_NULL ? NULL : *(const Row_BOOL *)at == BOOL_TRUE ? "true" : "false");
    case TYPE_REAL:
        return ((const Row_REAL *)at)->known ? arena_format(a, "%g", ((const Row_REAL *)at)->value) : (Span){0};
    case TYPE_FLAGS:
        return flags_text(*(const Row_FLAGS *)at, a);
    default:
        return (Span){0};
    }
}

static bool cell_is(Span got, const YamlNode *want)
{
    return yaml_is_null(want) ? got.at == NULL : got.at != NULL && span_equal(got, yaml_text(want));
}

/* How many of the promised cells the row has. */
static size_t cells_kept(const Row *r, const YamlNode *want, Arena *a)
{
    size_t n = 0;
    for (size_t i = 0; i < yaml_count(want); i++)
        n += cell_is(cell_text(r, column_of(yaml_text(yaml_key(want, i))), a), yaml_value(want, i));
    return n;
}

/* What the row nearest to the promise has otherwise; at NULL: a row keeps it all. */
static Span broken(const Rows *rows, const YamlNode *want, Arena *a)
{
    const Row *nearest = NULL;
    size_t most = 0;
    for (size_t i = 0; i < rows->n; i++) {
        size_t n = cells_kept(&rows->at[i], want, a);
        if (n == yaml_count(want))
            return (Span){0};
        if (nearest == NULL || n > most) {
            nearest = &rows->at[i];
            most = n;
        }
    }
    if (nearest == NULL)
        return SPAN_LIT("gives no row");
    for (size_t i = 0; i < yaml_count(want); i++) {
        Span key = yaml_text(yaml_key(want, i)), got = cell_text(nearest, column_of(key), a);
        if (!cell_is(got, yaml_value(want, i)))
            return arena_format(a, "promises %.*s '%.*s', gives '%.*s'", SPAN_FMT(key), SPAN_FMT(yaml_text(yaml_value(want, i))),
                                SPAN_FMT(got.at == NULL ? SPAN_LIT("null") : got));
    }
    return (Span){0};
}

/* Whether the promise itself can be kept: what is wrong, or at NULL. */
static Span unfit(const YamlNode *want, Arena *a)
{
    if (yaml_count(want) == 0)
        return SPAN_LIT("promises a row without columns");
    for (size_t i = 0; i < yaml_count(want); i++) {
        Span key = yaml_text(yaml_key(want, i));
        if (column_of(key) == N_COLUMNS || yaml_kind(yaml_value(want, i)) != YAML_TEXT)
            return arena_format(a, "'%.*s' is no column with one text or number that could be promised", SPAN_FMT(key));
    }
    return (Span){0};
}

/* What is wrong with the rows, or at NULL. */
static Span rows_wrong(const Rows *rows, const YamlNode *gives, Arena *a)
{
    if (yaml_count(gives) == 0 && rows->n > 0)
        return arena_format(a, "promises no row, gives %.*s '%.*s'", SPAN_FMT(rows->at[0].kind), SPAN_FMT(rows->at[0].quote));
    for (size_t i = 0; i < yaml_count(gives); i++) {
        const YamlNode *want = yaml_item(gives, i);
        Span what = unfit(want, a);
        if (what.at == NULL)
            what = broken(rows, want, a);
        if (what.at != NULL)
            return what;
    }
    return (Span){0};
}

/* --- examples --------------------------------------------------------------------------------- */

/* Reads the example; the rows live until the next one is read.  False: *f. */
static bool example_read(Prover *v, const Example *e, Rows *rows, Fault *f)
{
    arena_reset(&v->arena);
    memset(v->matched, 0, v->packs->n_patterns * sizeof *v->matched);
    Section section = {.text = e->text};
    Record record = {.doc = SPAN_LIT("example"), .sections = &section, .n_sections = 1};
    return extract_record(v->extractor, &record, &v->arena, rows, f);
}

static bool gives_statements(const Pattern *p)
{
    return p->set[SETTING_reach] != NULL && strcmp(p->set[SETTING_reach], "statement") == 0;
}

/* What is wrong when the example is read, or at NULL. */
static Span example_wrong(Prover *v, const Pattern *p, const Example *e)
{
    Rows rows = {0};
    Fault f = {0};
    extractor_statements(v->extractor, gives_statements(p) ? &rows : NULL);
    if (!example_read(v, e, &rows, &f))
        return arena_format(&v->arena, "%s", f.what);
    if (e->gives != NULL)
        return v->matched[p->number] ? rows_wrong(&rows, e->gives, &v->arena) : SPAN_LIT("does not match what it must accept");
    return v->matched[p->number] ? SPAN_LIT("matches what it must refuse") : (Span){0};
}

/* Whether an accept example fails where the pattern is not there. */
static bool is_needed(Prover *v, const Pattern *p)
{
    bool needed = false;
    extractor_leave_out(v->extractor, p);
    for (size_t i = 0; i < p->n_accept && !needed; i++) {
        Rows rows = {0};
        Fault f = {0};
        extractor_statements(v->extractor, gives_statements(p) ? &rows : NULL);
        needed = !example_read(v, &p->examples[i], &rows, &f) || rows_wrong(&rows, p->examples[i].gives, &v->arena).at != NULL;
    }
    extractor_leave_out(v->extractor, NULL);
    return needed;
}

static void prove_pattern(Prover *v, const Pattern *p)
{
    long before = v->proof->failed;
    v->proof->patterns++;
    if (p->n_examples == 0)
        failed(v, p, p->line, "a pattern needs `accept` and `refuse` examples", (Span){"", 0});
    for (size_t i = 0; i < p->n_examples; i++) {
        const Example *e = &p->examples[i];
        Span wrong = example_wrong(v, p, e);
        v->proof->examples++;
        if (wrong.at != NULL)
            failed(v, p, e->line, wrong.at, e->text);
    }
    if (v->strict && v->proof->failed == before && !is_needed(v, p))
        failed(v, p, p->line, "all that it accepts is read the same without it", (Span){"", 0});
}

/* The packs from number `first` on. */
static void prove_from(const Packs *packs, int first, bool strict, Proof *proof, Str *out)
{
    Prover v = {.packs = packs, .strict = strict, .proof = proof, .out = out};
    v.extractor = extractor_open(packs, true);
    v.matched = calloc(packs->n_patterns + 1, sizeof *v.matched);
    if (v.matched == NULL)
        out_of_memory();
    extractor_trace(v.extractor, v.matched, NULL);
    for (size_t i = 0; i < packs->n_patterns; i++)
        if (packs->patterns[i]->pack >= first)
            prove_pattern(&v, packs->patterns[i]);
    extractor_close(v.extractor);
    arena_free(&v.arena);
    free(v.matched);
}

void packs_prove(const Packs *packs, Proof *proof, Str *out)
{
    prove_from(packs, 0, true, proof, out);
}

bool packs_prove_last(const Packs *packs, Fault *f)
{
    Proof proof = {0};
    Str out = {0};
    prove_from(packs, (int)packs->n_names - 1, false, &proof, &out);
    str_free(&out);
    if (proof.failed > 0 && f->kind == FAULT_NONE)
        *f = proof.first;
    return proof.failed == 0;
}

void packs_list(const Packs *packs, Str *out)
{
    str_add_text(out, "pattern\tlevel\tgives\taccept\trefuse\n");
    for (size_t i = 0; i < packs->n_patterns; i++) {
        const Pattern *p = packs->patterns[i];
        Span gives = p->type >= 0 ? packs->types[p->type] : span_of(p->set[SETTING_kind]);
        if (gives.at == NULL) /* that of its value, or links only */
            gives = SPAN_LIT("-");
        str_add_format(out, "%.*s\t%d\t%.*s\t%zu\t%zu\n", SPAN_FMT(p->id), p->level, SPAN_FMT(gives), p->n_accept,
                       p->n_examples - p->n_accept);
    }
}
