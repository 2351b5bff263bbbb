#include "figure/statement.h"

#include "figure/concept.h"
#include "figure/items.h"

#include <strings.h>

enum { PARTS_MAX = 12 };

typedef struct {
    const Emitter *e;
    Cascade *c;
    const Sentence *sentence;
    const Rows *figures;
    size_t n_figures;
    Rows *out;
    size_t first; /* of the record's own in out */
} Statements;

/* The length of what joins two outcomes at byte `at` of the copy, or 0. */
static size_t joint_at(Span t, size_t at, size_t end)
{
    static const char *const joints[] = {", and ", ", or ", ", ", " and ", " or "};
    for (size_t i = 0; i < sizeof joints / sizeof joints[0]; i++) {
        size_t n = strlen(joints[i]);
        if (at + n <= end && memcmp(t.at + at, joints[i], n) == 0)
            return n;
    }
    return 0;
}

/* "A, B and C" in parts; "nausea and vomiting", which the vocabulary knows, is one. */
static size_t parts_of(const Statements *k, Range r, Range part[PARTS_MAX])
{
    Span t = k->sentence->copy.text;
    Span whole = concept_fold(k->c->arena, span_cut(t, r.from, r.end));
    const Term *term = packs_term(k->c->packs, whole);
    size_t n = 0, from = r.from;
    for (size_t i = r.from; i <= r.end && n < PARTS_MAX; i++) {
        size_t joint = i < r.end && (term == NULL || term->concept < 0) ? joint_at(t, i, r.end) : 0;
        if (joint == 0 && i < r.end)
            continue;
        part[n++] = (Range){from, i};
        from = i + joint;
        i = joint > 0 ? from - 1 : i;
    }
    return n;
}

/* Whether all of `few` stands in `many`, from a word's begin to a word's end. */
static bool holds_words(Span many, Span few)
{
    for (size_t i = 0; few.len >= 4 && i + few.len <= many.len; i++)
        if (strncasecmp(many.at + i, few.at, few.len) == 0 && (i == 0 || many.at[i - 1] == ' ') &&
            (i + few.len == many.len || many.at[i + few.len] == ' '))
            return true;
    return false;
}

static bool same_words(Span a, Span b)
{
    return a.at != NULL && b.at != NULL && a.len == b.len && strncasecmp(a.at, b.at, a.len) == 0;
}

/* Whether a figure of the record, or only of this sentence, has the outcome; a P-value alone tells no size of an effect. */
static bool is_reported(const Statements *k, const Row *r, bool in_sentence)
{
    for (size_t i = 0; i < k->n_figures; i++) {
        const Row *f = &k->figures->at[i];
        bool there = !in_sentence || (f->section == r->section && f->sentence.at == r->sentence.at);
        bool known = r->concept.at != NULL && f->concept.at != NULL;
        bool same = known ? span_equal(r->concept, f->concept) : same_words(r->outcome, f->outcome);
        if (!known && !in_sentence && r->outcome.at != NULL && f->outcome.at != NULL)
            same = same || holds_words(r->outcome, f->outcome) || holds_words(f->outcome, r->outcome);
        if (there && same && !(in_sentence && span_is(f->kind, "p_value")))
            return true;
    }
    return false;
}

static bool is_said_already(const Statements *k, const Row *r)
{
    for (size_t i = k->first; i < k->out->n; i++)
        if (same_words(k->out->at[i].outcome, r->outcome) && span_equal(k->out->at[i].kind, r->kind))
            return true;
    return false;
}

static void outcome_state(Statements *k, const Pattern *p, Range r)
{
    const Packs *packs = k->c->packs;
    Phrase parts = phrase_parts(packs, &k->sentence->copy, phrase_trim(packs, &k->sentence->copy, r));
    if (parts.outcome.end == 0)
        return;
    Row row = {0};
    emit_place(k->e, k->sentence, parts.outcome, &row);
    row.kind = span_of(p->set[SETTING_label]);
    row.outcome = emit_name(k->e, k->sentence, parts.outcome);
    row.group = emit_name(k->e, k->sentence, parts.group);
    row.timepoint = emit_print(k->sentence, parts.time);
    row.pattern = p->id;
    const Concept *concept = concept_find(packs, row.outcome, false, k->e->arena);
    row.concept = concept == NULL ? (Span){0} : concept->concept;
    bool end_point = row.kind.at != NULL && span_is(row.kind, "not_reported");
    if (row.outcome.at == NULL || row.outcome.len < 2 || is_reported(k, &row, !end_point) || is_said_already(k, &row))
        return;
    *(Row *)arena_push(k->e->arena, &k->out->at, &k->out->n, &k->out->max, sizeof row) = row;
}

static void statement_take(void *who, const Copy *copy, const Pattern *p, const size_t *ends)
{
    Statements *k = who;
    Range r = {0, 0}, part[PARTS_MAX];
    for (int i = 0; i < p->n_captures; i++)
        if (p->captures[i].slot == SLOT_outcome && ends[2 * p->captures[i].group] != SIZE_MAX)
            r = (Range){ends[2 * p->captures[i].group], ends[2 * p->captures[i].group + 1]};
    if (p->left_phrase >= 0)
        r = items_left(k->c->packs, copy->text, phrase_left(k->c->packs, copy, ends[0]));
    size_t n = r.end > r.from ? parts_of(k, r, part) : 0;
    for (size_t i = 0; i < n; i++)
        outcome_state(k, p, part[i]);
}

void statements_find(const Emitter *e, Cascade *c, const Sentence *sentences, size_t n, const Rows *figures, Rows *out)
{
    const Packs *packs = c->packs;
    Statements k = {.e = e, .c = c, .figures = figures, .n_figures = figures->n, .out = out, .first = out->n};
    for (size_t i = 0; i < n; i++) {
        k.sentence = &sentences[i];
        c->normal = sentences[i].normal;
        for (size_t j = 0; (j = pattern_next(c, &sentences[i].copy, NOTE_LEVEL, j)) < packs->n_by_level[NOTE_LEVEL]; j++) {
            const Pattern *p = packs->by_level[NOTE_LEVEL][j];
            bool methods = p->set[SETTING_where] != NULL && strcmp(p->set[SETTING_where], "methods") == 0;
            if (strcmp(p->set[SETTING_reach], "statement") == 0 && (!methods || sentences[i].methods))
                pattern_each(c, &sentences[i].copy, p, statement_take, &k);
        }
    }
}
