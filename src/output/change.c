#include "output/change.h"

#include "base/clean.h"
#include "base/json.h"

static Span shown(Span s)
{
    return s.at == NULL ? SPAN_LIT("-") : s;
}

static void add_figure(Str *out, const Cells *c)
{
    static const int columns[] = {COLUMN_kind, COLUMN_quote, COLUMN_outcome, COLUMN_group, COLUMN_timepoint};
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        if (c->at[columns[i]].at == NULL)
            continue;
        str_add_text(out, i == 0 ? "" : " | ");
        str_add_clean(out, c->at[columns[i]]);
    }
}

/* The next column that differs; `a` becomes `b` there, so that the next call finds the next. */
static bool next_difference(Cells *a, const Cells *b, Column *column, Span *was)
{
    *column = cells_differ(a, b);
    if (*column == N_COLUMNS)
        return false;
    *was = a->at[*column];
    a->at[*column] = b->at[*column];
    return true;
}

static void add_differences(Str *out, const Change *c)
{
    Cells a = c->was;
    Column column;
    Span was;
    for (bool first = true; next_difference(&a, &c->now, &column, &was); first = false) {
        str_add_format(out, "%s%s: ", first ? "" : "; ", column_name[column]);
        str_add_clean(out, shown(was));
        str_add_text(out, " -> ");
        str_add_clean(out, shown(c->now.at[column]));
    }
}

void change_line(const Change *c, Str *out)
{
    const ChangeWords *words = &change_words[c->kind];
    str_add_format(out, "%s\t%s\t", words->of, words->word);
    str_add_clean(out, c->uid);
    str_add_byte(out, '\t');
    if (!words->figure) {
        str_add_clean(out, c->was_title.at != NULL ? c->was_title : c->title);
    } else {
        bool is_new = c->kind == CHANGE_figure_new;
        str_add_format(out, "%.*s\t", SPAN_FMT(c->key));
        add_figure(out, is_new ? &c->now : &c->was);
        if (c->kind == CHANGE_figure_altered) {
            str_add_byte(out, '\t');
            add_differences(out, c);
        }
    }
    str_add_byte(out, '\n');
}

void troubled_line(const Troubled *t, Str *out)
{
    str_add_format(out, "review\t%s\t", t->what);
    str_add_clean(out, t->uid);
    str_add_byte(out, '\t');
    str_add_clean(out, t->title);
    str_add_byte(out, '\n');
}

/* --- JSON -------------------------------------------------------------------------------------- */

static void add_member(Str *out, const char *name, Span value)
{
    str_add_format(out, ",\"%s\":", name);
    json_add_string(out, value);
}

static void add_row(Str *out, const char *name, const Cells *c)
{
    str_add_format(out, ",\"%s\":{", name);
    for (int i = 0; i < N_COLUMNS; i++) {
        if (i == COLUMN_key)
            continue;
        str_add_format(out, "%s\"%s\":", i > 0 ? "," : "", column_name[i]);
        cell_json(column_type[i], c->at[i], out);
    }
    str_add_byte(out, '}');
}

static void add_title(Str *out, const char *name, Span title)
{
    str_add_format(out, ",\"%s\":{\"title\":", name);
    json_add_string(out, title);
    str_add_byte(out, '}');
}

static void add_differing(Str *out, const Change *c)
{
    Cells a = c->was;
    Column column;
    Span was;
    str_add_text(out, ",\"differs\":[");
    for (bool first = true; next_difference(&a, &c->now, &column, &was); first = false)
        str_add_format(out, "%s\"%s\"", first ? "" : ",", column_name[column]);
    str_add_byte(out, ']');
}

void change_json(const Change *c, Str *out)
{
    const ChangeWords *words = &change_words[c->kind];
    bool is_new = c->kind == CHANGE_record_new || c->kind == CHANGE_figure_new;
    bool is_gone = c->kind == CHANGE_record_gone || c->kind == CHANGE_figure_gone || c->kind == CHANGE_record_deleted;
    str_add_format(out, "{\"of\":\"%s\"", words->of);
    add_member(out, "change", span_of(words->word));
    add_member(out, "uid", c->uid);
    if (words->figure)
        add_member(out, "key", c->key);
    if (c->kind == CHANGE_record_merged || c->kind == CHANGE_record_parted) {
        add_member(out, "with", c->was_title);
        str_add_byte(out, '}');
        return;
    }
    if (is_new)
        str_add_text(out, ",\"old\":null");
    else if (words->figure)
        add_row(out, "old", &c->was);
    else
        add_title(out, "old", c->was_title);
    if (is_gone)
        str_add_text(out, ",\"new\":null");
    else if (words->figure)
        add_row(out, "new", &c->now);
    else
        add_title(out, "new", c->title);
    if (words->figure && !is_new && !is_gone)
        add_differing(out, c);
    str_add_byte(out, '}');
}

void waiting_json(long records, const char *before, Str *out)
{
    str_add_format(out, "%s{\"of\":\"review\",\"change\":\"waiting\",\"records\":%ld}%s", before, records,
                   before[0] == '\0' ? "\n" : "");
}

void troubled_json(const Troubled *t, const char *before, Str *out)
{
    str_add_format(out, "%s{\"of\":\"review\",\"change\":\"%s\"", before, t->what);
    add_member(out, "uid", t->uid);
    add_member(out, "title", t->title);
    str_add_text(out, before[0] == '\0' ? "}\n" : "}");
}
