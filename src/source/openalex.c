#include "source/source.h"

static const char fields[] =
    "id,doi,title,publication_year,publication_date,ids,language,type,primary_location,authorships,biblio,is_retracted,"
    "abstract_inverted_index"; /* none that changes while the record does not */

static void request(const SourceQuery *q, const SourceAsk *ask, Str *url, Str *form)
{
    (void)form;
    Str parameters = {0}, filter = {0};
    if (ask->n_ids == 0)
        source_parameters(q->text, "search", &parameters, &filter);
    for (size_t i = 0; i < ask->n_ids; i++)
        str_add_format(&filter, "%s%.*s", i > 0 ? "|" : "openalex:", SPAN_FMT(ask->ids[i]));
    if (filter.len > 0)
        form_add(&parameters, "filter", str_span(&filter));
    form_add(&parameters, "select", ask->ids_only ? SPAN_LIT("id") : span_of(fields));
    str_add_format(&parameters, "&per-page=%d", ask->rows);
    if (ask->n_ids == 0)
        form_add(&parameters, "cursor", ask->cursor.at != NULL ? ask->cursor : SPAN_LIT("*"));
    str_add_format(url, "%.*sworks?%s", SPAN_FMT(q->base), parameters.at);
    str_free(&parameters);
    str_free(&filter);
}

static void read_page(const Json *reply, SourcePage *out, Arena *a)
{
    const Json *meta = json_member(reply, "meta");
    double count = 0;
    if (meta != NULL) {
        (void)json_number(meta, "count", &count);
        out->cursor = json_text(meta, "next_cursor", a);
    }
    out->count = (int64_t)count;
    out->holder = reply;
    out->list = "results";
}

static Span id_of(const Json *record, Arena *a)
{
    Span id = json_text(record, "id", a);
    const char *slash = id.len == 0 ? NULL : memrchr(id.at, '/', id.len);
    return slash == NULL ? id : span_cut(id, (size_t)(slash - id.at) + 1, id.len);
}

/* What changed since a day is for those who pay. */
const Source openalex = {.name = "openalex", .base = "https://api.openalex.org/", .key_variable = "OPENALEX_API_KEY",
                         .api = API_OPENALEX, .format = FORMAT_OPENALEX, .per_second = 8, .rows = 200, .id_rows = 200,
                         .ids_max = 50, .windows = false, .cursor = "cursor", .probe = "filter=publication_year:2020",
                         /* a search costs ten times as much */
                         .request = request, .read = read_page, .id = id_of};
