#include "tests/gold.h"

#include "base/json.h"
#include "base/utf8.h"

#include <math.h>

enum { WORDS_MAX = 64 }; /* content words of a phrase; what follows is not looked at */

const GoldField gold_field[N_COLUMNS] = {
    [COLUMN_doc] = GOLD_PLACE,           [COLUMN_section] = GOLD_PLACE,     [COLUMN_quote] = GOLD_PLACE,
    [COLUMN_kind] = GOLD_PLACE,          [COLUMN_value] = GOLD_PLACE,       [COLUMN_comparator] = GOLD_EXACT,
    [COLUMN_low] = GOLD_EXACT,           [COLUMN_high] = GOLD_EXACT,        [COLUMN_interval] = GOLD_EXACT,
    [COLUMN_unit] = GOLD_EXACT,          [COLUMN_numerator] = GOLD_EXACT,   [COLUMN_denominator] = GOLD_EXACT,
    [COLUMN_outcome] = GOLD_PHRASE,      [COLUMN_group] = GOLD_PHRASE,      [COLUMN_timepoint] = GOLD_WORDS,
    [COLUMN_concept] = GOLD_EXACT,       [COLUMN_p_value] = GOLD_EXACT,     [COLUMN_p_comparator] = GOLD_EXACT,
    [COLUMN_basis] = GOLD_EXACT,         [COLUMN_source_study] = GOLD_PHRASE, [COLUMN_among] = GOLD_PHRASE,
    [COLUMN_estimator] = GOLD_EXACT,     [COLUMN_time_role] = GOLD_EXACT,   [COLUMN_time_low] = GOLD_EXACT,
    [COLUMN_time_high] = GOLD_EXACT,     [COLUMN_time_zero] = GOLD_EXACT,   [COLUMN_versus] = GOLD_PHRASE,
    [COLUMN_factor] = GOLD_PHRASE,       [COLUMN_per] = GOLD_WORDS,         [COLUMN_adjusted] = GOLD_EXACT,
    [COLUMN_model] = GOLD_EXACT,         [COLUMN_favours] = GOLD_PHRASE,    [COLUMN_contrast] = GOLD_EXACT,
    [COLUMN_scale] = GOLD_EXACT,         [COLUMN_p_kind] = GOLD_EXACT,      [COLUMN_analysis_set] = GOLD_EXACT,
    [COLUMN_arm] = GOLD_PHRASE,          [COLUMN_role] = GOLD_EXACT,        [COLUMN_subgroup] = GOLD_PHRASE,
    [COLUMN_site] = GOLD_PHRASE,         [COLUMN_measure] = GOLD_WORDS,     [COLUMN_flags] = GOLD_EXACT,
};

static const void *cell(const Row *r, Column c)
{
    return (const char *)r + column_offset[c];
}

/* --- reading ----------------------------------------------------------------------------------- */

static bool read_flags(const Json *j, Arena *a, Row_FLAGS *out)
{
    for (size_t i = 0; i < json_count(j, "flags"); i++) {
        Span name = json_item_text(j, "flags", i, a);
        int flag = 0;
        while (flag < N_FLAGS && !span_is(name, flag_name[flag]))
            flag++;
        if (flag == N_FLAGS)
            return false;
        *out |= 1u << flag;
    }
    return json_count(j, "flags") > 0;
}

/* The member named as the column, which is there.  False: its value is of another type. */
static bool read_cell(const Json *j, Column c, Arena *a, Row *r)
{
    void *at = (char *)r + column_offset[c];
    const char *key = column_name[c];
    double number = 0;
    bool is_number = json_number(j, key, &number), truth = false, is_truth = json_bool(j, key, &truth);
    switch (column_type[c]) {
    case TYPE_TEXT:
        *(Row_TEXT *)at = json_text(j, key, a);
        return !is_number && ((Row_TEXT *)at)->at != NULL;
    case TYPE_INT:
        *(Row_INT *)at = (Row_INT)number;
        return is_number && fabs(number) < 10000 && number == floor(number);
    case TYPE_NUMBER:
        *(Row_NUMBER *)at = (Number){.digits = arena_format(a, "%.10g", number), .value = number};
        return is_number;
    case TYPE_REAL:
        *(Row_REAL *)at = (Real){number, true};
        return is_number;
    case TYPE_BOOL:
        *(Row_BOOL *)at = truth ? BOOL_TRUE : BOOL_FALSE;
        return is_truth;
    case TYPE_FLAGS:
        return read_flags(j, a, at);
    case TYPE_SPANS:
    case TYPE_FIELDS:
        break;
    }
    return false;
}

static bool read_members(const Json *j, Arena *a, Gold *out, Fault *f)
{
    size_t known = 1;
    double start = -1, end = -1;
    known += json_number(j, "start", &start) + json_number(j, "end", &end);
    out->row.start = (int32_t)start;
    out->row.end = (int32_t)end;
    out->context = json_text(j, "context", a);
    for (Column c = 0; c < N_COLUMNS; c++) {
        if (gold_field[c] == GOLD_NEVER || !json_has(j, column_name[c]))
            continue;
        known++;
        if (json_is_empty(j, column_name[c]))
            continue; /* as if it were left out */
        if (!read_cell(j, c, a, &out->row))
            return fault(f, FAULT_INPUT, "'%s' has a value of the wrong type", column_name[c]);
    }
    const Row *r = &out->row;
    if (!json_has(j, "section") || out->context.len == 0 || r->doc.len == 0 || r->quote.len == 0 || r->kind.len == 0)
        return fault(f, FAULT_INPUT, "one of doc, section, context, quote and kind is left out");
    return known == json_size(j) || fault(f, FAULT_INPUT, "it has a member that is no column of gold rows");
}

bool gold_read(Span line, Arena *a, Gold *out, Fault *f)
{
    Json *j = json_open(line, f);
    if (j == NULL)
        return false;
    *out = (Gold){.row = {.basis = SPAN_LIT("own")}};
    bool ok = read_members(j, a, out, f);
    json_close(j);
    return ok;
}

/* --- its place --------------------------------------------------------------------------------- */

Span gold_section(const Record *r, int32_t section)
{
    if (section == -1)
        return r->title;
    return section >= 0 && (size_t)section < r->n_sections ? r->sections[section].text : (Span){0};
}

/* The first `what` in `text` at or after byte `from`; text.len: there is none. */
static size_t find(Span text, Span what, size_t from)
{
    const char *at = from < text.len ? memmem(text.at + from, text.len - from, what.at, what.len) : NULL;
    return at == NULL ? text.len : (size_t)(at - text.at);
}

bool gold_locate(Gold *g, const Record *r, Fault *f)
{
    Span text = gold_section(r, g->row.section);
    if (text.at == NULL)
        return fault(f, FAULT_INPUT, "no section %d in its record", (int)g->row.section);
    size_t at = find(text, g->context, 0);
    if (at == text.len)
        return fault(f, FAULT_INPUT, "'%.*s' is not in its section", SPAN_FMT(g->context));
    if (find(text, g->context, at + 1) < text.len)
        return fault(f, FAULT_INPUT, "'%.*s' is more than once in its section", SPAN_FMT(g->context));
    size_t in = find(g->context, g->row.quote, 0);
    if (in == g->context.len)
        return fault(f, FAULT_INPUT, "'%.*s' is not in '%.*s'", SPAN_FMT(g->row.quote), SPAN_FMT(g->context));
    int32_t start = utf8_count(span_cut(text, 0, at + in)), end = start + utf8_count(g->row.quote);
    if ((g->row.start >= 0 && g->row.start != start) || (g->row.end >= 0 && g->row.end != end))
        return fault(f, FAULT_INPUT, "'%.*s' does not stand at %d", SPAN_FMT(g->row.quote), (int)g->row.start);
    g->row.start = start;
    g->row.end = end;
    g->placed = true;
    return true;
}

/* --- phrases ----------------------------------------------------------------------------------- */

typedef struct {
    char text[32]; /* lower case, without the ending of a plural; a longer word is cut */
    size_t len;
} Word;

typedef struct {
    Word at[WORDS_MAX];
    size_t n;
} Words;

/* A letter, a digit, or a byte of a letter outside ASCII. */
static bool is_word(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* Words that tell no phrase from another. */
static bool is_empty_word(const Word *w)
{
    static const char *const empty[] = {"a",    "an", "and", "arm",  "at",      "by",   "for",   "from",    "group", "in",
                                        "of",   "on", "or",  "rate", "patient", "than", "that",  "the",     "their", "those",
                                        "to",   "was", "were", "who", "whom",    "with"};
    for (size_t i = 0; i < sizeof empty / sizeof *empty; i++)
        if (span_is((Span){w->text, w->len}, empty[i]))
            return true;
    return false;
}

static bool has_word(const Words *all, const Word *w)
{
    for (size_t i = 0; i < all->n; i++)
        if (span_equal((Span){all->at[i].text, all->at[i].len}, (Span){w->text, w->len}))
            return true;
    return false;
}

static void add_word(Words *to, Span print)
{
    Word w = {0};
    for (size_t i = 0; i < print.len && w.len < sizeof w.text; i++)
        w.text[w.len++] = print.at[i] >= 'A' && print.at[i] <= 'Z' ? (char)(print.at[i] + 32) : print.at[i];
    if (w.len > 3 && w.text[w.len - 1] == 's' && w.text[w.len - 2] != 's')
        w.len--;
    if (!is_empty_word(&w) && !has_word(to, &w) && to->n < WORDS_MAX)
        to->at[to->n++] = w;
}

static Words words_of(Span phrase)
{
    Words words = {.n = 0};
    for (size_t i = 0, end; i < phrase.len; i = end + 1) {
        for (end = i; end < phrase.len && is_word(phrase.at[end]);)
            end++;
        if (end > i)
            add_word(&words, span_cut(phrase, i, end));
    }
    return words;
}

/* Whether the F1 of their content words is `least` or more; phrases without such words are alike. */
static bool phrases_alike(Span gold, Span row, double least)
{
    Words a = words_of(gold), b = words_of(row);
    size_t both = 0;
    for (size_t i = 0; i < a.n; i++)
        both += has_word(&b, &a.at[i]);
    return a.n + b.n == 0 || 2.0 * (double)both >= least * (double)(a.n + b.n);
}

/* --- comparing --------------------------------------------------------------------------------- */

static bool same_number(const Number *a, const Number *b, double apart)
{
    return number_is(a) == number_is(b) && (!number_is(a) || fabs(a->value - b->value) <= apart + 1e-9);
}

static bool same_value(const Row *g, const Row *r)
{
    if (!number_is(&g->value))
        return !number_is(&r->value) && same_number(&g->low, &r->low, 0) && same_number(&g->high, &r->high, 0);
    /* a percentage computed from a fraction is rounded to one decimal, by the one up and by the other to even */
    return same_number(&g->value, &r->value, number_is(&g->denominator) ? 0.1 : 0);
}

int32_t gold_match(const Gold *g, const Row *r)
{
    int32_t start = g->row.start > r->start ? g->row.start : r->start, end = g->row.end < r->end ? g->row.end : r->end;
    bool same = g->placed && g->row.section == r->section && span_equal(g->row.kind, r->kind) && same_value(&g->row, r);
    return same && end > start ? end - start : 0;
}

bool gold_says(const Row *r, Column c)
{
    switch (column_type[c]) {
    case TYPE_TEXT:
        return ((const Row_TEXT *)cell(r, c))->at != NULL;
    case TYPE_NUMBER:
        return number_is(cell(r, c));
    case TYPE_REAL:
        return ((const Row_REAL *)cell(r, c))->known;
    case TYPE_BOOL:
        return *(const Row_BOOL *)cell(r, c) != BOOL_NULL;
    case TYPE_FLAGS:
        return *(const Row_FLAGS *)cell(r, c) != 0;
    case TYPE_INT:
    case TYPE_SPANS:
    case TYPE_FIELDS:
        break;
    }
    return true;
}

static bool same_text(Span gold, Span row, GoldField how)
{
    if (how == GOLD_EXACT)
        return (gold.at == NULL) == (row.at == NULL) && span_equal(gold, row);
    return phrases_alike(gold, row, how == GOLD_WORDS ? 1.0 : 0.5);
}

bool gold_alike(const Gold *g, const Row *r, Column c)
{
    const void *gold = cell(&g->row, c), *row = cell(r, c);
    switch (column_type[c]) {
    case TYPE_TEXT:
        return same_text(*(const Row_TEXT *)gold, *(const Row_TEXT *)row, gold_field[c]);
    case TYPE_NUMBER:
        return same_number(gold, row, 0);
    case TYPE_REAL: /* months, which gold rounds */
        return gold_says(&g->row, c) == gold_says(r, c) && fabs(((const Real *)gold)->value - ((const Real *)row)->value) < 0.006;
    case TYPE_BOOL:
        return *(const Row_BOOL *)gold == *(const Row_BOOL *)row;
    case TYPE_FLAGS:
        return *(const Row_FLAGS *)gold == *(const Row_FLAGS *)row;
    case TYPE_INT:
    case TYPE_SPANS:
    case TYPE_FIELDS:
        break;
    }
    return true;
}
