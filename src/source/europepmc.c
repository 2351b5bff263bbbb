#include "source/source.h"

enum { LONG_QUERY = 2000 }; /* bytes; longer ones go as a form */

static void request(const SourceQuery *q, const SourceAsk *ask, Str *url, Str *form)
{
    Str query = {0}, parameters = {0};
    for (size_t i = 0; i < ask->n_ids; i++) { /* "MED/30000001"; one id alone, or several in OR: each with its source */
        const char *slash = memchr(ask->ids[i].at, '/', ask->ids[i].len);
        size_t at = slash == NULL ? 0 : (size_t)(slash - ask->ids[i].at);
        str_add_format(&query, "%s(EXT_ID:%.*s AND SRC:%.*s)", i > 0 ? " OR " : "",
                       SPAN_FMT(span_cut(ask->ids[i], at + 1, ask->ids[i].len)), SPAN_FMT(span_cut(ask->ids[i], 0, at)));
    }
    if (ask->n_ids == 0)
        str_add_format(&query, ask->since.at != NULL ? "(%.*s)" : "%.*s", SPAN_FMT(q->text));
    if (ask->since.at != NULL)
        str_add_format(&query, " AND UPDATE_DATE:[%.*s TO 3000-12-31]", SPAN_FMT(ask->since));
    form_add(&parameters, "query", str_span(&query));
    form_add(&parameters, "format", SPAN_LIT("json"));
    form_add(&parameters, "resultType", ask->ids_only ? SPAN_LIT("idlist") : SPAN_LIT("core"));
    str_add_format(&parameters, "&pageSize=%d", ask->rows);
    form_add(&parameters, "cursorMark", ask->cursor.at != NULL ? ask->cursor : SPAN_LIT("*"));
    bool post = parameters.len > LONG_QUERY;
    str_add_format(url, "%.*s%s%s%s", SPAN_FMT(q->base), post ? "searchPOST" : "search", post ? "" : "?",
                   post ? "" : parameters.at);
    if (post)
        str_add(form, str_span(&parameters));
    str_free(&query);
    str_free(&parameters);
}

static void read_page(const Json *reply, SourcePage *out, Arena *a)
{
    double count = 0;
    (void)json_number(reply, "hitCount", &count);
    out->count = (int64_t)count;
    out->holder = json_member(reply, "resultList");
    out->list = "result";
    out->cursor = json_text(reply, "nextCursorMark", a);
}

static Span id_of(const Json *record, Arena *a)
{
    Span source = json_text(record, "source", a), id = json_text(record, "id", a);
    return source.len > 0 && id.len > 0 ? arena_format(a, "%.*s/%.*s", SPAN_FMT(source), SPAN_FMT(id)) : (Span){0};
}

static const char *const omitted[] = {"citedByCount", "hasReferences", "hasTextMinedTerms", "hasDbCrossReferences",
                                      "hasLabsLinks", "hasTMAccessionNumbers", "hasData", "hasSuppl", "hasBook", "hasPDF",
                                      "inEPMC", "inPMC", "isOpenAccess", "firstIndexDate", "fullTextUrlList", "subsetList", NULL};

const Source europepmc = {.name = "europepmc", .base = "https://www.ebi.ac.uk/europepmc/webservices/rest/", .api = API_EUROPEPMC,
                          .format = FORMAT_EUROPEPMC, .per_second = 5, .rows = 500, .id_rows = 1000, .ids_max = 20,
                          .windows = true, .cursor = "cursorMark", .probe = "cancer", .omitted = omitted, .request = request,
                          .read = read_page, .id = id_of};
