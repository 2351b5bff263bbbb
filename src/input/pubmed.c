#include "base/xml.h"
#include "input/inline.h"
#include "input/lean.h"
#include "input/parse.h"
#include "input/tidy.h"

enum { DEPTH_MAX = 64 };

/* Element names of the way down; libxml2 keeps them while it parses. */
typedef struct {
    Arena *arena;
    Record *record;          /* of PubmedArticle, PubmedBookArticle */
    Record *deleted;         /* of DeleteCitation                   */
    size_t n_deleted, max_deleted;
    Span path[DEPTH_MAX];
    int depth;
    int taking;              /* depth of the element whose text is taken; 0: none */
    Inline text;
    Span label, category;    /* attributes of what is at hand */
    bool valid, editors;
    Span type, last, fore, date, book_title;
    OtherAbstract *other;
    size_t max_sections, max_relations, max_others, max_other_sections;
    Relation *relation;
} PubMed;

static inline bool at(const PubMed *p, int up, const char *name)
{
    return p->depth > up && span_is(p->path[p->depth - 1 - up], name);
}

static bool under(const PubMed *p, const char *name)
{
    for (int i = 0; i < p->depth; i++)
        if (span_is(p->path[i], name))
            return true;
    return false;
}

static void take(PubMed *p)
{
    p->taking = p->depth;
    inline_clear(&p->text);
}

/* Elements whose text is wanted, by name; their place is looked at when they end. */
static bool is_wanted(Span name)
{
#define NAME(name) {name, sizeof(name) - 1}
    static const Span names[] = {NAME("PMID"), NAME("ArticleTitle"), NAME("VernacularTitle"), NAME("BookTitle"),
                                 NAME("AbstractText"), NAME("Title"), NAME("ISOAbbreviation"), NAME("Volume"), NAME("Issue"),
                                 NAME("MedlinePgn"), NAME("Year"), NAME("Month"), NAME("Day"), NAME("Season"),
                                 NAME("MedlineDate"), NAME("LastName"), NAME("ForeName"), NAME("CollectiveName"),
                                 NAME("Language"), NAME("PublicationType"), NAME("DescriptorName"), NAME("Keyword"),
                                 NAME("AccessionNumber"), NAME("RefSource"), NAME("ArticleId"), NAME("ELocationID")};
#undef NAME
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (names[i].at[0] == name.at[0] && span_equal(name, names[i]))
            return true;
    return false;
}

static void begin_part(PubMed *p, const XmlAttributes *a)
{
    Record *r = p->record;
    if (at(p, 0, "MedlineCitation") && r != NULL) {
        r->status = xml_attribute(a, "Status", p->arena);
    } else if (at(p, 0, "CommentsCorrections") && r != NULL) {
        p->relation = arena_push(p->arena, &r->relations, &r->n_relations, &p->max_relations, sizeof *p->relation);
        p->relation->type = xml_attribute(a, "RefType", p->arena);
    } else if (at(p, 0, "OtherAbstract") && r != NULL) {
        p->other = arena_push(p->arena, &r->others, &r->n_others, &p->max_others, sizeof *p->other);
        p->max_other_sections = 0;
        p->other->type = xml_attribute(a, "Type", p->arena);
        p->other->language = xml_attribute(a, "Language", p->arena);
        if (p->other->language.at == NULL)
            p->other->language = SPAN_LIT("eng"); /* the DTD's default, which we do not load */
    } else if (at(p, 0, "AuthorList")) {
        p->editors = span_is(xml_attribute(a, "Type", p->arena), "editors");
    } else if (at(p, 0, "Author")) {
        p->valid = !p->editors && !span_is(xml_attribute(a, "ValidYN", p->arena), "N");
        p->last = p->fore = (Span){0};
    } else if (at(p, 0, "PubDate") || at(p, 0, "DateRevised")) {
        p->date = (Span){0};
    }
}

static void on_start(void *who, Span name, const XmlAttributes *a)
{
    PubMed *p = who;
    if (p->depth < DEPTH_MAX)
        p->path[p->depth] = name;
    p->depth++;
    if (p->taking > 0) {
        inline_start(&p->text, name);
        return;
    }
    if (p->depth > DEPTH_MAX)
        return;
    if (p->depth == 1 && !span_is(name, "DeleteCitation")) {
        p->record = arena_take(p->arena, sizeof *p->record);
        p->record->kind = span_is(name, "PubmedBookArticle") ? RECORD_BOOK : RECORD_ARTICLE;
    }
    begin_part(p, a);
    if (!is_wanted(name))
        return;
    take(p);
    p->label = xml_attribute(a, "Label", p->arena);
    p->category = xml_attribute(a, "NlmCategory", p->arena);
    p->type = span_is(name, "PMID") ? xml_attribute(a, "Version", p->arena)
              : span_is(name, "ELocationID") ? xml_attribute(a, "EIdType", p->arena)
                                             : xml_attribute(a, "IdType", p->arena);
    if (span_is(name, "ELocationID"))
        p->valid = !span_is(xml_attribute(a, "ValidYN", p->arena), "N");
}

static void add(PubMed *p, SpanList *list, Span s)
{
    if (s.len > 0)
        *(Span *)arena_push(p->arena, &list->at, &list->n, &list->max, sizeof s) = s;
}

static void end_pmid(PubMed *p, Span text)
{
    Span id = tidy_pmid(text);
    if (id.at == NULL)
        return;
    if (at(p, 1, "DeleteCitation")) {
        Record *d = arena_push(p->arena, &p->deleted, &p->n_deleted, &p->max_deleted, sizeof *d);
        d->kind = RECORD_DELETED;
        d->doc = d->pmid = id;
        d->version = p->type;
    } else if (p->record == NULL) {
        return;
    } else if (at(p, 1, "MedlineCitation") || at(p, 1, "BookDocument")) {
        p->record->pmid = id;
        p->record->version = p->type;
    } else if (at(p, 1, "CommentsCorrections") && p->relation != NULL) {
        p->relation->pmid = id;
    }
}

static void end_article_id(PubMed *p, Span text)
{
    bool own = at(p, 1, "ArticleIdList") && (at(p, 2, "PubmedData") || at(p, 2, "BookDocument") || at(p, 2, "PubmedBookData"));
    if (!own)
        return;
    Record *r = p->record;
    if (text.len == 0)
        return;
    if (span_is(p->type, "doi") && r->doi.at == NULL)
        r->doi = tidy_doi(text, p->arena);
    else if (span_is(p->type, "pmc") && r->pmcid.at == NULL)
        r->pmcid = tidy_pmcid(text, p->arena);
}

static void end_section(PubMed *p, Span text)
{
    bool other = at(p, 1, "OtherAbstract");
    if (!other && !at(p, 1, "Abstract"))
        return;
    Record *r = p->record;
    Section *s = other ? arena_push(p->arena, &p->other->sections, &p->other->n_sections, &p->max_other_sections, sizeof *s)
                       : arena_push(p->arena, &r->sections, &r->n_sections, &p->max_sections, sizeof *s);
    *s = (Section){p->label, p->category, text};
}

static Span join(PubMed *p, Span before, Span more)
{
    return before.at == NULL ? more : arena_format(p->arena, "%.*s %.*s", SPAN_FMT(before), SPAN_FMT(more));
}

static void end_date_part(PubMed *p, Span text)
{
    Record *r = p->record;
    if (at(p, 1, "PubDate") && (at(p, 2, "JournalIssue") || at(p, 2, "Book")))
        r->date = join(p, r->date, text);
    else if (at(p, 1, "DateRevised"))
        r->revised = r->revised.at == NULL ? text : arena_format(p->arena, "%.*s-%.*s", SPAN_FMT(r->revised), SPAN_FMT(text));
}

static void end_name(PubMed *p, Span text)
{
    if (at(p, 0, "LastName"))
        p->last = text;
    else if (at(p, 0, "ForeName"))
        p->fore = text;
    else if (p->valid)
        add(p, &p->record->authors, text);
}

static void end_text(PubMed *p)
{
    Record *r = p->record;
    Span raw = arena_copy(p->arena, str_span(&p->text.text)), text = tidy_trimmed(raw);
    if (at(p, 0, "PMID"))
        end_pmid(p, text);
    if (r == NULL)
        return;
    if (at(p, 0, "AbstractText"))
        end_section(p, raw);
    else if (at(p, 0, "ArticleTitle"))
        r->title = raw;
    else if (at(p, 0, "VernacularTitle"))
        r->vernacular_title = raw;
    else if (at(p, 0, "BookTitle"))
        p->book_title = raw;
    else if (at(p, 0, "ArticleId"))
        end_article_id(p, text);
    else if (at(p, 0, "ELocationID") && p->valid && span_is(p->type, "doi") && at(p, 1, "Article") && text.len > 0)
        r->doi = tidy_doi(text, p->arena);
    else if (at(p, 0, "Title") && at(p, 1, "Journal"))
        r->journal = text;
    else if (at(p, 0, "ISOAbbreviation"))
        r->journal_abbreviation = text;
    else if (at(p, 0, "Volume") && at(p, 1, "JournalIssue"))
        r->volume = text;
    else if (at(p, 0, "Issue") && at(p, 1, "JournalIssue"))
        r->issue = text;
    else if (at(p, 0, "MedlinePgn"))
        r->pages = text;
    else if (at(p, 0, "Year") || at(p, 0, "Month") || at(p, 0, "Day") || at(p, 0, "Season") || at(p, 0, "MedlineDate"))
        end_date_part(p, text);
    else if (at(p, 0, "LastName") || at(p, 0, "ForeName") || at(p, 0, "CollectiveName"))
        end_name(p, text);
    else if (at(p, 0, "Language"))
        add(p, &r->languages, text);
    else if (at(p, 0, "PublicationType"))
        add(p, &r->types, text);
    else if (at(p, 0, "DescriptorName") && under(p, "MeshHeadingList"))
        add(p, &r->mesh, text);
    else if (at(p, 0, "Keyword"))
        add(p, &r->keywords, text);
    else if (at(p, 0, "AccessionNumber"))
        add(p, &r->registry, text);
    else if (at(p, 0, "RefSource") && p->relation != NULL)
        p->relation->source = text;
}

static void on_end(void *who, Span name)
{
    PubMed *p = who;
    if (p->taking == p->depth) {
        end_text(p);
        p->taking = 0;
    } else if (p->taking > 0) {
        inline_end(&p->text);
    } else if (span_is(name, "Author") && p->record != NULL && p->valid && p->last.at != NULL) {
        add(p, &p->record->authors, p->fore.at == NULL ? p->last : join(p, p->last, p->fore));
    }
    p->depth--;
}

static void on_text(void *who, Span text)
{
    PubMed *p = who;
    if (p->taking > 0)
        inline_text(&p->text, text);
}

static bool parse(const RawRecord *raw, Span bytes, PubMed *p, Fault *f)
{
    static const XmlEvents events = {on_start, on_end, on_text};
    bool ok = xml_parse(bytes, raw->line, &events, p, f);
    str_free(&p->text.text);
    return ok;
}

bool pubmed_parse(const RawRecord *raw, ParseDepth depth, Arena *a, Record **out, size_t *n, Fault *f)
{
    PubMed p = {.arena = a, .valid = true}, whole = p;
    Span lean = depth != PARSE_ALL ? lean_record(raw->bytes, depth == PARSE_HEAD, a) : raw->bytes;
    bool ok = parse(raw, lean, &p, f);
    if (!ok && lean.at != raw->bytes.at && f->kind != FAULT_NONE) { /* the whole text has the right line */
        Fault again = {0};
        if (!parse(raw, raw->bytes, &whole, &again))
            *f = again;
    }
    if (!ok)
        return false;
    if (lean.at != raw->bytes.at && p.record != NULL && p.record->pmid.at == NULL) { /* its DOI tells which it is */
        p = whole;
        if (!parse(raw, raw->bytes, &p, f))
            return false;
    }
    *out = p.record != NULL ? p.record : p.deleted;
    *n = p.record != NULL ? 1 : p.n_deleted;
    if (p.record == NULL)
        return true;
    if (p.record->kind == RECORD_BOOK && tidy_trimmed(p.record->title).len == 0)
        p.record->title = p.book_title;
    return tidy_record(p.record, f);
}
