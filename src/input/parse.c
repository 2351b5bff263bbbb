#include "input/parse.h"
#include "input/tidy.h"

#include "base/json.h"

bool record_parse(const RawRecord *raw, ParseDepth depth, Arena *a, Record **out, size_t *n, Fault *f)
{
    bool ok = false;
    *n = 0;
    switch (raw->format) {
    case FORMAT_PUBMED_XML:
        ok = pubmed_parse(raw, depth, a, out, n, f);
        break;
    case FORMAT_JATS_XML:
        ok = jats_parse(raw, a, out, n, f);
        break;
    case FORMAT_NBIB:
        ok = nbib_parse(raw, a, out, n, f);
        break;
    case FORMAT_RIS:
        ok = ris_parse(raw, a, out, n, f);
        break;
    case FORMAT_JSON_LINES:
        ok = jsonl_parse(raw, a, out, n, f);
        break;
    case FORMAT_PLAIN_TEXT:
        ok = plain_parse(raw, a, out, n, f);
        break;
    case FORMAT_EUROPEPMC:
        ok = europepmc_parse(raw, a, out, n, f);
        break;
    case FORMAT_CROSSREF:
        ok = crossref_parse(raw, a, out, n, f);
        break;
    case FORMAT_OPENALEX:
        ok = openalex_parse(raw, a, out, n, f);
        break;
    }
    if (ok)
        return true;
    *n = 0;
    (void)fault_in_record(f, "record %ld", raw->number);
    return fault_at(f, raw->path, raw->line, 0);
}

bool plain_parse(const RawRecord *raw, Arena *a, Record **out, size_t *n, Fault *f)
{
    (void)f;
    Record *r = arena_take(a, sizeof *r);
    r->kind = RECORD_TEXT;
    r->doc = span_of(raw->path);
    r->sections = arena_take(a, sizeof *r->sections);
    r->sections[0].text = raw->bytes;
    r->n_sections = 1;
    *out = r;
    *n = 1;
    return true;
}

/* --- JSON lines ------------------------------------------------------------------------------- */

static void read_list(const Json *j, const char *key, Arena *a, SpanList *to)
{
    for (size_t i = 0; i < json_count(j, key); i++) {
        Span one = json_item_text(j, key, i, a);
        if (one.at != NULL)
            *(Span *)arena_push(a, &to->at, &to->n, &to->max, sizeof one) = one;
    }
}

static bool read_sections(const Json *j, Arena *a, Section **to, size_t *n, Fault *f)
{
    *n = json_count(j, "sections");
    if (json_text(j, "sections", a).at != NULL)
        return fault(f, FAULT_INPUT, "\"sections\" is no list");
    *to = arena_take(a, (*n + 1) * sizeof **to);
    for (size_t i = 0; i < *n; i++) {
        const Json *s = json_item(j, "sections", i);
        Span text = s == NULL ? (Span){0} : json_text(s, "text", a);
        if (text.at == NULL)
            return fault(f, FAULT_INPUT, "section %zu has no text", i);
        (*to)[i] = (Section){json_text(s, "label", a), json_text(s, "category", a), text};
    }
    return true;
}

static bool read_others(const Json *j, Arena *a, Record *r, Fault *f)
{
    r->n_others = json_count(j, "other_abstracts");
    r->others = arena_take(a, (r->n_others + 1) * sizeof *r->others);
    for (size_t i = 0; i < r->n_others; i++) {
        const Json *o = json_item(j, "other_abstracts", i);
        if (o == NULL)
            return fault(f, FAULT_INPUT, "other_abstracts: element %zu is no object", i);
        r->others[i].type = json_text(o, "type", a);
        r->others[i].language = json_text(o, "language", a);
        if (!read_sections(o, a, &r->others[i].sections, &r->others[i].n_sections, f))
            return false;
    }
    return true;
}

static bool read_relations(const Json *j, Arena *a, Record *r, Fault *f)
{
    r->n_relations = json_count(j, "relations");
    r->relations = arena_take(a, (r->n_relations + 1) * sizeof *r->relations);
    for (size_t i = 0; i < r->n_relations; i++) {
        const Json *o = json_item(j, "relations", i);
        if (o == NULL)
            return fault(f, FAULT_INPUT, "relations: element %zu is no object", i);
        r->relations[i] = (Relation){json_text(o, "type", a), json_text(o, "pmid", a), json_text(o, "source", a)};
    }
    return true;
}

/* A record of another make, with its text under another name, would be read as one without text. */
static bool no_stray_text(const Json *j, Fault *f)
{
    static const char *const names[] = {"text", "abstract"};
    for (int i = 0; i < 2; i++)
        if (json_has(j, names[i]) && !json_has(j, "sections"))
            return fault(f, FAULT_INPUT, "text is read from \"sections\":[{\"text\":...}], not from \"%s\"", names[i]);
    return true;
}

bool jsonl_parse(const RawRecord *raw, Arena *a, Record **out, size_t *n, Fault *f)
{
    Json *j = json_open(raw->bytes, f);
    if (j == NULL)
        return fault_at(f, raw->path, raw->line, f->column);
    Record *r = arena_take(a, sizeof *r);
    r->doc = json_text(j, "id", a);
    r->kind = json_is_set(j, "deleted") ? RECORD_DELETED : json_is_set(j, "book") ? RECORD_BOOK
              : json_is_set(j, "plain")   ? RECORD_TEXT
                                          : RECORD_ARTICLE;
    struct {
        const char *key;
        Span *to;
    } texts[] = {{"pmid", &r->pmid}, {"pmcid", &r->pmcid}, {"doi", &r->doi}, {"version", &r->version}, {"title", &r->title},
                 {"vernacular_title", &r->vernacular_title}, {"journal", &r->journal},
                 {"journal_abbreviation", &r->journal_abbreviation}, {"volume", &r->volume}, {"issue", &r->issue},
                 {"pages", &r->pages}, {"year", &r->year}, {"date", &r->date}, {"revised", &r->revised}, {"status", &r->status}};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        *texts[i].to = json_text(j, texts[i].key, a);
    if (r->doi.at != NULL)
        r->doi = tidy_doi(r->doi, a);
    read_list(j, "authors", a, &r->authors);
    read_list(j, "languages", a, &r->languages);
    read_list(j, "types", a, &r->types);
    read_list(j, "mesh", a, &r->mesh);
    read_list(j, "keywords", a, &r->keywords);
    read_list(j, "registry", a, &r->registry);
    r->translated = json_is_set(j, "translated");
    r->retracted = json_is_set(j, "retracted");
    r->truncated = json_is_set(j, "truncated");
    bool ok = r->doc.at != NULL || fault(f, FAULT_INPUT, "no \"id\"");
    ok = ok && no_stray_text(j, f);
    ok = ok && read_sections(j, a, &r->sections, &r->n_sections, f) && read_others(j, a, r, f) && read_relations(j, a, r, f);
    json_close(j);
    *out = r;
    *n = ok ? 1 : 0;
    return ok;
}
