#include "base/yaml.h"

#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <yaml.h>

struct YamlNode {
    Yaml *of;
    YamlKind kind;
    bool plain;
    Span text;
    YamlNode **keys, **values; /* a list has values only */
    size_t n;
    long line, column;
};

struct Yaml {
    Arena arena;
    YamlNode *root;
    char name[FAULT_WHERE];
};

enum { DEPTH_MAX = 16 }; /* a pack nests six deep */

static bool bad_place(const Yaml *y, yaml_mark_t at, Fault *f)
{
    return fault_at(f, y->name, (long)at.line + 1, (long)at.column + 1);
}

static YamlNode *node_copy(Yaml *y, yaml_document_t *doc, int id, int depth, Fault *f);

static bool children_copy(Yaml *y, yaml_document_t *doc, const yaml_node_t *from, YamlNode *to, int depth, Fault *f)
{
    bool map = from->type == YAML_MAPPING_NODE;
    size_t n = map ? (size_t)(from->data.mapping.pairs.top - from->data.mapping.pairs.start)
                   : (size_t)(from->data.sequence.items.top - from->data.sequence.items.start);
    to->n = n;
    to->values = arena_take(&y->arena, (n + 1) * sizeof *to->values);
    to->keys = map ? arena_take(&y->arena, (n + 1) * sizeof *to->keys) : NULL;
    for (size_t i = 0; i < n; i++) {
        if (map)
            to->keys[i] = node_copy(y, doc, from->data.mapping.pairs.start[i].key, depth + 1, f);
        to->values[i] = node_copy(y, doc,
                                  map ? from->data.mapping.pairs.start[i].value
                                      : from->data.sequence.items.start[i],
                                  depth + 1, f);
        if (to->values[i] == NULL || (map && to->keys[i] == NULL))
            return false;
        if (map && to->keys[i]->kind != YAML_TEXT)
            return yaml_fault(to->keys[i], f, "a key must be a text");
        for (size_t j = 0; map && j < i; j++)
            if (span_equal(to->keys[j]->text, to->keys[i]->text))
                return yaml_fault(to->keys[i], f, "key '%.*s' stands twice", SPAN_FMT(to->keys[i]->text));
    }
    return true;
}

static YamlNode *node_copy(Yaml *y, yaml_document_t *doc, int id, int depth, Fault *f)
{
    const yaml_node_t *from = yaml_document_get_node(doc, id);
    YamlNode *to = arena_take(&y->arena, sizeof *to);
    to->of = y;
    to->line = (long)from->start_mark.line + 1;
    to->column = (long)from->start_mark.column + 1;
    if (depth > DEPTH_MAX) {
        (void)yaml_fault(to, f, "nested deeper than %d", DEPTH_MAX);
        return NULL;
    }
    if (from->type == YAML_SCALAR_NODE) {
        to->kind = YAML_TEXT;
        to->plain = from->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
        to->text = arena_copy(&y->arena, (Span){(const char *)from->data.scalar.value, from->data.scalar.length});
        return to;
    }
    to->kind = from->type == YAML_MAPPING_NODE ? YAML_MAP : YAML_LIST;
    return children_copy(y, doc, from, to, depth, f) ? to : NULL;
}

/* Aliases would let a small file grow without end ("billion laughs"): the event stream is looked through first. */
static bool no_aliases(const Yaml *y, Span bytes, Fault *f)
{
    yaml_parser_t p;
    if (!yaml_parser_initialize(&p))
        out_of_memory();
    yaml_parser_set_input_string(&p, (const unsigned char *)bytes.at, bytes.len);
    bool ok = true, end = false;
    while (ok && !end) {
        yaml_event_t e;
        if (!yaml_parser_parse(&p, &e)) {
            (void)fault(f, FAULT_PACK, "%s", p.problem == NULL ? "not YAML" : p.problem);
            ok = bad_place(y, p.problem_mark, f);
            break;
        }
        if (e.type == YAML_ALIAS_EVENT) {
            (void)fault(f, FAULT_PACK, "aliases are not taken");
            ok = bad_place(y, e.start_mark, f);
        }
        end = e.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&e);
    }
    yaml_parser_delete(&p);
    return ok;
}

Yaml *yaml_open(Span bytes, const char *name, Fault *f)
{
    Yaml *y = calloc(1, sizeof *y);
    if (y == NULL)
        out_of_memory();
    (void)snprintf(y->name, sizeof y->name, "%s", name);
    if (bytes.len > YAML_FILE_MAX) {
        (void)fault(f, FAULT_LIMIT, "larger than %d bytes", YAML_FILE_MAX);
        (void)fault_at(f, name, 0, 0);
        goto bad;
    }
    if (!no_aliases(y, bytes, f))
        goto bad;
    yaml_parser_t p;
    yaml_document_t doc;
    if (!yaml_parser_initialize(&p))
        out_of_memory();
    yaml_parser_set_input_string(&p, (const unsigned char *)bytes.at, bytes.len);
    bool ok = yaml_parser_load(&p, &doc) != 0;
    if (ok) {
        if (yaml_document_get_root_node(&doc) != NULL)
            ok = (y->root = node_copy(y, &doc, 1, 0, f)) != NULL;
        yaml_document_delete(&doc);
    } else {
        (void)fault(f, FAULT_PACK, "%s", p.problem == NULL ? "not YAML" : p.problem);
        (void)bad_place(y, p.problem_mark, f);
    }
    yaml_parser_delete(&p);
    if (ok)
        return y;
bad:
    yaml_close(y);
    return NULL;
}

void yaml_close(Yaml *y)
{
    if (y == NULL)
        return;
    arena_free(&y->arena);
    free(y);
}

const YamlNode *yaml_root(const Yaml *y)
{
    return y->root;
}

YamlKind yaml_kind(const YamlNode *n)
{
    return n->kind;
}

Span yaml_text(const YamlNode *n)
{
    return n->text;
}

bool yaml_is_null(const YamlNode *n)
{
    return n->kind == YAML_TEXT && n->plain && (n->text.len == 0 || span_is(n->text, "null") || span_is(n->text, "~"));
}

size_t yaml_count(const YamlNode *n)
{
    return n->n;
}

const YamlNode *yaml_item(const YamlNode *n, size_t i)
{
    return n->values[i];
}

const YamlNode *yaml_key(const YamlNode *n, size_t i)
{
    return n->keys[i];
}

const YamlNode *yaml_value(const YamlNode *n, size_t i)
{
    return n->values[i];
}

long yaml_line(const YamlNode *n)
{
    return n->line;
}

const YamlNode *yaml_find(const YamlNode *map, const char *key)
{
    for (size_t i = 0; map->kind == YAML_MAP && i < map->n; i++)
        if (span_is(map->keys[i]->text, key))
            return map->values[i];
    return NULL;
}

bool yaml_fault(const YamlNode *n, Fault *f, const char *format, ...)
{
    char what[FAULT_WHAT];
    va_list ap;
    va_start(ap, format);
    (void)vsnprintf(what, sizeof what, format, ap);
    va_end(ap);
    (void)fault(f, FAULT_PACK, "%s", what);
    return fault_at(f, n->of->name, n->line, n->column);
}

const char *yaml_version(void)
{
    return yaml_get_version_string();
}
