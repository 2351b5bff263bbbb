#include "base/json.h"
#include "input/fragment.h"
#include "input/parse.h"
#include "input/tidy.h"

/* "Retraction in" is PubMed's RetractionIn. */
static Span relation_type(Span type, Arena *a)
{
    Str out = {0};
    bool upper = true;
    for (size_t i = 0; i < type.len; i++) {
        char c = type.at[i];
        if (c != ' ')
            str_add_byte(&out, (char)(upper && c >= 'a' && c <= 'z' ? c - 32 : c));
        upper = c == ' ';
    }
    Span copy = arena_copy(a, str_span(&out));
    str_free(&out);
    return copy;
}

static void read_relations(const Json *j, Arena *a, Record *r)
{
    const Json *list = json_member(j, "commentCorrectionList");
    size_t n = list == NULL ? 0 : json_count(list, "commentCorrection");
    r->relations = arena_take(a, (n + 1) * sizeof *r->relations);
    for (size_t i = 0; i < n; i++) {
        const Json *one = json_item(list, "commentCorrection", i);
        if (one == NULL)
            continue;
        Relation *to = &r->relations[r->n_relations++];
        to->type = relation_type(json_text(one, "type", a), a);
        to->source = json_text(one, "reference", a);
        if (span_is(json_text(one, "source", a), "MED"))
            to->pmid = tidy_pmid(json_text(one, "id", a));
    }
}

static void read_authors(const Json *j, Arena *a, Record *r)
{
    const Json *list = json_member(j, "authorList");
    for (size_t i = 0; list != NULL && i < json_count(list, "author"); i++) {
        const Json *one = json_item(list, "author", i);
        if (one == NULL)
            continue;
        Span last = json_text(one, "lastName", a), first = json_text(one, "firstName", a),
             name = json_text(one, "collectiveName", a);
        if (last.len > 0)
            name = first.len > 0 ? arena_format(a, "%.*s %.*s", SPAN_FMT(last), SPAN_FMT(first)) : last;
        tidy_add(&r->authors, name.len > 0 ? name : json_text(one, "fullName", a), a);
    }
}

static void read_list(const Json *j, const char *outer, const char *inner, SpanList *to, Arena *a)
{
    const Json *list = json_member(j, outer);
    for (size_t i = 0; list != NULL && i < json_count(list, inner); i++)
        tidy_add(to, json_item_text(list, inner, i, a), a);
}

static void read_journal(const Json *j, Arena *a, Record *r)
{
    const Json *issue = json_member(j, "journalInfo"), *journal = issue == NULL ? NULL : json_member(issue, "journal");
    if (issue != NULL) {
        r->volume = json_text(issue, "volume", a);
        r->issue = json_text(issue, "issue", a);
        r->date = json_text(issue, "dateOfPublication", a);
    }
    if (journal != NULL) {
        r->journal = json_text(journal, "title", a);
        r->journal_abbreviation = json_text(journal, "medlineAbbreviation", a);
    }
    if (r->date.len == 0)
        r->date = json_text(j, "firstPublicationDate", a);
    if (r->date.len == 0)
        r->date = json_text(j, "pubYear", a);
    r->pages = json_text(j, "pageInfo", a);
}

bool europepmc_parse(const RawRecord *raw, Arena *a, Record **out, size_t *n, Fault *f)
{
    Json *j = json_open(raw->bytes, f);
    if (j == NULL)
        return false;
    Record *r = arena_take(a, sizeof *r);
    r->doc = json_text(j, "id", a);
    r->pmid = tidy_pmid(json_text(j, "pmid", a));
    r->pmcid = tidy_pmcid(json_text(j, "pmcid", a), a);
    r->doi = tidy_doi(json_text(j, "doi", a), a);
    r->title = fragment_text(json_text(j, "title", a), a);
    r->revised = json_text(j, "dateOfRevision", a);
    tidy_add(&r->languages, json_text(j, "language", a), a);
    read_list(j, "pubTypeList", "pubType", &r->types, a);
    read_list(j, "keywordList", "keyword", &r->keywords, a);
    read_journal(j, a, r);
    read_authors(j, a, r);
    read_relations(j, a, r);
    fragment_sections(json_text(j, "abstractText", a), a, r);
    json_close(j);
    *out = r;
    *n = 1;
    return tidy_record(r, f);
}
