#include "figure/rule.h"

#include "figure/phrase.h"
#include "figure/sides.h"

#include <math.h>

enum {
    WORD_BYTES = 40,
    LABEL_BYTES = 4, /* "III" of "stage III" */
};

typedef struct {
    const Packs *packs;
    const Arms *arms;
    const RecordNotes *notes;
    Arena *arena;
    bool has_control; /* one of the arms is a control */
} Rules;

static void supply(Row *r, Row_TEXT *cell, Column column, const char *text)
{
    if (cell->at != NULL || text == NULL)
        return;
    *cell = span_of(text);
    r->inferred |= (Row_FIELDS)1 << column;
}

/* The next word at or behind *at, in lower case; moves *at behind it.  Empty: none. */
static Span word_next(Span text, size_t *at, char out[WORD_BYTES])
{
    size_t i = *at, n = 0;
    while (i < text.len && !print_word_byte(text.at[i]))
        i++;
    for (; i < text.len && print_word_byte(text.at[i]) && n < WORD_BYTES; i++)
        out[n++] = text.at[i] >= 'A' && text.at[i] <= 'Z' ? (char)(text.at[i] + 32) : text.at[i];
    *at = i;
    return (Span){out, n};
}

static bool has_word(const Packs *packs, WordList list, Span text)
{
    char word[WORD_BYTES];
    size_t at = 0;
    for (Span w; text.at != NULL && (w = word_next(text, &at, word)).len > 0;)
        if (packs_has(packs, list, w))
            return true;
    return false;
}

/* --- time and estimator ------------------------------------------------------------------------ */

static bool is_of_event(const Concept *c)
{
    return c != NULL && (span_is(c->polarity, "event") || span_is(c->polarity, "event_free"));
}

static bool is_horizon(const Row *r)
{
    return r->time_role.at != NULL && span_is(r->time_role, "horizon");
}

static void rule_time(Row *r, const Concept *c)
{
    bool share = span_is(r->kind, "proportion") && is_of_event(c);
    if (share && r->time_role.at != NULL && span_is(r->time_role, "assessment")) {
        r->time_role = SPAN_LIT("horizon");
        r->inferred |= (Row_FIELDS)1 << COLUMN_time_role;
    }
    bool counted = span_is(r->kind, "proportion") || span_is(r->kind, "median") || span_is(r->kind, "mean");
    if (c != NULL && (span_is(c->polarity, "quantity") || span_is(c->polarity, "response")))
        r->time_zero = (Span){0}; /* "aged 59 years, and the time from diagnosis was 3" */
    if (c != NULL && c->time_zero.at != NULL && counted)
        supply(r, &r->time_zero, COLUMN_time_zero, c->time_zero.at);
    if (c != NULL && c->among.at != NULL && counted)
        supply(r, &r->among, COLUMN_among, c->among.at);
}

/* Whether n/N gives the printed percentage, within half a unit of its last digit. */
static bool counts_give(const Row *r)
{
    double share = 100 * r->numerator.value / r->denominator.value;
    return fabs(share - r->value.value) <= 0.5 * pow(10, -r->value.decimals) + 1e-9;
}

static void rule_estimator(const Rules *k, Row *r, const Concept *c)
{
    bool share = span_is(r->kind, "proportion"), counted = number_is(&r->numerator) && number_is(&r->denominator);
    if (share && counted && number_is(&r->value) && r->denominator.value > 0) {
        if (counts_give(r))
            supply(r, &r->estimator, COLUMN_estimator, "crude");
        else if (is_horizon(r))
            supply(r, &r->estimator, COLUMN_estimator, "kaplan_meier");
        return;
    }
    bool median = span_is(r->kind, "median") && c != NULL && span_is(c->polarity, "event_free");
    bool timed = median || (share && is_horizon(r) && is_of_event(c));
    if (timed && !number_is(&r->numerator))
        supply(r, &r->estimator, COLUMN_estimator, record_says(k->notes, SETTING_estimator, r->kind));
}

/* What stands behind plus-minus is the standard error of an estimated share, and in points of per cent. */
static void rule_units(Row *r, const Concept *c)
{
    bool share = span_is(r->kind, "proportion"), estimated = r->estimator.at != NULL && span_is(r->estimator, "kaplan_meier");
    bool free = c != NULL && span_is(c->polarity, "event_free");
    if (share && r->interval.at != NULL && span_is(r->interval, "sd") && (estimated || is_horizon(r) || free)) {
        r->interval = SPAN_LIT("se");
        r->inferred |= (Row_FIELDS)1 << COLUMN_interval;
        supply(r, &r->estimator, COLUMN_estimator, "kaplan_meier");
    } else if (share && r->interval.at != NULL && span_is(r->interval, "sd") && !number_is(&r->numerator)) {
        r->kind = SPAN_LIT("mean"); /* "ejection fraction was 55 ± 8 %": of measured percentages */
    }
    if (span_is(r->kind, "difference") && r->unit.at != NULL && span_is(r->unit, "%")) {
        r->unit = SPAN_LIT("percentage points");
        r->inferred |= (Row_FIELDS)1 << COLUMN_unit;
    }
    bool change = span_is(r->kind, "change") && r->unit.at != NULL;
    if (change && !span_is(r->unit, "%"))
        supply(r, &r->scale, COLUMN_scale, span_is(r->unit, "fold") ? "relative" : "absolute");
}

/* --- models ------------------------------------------------------------------------------------ */

static void rule_model(const Rules *k, Row *r)
{
    if (row_is_ratio(r))
        supply(r, &r->model, COLUMN_model, record_says(k->notes, SETTING_model, r->kind));
    if (!span_is(r->kind, "cohort_size") && !span_is(r->kind, "group_size") && r->basis.at != NULL && span_is(r->basis, "own"))
        supply(r, &r->analysis_set, COLUMN_analysis_set, record_says(k->notes, SETTING_analysis_set, r->kind));
}

/* --- whom ---------------------------------------------------------------------------------------- */

static bool is_control(const Packs *packs, Span words)
{
    return has_word(packs, WORDS_control_word, words);
}

/* Each word is of a place in the body, or says nothing ("the liver", "liver group"). */
static bool is_site(const Packs *packs, Span group)
{
    char word[WORD_BYTES];
    size_t at = 0;
    bool any = false;
    for (Span w; (w = word_next(group, &at, word)).len > 0;) {
        bool site = packs_has(packs, WORDS_site_word, w);
        if (packs_has(packs, WORDS_person, w) ||
            (!site && !packs_has(packs, WORDS_leading, w) && !packs_has(packs, WORDS_group_noun, w)))
            return false;
        any = any || site;
    }
    return any;
}

/* Whether the words only say what sort of people they are. */
static bool is_sort_of_people(const Packs *packs, Span group)
{
    char word[WORD_BYTES];
    size_t at = 0;
    for (Span w; (w = word_next(group, &at, word)).len > 0;)
        if (!packs_has(packs, WORDS_subgroup_word, w) && !packs_has(packs, WORDS_leading, w) &&
            !packs_has(packs, WORDS_person, w) && !packs_has(packs, WORDS_group_noun, w))
            return false;
    return true;
}

static void rule_group(const Rules *k, Row *r)
{
    const Packs *packs = k->packs;
    const char *role = record_says(k->notes, SETTING_role, r->kind);
    if (r->group.at == NULL) {
        if (role != NULL && strcmp(role, "single") == 0 && !span_is(r->kind, "p_value"))
            supply(r, &r->role, COLUMN_role, role);
        return;
    }
    if (is_site(packs, r->group)) {
        r->site = r->group;
        return;
    }
    bool sub = has_word(packs, WORDS_subgroup_word, r->group) && !has_word(packs, WORDS_verb, r->group);
    if (sub && (r->arm.at == NULL || is_sort_of_people(packs, r->group))) {
        r->subgroup = r->group;
        r->arm = (Span){0}; /* "men (n = 85)" name no treatment */
        return;
    }
    bool compares = role != NULL && strcmp(role, "single") != 0;
    int side = sides_which(packs, k->arms, r->group);
    if (side >= 0 && r->arm.at == NULL) { /* "tamoxifen 20 mg" of the arm that is called tamoxifen */
        r->arm = arena_copy(k->arena, k->arms->side[side]);
        r->inferred |= (Row_FIELDS)1 << COLUMN_arm;
    }
    if (is_control(packs, r->group) || (side == 1 && compares))
        supply(r, &r->role, COLUMN_role, "control");
    else if (side == 0 || (r->arm.at != NULL && (k->has_control || k->arms->n_listed > 0)))
        supply(r, &r->role, COLUMN_role, compares ? role : NULL);
}

/* "stage II", "grade 3"; "men", "smokers". */
static bool is_sort(const Packs *packs, Span outcome)
{
    char word[WORD_BYTES];
    size_t at = 0;
    Span first = word_next(outcome, &at, word);
    bool named = packs_has(packs, WORDS_subgroup_word, first), person = has_word(packs, WORDS_person, outcome);
    Span label = word_next(outcome, &at, word);
    bool graded = named && label.len > 0 && label.len <= LABEL_BYTES && word_next(outcome, &at, word).len == 0;
    return graded || (person && is_sort_of_people(packs, outcome));
}

/* "stage II in 22 patients", "52 were men": what sort of people they are is no outcome, and how many no count of it. */
static void rule_sorts(const Packs *packs, Row *r)
{
    if (!span_is(r->kind, "count") || r->outcome.at == NULL || r->group.at != NULL || !is_sort(packs, r->outcome))
        return;
    r->kind = SPAN_LIT("group_size");
    r->group = r->outcome;
    r->outcome = r->concept = (Span){0};
}

void rows_rule(const Packs *packs, const Arms *arms, const RecordNotes *notes, Rows *rows, Arena *a)
{
    Rules k = {packs, arms, notes, a, false};
    for (size_t i = 0; i < arms->n; i++)
        k.has_control = k.has_control || is_control(packs, arms->at[i].print);
    for (size_t i = 0; i < rows->n; i++) {
        Row *r = &rows->at[i];
        const Concept *c = packs_concept(packs, r->concept);
        rule_time(r, c);
        rule_estimator(&k, r, c);
        rule_units(r, c);
        rule_model(&k, r);
        rule_sorts(packs, r);
        rule_group(&k, r);
    }
}
