#include "base/json.h"

#include <jansson.h>
#include <stdint.h>
#include <stdlib.h>

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

bool json_has(const Json *j, const char *key)
{
    return json_object_get(value(j), key) != NULL;
}

bool json_is_empty(const Json *j, const char *key)
{
    return json_is_null(json_object_get(value(j), key));
}

bool json_number(const Json *j, const char *key, double *out)
{
    const json_t *v = json_object_get(value(j), key);
    if (!json_is_number(v))
        return false;
    *out = json_number_value(v);
    return true;
}

bool json_bool(const Json *j, const char *key, bool *out)
{
    const json_t *v = json_object_get(value(j), key);
    *out = json_is_true(v);
    return json_is_boolean(v);
}

const Json *json_member(const Json *j, const char *key)
{
    json_t *v = json_object_get(value(j), key);
    return json_is_object(v) ? (const Json *)v : NULL;
}

size_t json_size(const Json *j)
{
    return json_object_size(value(j));
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

Span json_inner_text(const Json *j, const char *key, size_t i, size_t k, Arena *a)
{
    return text_of(json_array_get(json_array_get(json_object_get(value(j), key), i), k), a);
}

void json_each_number(const Json *j, void (*each)(void *who, Span key, int64_t number), void *who)
{
    const char *key;
    json_t *list, *one;
    size_t i;
    json_object_foreach(value(j), key, list) {
        json_array_foreach(list, i, one) {
            if (json_is_integer(one))
                each(who, span_of(key), (int64_t)json_integer_value(one));
        }
    }
}

void json_print(const Json *j, const char *const *omitted, Str *out)
{
    json_t *copy = json_copy(value(j));
    for (; omitted != NULL && *omitted != NULL; omitted++)
        (void)json_object_del(copy, *omitted);
    char *text = json_dumps(copy, JSON_COMPACT);
    if (copy == NULL || text == NULL)
        out_of_memory();
    str_add_text(out, text);
    free(text);
    json_decref(copy);
}

/* Whether one of eight bytes is a control character, a quote or a backslash (or, for all we know, none of ASCII). */
static bool may_escape(const char *at)
{
    const uint64_t ones = 0x0101010101010101u, high = ones << 7;
    uint64_t v;
    memcpy(&v, at, sizeof v);
    uint64_t quote = v ^ ones * '"', slash = v ^ ones * '\\';
    return (((v - ones * 0x20) | (quote - ones) | (slash - ones)) & ~v & high) != 0;
}

static bool escapes(char c)
{
    return (unsigned char)c < 0x20 || c == '"' || c == '\\';
}

/* The first byte at or after `from` that JSON escapes, or s.len. */
static size_t next_escape(Span s, size_t from)
{
    while (s.len - from >= 8 && !may_escape(s.at + from))
        from += 8;
    while (from < s.len && !escapes(s.at[from]))
        from++;
    return from;
}

void json_add_string(Str *out, Span s)
{
    if (s.at == NULL) {
        str_add(out, SPAN_LIT("null"));
        return;
    }
    str_add_byte(out, '"');
    for (size_t from = 0, at; from <= s.len; from = at + 1) {
        at = next_escape(s, from);
        str_add(out, span_cut(s, from, at));
        if (at == s.len)
            break;
        char c = s.at[at];
        if (c == '"' || c == '\\')
            str_add(out, (Span){(char[]){'\\', c}, 2});
        else if (c == '\n')
            str_add_text(out, "\\n");
        else if (c == '\t')
            str_add_text(out, "\\t");
        else
            str_add_format(out, "\\u%04x", (unsigned)(unsigned char)c);
    }
    str_add_byte(out, '"');
}

const char *json_version(void)
{
    return JANSSON_VERSION;
}
