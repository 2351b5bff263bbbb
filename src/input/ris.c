#include "input/parse.h"
#include "input/tagged.h"
#include "input/tidy.h"

typedef struct {
    Arena *arena;
    Record *record;
    Span title, second_title;       /* TI, T1 ... as they come: the first that says something */
    Span abstract, note;            /* AB, N2: often the same text twice */
    Span journal, short_journal;    /* JF; JO, which holds either; JA, J2 */
    Span either_journal, first_page, last_page, accession, own_id, year;
} Ris;

/* "2020/11//Nov" is "2020 11 Nov". */
static Span date_parts(Span s, Arena *a)
{
    char *out = arena_room(a, s.len + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.len; i++)
        if (s.at[i] != '/')
            out[n++] = s.at[i];
        else if (n > 0 && out[n - 1] != ' ')
            out[n++] = ' ';
    return tidy_trimmed((Span){out, n});
}

/* The PMID that an address of PubMed ends with. */
static Span pmid_in(Span url)
{
    static const char *const hosts[] = {"pubmed.ncbi.nlm.nih.gov/", "ncbi.nlm.nih.gov/pubmed/"};
    for (int i = 0; i < 2; i++) {
        const char *host = memmem(url.at, url.len, hosts[i], strlen(hosts[i]));
        if (host == NULL)
            continue;
        Span id = span_cut(url, (size_t)(host - url.at) + strlen(hosts[i]), url.len);
        if (id.len > 0 && id.at[id.len - 1] == '/')
            id.len--;
        return tidy_pmid(id);
    }
    return (Span){0};
}

static bool take_list(Ris *p, const Tagged *t)
{
    Record *r = p->record;
    struct {
        const char *tag;
        SpanList *to;
        Span value;
    } lists[] = {{"AU", &r->authors, tidy_name(t->value, p->arena)}, {"A1", &r->authors, tidy_name(t->value, p->arena)},
                 {"LA", &r->languages, t->value}, {"TY", &r->types, t->value}, {"M3", &r->types, t->value},
                 {"KW", &r->keywords, t->value}};
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
        if (span_is(t->tag, lists[i].tag)) {
            tidy_add(lists[i].to, lists[i].value, p->arena);
            return true;
        }
    return false;
}

static bool take_text(Ris *p, const Tagged *t)
{
    Record *r = p->record;
    struct {
        const char *tag;
        Span *to;
    } texts[] = {{"TI", &p->title}, {"T1", &p->second_title}, {"AB", &p->abstract}, {"N2", &p->note}, {"JF", &p->journal},
                 {"T2", &p->journal}, {"JO", &p->either_journal}, {"JA", &p->short_journal}, {"J2", &p->short_journal},
                 {"VL", &r->volume}, {"IS", &r->issue}, {"SP", &p->first_page}, {"EP", &p->last_page}, {"PY", &p->year},
                 {"Y1", &p->year}, {"DA", &r->date}, {"AN", &p->accession}, {"ID", &p->own_id}};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        if (span_is(t->tag, texts[i].tag)) {
            if (texts[i].to->len == 0)
                *texts[i].to = t->value;
            return true;
        }
    return false;
}

static void take_id(Ris *p, const Tagged *t)
{
    Record *r = p->record;
    if (span_is(t->tag, "DO") && r->doi.at == NULL)
        r->doi = tidy_doi(t->value, p->arena);
    else if (span_is(t->tag, "UR") && r->pmid.at == NULL)
        r->pmid = pmid_in(t->value);
    else if (span_is(t->tag, "C2") && span_begins(t->value, "PMC"))
        r->pmcid = tidy_pmcid(t->value, p->arena);
}

static Span first_of(Span a, Span b)
{
    return a.len > 0 ? a : b.len > 0 ? b : (Span){0};
}

static void finish(Ris *p)
{
    Record *r = p->record;
    r->title = first_of(p->title, p->second_title);
    r->journal = first_of(p->journal, p->either_journal);
    r->journal_abbreviation = first_of(p->short_journal, p->journal.len > 0 ? p->either_journal : (Span){0});
    r->date = date_parts(first_of(p->year, r->date), p->arena);
    r->date = first_of(r->date, (Span){0});
    r->pages = p->first_page.len > 0 && p->last_page.len > 0
                   ? arena_format(p->arena, "%.*s-%.*s", SPAN_FMT(p->first_page), SPAN_FMT(p->last_page))
                   : first_of(p->first_page, p->last_page);
    r->doc = first_of(p->accession, p->own_id);
    tagged_sections(first_of(p->abstract, p->note), p->arena, r);
}

bool ris_parse(const RawRecord *raw, Arena *a, Record **out, size_t *n, Fault *f)
{
    Ris p = {.arena = a, .record = arena_take(a, sizeof *p.record)};
    Span rest = raw->bytes;
    Tagged t;
    while (tagged_next(TAGGED_RIS, &rest, a, &t))
        if (!take_list(&p, &t) && !take_text(&p, &t))
            take_id(&p, &t);
    finish(&p);
    *out = p.record;
    *n = 1;
    return tidy_record(p.record, f);
}
