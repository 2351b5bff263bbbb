#include "source/source.h"

static const char fields[] =
    "DOI,title,subtitle,container-title,short-container-title,volume,issue,page,author,issued,published,type,abstract,"
    "update-to,updated-by,clinical-trial-number"; /* none that changes while the record does not */

static void request(const SourceQuery *q, const SourceAsk *ask, Str *url, Str *form)
{
    (void)form;
    Str parameters = {0}, filter = {0};
    if (ask->n_ids == 0)
        source_parameters(q->text, "query.bibliographic", &parameters, &filter);
    for (size_t i = 0; i < ask->n_ids; i++)
        str_add_format(&filter, "%sdoi:%.*s", filter.len > 0 ? "," : "", SPAN_FMT(ask->ids[i]));
    if (ask->since.at != NULL)
        str_add_format(&filter, "%sfrom-index-date:%.*s", filter.len > 0 ? "," : "", SPAN_FMT(ask->since));
    if (filter.len > 0)
        form_add(&parameters, "filter", str_span(&filter));
    form_add(&parameters, "select", ask->ids_only ? SPAN_LIT("DOI") : span_of(fields));
    str_add_format(&parameters, "&rows=%d", ask->rows);
    if (ask->n_ids == 0)
        form_add(&parameters, "cursor", ask->cursor.at != NULL ? ask->cursor : SPAN_LIT("*"));
    if (q->contact.len > 0)
        form_add(&parameters, "mailto", q->contact);
    str_add_format(url, "%.*sworks?%s", SPAN_FMT(q->base), parameters.at);
    str_free(&parameters);
    str_free(&filter);
}

/* A cursor comes with every page, the empty one behind the last too. */
static void read_page(const Json *reply, SourcePage *out, Arena *a)
{
    const Json *message = json_member(reply, "message");
    double count = 0;
    if (message == NULL)
        return;
    (void)json_number(message, "total-results", &count);
    out->count = (int64_t)count;
    out->holder = message;
    out->list = "items";
    out->cursor = json_text(message, "next-cursor", a);
}

static Span id_of(const Json *record, Arena *a)
{
    return json_text(record, "DOI", a);
}

const Source crossref = {.name = "crossref", .base = "https://api.crossref.org/", .api = API_CROSSREF, .format = FORMAT_CROSSREF,
                         .per_second = 3, .rows = 200, .id_rows = 1000, .ids_max = 20, .windows = true, .cursor = "cursor",
                         .probe = "cancer", .request = request, .read = read_page, .id = id_of};
