#include "output/table.h"

#include "base/json.h"

#include <math.h>

typedef struct {
    TableFormat format;
    Str *out;
    bool first; /* of a list: no separator yet */
} Cell;

static void add_escaped(Str *out, Span s)
{
    for (size_t i = 0; i < s.len; i++) {
        switch (s.at[i]) {
        case '\t':
            str_add_text(out, "\\t");
            break;
        case '\n':
            str_add_text(out, "\\n");
            break;
        case '\\':
            str_add_text(out, "\\\\");
            break;
        default:
            str_add_byte(out, s.at[i]);
        }
    }
}

static void add_quoted(Str *out, Span s)
{
    bool plain = true;
    for (size_t i = 0; i < s.len && plain; i++)
        plain = s.at[i] != '"' && s.at[i] != ',' && s.at[i] != '\n' && s.at[i] != '\r';
    if (plain) {
        str_add(out, s);
        return;
    }
    str_add_byte(out, '"');
    for (size_t i = 0; i < s.len; i++) {
        if (s.at[i] == '"')
            str_add_byte(out, '"');
        str_add_byte(out, s.at[i]);
    }
    str_add_byte(out, '"');
}

/* ","name":" of each column; what comes first in a line has a brace for the comma. */
static const Span json_key[N_COLUMNS] = {
#define COLUMN(name, type, help) {",\"" #name "\":", sizeof(",\"" #name "\":") - 1},
#include "figure/columns.def"
#undef COLUMN
};

static const Span json_null[N_COLUMNS] = {
#define COLUMN(name, type, help) {",\"" #name "\":null", sizeof(",\"" #name "\":null") - 1},
#include "figure/columns.def"
#undef COLUMN
};

static bool is_null(ColumnType type, const void *at)
{
    return type == TYPE_TEXT     ? ((const Row_TEXT *)at)->at == NULL
           : type == TYPE_NUMBER ? !number_is(at)
           : type == TYPE_REAL   ? !((const Row_REAL *)at)->known
                                 : type == TYPE_BOOL && *(const Row_BOOL *)at == BOOL_NULL;
}

static void add_null(Cell *c)
{
    if (c->format == TABLE_NDJSON)
        str_add(c->out, SPAN_LIT("null"));
}

static void add_text(Cell *c, Span s)
{
    if (s.at == NULL)
        add_null(c);
    else if (c->format == TABLE_NDJSON)
        json_add_string(c->out, s);
    else if (c->format == TABLE_CSV)
        add_quoted(c->out, s);
    else
        add_escaped(c->out, s);
}

static void add_number(Cell *c, const Number *n)
{
    if (number_is(n))
        str_add(c->out, n->digits);
    else
        add_null(c);
}

static void add_real(Cell *c, const Real *r)
{
    if (!r->known || !isfinite(r->value))
        add_null(c);
    else
        str_add_real(c->out, r->value);
}

static void add_bool(Cell *c, Bool3 b)
{
    if (b == BOOL_NULL)
        add_null(c);
    else
        str_add_text(c->out, b == BOOL_TRUE ? "true" : "false");
}

/* Between two entries of a list. */
static void add_separator(Cell *c)
{
    if (!c->first)
        str_add_byte(c->out, c->format == TABLE_NDJSON ? ',' : ';');
    c->first = false;
}

static void add_name(Cell *c, const char *name)
{
    if (c->format == TABLE_NDJSON)
        str_add_byte(c->out, '"');
    str_add_text(c->out, name);
    if (c->format == TABLE_NDJSON)
        str_add_byte(c->out, '"');
}

static void add_spans(Cell *c, const Row_SPANS *spans)
{
    bool json = c->format == TABLE_NDJSON;
    c->first = true;
    if (json)
        str_add_byte(c->out, '{');
    for (int i = 0; i < N_SPANS; i++) {
        const Place *p = &spans->at[i];
        if (p->start < 0 || p->end <= p->start)
            continue; /* not printed */
        add_separator(c);
        add_name(c, span_name[i]);
        str_add_text(c->out, json ? ":[" : ":");
        str_add_int(c->out, p->start);
        str_add_byte(c->out, json ? ',' : '-');
        str_add_int(c->out, p->end);
        if (json)
            str_add_byte(c->out, ']');
    }
    if (json)
        str_add_byte(c->out, '}');
}

static void add_names(Cell *c, uint64_t set, const char *const *name, int n)
{
    bool json = c->format == TABLE_NDJSON;
    c->first = true;
    if (json)
        str_add_byte(c->out, '[');
    for (int i = 0; i < n && set >> i != 0; i++) {
        if ((set >> i & 1) == 0)
            continue;
        add_separator(c);
        add_name(c, name[i]);
    }
    if (json)
        str_add_byte(c->out, ']');
}

static void add_cell(Cell *c, ColumnType type, const void *at)
{
    switch (type) {
    case TYPE_TEXT:
        add_text(c, *(const Row_TEXT *)at);
        break;
    case TYPE_INT:
        str_add_int(c->out, *(const Row_INT *)at);
        break;
    case TYPE_NUMBER:
        add_number(c, at);
        break;
    case TYPE_REAL:
        add_real(c, at);
        break;
    case TYPE_BOOL:
        add_bool(c, *(const Row_BOOL *)at);
        break;
    case TYPE_SPANS:
        add_spans(c, at);
        break;
    case TYPE_FLAGS:
        add_names(c, *(const Row_FLAGS *)at, flag_name, N_FLAGS);
        break;
    case TYPE_FIELDS:
        add_names(c, *(const Row_FIELDS *)at, column_name, N_COLUMNS);
        break;
    }
}

static const Column row_columns[] = {
#define COLUMN(name, type, help) COLUMN_##name,
#include "figure/columns.def"
#undef COLUMN
};

static const Column statement_columns[] = {
#define STATEMENT(name) COLUMN_##name,
#include "output/statement.def"
#undef STATEMENT
};

enum { N_STATEMENT_COLUMNS = sizeof statement_columns / sizeof statement_columns[0] };

static void add_head(TableFormat format, const Column *column, int n, Str *out)
{
    if (format == TABLE_NDJSON)
        return;
    for (int i = 0; i < n; i++) {
        if (i > 0)
            str_add_byte(out, format == TABLE_CSV ? ',' : '\t');
        str_add_text(out, column_name[column[i]]);
    }
    str_add_byte(out, '\n');
}

static void add_key(Str *out, int column)
{
    Span key = json_key[column];
    if (column == 0) {
        str_add_byte(out, '{');
        key = span_cut(key, 1, key.len);
    }
    str_add(out, key);
}

static void add_row(TableFormat format, const Column *column, int n, const Row *row, Str *out)
{
    Cell c = {format, out, true};
    bool json = format == TABLE_NDJSON;
    for (int i = 0; i < n; i++) {
        ColumnType type = column_type[column[i]];
        const void *at = (const char *)row + column_offset[column[i]];
        if (json && i > 0 && is_null(type, at)) { /* half of all cells */
            str_add(out, json_null[column[i]]);
            continue;
        }
        if (json)
            add_key(out, (int)column[i]);
        else if (i > 0)
            str_add_byte(out, format == TABLE_CSV ? ',' : '\t');
        add_cell(&c, type, at);
    }
    str_add_text(out, json ? "}\n" : "\n");
}

void table_head(TableFormat format, Str *out)
{
    add_head(format, row_columns, N_COLUMNS, out);
}

void table_row(TableFormat format, const Row *row, Str *out)
{
    add_row(format, row_columns, N_COLUMNS, row, out);
}

void table_statement_head(TableFormat format, Str *out)
{
    add_head(format, statement_columns, N_STATEMENT_COLUMNS, out);
}

void table_statement(TableFormat format, const Row *row, Str *out)
{
    add_row(format, statement_columns, N_STATEMENT_COLUMNS, row, out);
}

void table_cell(TableFormat format, Span cell, Str *out)
{
    add_text(&(Cell){format, out, true}, cell);
}
