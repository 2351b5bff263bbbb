#include "base/json.h"

#include <jansson.h>
#include <stdint.h>

/* A Json is jansson's own object: the cast stays in this file. */
static json_t *value(const Json *j)
{
    return (json_t *)(uintptr_t)j;
}

Json *json_open(Span text, Fault *f)
{
    json_error_t error;
    json_t *j = json_loadb(text.at, text.len, JSON_REJECT_DUPLICATES, &error);
    if (j != NULL && json_is_object(j))
        return (Json *)j;
    (void)fault(f, FAULT_INPUT, "not a JSON object: %s", j != NULL ? "another type" : error.text);
    (void)fault_at(f, NULL, 0, j != NULL ? 1 : error.column);
    json_decref(j);
    return NULL;
}

void json_close(Json *j)
{
    json_decref(value(j));
}

static Span text_of(const json_t *v, Arena *a)
{
    if (json_is_string(v))
        return arena_copy(a, (Span){json_string_value(v), json_string_length(v)});
    if (json_is_integer(v))
        return arena_format(a, "%lld", (long long)json_integer_value(v));
    return (Span){0};
}

Span json_text(const Json *j, const char *key, Arena *a)
{
    return text_of(json_object_get(value(j), key), a);
}

bool json_is_set(const Json *j, const char *key)
{
    return json_is_true(json_object_get(value(j), key));
}

size_t json_count(const Json *j, const char *key)
{
    return json_array_size(json_object_get(value(j), key));
}

const Json *json_item(const Json *j, const char *key, size_t i)
{
    json_t *v = json_array_get(json_object_get(value(j), key), i);
    return json_is_object(v) ? (const Json *)v : NULL;
}

Span json_item_text(const Json *j, const char *key, size_t i, Arena *a)
{
    return text_of(json_array_get(json_object_get(value(j), key), i), a);
}

void json_add_string(Str *out, Span s)
{
    if (s.at == NULL) {
        str_add_text(out, "null");
        return;
    }
    str_add_byte(out, '"');
    size_t from = 0;
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.at[i];
        if (c >= 0x20 && c != '"' && c != '\\')
            continue;
        str_add(out, span_cut(s, from, i));
        from = i + 1;
        if (c == '"' || c == '\\')
            str_add_format(out, "\\%c", c);
        else if (c == '\n')
            str_add_text(out, "\\n");
        else if (c == '\t')
            str_add_text(out, "\\t");
        else
            str_add_format(out, "\\u%04x", c);
    }
    str_add(out, span_cut(s, from, s.len));
    str_add_byte(out, '"');
}
