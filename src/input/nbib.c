#include "input/parse.h"
#include "input/tagged.h"
#include "input/tidy.h"

typedef struct {
    Arena *arena;
    Record *record;
    SpanList short_names; /* AU: wanted where no FAU stands before it */
    Span abstract;
    size_t max_relations, max_others;
} Nbib;

/* "Lancet. 2010 Feb 6;375(9713):445. PMID: 20137807" */
static void add_relation(Nbib *p, const char *type, Span value)
{
    static const char mark[] = "PMID: ";
    Record *r = p->record;
    Relation *to = arena_push(p->arena, &r->relations, &r->n_relations, &p->max_relations, sizeof *to);
    to->type = span_of(type);
    to->source = value;
    const char *id = memmem(value.at, value.len, mark, sizeof mark - 1);
    if (id == NULL)
        return;
    size_t at = (size_t)(id - value.at);
    to->pmid = tidy_pmid(tidy_trimmed(span_cut(value, at + sizeof mark - 1, value.len)));
    if (to->pmid.at != NULL)
        to->source = tidy_trimmed(span_cut(value, 0, at));
}

static bool take_relation(Nbib *p, const Tagged *t)
{
    static const char *const types[][2] = {
        {"CON", "CommentOn"}, {"CIN", "CommentIn"}, {"EIN", "ErratumIn"}, {"EFR", "ErratumFor"},
        {"RIN", "RetractionIn"}, {"ROF", "RetractionOf"}, {"ECI", "ExpressionOfConcernIn"},
        {"ECF", "ExpressionOfConcernFor"}, {"UIN", "UpdateIn"}, {"UOF", "UpdateOf"}, {"RPI", "RepublishedIn"},
        {"RPF", "RepublishedFrom"}, {"CRI", "CorrectedandRepublishedIn"}, {"CRF", "CorrectedandRepublishedFrom"},
        {"RRI", "RetractedandRepublishedIn"}, {"RRF", "RetractedandRepublishedFrom"},
        {"SPIN", "SummaryForPatientsIn"}, {"ORI", "OriginalReportIn"}};
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (span_is(t->tag, types[i][0])) {
            add_relation(p, types[i][1], t->value);
            return true;
        }
    return false;
}

/* "10.1000/x [doi]": what stands before the mark, {NULL} where the number is of another kind. */
static Span numbered(Span value, const char *mark)
{
    size_t n = strlen(mark);
    if (value.len < n || memcmp(value.at + value.len - n, mark, n) != 0)
        return (Span){0};
    return tidy_trimmed(span_cut(value, 0, value.len - n));
}

static void take_other(Nbib *p, const Tagged *t)
{
    Record *r = p->record;
    if (span_is(t->tag, "OABL")) {
        if (r->n_others > 0)
            r->others[r->n_others - 1].language = t->value;
        return;
    }
    OtherAbstract *o = arena_push(p->arena, &r->others, &r->n_others, &p->max_others, sizeof *o);
    o->language = SPAN_LIT("eng");
    o->sections = arena_take(p->arena, sizeof *o->sections);
    o->sections[0].text = t->value;
    o->n_sections = 1;
}

/* "20230403" is 2023-04-03. */
static Span dashed(Span day, Arena *a)
{
    return tidy_pmid(day).at == NULL || day.len != 8
               ? (Span){0}
               : arena_format(a, "%.4s-%.2s-%.2s", day.at, day.at + 4, day.at + 6);
}

/* "ClinicalTrials.gov/NCT01234567" */
static Span accession(Span value)
{
    const char *slash = memchr(value.at, '/', value.len);
    return slash == NULL ? (Span){0} : span_cut(value, (size_t)(slash - value.at) + 1, value.len);
}

/* "*Neoplasms/drug therapy" (the star: a major one) is Neoplasms, as PubMed XML names it. */
static Span heading(Span value)
{
    size_t from = value.len > 0 && value.at[0] == '*', to = from;
    while (to < value.len && value.at[to] != '/')
        to++;
    return span_cut(value, from, to);
}

static bool take_list(Nbib *p, const Tagged *t)
{
    Record *r = p->record;
    struct {
        const char *tag;
        SpanList *to;
        Span value;
    } lists[] = {{"FAU", &r->authors, tidy_name(t->value, p->arena)}, {"CN", &r->authors, t->value},
                 {"AU", &p->short_names, t->value}, {"LA", &r->languages, t->value}, {"PT", &r->types, t->value},
                 {"MH", &r->mesh, heading(t->value)}, {"OT", &r->keywords, t->value}, {"SI", &r->registry, accession(t->value)}};
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
        if (span_is(t->tag, lists[i].tag)) {
            tidy_add(lists[i].to, lists[i].value, p->arena);
            return true;
        }
    return false;
}

static bool take_text(Nbib *p, const Tagged *t)
{
    Record *r = p->record;
    struct {
        const char *tag;
        Span *to;
    } texts[] = {{"TI", &r->title}, {"AB", &p->abstract}, {"TT", &r->vernacular_title}, {"JT", &r->journal}, {"BTI", &r->journal},
                 {"TA", &r->journal_abbreviation}, {"VI", &r->volume}, {"IP", &r->issue}, {"PG", &r->pages}, {"DP", &r->date},
                 {"STAT", &r->status}};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        if (span_is(t->tag, texts[i].tag)) {
            if (texts[i].to->at == NULL)
                *texts[i].to = t->value;
            return true;
        }
    return false;
}

static void take_id(Nbib *p, const Tagged *t)
{
    Record *r = p->record;
    if (span_is(t->tag, "PMID")) {
        r->pmid = tidy_pmid(t->value);
    } else if (span_is(t->tag, "PMC")) {
        r->pmcid = tidy_pmcid(t->value, p->arena);
    } else if (span_is(t->tag, "LR")) {
        r->revised = dashed(t->value, p->arena);
    } else if ((span_is(t->tag, "LID") || span_is(t->tag, "AID")) && r->doi.at == NULL) {
        Span doi = numbered(t->value, "[doi]");
        r->doi = doi.at == NULL ? doi : tidy_doi(doi, p->arena);
    } else if (span_is(t->tag, "OAB") || span_is(t->tag, "OABL")) {
        take_other(p, t);
    }
}

bool nbib_parse(const RawRecord *raw, Arena *a, Record **out, size_t *n, Fault *f)
{
    Nbib p = {.arena = a, .record = arena_take(a, sizeof *p.record)};
    Span rest = raw->bytes;
    Tagged t;
    while (tagged_next(TAGGED_NBIB, &rest, a, &t))
        if (!take_list(&p, &t) && !take_text(&p, &t) && !take_relation(&p, &t))
            take_id(&p, &t);
    Record *r = p.record;
    if (r->authors.n == 0)
        r->authors = p.short_names;
    tagged_sections(p.abstract, a, r);
    *out = r;
    *n = 1;
    return tidy_record(r, f);
}
