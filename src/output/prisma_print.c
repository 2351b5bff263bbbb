#include "output/prisma_print.h"

#include "base/clean.h"
#include "base/json.h"
#include "output/html.h"

#include <stddef.h>

/* The boxes of the flow diagram, in its order. */
static const struct {
    const char *name, *said;
    size_t at; /* a long of Prisma */
} box[] = {
    {"identified", "records identified, each source by itself", offsetof(Prisma, identified)},
    {"duplicates", "duplicates removed", offsetof(Prisma, duplicates)},
    {"withdrawn", "withdrawn by their source", offsetof(Prisma, withdrawn)},
    {"no_more", "known once, in no source any more", offsetof(Prisma, no_more)},
    {"screened", "records screened", offsetof(Prisma, screened)},
    {"waiting", "records that wait for it", offsetof(Prisma, waiting)},
    {"excluded", "records excluded", offsetof(Prisma, excluded)},
    {"included", "records included", offsetof(Prisma, included)},
    {"studies", "studies included", offsetof(Prisma, studies)},
    {"reporting", "included records with figures", offsetof(Prisma, reporting)},
    {"figures", "figures of included records", offsetof(Prisma, figures)},
    {"decided", "figures that somebody decided", offsetof(Prisma, decided)},
    {"retracted", "included records that are retracted", offsetof(Prisma, retracted)},
};

enum { N_BOXES = sizeof box / sizeof box[0] };

static long box_count(const Prisma *p, size_t i)
{
    return *(const long *)(const void *)((const char *)p + box[i].at);
}

/* --- text -------------------------------------------------------------------------------------- */

static void add_cell(Str *out, const char *before, Span s)
{
    str_add_text(out, before);
    str_add_clean(out, s.at == NULL ? SPAN_LIT("-") : s);
}

void prisma_text(const Prisma *p, Span project, Str *out)
{
    add_cell(out, "project\t", project);
    str_add_format(out, "\nruns\t%ld", p->runs);
    add_cell(out, "\t", p->began);
    add_cell(out, "\t", p->ended);
    add_cell(out, "\tevitab ", p->version);
    str_add_byte(out, '\n');
    for (size_t i = 0; i < p->n_sources; i++) {
        const PrismaSource *s = &p->sources[i];
        add_cell(out, s->network ? "query\t" : "file\t", s->name);
        str_add_format(out, "\t%ld records", s->records);
        if (s->network)
            str_add_format(out, "\t%ld hits", s->hits);
        add_cell(out, "\t", s->date);
        add_cell(out, s->network ? "\nsearch\t" : "\n", s->network ? s->text : SPAN_LIT(""));
        if (s->network && s->read_as.at != NULL)
            add_cell(out, "\nread as\t", s->read_as);
        if (s->failure.at != NULL)
            add_cell(out, "\nfailed\t", s->failure);
        str_add_text(out, s->network ? "\n" : "");
    }
    for (size_t i = 0; i < N_BOXES; i++) {
        str_add_format(out, "%s\t%ld\t%s\n", box[i].name, box_count(p, i), box[i].said);
        for (size_t k = 0; k < p->n_reasons && box[i].at == offsetof(Prisma, excluded); k++) {
            str_add_format(out, "reason\t%ld", p->reasons[k].n);
            add_cell(out, "\t", p->reasons[k].reason.at == NULL ? SPAN_LIT("no reason given") : p->reasons[k].reason);
            str_add_byte(out, '\n');
        }
    }
}

/* --- JSON -------------------------------------------------------------------------------------- */

static void add_member(Str *out, const char *name, Span value)
{
    str_add_format(out, "\"%s\":", name);
    json_add_string(out, value);
    str_add_byte(out, ',');
}

static void add_source(Str *out, const PrismaSource *s)
{
    str_add_text(out, "{");
    add_member(out, s->network ? "query" : "file", s->name);
    if (s->network) {
        add_member(out, "search", s->text);
        add_member(out, "read_as", s->read_as);
        add_member(out, "failure", s->failure);
        str_add_format(out, "\"hits\":%ld,", s->hits);
    }
    add_member(out, "date", s->date);
    str_add_format(out, "\"records\":%ld}", s->records);
}

void prisma_json(const Prisma *p, Span project, Str *out)
{
    str_add_text(out, "{");
    add_member(out, "project", project);
    add_member(out, "began", p->began);
    add_member(out, "ended", p->ended);
    add_member(out, "version", p->version);
    str_add_format(out, "\"runs\":%ld,\"sources\":[", p->runs);
    for (size_t i = 0; i < p->n_sources; i++) {
        str_add_text(out, i > 0 ? ",\n" : "\n");
        add_source(out, &p->sources[i]);
    }
    str_add_text(out, "],\n\"reasons\":[");
    for (size_t i = 0; i < p->n_reasons; i++) {
        str_add_text(out, i > 0 ? ",{" : "{");
        add_member(out, "reason", p->reasons[i].reason);
        str_add_format(out, "\"records\":%ld}", p->reasons[i].n);
    }
    str_add_text(out, "],\n\"counts\":{");
    for (size_t i = 0; i < N_BOXES; i++)
        str_add_format(out, "%s\"%s\":%ld", i > 0 ? "," : "", box[i].name, box_count(p, i));
    str_add_text(out, "}}\n");
}

/* --- a page ------------------------------------------------------------------------------------ */

static void add_row(const PrismaSource *s, Str *out)
{
    str_add_text(out, "<tr><td>");
    html_add(out, s->name);
    if (s->network) {
        str_add_text(out, "<br>");
        html_add(out, s->text);
    }
    if (s->read_as.at != NULL) {
        str_add_text(out, "<br><span class=\"quiet\">read as: ");
        html_add(out, s->read_as);
        str_add_text(out, "</span>");
    }
    if (s->failure.at != NULL) {
        str_add_text(out, "<br><span class=\"alert\">not read to its end: ");
        html_add(out, s->failure);
        str_add_text(out, "</span>");
    }
    str_add_text(out, "</td>");
    html_cell(out, s->date.len > 10 ? span_cut(s->date, 0, 10) : s->date);
    if (s->network)
        html_number(out, s->hits);
    else
        str_add_text(out, "<td class=\"n\">\u2013</td>");
    html_number(out, s->records);
    str_add_text(out, "</tr>\n");
}

void prisma_page(const Prisma *p, Span project, Str *out)
{
    html_begin("search and selection", project, out);
    str_add_format(out, "<p class=\"quiet\">%ld run%s, ", p->runs, p->runs == 1 ? "" : "s");
    html_add(out, p->began);
    str_add_text(out, " to ");
    html_add(out, p->ended);
    str_add_text(out, ", evitab ");
    html_add(out, p->version);
    str_add_text(out, "</p>\n<h2>Sources</h2>\n<table>\n<tr><th>source</th><th>date</th><th class=\"n\">hits</th>"
                      "<th class=\"n\">records</th></tr>\n");
    for (size_t i = 0; i < p->n_sources; i++)
        add_row(&p->sources[i], out);
    str_add_text(out, "</table>\n<h2>Selection</h2>\n<table>\n");
    for (size_t i = 0; i < N_BOXES; i++) {
        str_add_format(out, "<tr><td>%s</td>", box[i].said);
        html_number(out, box_count(p, i));
        str_add_text(out, "</tr>\n");
        for (size_t k = 0; k < p->n_reasons && box[i].at == offsetof(Prisma, excluded); k++) {
            str_add_text(out, "<tr><td class=\"quiet\">\u2003");
            html_add(out, p->reasons[k].reason.at == NULL ? SPAN_LIT("no reason given") : p->reasons[k].reason);
            str_add_text(out, "</td>");
            html_number(out, p->reasons[k].n);
            str_add_text(out, "</tr>\n");
        }
    }
    str_add_text(out, "</table>\n");
    html_end(out);
}
