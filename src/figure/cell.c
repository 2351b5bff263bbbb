#include "figure/cell.h"

#include "base/json.h"

#include <math.h>
#include <string.h>

static void add_names(Str *out, uint64_t set, const char *const *name, int n)
{
    for (int i = 0; i < n && set >> i != 0; i++) {
        if ((set >> i & 1) == 0)
            continue;
        if (out->len > 0)
            str_add_byte(out, ';');
        str_add_text(out, name[i]);
    }
}

static void add_spans(Str *out, const Row_SPANS *spans)
{
    for (int i = 0; i < N_SPANS; i++) {
        const Place *p = &spans->at[i];
        if (p->start < 0 || p->end <= p->start)
            continue;
        if (out->len > 0)
            str_add_byte(out, ';');
        str_add_text(out, span_name[i]);
        str_add_byte(out, ':');
        str_add_int(out, p->start);
        str_add_byte(out, '-');
        str_add_int(out, p->end);
    }
}

static Span taken(const Str *s, Arena *a)
{
    return s->len == 0 ? (Span){0} : arena_copy(a, str_span(s));
}

static Span cell_of(ColumnType type, const void *at, Str *s, Arena *a)
{
    str_clear(s);
    switch (type) {
    case TYPE_TEXT:
        return *(const Row_TEXT *)at;
    case TYPE_NUMBER:
        return ((const Row_NUMBER *)at)->digits;
    case TYPE_INT:
        str_add_int(s, *(const Row_INT *)at);
        break;
    case TYPE_REAL: {
        const Real *r = at;
        if (r->known && isfinite(r->value))
            str_add_real(s, r->value);
        break;
    }
    case TYPE_BOOL: {
        Bool3 b = *(const Row_BOOL *)at;
        return b == BOOL_NULL ? (Span){0} : b == BOOL_TRUE ? SPAN_LIT("true") : SPAN_LIT("false");
    }
    case TYPE_SPANS:
        add_spans(s, at);
        break;
    case TYPE_FLAGS:
        add_names(s, *(const Row_FLAGS *)at, flag_name, N_FLAGS);
        break;
    case TYPE_FIELDS:
        add_names(s, *(const Row_FIELDS *)at, column_name, N_COLUMNS);
        break;
    }
    return taken(s, a);
}

void cells_of_row(const Row *row, Cells *out, Arena *a)
{
    Str s = {0};
    for (int i = 0; i < N_COLUMNS; i++)
        out->at[i] = cell_of(column_type[i], (const char *)row + column_offset[i], &s, a);
    str_free(&s);
}

static bool counts(int c)
{
    switch (c) {
    case COLUMN_doc:
    case COLUMN_section:
    case COLUMN_start:
    case COLUMN_end:
    case COLUMN_quote:
    case COLUMN_spans:
    case COLUMN_repeat_of:
    case COLUMN_confidence:
    case COLUMN_pattern:
    case COLUMN_sentence:
    case COLUMN_key:
        return false;
    default:
        return true;
    }
}

Column cells_differ(const Cells *a, const Cells *b)
{
    for (int i = 0; i < N_COLUMNS; i++)
        if (counts(i) && ((a->at[i].at == NULL) != (b->at[i].at == NULL) || !span_equal(a->at[i], b->at[i])))
            return (Column)i;
    return N_COLUMNS;
}

bool cell_is_judged(int column)
{
    return column >= COLUMN_kind && column < COLUMN_confidence && counts(column) && column_type[column] != TYPE_FLAGS &&
           column_type[column] != TYPE_FIELDS;
}

void cells_change(const Cells *from, const Cells *to, Cells *fields)
{
    *fields = (Cells){0};
    for (int c = 0; c < N_COLUMNS; c++)
        if (cell_is_judged(c) && !span_equal(from->at[c], to->at[c]))
            fields->at[c] = to->at[c].at == NULL ? SPAN_LIT("") : to->at[c];
}

void cells_set(Cells *cells, const Cells *fields)
{
    for (int c = 0; c < N_COLUMNS; c++)
        if (fields->at[c].at != NULL)
            cells->at[c] = fields->at[c].len == 0 ? (Span){0} : fields->at[c];
}

/* Columns by name: one that a later program adds, and this figure does not have, changes nothing. */
Span cells_look(const Cells *c, Arena *a)
{
    Str all = {0};
    for (int i = 0; i < N_COLUMNS; i++) {
        if (!counts(i) || c->at[i].at == NULL)
            continue;
        str_add_text(&all, column_name[i]);
        str_add_byte(&all, '=');
        str_add(&all, c->at[i]);
        str_add_byte(&all, '\n');
    }
    Span look = hash_print(hash_of(str_span(&all)), a);
    str_free(&all);
    return look;
}

void cells_json(const Cells *c, Str *out)
{
    bool first = true;
    for (int i = 0; i < N_COLUMNS; i++) {
        if (c->at[i].at == NULL)
            continue;
        str_add_format(out, "%c\"%s\":", first ? '{' : ',', column_name[i]);
        json_add_string(out, c->at[i]);
        first = false;
    }
    str_add_text(out, first ? "{}" : "}");
}

bool cells_read(Span json, Cells *out, Arena *a, Fault *f)
{
    *out = (Cells){0};
    Json *j = json_open(json, f);
    if (j == NULL)
        return false;
    for (int i = 0; i < N_COLUMNS; i++)
        out->at[i] = json_text(j, column_name[i], a);
    json_close(j);
    return true;
}

/* "a;b" as ["a","b"]; "value:1-3" as {"value":[1,3]} */
static void list_json(bool spans, Span cell, Str *out)
{
    str_add_byte(out, spans ? '{' : '[');
    for (size_t i = 0, from = 0; i <= cell.len && cell.len > 0; i++) {
        if (i < cell.len && cell.at[i] != ';')
            continue;
        Span one = span_cut(cell, from, i);
        if (from > 0)
            str_add_byte(out, ',');
        size_t colon = 0;
        while (spans && colon < one.len && one.at[colon] != ':')
            colon++;
        json_add_string(out, spans ? span_cut(one, 0, colon) : one);
        if (spans && colon < one.len) {
            str_add_text(out, ":[");
            for (size_t k = colon + 1; k < one.len; k++)
                str_add_byte(out, one.at[k] == '-' ? ',' : one.at[k]);
            str_add_byte(out, ']');
        }
        from = i + 1;
    }
    str_add_byte(out, spans ? '}' : ']');
}

void cell_json(ColumnType type, Span cell, Str *out)
{
    switch (type) {
    case TYPE_SPANS:
    case TYPE_FLAGS:
    case TYPE_FIELDS:
        list_json(type == TYPE_SPANS, cell, out);
        break;
    case TYPE_TEXT:
        json_add_string(out, cell);
        break;
    case TYPE_INT:
    case TYPE_NUMBER:
    case TYPE_REAL:
    case TYPE_BOOL:
        str_add(out, cell.at == NULL ? SPAN_LIT("null") : cell);
        break;
    }
}
