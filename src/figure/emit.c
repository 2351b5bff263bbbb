#include "figure/emit.h"

#include "figure/compose.h"

#include "figure/anchor.h"
#include "figure/concept.h"
#include "figure/link.h"
#include "figure/months.h"
#include "figure/phrase.h"
#include "base/utf8.h"

#include <math.h>
#include <stdlib.h>
#include <stdio.h>

enum { NAME_MAX_ = 160, LABEL_WORD_MAX = 40 };

static int32_t code_points(PlaceCursor *c, const Normal *in, size_t byte)
{
    if (in->map == NULL) /* what nothing had to be done with is ASCII */
        return (int32_t)byte;
    if (c->in != in)
        *c = (PlaceCursor){.in = in};
    if (byte >= c->byte)
        c->points += utf8_count(span_cut(in->print, c->byte, byte));
    else
        c->points -= utf8_count(span_cut(in->print, byte, c->byte));
    c->byte = byte;
    return c->points;
}

static Place place_of(const Emitter *e, const Sentence *s, uint32_t start, uint32_t end)
{
    int32_t first = code_points(e->cursor, s->normal, normal_start(s->normal, start));
    return (Place){first, code_points(e->cursor, s->normal, normal_end(s->normal, end))};
}

static Span print_of(const Sentence *s, uint32_t start, uint32_t end)
{
    return span_cut(s->normal->print, normal_start(s->normal, start), normal_end(s->normal, end));
}

/* The end of a bracketed abbreviation that begins at `at`, or `at`. */
static size_t bracket_end(const Emitter *e, Span text, size_t at)
{
    if (text.at[at] != '(' && text.at[at] != '[')
        return at;
    size_t end = at + 1;
    while (end < text.len && text.at[end] != ')' && text.at[end] != ']')
        end++;
    bool known = end < text.len && abbreviation_meaning(e->abbreviations, span_cut(text, at + 1, end)).at != NULL;
    return known ? end + 1 : at;
}

/* The words, in the normalised text, with what the abstract abbreviates spelled out; `whole`: only where they are nothing
 * but the abbreviation, since an arm is known by its short name ("OS with XELOX", "the NACT group"). */
static Span spelled(const Emitter *e, const Sentence *s, Words w, bool whole)
{
    if (w.end <= w.start)
        return (Span){0};
    Span text = span_cut(s->normal->text, w.start, w.end);
    char out[NAME_MAX_ * 4];
    size_t n = 0;
    bool full = false; /* the rest is left out */
    for (size_t i = 0; i < text.len;) {
        size_t end = bracket_end(e, text, i);
        if (end > i) { /* "survival (OS)": said already */
            while (n > 0 && out[n - 1] == ' ')
                n--;
            i = end;
            continue;
        }
        while (end < text.len && print_word_byte(text.at[end]))
            end++;
        bool spell = end > i && (!whole || (i == 0 && end == text.len));
        Span meaning = spell ? abbreviation_meaning(e->abbreviations, span_cut(text, i, end)) : (Span){0};
        if (end == i)
            end++;
        Span part = meaning.at != NULL ? meaning : span_cut(text, i, end);
        full = full || part.len > sizeof out - n;
        if (!full) {
            memcpy(out + n, part.at, part.len);
            n += part.len;
        }
        i = end;
    }
    size_t first = 0;
    while (first < n && out[first] == ' ')
        first++;
    while (n > first && out[n - 1] == ' ')
        n--;
    return n > first ? arena_copy(e->arena, (Span){out + first, n - first}) : (Span){0};
}

/* A name as it is printed, without abbreviations in brackets; one that is nothing but an abbreviation is spelled out. */
static Span name_of(const Emitter *e, const Sentence *s, Words w)
{
    return spelled(e, s, w, true);
}

static Span setting(const Mention *m, Setting s)
{
    return span_of(m->set[s]);
}

static Span interval_of(const Emitter *e, const Mention *m)
{
    if (!number_is(&m->num[NUM_LOW].number) && !number_is(&m->num[NUM_HIGH].number))
        return (Span){0};
    /* "hazard ratio 0.38 (0.25-0.60)": in brackets behind a ratio stands its confidence interval */
    bool bare = span_is(setting(m, SETTING_interval), "bare");
    bool ratio = kind_is_ratio(m);
    if (bare && !ratio)
        return SPAN_LIT("range");
    if (m->set[SETTING_interval] != NULL && !(ratio && (bare || span_is(setting(m, SETTING_interval), "range"))))
        return setting(m, SETTING_interval);
    if (number_is(&m->num[NUM_LEVEL].number))
        return arena_format(e->arena, "ci%.*s", SPAN_FMT(m->num[NUM_LEVEL].number.digits));
    return SPAN_LIT("ci95");
}

static void emit_numbers(const Emitter *e, const Sentence *s, const Mention *m, Row *r)
{
    static const NumName names[N_SPANS] = {NUM_VALUE, NUM_LOW, NUM_HIGH, NUM_NUMERATOR, NUM_DENOMINATOR};
    Number *cells[N_SPANS] = {&r->value, &r->low, &r->high, &r->numerator, &r->denominator};
    for (int i = 0; i < N_SPANS; i++) {
        const Num *n = &m->num[names[i]];
        r->spans.at[i] = (Place){-1, -1};
        if (!number_is(&n->number))
            continue;
        *cells[i] = n->number;
        r->spans.at[i] = place_of(e, s, n->start, n->end);
    }
    if (number_is(&r->low) && number_is(&r->high) && r->low.value > r->high.value) {
        Number low = r->low;
        r->low = r->high;
        r->high = low;
        Place at = r->spans.at[SPAN_LOW];
        r->spans.at[SPAN_LOW] = r->spans.at[SPAN_HIGH];
        r->spans.at[SPAN_HIGH] = at;
    }
    const char *parts = m->set[SETTING_parts];
    bool counted = number_is(&r->numerator) && number_is(&r->denominator) && r->denominator.value > 0;
    if (!number_is(&r->value) && (counted || parts != NULL)) {
        double of = parts != NULL ? strtod(parts, NULL) : r->denominator.value;
        double percent = 100 * (number_is(&r->numerator) ? r->numerator.value : 1) / of;
        r->value.digits = arena_format(e->arena, "%.1f", percent);
        r->value.value = round(percent * 10) / 10;
        r->value.decimals = 1;
        r->unit = SPAN_LIT("%");
    }
    if (parts != NULL) { /* "two thirds": nobody counted two */
        r->numerator = (Number){0};
        r->spans.at[SPAN_NUMERATOR] = (Place){-1, -1};
    }
}

static bool has_label(const Packs *p, WordList list, Span label)
{
    char word[LABEL_WORD_MAX];
    size_t n = 0;
    for (size_t i = 0; i <= label.len; i++) {
        char c = i < label.len ? label.at[i] : ' ';
        c = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
        if (c >= 'a' && c <= 'z' && n < sizeof word) {
            word[n++] = c;
        } else {
            if (n > 0 && packs_has(p, list, (Span){word, n}))
                return true;
            n = 0;
        }
    }
    return false;
}

static bool own_words(const Packs *p, const Sentence *s)
{
    return has_label(p, WORDS_own_word, span_cut(s->normal->text, s->copy.start, s->copy.end));
}

static void emit_basis(const Emitter *e, const Sentence *s, Row *r)
{
    Words cite = sentence_citation(s);
    Span label = s->section >= 0 ? e->record->sections[s->section].label : (Span){0};
    bool background = label.at != NULL && has_label(e->packs, WORDS_background_label, label) && !own_words(e->packs, s);
    r->basis = cite.end > 0 || background ? SPAN_LIT("cited") : SPAN_LIT("own");
    if (cite.end > 0)
        r->source_study = print_of(s, cite.start, cite.end);
}

static const char *sign_of(const Num *n)
{
    return n->sign == NULL ? "=" : n->sign;
}

/* --- what METHODS asks beside the number ---------------------------------------------------------- */

enum { AROUND_MAX = 60 }; /* bytes on each side of a time that may say what it is */

static void emit_time(const Emitter *e, const Sentence *s, const Mention *m, Row *r)
{
    Words w = m->slot[SLOT_time];
    Span text = s->normal->text, before = {"", 0}, behind = {"", 0};
    if (r->timepoint.at == NULL)
        return;
    if (m->time_text.at == NULL) {
        uint32_t from = w.start > AROUND_MAX ? w.start - AROUND_MAX : 0;
        before = span_cut(text, from, w.start);
        behind = span_cut(text, w.end, text.len - w.end > AROUND_MAX ? w.end + AROUND_MAX : text.len);
    }
    Span time = m->time_text.at != NULL ? m->time_text : span_cut(text, w.start, w.end);
    Time t = time_read(e->packs, before, time, behind, e->arena);
    r->time_low = t.low;
    r->time_high = t.high;
    r->time_role = span_of(t.role);
    r->time_zero = span_of(t.zero);
}

/* "adjusted hazard ratio for death (HR) of 0.71": the name without what qualifies it.  NULL: its number begins it. */
static Span measure_of(const Emitter *e, const Sentence *s, const Mention *m)
{
    Span text = s->normal->text;
    uint32_t from = m->start, end = m->start, stop = m->num[NUM_VALUE].start;
    for (uint32_t i = m->start, to; i < stop; i = to) {
        for (to = i; to < stop && print_word_byte(text.at[to]); to++)
            ;
        char low[LABEL_WORD_MAX];
        size_t n = 0;
        for (; n < to - i && n < sizeof low; n++)
            low[n] = text.at[i + n] >= 'A' && text.at[i + n] <= 'Z' ? (char)(text.at[i + n] + 32) : text.at[i + n];
        Span word = {low, n};
        if (to == i && text.at[i] != ' ')
            break;
        if (to == i) {
            to++;
        } else if (end == from && packs_has(e->packs, WORDS_ratio_adjective, word)) {
            from = end = to + 1;
        } else if (packs_has(e->packs, WORDS_trailing, word) || packs_has(e->packs, WORDS_group_preposition, word)) {
            break;
        } else {
            end = to;
        }
    }
    return end > from ? print_of(s, from, end) : (Span){0};
}

static void emit_arm(const Emitter *e, const Sentence *s, const Mention *m, Row *r)
{
    Words w = m->slot[SLOT_group];
    Span words = w.end > 0 ? span_cut(s->normal->text, w.start, w.end) : m->group_text;
    int arm = words.at != NULL && r->group.at != NULL ? arms_which(e->packs, e->arms, words) : -1;
    if (arm >= 0)
        r->arm = arena_copy(e->arena, arm_short(e->packs, e->arms->at[arm].print));
}

/* "A higher risk of death (HR 0.71, 95% CI 0.55-0.92)". */
static bool points_otherwise(const Mention *m, const Row *r)
{
    const char *said = m->set[SETTING_direction];
    if (said == NULL || !row_is_ratio(r) || !number_is(&r->low) || !number_is(&r->high))
        return false;
    return (strcmp(said, "up") == 0 && r->high.value < 1) || (strcmp(said, "down") == 0 && r->low.value > 1);
}

static void emit_methods(const Emitter *e, const Sentence *s, const Mention *m, Row *r)
{
    emit_time(e, s, m, r);
    emit_arm(e, s, m, r);
    r->estimator = setting(m, SETTING_estimator);
    if (m->set[SETTING_time_role] != NULL)
        r->time_role = setting(m, SETTING_time_role);
    if (m->set[SETTING_time_zero] != NULL)
        r->time_zero = setting(m, SETTING_time_zero);
    if (row_is_ratio(r) || span_is(r->kind, "difference"))
        r->versus = spelled(e, s, m->slot[SLOT_versus], true);
    r->factor = name_of(e, s, m->slot[SLOT_factor]);
    r->per = m->slot[SLOT_per].end > 0 ? print_of(s, m->slot[SLOT_per].start, m->slot[SLOT_per].end) : (Span){0};
    r->among = name_of(e, s, m->slot[SLOT_among]);
    r->favours = name_of(e, s, m->slot[SLOT_favours]);
    r->adjusted = m->set[SETTING_adjusted] == NULL                ? BOOL_NULL
                  : strcmp(m->set[SETTING_adjusted], "true") == 0 ? BOOL_TRUE
                                                                  : BOOL_FALSE;
    r->model = setting(m, SETTING_model);
    r->contrast = setting(m, SETTING_contrast);
    r->scale = setting(m, SETTING_scale);
    r->p_kind = setting(m, SETTING_p_kind);
    r->analysis_set = setting(m, SETTING_analysis_set);
    if (row_is_ratio(r))
        r->measure = measure_of(e, s, m);
    r->flags |= (Row_FLAGS)points_otherwise(m, r) << FLAG_direction_conflict;
    r->flags |= (Row_FLAGS)(m->type == packs_type(e->packs, "nr")) << FLAG_not_reached;
    if (m->owed & 1u << SLOT_versus && r->versus.at != NULL)
        r->inferred |= (Row_FIELDS)1 << COLUMN_versus;
}

/* `else_`: the row says it, without words of its own. */
static LinkType link_of(const Sentence *s, const Mention *m, Words w, bool else_)
{
    enum { BESIDE_BYTES = 5 }; /* "in the", "was", ": " */
    if (w.end == 0)
        return else_ ? LINK_ELSEWHERE : LINK_NONE;
    if (w.start < s->copy.start || w.start >= s->copy.end)
        return LINK_ELSEWHERE;
    return w.end <= m->start + BESIDE_BYTES && m->start <= w.end + BESIDE_BYTES   ? LINK_BESIDE
           : w.start <= m->end + BESIDE_BYTES && m->end <= w.start + BESIDE_BYTES ? LINK_BESIDE
                                                                                  : LINK_APART;
}

static void outcome_fill(const Emitter *e, const Sentence *s, const Mention *m, Row *r)
{
    bool known = m->set[SETTING_outcome] != NULL && m->slot[SLOT_outcome].end == 0;
    if (known)
        r->outcome = setting(m, SETTING_outcome);
    else
        r->outcome = m->outcome_text.at != NULL ? arena_copy(e->arena, m->outcome_text) : name_of(e, s, m->slot[SLOT_outcome]);
    if (kind_is_size(m))
        r->outcome = (Span){0};
    Span full = m->slot[SLOT_outcome].end > 0 ? spelled(e, s, m->slot[SLOT_outcome], false) : r->outcome;
    const Concept *concept = concept_find(e->packs, full, r->unit.at != NULL && span_is(r->unit, "%"), e->arena);
    r->concept = concept == NULL ? (Span){0} : concept->concept;
    if (known || (m->outcome_text.at != NULL && r->outcome.at != NULL))
        r->inferred |= (Row_FIELDS)1 << COLUMN_outcome;
    r->outcome_link = link_of(s, m, m->slot[SLOT_outcome], r->outcome.at != NULL);
}

static void group_fill(const Emitter *e, const Sentence *s, const Mention *m, Row *r)
{
    Words outcome = m->slot[SLOT_outcome], group = m->slot[SLOT_group];
    bool counted = kind_is(m, KIND_count) && outcome.start == group.start && outcome.end == group.end;
    r->group = counted ? (Span){0} : spelled(e, s, group, true); /* "errors (n = 57)" */
    if (r->group.at == NULL && m->group_text.at != NULL)
        r->group = arena_copy(e->arena, m->group_text);
    if (kind_is(m, KIND_cohort_size))
        r->group = (Span){0};
    if (m->group_text.at != NULL && group.end == 0 && r->group.at != NULL)
        r->inferred |= (Row_FIELDS)1 << COLUMN_group;
    r->group_link = link_of(s, m, group, r->group.at != NULL);
}

static void time_fill(const Emitter *e, const Sentence *s, const Mention *m, Row *r)
{
    Words time = m->slot[SLOT_time];
    r->timepoint = emit_print(s, time);
    if (m->time_text.at != NULL) {
        r->timepoint = arena_copy(e->arena, m->time_text);
        r->inferred |= (Row_FIELDS)1 << COLUMN_timepoint;
    }
    r->time_link = link_of(s, m, time, r->timepoint.at != NULL);
}

static void row_fill(const Emitter *e, const Sentence *s, const Mention *m, Row *r)
{
    Words quote = m->quote.end > 0 ? m->quote : (Words){m->start, m->end};
    Place at = place_of(e, s, quote.start, quote.end);
    *r = (Row){.doc = e->record->doc, .section = s->section, .start = at.start, .end = at.end};
    r->quote = print_of(s, quote.start, quote.end);
    r->sentence = print_of(s, s->copy.start, s->copy.end);
    r->pattern = m->kind_by != NULL ? m->kind_by->id : m->by != NULL ? m->by->id : SPAN_LIT("core/number");
    r->kind = span_of(figure_kind(m));
    r->comparator = span_of(sign_of(&m->num[NUM_VALUE]));
    r->unit = m->unit;
    emit_numbers(e, s, m, r);
    if (kind_is(m, KIND_proportion) && figure_has_sign(s, m)) /* no share has one: "height (-2.9% v +0.4%)" */
        r->kind = span_of(kind_name[KIND_change]);
    r->interval = interval_of(e, m);
    outcome_fill(e, s, m, r);
    group_fill(e, s, m, r);
    time_fill(e, s, m, r);
    if (number_is(&m->num[NUM_P].number)) {
        r->p_value = m->num[NUM_P].number;
        r->p_comparator = span_of(sign_of(&m->num[NUM_P]));
    }
    emit_basis(e, s, r);
    emit_methods(e, s, m, r);
    r->flags |= (Row_FLAGS)e->record->retracted << FLAG_retracted | (Row_FLAGS)e->record->truncated << FLAG_truncated_abstract;
}

void sentence_emit(const Emitter *e, const Sentence *s, Rows *out)
{
    for (size_t i = 0; s->has_copy && i < s->copy.n_atoms; i++) {
        const Mention *m = s->copy.atoms[i].mention;
        if (figure_kind(m) == NULL)
            continue;
        Row *r = arena_push(e->arena, &out->at, &out->n, &out->max, sizeof *r);
        row_fill(e, s, m, r);
        /* "HR 0.7, 0.8 and 0.9": the name is printed once */
        if (row_is_ratio(r) && r->measure.at == NULL && out->n > 1 && span_equal(out->at[out->n - 2].kind, r->kind))
            r->measure = out->at[out->n - 2].measure;
    }
}

void emit_place(const Emitter *e, const Sentence *s, Words w, Row *r)
{
    Place at = place_of(e, s, w.start, w.end);
    r->doc = e->record->doc;
    r->section = s->section;
    r->start = at.start;
    r->end = at.end;
    r->quote = emit_print(s, w);
    r->sentence = print_of(s, s->copy.start, s->copy.end);
    emit_basis(e, s, r);
}

Span emit_name(const Emitter *e, const Sentence *s, Words w)
{
    return name_of(e, s, w);
}

Span emit_print(const Sentence *s, Words w)
{
    return w.end > w.start ? print_of(s, w.start, w.end) : (Span){0};
}

/* --- keys and repeats --------------------------------------------------------------------------- */

static bool agree(Span a, Span b)
{
    return a.at == NULL || b.at == NULL || span_equal(a, b);
}

/* Title, results and conclusion print one figure, each with some of its words: what both say is the same. */
static bool same_figure(const Row *a, const Row *b)
{
    bool numbers = span_equal(a->kind, b->kind) && span_equal(a->value.digits, b->value.digits) &&
                   span_equal(a->low.digits, b->low.digits) && span_equal(a->high.digits, b->high.digits) &&
                   agree(a->unit, b->unit);
    bool words = a->outcome.at != NULL && span_equal(a->outcome, b->outcome) && agree(a->group, b->group);
    bool apart = a->section != b->section || (words && a->sentence.at != b->sentence.at);
    bool times = !a->time_high.known || !b->time_high.known || a->time_high.value == b->time_high.value;
    return numbers && apart && times && agree(a->arm, b->arm) && agree(a->site, b->site) && agree(a->basis, b->basis) &&
           (a->concept.at != NULL ? span_equal(a->concept, b->concept) : span_equal(a->outcome, b->outcome));
}

void rows_finish(const Emitter *e, Rows *rows)
{
    rows_anchor(e->record->doc, e->record, rows, e->arena);
    for (size_t i = 0; i < rows->n; i++) {
        Row *r = &rows->at[i];
        for (size_t j = 0; j < i && r->repeat_of.at == NULL; j++)
            if (same_figure(&rows->at[j], r) && !span_is(r->kind, "p_value"))
                r->repeat_of = rows->at[j].repeat_of.at != NULL ? rows->at[j].repeat_of : rows->at[j].key;
    }
}
