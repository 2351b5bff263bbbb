#include "output/change_page.h"

static void add_heading(const Change *c, Str *out)
{
    str_add_format(out, "<h2>%s</h2>\n<table>\n<tr><th>record</th>", change_words[c->kind].heading);
    if (!change_is_figure(c))
        str_add_text(out, "<th>title</th></tr>\n");
    else if (c->kind == CHANGE_figure_altered)
        str_add_text(out, "<th>figure</th><th>column</th><th>as it was</th><th>as it is</th></tr>\n");
    else
        str_add_text(out, "<th>kind</th><th>printed</th><th>outcome</th><th>group</th><th>time</th></tr>\n");
}

void change_page_end(ChangePage *p, Str *out)
{
    if (p->open)
        str_add_text(out, "</table>\n");
    if (p->n > CHANGE_PAGE_MAX)
        str_add_format(out, "<p class=\"quiet\">%ld more: evitab changes -f ndjson</p>\n", p->n - CHANGE_PAGE_MAX);
    *p = (ChangePage){0};
}

static void begin_row(const Change *c, int lines, Str *out)
{
    str_add_text(out, "<tr><td class=\"id\"");
    if (lines > 1)
        str_add_format(out, " rowspan=\"%d\"", lines);
    str_add_byte(out, '>');
    html_record(out, c->uid);
    str_add_text(out, "</td>");
}

static void add_record(const Change *c, Str *out)
{
    begin_row(c, 1, out);
    str_add_text(out, "<td>");
    bool with = c->kind == CHANGE_record_merged || c->kind == CHANGE_record_parted;
    Span now = c->title.at == NULL ? c->was_title : c->title, was = with ? (Span){0} : c->was_title;
    if (was.at != NULL && !span_equal(was, now)) {
        str_add_text(out, "<del>");
        html_add(out, was);
        str_add_text(out, "</del><br><ins>");
        html_add(out, now);
        str_add_text(out, "</ins>");
    } else {
        html_add(out, now);
    }
    if (with) {
        str_add_text(out, "<br><span class=\"quiet\">");
        html_add(out, c->was_title);
        str_add_text(out, "</span>");
    }
    str_add_text(out, "</td></tr>\n");
}

static void add_figure(const Change *c, Str *out)
{
    static const int columns[] = {COLUMN_kind, COLUMN_quote, COLUMN_outcome, COLUMN_group, COLUMN_timepoint};
    const Cells *row = c->kind == CHANGE_figure_gone ? &c->was : &c->now;
    begin_row(c, 1, out);
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
        html_cell(out, row->at[columns[i]]);
    str_add_text(out, "</tr>\n");
}

/* A line for each column that differs. */
static void add_altered(const Change *c, Str *out)
{
    Cells at = c->was;
    int lines = 0;
    for (Column k; (k = cells_differ(&at, &c->now)) != N_COLUMNS; lines++)
        at.at[k] = c->now.at[k];
    begin_row(c, lines, out);
    str_add_format(out, "<td rowspan=\"%d\">", lines);
    html_add(out, c->was.at[COLUMN_kind]);
    str_add_text(out, " ");
    html_add(out, c->was.at[COLUMN_quote]);
    str_add_text(out, "<br><span class=\"quiet\">");
    html_add(out, c->key);
    str_add_text(out, "</span></td>");
    at = c->was;
    for (Column k; (k = cells_differ(&at, &c->now)) != N_COLUMNS; at.at[k] = c->now.at[k]) {
        str_add_format(out, "<td>%s</td><td><del>", column_name[k]);
        html_add(out, at.at[k]);
        str_add_text(out, "</del></td><td><ins>");
        html_add(out, c->now.at[k]);
        str_add_text(out, "</ins></td></tr>\n");
        if (--lines > 0)
            str_add_text(out, "<tr>");
    }
}

void change_page_add(ChangePage *p, const Change *c, Str *out)
{
    if (!p->open || p->kind != c->kind) {
        change_page_end(p, out);
        p->open = true;
        p->kind = c->kind;
        add_heading(c, out);
    }
    if (++p->n > CHANGE_PAGE_MAX)
        return;
    if (!change_is_figure(c))
        add_record(c, out);
    else if (c->kind == CHANGE_figure_altered)
        add_altered(c, out);
    else
        add_figure(c, out);
}
