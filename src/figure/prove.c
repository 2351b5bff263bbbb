#include "figure/prove.h"

#include "base/yaml.h"
#include "figure/extract.h"
#include "pattern/pattern.h"

#include <math.h>
#include <stdlib.h>

typedef struct {
    const Packs *packs;
    Extractor *extractor;
    bool *matched;
    Arena arena;
    Proof *proof;
    Str *out;
} Prover;

static void failed(Prover *v, const Pattern *p, const char *what, Span text)
{
    v->proof->failed++;
    str_add_format(v->out, "%.*s: %.*s: %s: %.*s\n", SPAN_FMT(v->packs->names[p->pack].file), SPAN_FMT(p->id), what, SPAN_FMT(text));
}

static bool cell_is(const Row *r, Span column, const YamlNode *want)
{
    Span text = yaml_text(want);
    for (int c = 0; c < N_COLUMNS; c++) {
        if (!span_is(column, column_name[c]))
            continue;
        const char *at = (const char *)r + column_offset[c];
        if (column_type[c] == TYPE_NUMBER) {
            const Number *n = (const Number *)(const void *)at;
            return yaml_is_null(want) ? !number_is(n) : number_is(n) && fabs(n->value - strtod(text.at, NULL)) < 1e-9;
        }
        if (column_type[c] == TYPE_TEXT) {
            const Span *s = (const Span *)(const void *)at;
            return yaml_is_null(want) ? s->at == NULL : s->at != NULL && span_equal(*s, text);
        }
    }
    return false;
}

static bool row_is(const Row *r, const YamlNode *want)
{
    for (size_t i = 0; i < yaml_count(want); i++)
        if (yaml_kind(yaml_value(want, i)) != YAML_TEXT || !cell_is(r, yaml_text(yaml_key(want, i)), yaml_value(want, i)))
            return false;
    return true;
}

static bool rows_hold(const Rows *rows, const YamlNode *want)
{
    for (size_t i = 0; i < rows->n; i++)
        if (row_is(&rows->at[i], want))
            return true;
    return false;
}

static void prove_example(Prover *v, const Pattern *p, const Example *e)
{
    arena_reset(&v->arena);
    memset(v->matched, 0, v->packs->n_patterns * sizeof *v->matched);
    Section section = {.text = e->text};
    Record record = {.doc = SPAN_LIT("example"), .sections = &section, .n_sections = 1};
    Rows rows = {0};
    Fault f = {0};
    v->proof->examples++;
    if (!extract_record(v->extractor, &record, &v->arena, &rows, &f)) {
        failed(v, p, f.what, e->text);
        return;
    }
    bool matched = v->matched[p->number];
    if (e->gives == NULL) {
        if (matched)
            failed(v, p, "matches what it must refuse", e->text);
        return;
    }
    if (!matched) {
        failed(v, p, "does not match what it must accept", e->text);
        return;
    }
    for (size_t i = 0; yaml_kind(e->gives) == YAML_LIST && i < yaml_count(e->gives); i++) {
        if (!rows_hold(&rows, yaml_item(e->gives, i))) {
            failed(v, p, "gives another row than it promises", e->text);
            return;
        }
    }
}

void packs_prove(const Packs *packs, const char *pack, Proof *proof, Str *out)
{
    Prover v = {.packs = packs, .proof = proof, .out = out};
    v.extractor = extractor_open(packs, true);
    v.matched = calloc(packs->n_patterns + 1, sizeof *v.matched);
    if (v.matched == NULL)
        out_of_memory();
    extractor_trace(v.extractor, v.matched, NULL);
    for (size_t i = 0; i < packs->n_patterns; i++) {
        const Pattern *p = packs->patterns[i];
        if (pack != NULL && !span_is(packs->names[p->pack].name, pack))
            continue;
        proof->patterns++;
        if (p->n_examples == 0)
            failed(&v, p, "has no accept and refuse examples", (Span){"", 0});
        for (size_t e = 0; e < p->n_examples; e++)
            prove_example(&v, p, &p->examples[e]);
    }
    extractor_close(v.extractor);
    arena_free(&v.arena);
    free(v.matched);
}

void packs_list(const Packs *packs, Str *out)
{
    for (size_t i = 0; i < packs->n_patterns; i++) {
        const Pattern *p = packs->patterns[i];
        const char *kind = p->set[SETTING_kind];
        if (p->level == FIGURE_LEVEL)
            str_add_format(out, "%.*s\tfigure\t%s\t%zu\n", SPAN_FMT(p->id), kind == NULL ? "-" : kind, p->n_examples);
        else
            str_add_format(out, "%.*s\tlevel %d\t%.*s\t%zu\n", SPAN_FMT(p->id), p->level,
                           p->type < 0 ? 1 : (int)packs->types[p->type].len, p->type < 0 ? "-" : packs->types[p->type].at, p->n_examples);
    }
}
