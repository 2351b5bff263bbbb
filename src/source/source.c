#include "source/source.h"

#include "base/hash.h"

#include <stdio.h>

const Source *const source_all[N_SOURCES] = {
#define SOURCE(name) &name,
#include "source/sources.def"
#undef SOURCE
};

const Source *source_find(Span name)
{
    for (size_t i = 0; i < N_SOURCES; i++)
        if (span_is(name, source_all[i]->name))
            return source_all[i];
    return NULL;
}

void source_names(const char *last, Str *out)
{
    for (size_t i = 0; i < N_SOURCES; i++)
        str_add_format(out, "%s%s%s%s", i == 0 ? "" : i + 1 < N_SOURCES ? ", " : " ", i > 0 && i + 1 == N_SOURCES ? last : "",
                       i > 0 && i + 1 == N_SOURCES ? " " : "", source_all[i]->name);
}

int64_t source_number(Span id)
{
    return (int64_t)(hash_of(id).low >> 1);
}

bool source_ask(const Source *s, Http *h, const SourceQuery *q, const SourceAsk *ask, SourcePage *out, Json **reply, Arena *a,
                Fault *f)
{
    Str url = {0}, form = {0}, key = {0};
    HttpReply r;
    *out = (SourcePage){0};
    *reply = NULL;
    s->request(q, ask, &url, &form);
    if (q->key.at != NULL)
        form_add(&key, "api_key", q->key);
    HttpRequest request = {.api = s->api, .name = span_of(s->name), .url = str_span(&url),
                           .form = form.len > 0 ? str_span(&form) : (Span){0}, .key = key.len > 0 ? str_span(&key) : (Span){0},
                           .per_second = s->per_second, .attempts = HTTP_ATTEMPTS};
    bool ok = http_ask(h, &request, &r, f);
    if (ok && (*reply = json_open(str_span(&r.body), f)) != NULL)
        s->read(*reply, out, a);
    if (ok && *reply == NULL)
        f->kind = FAULT_SOURCE;
    out->refused = !ok && r.status != 0 && r.status != 401 && r.status != 403 && r.status != 429;
    http_reply_free(&r);
    str_free(&url);
    str_free(&form);
    str_free(&key);
    return *reply != NULL;
}

void source_address(const Source *s, const SourceQuery *q, const SourceAsk *ask, Str *before, Str *behind)
{
    Str all = {0}, form = {0}, mark = {0};
    s->request(q, ask, &all, &form);
    if (form.len > 0)
        str_add_format(&all, "?%s", form.at);
    str_add_format(&mark, "%s=", s->cursor);
    const char *at = strstr(all.at, mark.at);
    size_t n = at == NULL ? all.len : (size_t)(at - all.at) + mark.len, end = n + strcspn(all.at + n, "&");
    str_add(before, span_cut(str_span(&all), 0, n));
    str_add(behind, span_cut(str_span(&all), end, all.len));
    str_free(&all);
    str_free(&form);
    str_free(&mark);
}

void source_parameters(Span text, const char *words, Str *url, Str *filter)
{
    static const char *const begins[] = {"filter=", "query.", "query=", "search="};
    bool given = false;
    for (size_t i = 0; i < sizeof begins / sizeof begins[0]; i++)
        given = given || span_begins(text, begins[i]);
    if (!given) {
        form_add(url, words, text);
        return;
    }
    for (size_t from = 0, i = 0; i <= text.len; i++) {
        if (i < text.len && text.at[i] != '&')
            continue;
        Span part = span_cut(text, from, i);
        const char *equals = part.len == 0 ? NULL : memchr(part.at, '=', part.len);
        from = i + 1;
        if (equals == NULL)
            continue;
        char name[64];
        (void)snprintf(name, sizeof name, "%.*s", (int)(equals - part.at), part.at);
        Span value = span_cut(part, (size_t)(equals - part.at) + 1, part.len);
        if (strcmp(name, "filter") == 0) {
            str_add_text(filter, filter->len > 0 ? "," : "");
            str_add(filter, value);
        } else {
            form_add(url, name, value);
        }
    }
}
