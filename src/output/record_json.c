#include "output/record_json.h"

#include "base/json.h"

static void add_text(Str *out, const char *key, Span s)
{
    if (s.at == NULL)
        return;
    str_add_format(out, ",\"%s\":", key);
    json_add_string(out, s);
}

static void add_true(Str *out, const char *key, bool is)
{
    if (is)
        str_add_format(out, ",\"%s\":true", key);
}

static void add_list(Str *out, const char *key, const SpanList *list)
{
    if (list->n == 0)
        return;
    str_add_format(out, ",\"%s\":[", key);
    for (size_t i = 0; i < list->n; i++) {
        if (i > 0)
            str_add_byte(out, ',');
        json_add_string(out, list->at[i]);
    }
    str_add_byte(out, ']');
}

static void add_sections(Str *out, const Section *s, size_t n)
{
    str_add_text(out, "\"sections\":[");
    for (size_t i = 0; i < n; i++) {
        str_add_text(out, i > 0 ? ",{\"label\":" : "{\"label\":");
        json_add_string(out, s[i].label);
        add_text(out, "category", s[i].category);
        add_text(out, "text", s[i].text);
        str_add_byte(out, '}');
    }
    str_add_byte(out, ']');
}

static void add_relations(Str *out, const Record *r)
{
    for (size_t i = 0; i < r->n_relations; i++) {
        str_add_text(out, i == 0 ? ",\"relations\":[{\"type\":" : ",{\"type\":");
        json_add_string(out, r->relations[i].type);
        add_text(out, "pmid", r->relations[i].pmid);
        add_text(out, "source", r->relations[i].source);
        str_add_byte(out, '}');
    }
    if (r->n_relations > 0)
        str_add_byte(out, ']');
}

static void add_others(Str *out, const Record *r)
{
    for (size_t i = 0; i < r->n_others; i++) {
        str_add_text(out, i == 0 ? ",\"other_abstracts\":[{\"type\":" : ",{\"type\":");
        json_add_string(out, r->others[i].type);
        add_text(out, "language", r->others[i].language);
        str_add_byte(out, ',');
        add_sections(out, r->others[i].sections, r->others[i].n_sections);
        str_add_byte(out, '}');
    }
    if (r->n_others > 0)
        str_add_byte(out, ']');
}

void record_json(const Record *r, Str *out)
{
    str_add_text(out, "{\"id\":");
    json_add_string(out, r->doc);
    str_add_text(out, ",\"title\":");
    json_add_string(out, r->title);
    str_add_byte(out, ',');
    add_sections(out, r->sections, r->n_sections);
    add_true(out, "deleted", r->kind == RECORD_DELETED);
    add_true(out, "book", r->kind == RECORD_BOOK);
    add_true(out, "plain", r->kind == RECORD_TEXT);
    add_text(out, "pmid", r->pmid);
    add_text(out, "pmcid", r->pmcid);
    add_text(out, "doi", r->doi);
    add_text(out, "version", r->version);
    add_text(out, "vernacular_title", r->vernacular_title);
    add_text(out, "journal", r->journal);
    add_text(out, "journal_abbreviation", r->journal_abbreviation);
    add_text(out, "volume", r->volume);
    add_text(out, "issue", r->issue);
    add_text(out, "pages", r->pages);
    add_text(out, "year", r->year);
    add_text(out, "date", r->date);
    add_text(out, "revised", r->revised);
    add_text(out, "status", r->status);
    add_list(out, "authors", &r->authors);
    add_list(out, "languages", &r->languages);
    add_list(out, "types", &r->types);
    add_list(out, "mesh", &r->mesh);
    add_list(out, "keywords", &r->keywords);
    add_list(out, "registry", &r->registry);
    add_relations(out, r);
    add_others(out, r);
    add_true(out, "translated", r->translated);
    add_true(out, "retracted", r->retracted);
    add_true(out, "truncated", r->truncated);
    str_add_text(out, "}\n");
}
