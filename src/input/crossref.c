#include "base/json.h"
#include "input/fragment.h"
#include "input/parse.h"
#include "input/tidy.h"

/* What a notice says of the work it is about, in PubMed's words; {NULL}: nothing that we follow. */
static Span relation_type(Span type, bool on_notice)
{
    static const struct {
        const char *crossref, *in, *of;
    } types[] = {{"retraction", "RetractionIn", "RetractionOf"},
                 {"withdrawal", "RetractionIn", "RetractionOf"},
                 {"removal", "RetractionIn", "RetractionOf"},
                 {"correction", "ErratumIn", "ErratumFor"},
                 {"erratum", "ErratumIn", "ErratumFor"},
                 {"corrigendum", "ErratumIn", "ErratumFor"},
                 {"partial_retraction", "ErratumIn", "ErratumFor"},
                 {"expression_of_concern", "ExpressionOfConcernIn", "ExpressionOfConcernFor"},
                 {"new_version", "UpdateIn", "UpdateOf"}};
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (span_is(type, types[i].crossref))
            return span_of(on_notice ? types[i].of : types[i].in);
    return (Span){0};
}

static void read_relations(const Json *j, Arena *a, Record *r)
{
    static const char *const keys[] = {"updated-by", "update-to"};
    r->relations = arena_take(a, (json_count(j, keys[0]) + json_count(j, keys[1]) + 1) * sizeof *r->relations);
    for (int k = 0; k < 2; k++) {
        for (size_t i = 0; i < json_count(j, keys[k]); i++) {
            const Json *one = json_item(j, keys[k], i);
            Span type = one == NULL ? (Span){0} : relation_type(json_text(one, "type", a), k == 1);
            if (type.at != NULL)
                r->relations[r->n_relations++] = (Relation){.type = type, .source = json_text(one, "DOI", a)};
        }
    }
}

static void read_authors(const Json *j, Arena *a, Record *r)
{
    for (size_t i = 0; i < json_count(j, "author"); i++) {
        const Json *one = json_item(j, "author", i);
        if (one == NULL)
            continue;
        Span family = json_text(one, "family", a), given = json_text(one, "given", a);
        Span name = family.len > 0 && given.len > 0 ? arena_format(a, "%.*s %.*s", SPAN_FMT(family), SPAN_FMT(given)) : family;
        tidy_add(&r->authors, name.len > 0 ? name : json_text(one, "name", a), a);
    }
}

/* "2018 9 28"; of what is printed or online, whichever Crossref takes for the issue; {NULL} where it says [[null]]. */
static Span date_of(const Json *j, Arena *a)
{
    static const char *const keys[] = {"issued", "published"};
    for (int k = 0; k < 2; k++) {
        const Json *date = json_member(j, keys[k]);
        Span year = date == NULL ? (Span){0} : json_inner_text(date, "date-parts", 0, 0, a);
        if (year.len == 0)
            continue;
        Span month = json_inner_text(date, "date-parts", 0, 1, a), day = json_inner_text(date, "date-parts", 0, 2, a);
        if (month.len == 0)
            return year;
        return day.len == 0 ? arena_format(a, "%.*s %.*s", SPAN_FMT(year), SPAN_FMT(month))
                            : arena_format(a, "%.*s %.*s %.*s", SPAN_FMT(year), SPAN_FMT(month), SPAN_FMT(day));
    }
    return (Span){0};
}

static void read_title(const Json *j, Arena *a, Record *r)
{
    Span title = fragment_text(json_item_text(j, "title", 0, a), a), more = fragment_text(json_item_text(j, "subtitle", 0, a), a);
    r->title = title.len > 0 && more.len > 0 ? arena_format(a, "%.*s: %.*s", SPAN_FMT(title), SPAN_FMT(more)) : title;
    r->retracted = span_begins(title, "RETRACTED:") || span_begins(title, "RETRACTED ARTICLE:");
}

static void read_registry(const Json *j, Arena *a, Record *r)
{
    for (size_t i = 0; i < json_count(j, "clinical-trial-number"); i++) {
        const Json *one = json_item(j, "clinical-trial-number", i);
        if (one != NULL)
            tidy_add(&r->registry, json_text(one, "clinical-trial-number", a), a);
    }
}

bool crossref_parse(const RawRecord *raw, Arena *a, Record **out, size_t *n, Fault *f)
{
    Json *j = json_open(raw->bytes, f);
    if (j == NULL)
        return false;
    Record *r = arena_take(a, sizeof *r);
    Span type = json_text(j, "type", a);
    r->doi = tidy_doi(json_text(j, "DOI", a), a);
    r->journal = fragment_text(json_item_text(j, "container-title", 0, a), a);
    r->journal_abbreviation = fragment_text(json_item_text(j, "short-container-title", 0, a), a);
    r->volume = json_text(j, "volume", a);
    r->issue = json_text(j, "issue", a);
    r->pages = json_text(j, "page", a);
    r->date = date_of(j, a);
    tidy_add(&r->types, span_is(type, "posted-content") ? SPAN_LIT("Preprint") : type, a);
    read_title(j, a, r);
    read_authors(j, a, r);
    read_relations(j, a, r);
    read_registry(j, a, r);
    fragment_sections(json_text(j, "abstract", a), a, r);
    json_close(j);
    *out = r;
    *n = 1;
    return tidy_record(r, f);
}
