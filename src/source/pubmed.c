#include "source/pubmed.h"

#include "base/xml.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    ATTEMPTS_OF_MANY = 3, /* then fewer records are asked for at a time */
    MANY = 8,
    WARNING_MAX = 300,
};

void pubmed_found_free(PubmedFound *found)
{
    numbers_free(&found->ids);
    str_free(&found->translation);
    str_free(&found->warnings);
    *found = (PubmedFound){0};
}

/* --- what a search says ------------------------------------------------------------------------ */

typedef struct {
    PubmedFound *found;
    Str text;    /* of the element at hand */
    int depth;
    bool in_ids; /* in IdList */
} SearchReader;

static void search_start(void *who, Span name, const XmlAttributes *attributes)
{
    (void)attributes;
    SearchReader *r = who;
    r->depth++;
    str_clear(&r->text);
    if (span_is(name, "IdList"))
        r->in_ids = true;
}

static void search_text(void *who, Span text)
{
    str_add(&((SearchReader *)who)->text, text);
}

static void warn(SearchReader *r, const char *what)
{
    Span words = str_span(&r->text);
    if (words.len > WARNING_MAX)
        words.len = WARNING_MAX;
    str_add_format(&r->found->warnings, "%s%.*s\n", what, SPAN_FMT(words));
}

static void search_end(void *who, Span name)
{
    SearchReader *r = who;
    if (span_is(name, "Count") && r->depth == 2) /* deeper ones belong to parts of the query */
        r->found->count = strtoll(r->text.at == NULL ? "" : r->text.at, NULL, 10);
    else if (span_is(name, "Id") && r->in_ids && r->text.len > 0)
        numbers_add(&r->found->ids, strtoll(r->text.at, NULL, 10));
    else if (span_is(name, "IdList"))
        r->in_ids = false;
    else if (span_is(name, "QueryTranslation"))
        str_add(&r->found->translation, str_span(&r->text));
    else if (span_is(name, "PhraseNotFound") || span_is(name, "QuotedPhraseNotFound"))
        warn(r, "not found: ");
    else if (span_is(name, "FieldNotFound"))
        warn(r, "no such field: ");
    else if (span_is(name, "PhraseIgnored"))
        warn(r, "ignored: ");
    else if (span_is(name, "OutputMessage") && !span_begins(str_span(&r->text), "No items found"))
        warn(r, "");
    str_clear(&r->text);
    r->depth--;
}

static bool read_found(Span body, PubmedFound *out, Fault *f)
{
    static const XmlEvents events = {search_start, search_end, search_text};
    const char *at = memmem(body.at, body.len, "<eSearchResult", strlen("<eSearchResult")); /* behind its document type */
    SearchReader r = {.found = out};
    while (body.len > 0 && strchr(" \t\r\n", body.at[body.len - 1]) != NULL)
        body.len--;
    bool ok = at != NULL && xml_parse((Span){at, (size_t)(body.at + body.len - at)}, 1, &events, &r, f);
    str_free(&r.text);
    numbers_sort(&out->ids);
    if (at == NULL)
        (void)fault(f, FAULT_SOURCE, "pubmed sent something else than the answer of a search");
    return ok;
}

void pubmed_search_form(const SourceQuery *q, Span term, Span since, int list, Str *form)
{
    form_add(form, "db", SPAN_LIT("pubmed"));
    form_add(form, "term", term);
    if (since.at != NULL) {
        char day[16];
        (void)snprintf(day, sizeof day, "%.4s/%.2s/%.2s", since.at, since.at + 5, since.at + 8);
        form_add(form, "datetype", SPAN_LIT("mdat"));
        form_add(form, "mindate", span_of(day));
        form_add(form, "maxdate", SPAN_LIT("3000"));
    }
    char n[16];
    (void)snprintf(n, sizeof n, "%d", list);
    form_add(form, "retmax", span_of(n));
    form_add(form, "retmode", SPAN_LIT("xml"));
    form_add(form, "tool", SPAN_LIT("evitab"));
    if (q->contact.len > 0)
        form_add(form, "email", q->contact);
}

/* --- requests ---------------------------------------------------------------------------------- */

static bool ask(Http *h, const SourceQuery *q, Api api, const char *script, const Str *form, int attempts_of_many, HttpReply *out,
                Fault *f)
{
    Str url = {0}, key = {0};
    str_add(&url, q->base);
    str_add_text(&url, script);
    if (q->key.at != NULL)
        form_add(&key, "api_key", q->key);
    HttpRequest request = {.api = api, .name = span_of(pubmed.name), .url = str_span(&url), .form = str_span(form),
                           .key = q->key.at == NULL ? (Span){0} : str_span(&key),
                           .per_second = q->key.at == NULL ? pubmed.per_second : pubmed.per_second_key, .attempts = HTTP_ATTEMPTS,
                           .attempts_of_many = attempts_of_many};
    bool ok = http_ask(h, &request, out, f);
    str_free(&url);
    str_free(&key);
    return ok;
}

bool pubmed_search(Http *h, const SourceQuery *q, Span term, Span since, int list, PubmedFound *out, Fault *f)
{
    Str form = {0};
    HttpReply reply;
    *out = (PubmedFound){0};
    pubmed_search_form(q, term, since, list, &form);
    bool ok = ask(h, q, API_NCBI_SEARCH, "esearch.fcgi", &form, 0, &reply, f) && read_found(str_span(&reply.body), out, f);
    if (!ok && f->kind == FAULT_INPUT)
        f->kind = FAULT_SOURCE;
    http_reply_free(&reply);
    str_free(&form);
    return ok;
}

/* The ids between two numbers; a range with more hits than fit is halved. */
static bool range_ids(Http *h, const SourceQuery *q, Span since, int64_t low, int64_t high, Numbers *out, Fault *f)
{
    Str term = {0};
    PubmedFound part;
    str_add_format(&term, "(%.*s) AND %lld:%lld[UID]", SPAN_FMT(q->text), (long long)low, (long long)high);
    bool ok = pubmed_search(h, q, str_span(&term), since, PUBMED_LIST_MAX, &part, f);
    str_free(&term);
    int64_t middle = low + (high - low) / 2;
    if (ok && part.count > PUBMED_LIST_MAX && low < high)
        ok = range_ids(h, q, since, low, middle, out, f) && range_ids(h, q, since, middle + 1, high, out, f);
    else if (ok)
        for (size_t i = 0; i < part.ids.n; i++)
            numbers_add(out, part.ids.at[i]);
    pubmed_found_free(&part);
    return ok;
}

bool pubmed_ids(Http *h, const SourceQuery *q, Span since, PubmedFound *found, Fault *f)
{
    if (found->count <= PUBMED_LIST_MAX)
        return true;
    found->ids.n = 0;
    bool ok = range_ids(h, q, since, 1, PUBMED_HIGHEST / 2, &found->ids, f) &&
              range_ids(h, q, since, PUBMED_HIGHEST / 2 + 1, PUBMED_HIGHEST, &found->ids, f);
    numbers_sort(&found->ids);
    return ok;
}

static bool fetch(Http *h, const SourceQuery *q, const int64_t *ids, size_t n, HttpReply *out, Fault *f)
{
    Str list = {0}, form = {0};
    for (size_t i = 0; i < n; i++)
        str_add_format(&list, "%s%lld", i > 0 ? "," : "", (long long)ids[i]);
    form_add(&form, "db", SPAN_LIT("pubmed"));
    form_add(&form, "id", str_span(&list));
    form_add(&form, "retmode", SPAN_LIT("xml"));
    form_add(&form, "tool", SPAN_LIT("evitab"));
    form_add(&form, "email", q->contact);
    bool ok = ask(h, q, API_NCBI_FETCH, "efetch.fcgi", &form, n > MANY ? ATTEMPTS_OF_MANY : 0, out, f);
    str_free(&list);
    str_free(&form);
    return ok;
}

/* A search; where one record would do, its count alone. */
static void request(const SourceQuery *q, const SourceAsk *asked, Str *url, Str *form)
{
    str_add_format(url, "%.*sesearch.fcgi", SPAN_FMT(q->base));
    pubmed_search_form(q, q->text, asked->since, asked->rows > 1 ? asked->rows : 0, form);
}

const Source pubmed = {.name = "pubmed", .base = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/",
                       .key_variable = "NCBI_API_KEY", .api = API_NCBI_SEARCH, .format = FORMAT_PUBMED_XML, .per_second = 3,
                       .per_second_key = 10, .rows = 200, .id_rows = PUBMED_LIST_MAX, .ids_max = 200, .windows = true,
                       .probe = "cancer", .request = request, .fetch = fetch, .unknown = pubmed_no_fields};
