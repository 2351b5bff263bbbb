#include "figure/emit.h"

#include "figure/link.h"
#include "figure/phrase.h"
#include "text/utf8.h"

#include <math.h>
#include <stdio.h>

enum { NAME_MAX_ = 160, LABEL_WORD_MAX = 40 };

static int32_t code_points(const Sentence *s, size_t print_offset)
{
    return utf8_count(span_cut(s->normal->print, 0, print_offset));
}

static Place place_of(const Sentence *s, uint32_t start, uint32_t end)
{
    return (Place){code_points(s, normal_start(s->normal, start)), code_points(s, normal_end(s->normal, end))};
}

static Span print_of(const Sentence *s, uint32_t start, uint32_t end)
{
    return span_cut(s->normal->print, normal_start(s->normal, start), normal_end(s->normal, end));
}

static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || (unsigned char)c >= 0x80;
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

/* The words, in the normalised text, with what the abstract abbreviates spelled out. */
static Span name_of(const Emitter *e, const Sentence *s, Words w)
{
    if (w.end <= w.start)
        return (Span){0};
    Span text = span_cut(s->normal->text, w.start, w.end);
    Str out = {.max = NAME_MAX_ * 4};
    for (size_t i = 0; i < text.len;) {
        size_t end = bracket_end(e, text, i);
        if (end > i) { /* "survival (OS)": said already */
            while (out.len > 0 && out.at[out.len - 1] == ' ')
                out.len--;
            i = end;
            continue;
        }
        while (end < text.len && is_word_byte(text.at[end]))
            end++;
        Span meaning = end > i ? abbreviation_meaning(e->abbreviations, span_cut(text, i, end)) : (Span){0};
        if (end == i)
            end++;
        str_add(&out, meaning.at != NULL ? meaning : span_cut(text, i, end));
        i = end;
    }
    Span name = arena_copy(e->arena, str_span(&out));
    str_free(&out);
    return name;
}

static Span lower_of(Arena *a, Span s)
{
    char *out = arena_take(a, s.len + 1);
    for (size_t i = 0; i < s.len; i++)
        out[i] = s.at[i] >= 'A' && s.at[i] <= 'Z' ? (char)(s.at[i] + 32) : s.at[i];
    return (Span){out, s.len};
}

/* The concept of the longest run of words that the vocabulary knows. */
static Span concept_of(const Emitter *e, Span outcome)
{
    if (outcome.at == NULL)
        return (Span){0};
    Span low = lower_of(e->arena, outcome);
    for (size_t len = low.len; len > 1; len--) {
        for (size_t from = 0; from + len <= low.len; from++) {
            bool begins = from == 0 || !is_word_byte(low.at[from - 1]), ends = from + len == low.len || !is_word_byte(low.at[from + len]);
            const Term *t = begins && ends ? packs_term(e->packs, span_cut(low, from, from + len)) : NULL;
            if (t != NULL && t->concept >= 0)
                return e->packs->concepts[t->concept].concept;
        }
    }
    return (Span){0};
}

static Span setting(const Mention *m, Setting s)
{
    return span_of(m->set[s]);
}

static Span interval_of(const Emitter *e, const Mention *m)
{
    if (!number_is(&m->num[NUM_LOW].number) && !number_is(&m->num[NUM_HIGH].number))
        return (Span){0};
    if (m->set[SETTING_interval] != NULL)
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
        r->spans.at[i] = place_of(s, n->start, n->end);
    }
    if (number_is(&r->low) && number_is(&r->high) && r->low.value > r->high.value) {
        Number low = r->low;
        r->low = r->high;
        r->high = low;
        Place at = r->spans.at[SPAN_LOW];
        r->spans.at[SPAN_LOW] = r->spans.at[SPAN_HIGH];
        r->spans.at[SPAN_HIGH] = at;
    }
    if (!number_is(&r->value) && number_is(&r->numerator) && number_is(&r->denominator) && r->denominator.value > 0) {
        double percent = 100 * r->numerator.value / r->denominator.value;
        r->value.digits = arena_format(e->arena, "%.1f", percent);
        r->value.value = round(percent * 10) / 10;
        r->value.decimals = 1;
        r->unit = SPAN_LIT("%");
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
    Words cite = sentence_citation(e->packs, s);
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

static void row_fill(const Emitter *e, const Sentence *s, const Mention *m, Row *r)
{
    Words quote = m->quote.end > 0 ? m->quote : (Words){m->start, m->end};
    Place at = place_of(s, quote.start, quote.end);
    *r = (Row){.doc = e->record->doc, .section = s->section, .start = at.start, .end = at.end};
    r->quote = print_of(s, quote.start, quote.end);
    r->kind = span_of(figure_kind(m));
    r->comparator = span_of(sign_of(&m->num[NUM_VALUE]));
    r->unit = m->unit;
    emit_numbers(e, s, m, r);
    r->interval = interval_of(e, m);
    if (m->set[SETTING_outcome] != NULL && m->slot[SLOT_outcome].end == 0)
        r->outcome = setting(m, SETTING_outcome);
    else
        r->outcome = name_of(e, s, m->slot[SLOT_outcome]);
    r->group = name_of(e, s, m->slot[SLOT_group]);
    if (r->group.at == NULL && m->group_text.at != NULL)
        r->group = arena_copy(e->arena, m->group_text);
    if (span_is(r->kind, "cohort_size"))
        r->group = (Span){0};
    if (span_is(r->kind, "cohort_size") || span_is(r->kind, "group_size"))
        r->outcome = (Span){0};
    r->timepoint = m->slot[SLOT_time].end > 0 ? print_of(s, m->slot[SLOT_time].start, m->slot[SLOT_time].end) : (Span){0};
    if (m->time_text.at != NULL)
        r->timepoint = arena_copy(e->arena, m->time_text);
    r->concept = concept_of(e, r->outcome);
    if (number_is(&m->num[NUM_P].number)) {
        r->p_value = m->num[NUM_P].number;
        r->p_comparator = span_of(sign_of(&m->num[NUM_P]));
    }
    emit_basis(e, s, r);
    r->estimator = setting(m, SETTING_estimator);
    r->time_role = setting(m, SETTING_time_role);
    r->versus = name_of(e, s, m->slot[SLOT_versus]);
    r->factor = name_of(e, s, m->slot[SLOT_factor]);
    r->per = name_of(e, s, m->slot[SLOT_per]);
    r->among = name_of(e, s, m->slot[SLOT_among]);
    r->adjusted = m->set[SETTING_adjusted] == NULL ? BOOL_NULL : strcmp(m->set[SETTING_adjusted], "true") == 0 ? BOOL_TRUE : BOOL_FALSE;
    r->model = setting(m, SETTING_model);
    r->contrast = setting(m, SETTING_contrast);
    r->scale = setting(m, SETTING_scale);
    r->p_kind = setting(m, SETTING_p_kind);
    r->analysis_set = setting(m, SETTING_analysis_set);
    r->measure = setting(m, SETTING_measure);
    r->flags = (Row_FLAGS)e->record->retracted << FLAG_retracted | (Row_FLAGS)e->record->truncated << FLAG_truncated_abstract;
    r->pattern = m->kind_by != NULL ? m->kind_by->id : m->by != NULL ? m->by->id : SPAN_LIT("core/number");
    r->sentence = print_of(s, s->copy.start, s->copy.end);
    if (m->set[SETTING_outcome] != NULL && m->slot[SLOT_outcome].end == 0)
        r->inferred |= (Row_FIELDS)1 << COLUMN_outcome;
    if (m->group_text.at != NULL && m->slot[SLOT_group].end == 0 && r->group.at != NULL)
        r->inferred |= (Row_FIELDS)1 << COLUMN_group;
    if (m->time_text.at != NULL)
        r->inferred |= (Row_FIELDS)1 << COLUMN_timepoint;
}

void sentence_emit(const Emitter *e, const Sentence *s, Rows *out)
{
    for (size_t i = 0; s->has_copy && i < s->copy.n_atoms; i++) {
        const Mention *m = s->copy.atoms[i].mention;
        if (figure_kind(m) == NULL)
            continue;
        Row *r = arena_push(e->arena, &out->at, &out->n, &out->max, sizeof *r);
        row_fill(e, s, m, r);
    }
}

/* --- keys and repeats --------------------------------------------------------------------------- */

static uint64_t mix(uint64_t h, Span s)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.at[i];
        if (c == ' ' || c == '\n')
            continue;
        h = (h ^ (c >= 'A' && c <= 'Z' ? c + 32u : c)) * 1099511628211u; /* FNV-1a, 64 bits */
    }
    return h;
}

/* Letters only, so that no spreadsheet reads a key as a number. */
static Span key_print(Arena *a, uint64_t h)
{
    char *out = arena_take(a, 18);
    out[0] = 'f';
    for (int i = 1; i <= 16; i++, h >>= 4)
        out[i] = (char)('a' + (h & 15));
    return (Span){out, 17};
}

static bool same_figure(const Row *a, const Row *b)
{
    return span_equal(a->kind, b->kind) && span_equal(a->value.digits, b->value.digits) && span_equal(a->low.digits, b->low.digits) &&
           span_equal(a->high.digits, b->high.digits) && a->section != b->section &&
           (a->concept.at != NULL ? span_equal(a->concept, b->concept) : span_equal(a->outcome, b->outcome));
}

void rows_finish(const Emitter *e, Rows *rows)
{
    for (size_t i = 0; i < rows->n; i++) {
        Row *r = &rows->at[i];
        uint64_t h = mix(mix(mix(14695981039346656037u, r->doc), r->quote), r->sentence);
        uint64_t nth = 0;
        for (size_t j = 0; j < i; j++)
            nth += span_equal(rows->at[j].quote, r->quote) && span_equal(rows->at[j].sentence, r->sentence);
        r->key = key_print(e->arena, (h ^ nth) * 1099511628211u);
        for (size_t j = 0; j < i && r->repeat_of.at == NULL; j++)
            if (same_figure(&rows->at[j], r) && !span_is(r->kind, "p_value"))
                r->repeat_of = rows->at[j].repeat_of.at != NULL ? rows->at[j].repeat_of : rows->at[j].key;
    }
}
