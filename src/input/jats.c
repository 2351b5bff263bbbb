#include "base/xml.h"
#include "input/inline.h"
#include "input/parse.h"
#include "input/tagged.h"
#include "input/tidy.h"

enum { DEPTH_MAX = 200 }; /* all that base/xml.h lets through */

/* One abstract or trans-abstract while it is read. */
typedef struct {
    Span type, language; /* NULL where it names none */
    bool translated;
    Section *sections;
    size_t n, max;
    bool open;           /* text goes on in the last section */
} Abstract;

typedef struct {
    Arena *arena;
    Record *record;
    Span path[DEPTH_MAX];
    int depth;
    int taking, skipping; /* depth of the element whose text is taken, or left out; 0: none */
    Inline text;
    Abstract abstract;
    Span language, id_type, subtitle, given, surname, first_page, last_page, year, month, day;
    int dates;
    bool author;
    size_t max_relations, max_others;
} Jats;

static bool at(const Jats *p, int up, const char *name)
{
    return p->depth > up && span_is(p->path[p->depth - 1 - up], name);
}

/* Whether the element stands in one of that name, at any depth. */
static bool in(const Jats *p, const char *name)
{
    for (int i = 0; i + 1 < p->depth; i++)
        if (span_is(p->path[i], name))
            return true;
    return false;
}

/* Whether the element stands right in article/front/article-meta. */
static bool in_meta(const Jats *p)
{
    return p->depth == 4 && at(p, 1, "article-meta") && at(p, 2, "front");
}

static bool is_one_of(Span name, const char *const *names)
{
    for (; *names != NULL; names++)
        if (span_is(name, *names))
            return true;
    return false;
}

static void take(Jats *p)
{
    p->taking = p->depth;
    inline_clear(&p->text);
}

/* --- abstracts ---------------------------------------------------------------------------------- */

static void begin_abstract(Jats *p, const XmlAttributes *a)
{
    p->abstract = (Abstract){.type = xml_attribute(a, "abstract-type", p->arena),
                             .language = xml_attribute(a, "lang", p->arena),
                             .translated = at(p, 0, "trans-abstract")};
    if (p->abstract.language.at == NULL && !p->abstract.translated)
        p->abstract.language = p->language;
}

/* "Methods:" is a label without its colon. */
static Span label_of(Span title)
{
    if (title.len > 0 && title.at[title.len - 1] == ':')
        title.len--;
    return tidy_trimmed(title);
}

static void add_label(Jats *p, Span title)
{
    Section *s = arena_push(p->arena, &p->abstract.sections, &p->abstract.n, &p->abstract.max, sizeof *s);
    *s = (Section){.label = label_of(title), .text = SPAN_LIT("")};
    p->abstract.open = true;
}

/* A paragraph goes on with the section at hand. */
static void add_paragraph(Jats *p, Span text)
{
    Abstract *b = &p->abstract;
    if (text.len == 0)
        return;
    if (!b->open) {
        Section *s = arena_push(p->arena, &b->sections, &b->n, &b->max, sizeof *s);
        s->text = text;
        b->open = true;
        return;
    }
    Section *s = &b->sections[b->n - 1];
    s->text = s->text.len == 0 ? text : arena_format(p->arena, "%.*s %.*s", SPAN_FMT(s->text), SPAN_FMT(text));
}

static bool is_english(Span language)
{
    return language.at == NULL || span_begins(language, "en") || span_begins(language, "EN");
}

/* The record's own is the first in English that is no summary of another kind; all else is kept apart. */
static void end_abstract(Jats *p)
{
    Abstract *b = &p->abstract;
    Record *r = p->record;
    bool own = b->type.at == NULL && r->n_sections == 0 && is_english(b->language) && (!b->translated || b->language.at != NULL);
    if (own && b->n == 1 && b->sections[0].label.at == NULL) {
        tagged_sections(b->sections[0].text, p->arena, r);
        return;
    }
    if (own) {
        r->sections = b->sections;
        r->n_sections = b->n;
        return;
    }
    OtherAbstract *o = arena_push(p->arena, &r->others, &r->n_others, &p->max_others, sizeof *o);
    o->type = b->type;
    o->language = b->language.at != NULL ? b->language : b->translated ? SPAN_LIT("und") : SPAN_LIT("en");
    o->sections = b->sections;
    o->n_sections = b->n;
}

static bool in_abstract(const Jats *p)
{
    return p->depth > 4 && span_is(p->path[2], "article-meta") &&
           (span_is(p->path[3], "abstract") || span_is(p->path[3], "trans-abstract"));
}

static void end_abstract_text(Jats *p, Span text)
{
    if (!at(p, 0, "title"))
        add_paragraph(p, text);
    else if (at(p, 1, "sec") || !(span_is(text, "Abstract") || span_is(text, "ABSTRACT") || span_is(text, "Summary")))
        add_label(p, text);
}

/* --- what is wanted, and what of it is no text ----------------------------------------------------- */

static bool is_wanted(const Jats *p)
{
    static const char *const meta[] = {"article-id", "volume", "issue", "fpage", "lpage", NULL};
    static const char *const anywhere[] = {"article-title", "subtitle", "trans-title", "surname", "given-names", "collab", "kwd",
                                           NULL};
    static const char *const journal[] = {"journal-title", "journal-id", NULL};
    static const char *const date[] = {"year", "month", "day", NULL};
    static const char *const prose[] = {"title", "p", NULL};
    Span name = p->path[p->depth - 1];
    if (p->depth < 3 || !span_is(p->path[1], "front"))
        return false;
    if (span_is(p->path[2], "journal-meta"))
        return is_one_of(name, journal);
    return (in_meta(p) && is_one_of(name, meta)) || is_one_of(name, anywhere) || (in_abstract(p) && is_one_of(name, prose)) ||
           (at(p, 1, "pub-date") && is_one_of(name, date));
}

/* A formula's second writing for TeX, tables and pictures, and notes to a title or a name are no text of an abstract. */
static bool is_skipped(const Jats *p, const XmlAttributes *a)
{
    static const char *const names[] = {"tex-math", "fn", "table-wrap", "fig", "graphic", "inline-graphic", "object-id", NULL};
    Span name = p->path[p->depth - 1];
    if (is_one_of(name, names))
        return true;
    return span_is(name, "xref") && span_is(xml_attribute(a, "ref-type", p->arena), "fn");
}

/* --- fields ---------------------------------------------------------------------------------------- */

static void add_relation(Jats *p, const XmlAttributes *a)
{
    Record *r = p->record;
    Relation *to = arena_push(p->arena, &r->relations, &r->n_relations, &p->max_relations, sizeof *to);
    Span type = xml_attribute(a, "related-article-type", p->arena), link = xml_attribute(a, "ext-link-type", p->arena);
    static const char *const types[][2] = {{"retracted-article", "RetractionOf"}, {"retraction-forward", "RetractionIn"},
                                           {"corrected-article", "ErratumFor"}, {"correction-forward", "ErratumIn"}};
    for (int i = 0; i < 4; i++)
        if (span_is(type, types[i][0]))
            type = span_of(types[i][1]);
    to->type = type;
    to->source = xml_attribute(a, "href", p->arena);
    if (span_is(link, "pmid") || span_is(link, "pubmed"))
        to->pmid = tidy_pmid(to->source);
}

static void begin_part(Jats *p, const XmlAttributes *a)
{
    if (p->depth == 1) {
        p->language = xml_attribute(a, "lang", p->arena);
        tidy_add(&p->record->languages, p->language, p->arena);
        tidy_add(&p->record->types, xml_attribute(a, "article-type", p->arena), p->arena);
    } else if (in_meta(p) && (at(p, 0, "abstract") || at(p, 0, "trans-abstract"))) {
        begin_abstract(p, a);
    } else if (in_meta(p) && at(p, 0, "related-article")) {
        add_relation(p, a);
    } else if (at(p, 0, "contrib")) {
        Span type = xml_attribute(a, "contrib-type", p->arena);
        p->author = type.at == NULL || span_is(type, "author");
        p->surname = p->given = (Span){0};
    } else if (at(p, 0, "pub-date")) {
        p->dates++;
    } else if (in_abstract(p) && at(p, 0, "sec")) {
        p->abstract.open = false;
    }
}

static void on_start(void *who, Span name, const XmlAttributes *a)
{
    Jats *p = who;
    if (p->depth < DEPTH_MAX)
        p->path[p->depth] = name;
    p->depth++;
    if (p->skipping > 0 || p->depth > DEPTH_MAX)
        return;
    if (is_skipped(p, a)) {
        p->skipping = p->depth;
    } else if (p->taking > 0) {
        inline_start(&p->text, name);
        if (at(p, 0, "p") || at(p, 0, "break") || at(p, 0, "list-item") || at(p, 0, "label"))
            inline_text(&p->text, SPAN_LIT(" "));
    } else {
        begin_part(p, a);
        if (is_wanted(p))
            take(p);
        p->id_type = xml_attribute(a, at(p, 0, "journal-id") ? "journal-id-type" : "pub-id-type", p->arena);
    }
}

static void end_id(Jats *p, Span text)
{
    Record *r = p->record;
    if (span_is(p->id_type, "pmid"))
        r->pmid = tidy_pmid(text);
    else if (span_is(p->id_type, "pmc") || span_is(p->id_type, "pmcid"))
        r->pmcid = tidy_pmcid(text, p->arena);
    else if (span_is(p->id_type, "doi"))
        r->doi = tidy_doi(text, p->arena);
}

static void end_names(Jats *p, Span text)
{
    if (!in(p, "contrib") || !p->author)
        return;
    if (at(p, 0, "surname"))
        p->surname = text;
    else if (at(p, 0, "given-names"))
        p->given = text;
    else
        tidy_add(&p->record->authors, text, p->arena);
}

static void end_field(Jats *p, Span text)
{
    Record *r = p->record;
    struct {
        const char *name, *parent;
        Span *to;
    } fields[] = {{"article-title", "title-group", &r->title}, {"subtitle", "title-group", &p->subtitle},
                  {"trans-title", "trans-title-group", &r->vernacular_title}, {"volume", "article-meta", &r->volume},
                  {"issue", "article-meta", &r->issue}, {"fpage", "article-meta", &p->first_page},
                  {"lpage", "article-meta", &p->last_page}, {"year", "pub-date", &p->year}, {"month", "pub-date", &p->month},
                  {"day", "pub-date", &p->day}};
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        if (at(p, 0, fields[i].name) && at(p, 1, fields[i].parent) && (!at(p, 1, "pub-date") || p->dates == 1))
            *fields[i].to = text;
}

static void end_text(Jats *p)
{
    Record *r = p->record;
    Span text = arena_copy(p->arena, tidy_trimmed(str_span(&p->text.text)));
    if (in_abstract(p))
        end_abstract_text(p, text);
    else if (at(p, 0, "article-id"))
        end_id(p, text);
    else if (at(p, 0, "surname") || at(p, 0, "given-names") || at(p, 0, "collab"))
        end_names(p, text);
    else if (at(p, 0, "kwd"))
        tidy_add(&r->keywords, text, p->arena);
    else if (at(p, 0, "journal-title"))
        r->journal = text;
    else if (at(p, 0, "journal-id") &&
             (span_is(p->id_type, "iso-abbrev") || (span_is(p->id_type, "nlm-ta") && r->journal_abbreviation.at == NULL)))
        r->journal_abbreviation = text;
    else
        end_field(p, text);
}

static void on_end(void *who, Span name)
{
    Jats *p = who;
    (void)name;
    if (p->skipping > 0) {
        p->skipping = p->skipping == p->depth ? 0 : p->skipping;
    } else if (p->taking == p->depth) {
        p->taking = 0;
        end_text(p);
    } else if (p->taking > 0) {
        inline_end(&p->text);
    } else if (at(p, 0, "contrib") && p->author && p->surname.at != NULL) {
        Span whole =
            p->given.at == NULL ? p->surname : arena_format(p->arena, "%.*s %.*s", SPAN_FMT(p->surname), SPAN_FMT(p->given));
        tidy_add(&p->record->authors, whole, p->arena);
    } else if (in_meta(p) && (at(p, 0, "abstract") || at(p, 0, "trans-abstract"))) {
        end_abstract(p);
    }
    p->depth--;
}

static void on_text(void *who, Span text)
{
    Jats *p = who;
    if (p->taking > 0 && p->skipping == 0)
        inline_text(&p->text, text);
}

/* --- the record ------------------------------------------------------------------------------------- */

static Span date_of(Jats *p)
{
    if (p->year.at == NULL)
        return (Span){0};
    Span date = p->year;
    if (p->month.len > 0)
        date = arena_format(p->arena, "%.*s %.*s", SPAN_FMT(date), SPAN_FMT(p->month));
    if (p->month.len > 0 && p->day.len > 0)
        date = arena_format(p->arena, "%.*s %.*s", SPAN_FMT(date), SPAN_FMT(p->day));
    return date;
}

static void finish(Jats *p)
{
    Record *r = p->record;
    if (r->title.len > 0 && p->subtitle.len > 0)
        r->title = arena_format(p->arena, "%.*s: %.*s", SPAN_FMT(r->title), SPAN_FMT(p->subtitle));
    r->date = date_of(p);
    r->pages = p->first_page;
    if (p->first_page.len > 0 && p->last_page.len > 0)
        r->pages = arena_format(p->arena, "%.*s-%.*s", SPAN_FMT(p->first_page), SPAN_FMT(p->last_page));
    r->doc = r->pmcid;
}

bool jats_parse(const RawRecord *raw, Arena *a, Record **out, size_t *n, Fault *f)
{
    static const XmlEvents events = {on_start, on_end, on_text};
    Jats *p = arena_take(a, sizeof *p);
    p->arena = a;
    p->record = arena_take(a, sizeof *p->record);
    bool ok = xml_parse(raw->bytes, raw->line, &events, p, f);
    str_free(&p->text.text);
    if (!ok)
        return false;
    finish(p);
    *out = p->record;
    *n = 1;
    return tidy_record(p->record, f);
}
