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

/* A list or map that is not at its end yet. */
typedef struct {
    YamlNode *node;
    size_t n_keys, max_keys, max_values;
} Open;

typedef struct {
    Yaml *yaml;
    Open open[DEPTH_MAX + 1];
    int depth;
    bool whole; /* the document is; what follows it is only looked through */
    Fault fault; /* what is wrong with the tree: said if libyaml finds nothing wrong with the rest */
} Tree;

/* The pair of a map that was just completed. */
static bool pair_is_good(const YamlNode *map, Fault *f)
{
    const YamlNode *key = map->keys[map->n - 1];
    if (key->kind != YAML_TEXT)
        return yaml_fault(key, f, "a key must be a text");
    for (size_t i = 0; i + 1 < map->n; i++)
        if (span_equal(map->keys[i]->text, key->text))
            return yaml_fault(key, f, "key '%.*s' stands twice", SPAN_FMT(key->text));
    return true;
}

/* A whole node goes where it belongs. */
static bool node_put(Tree *t, YamlNode *n)
{
    Open *in = t->depth > 0 ? &t->open[t->depth - 1] : NULL;
    Arena *a = &t->yaml->arena;
    if (in == NULL) {
        t->yaml->root = n;
        t->whole = true;
    } else if (in->node->kind == YAML_MAP && in->n_keys == in->node->n) {
        *(YamlNode **)arena_push(a, &in->node->keys, &in->n_keys, &in->max_keys, sizeof n) = n;
    } else {
        *(YamlNode **)arena_push(a, &in->node->values, &in->node->n, &in->max_values, sizeof n) = n;
        return in->node->kind != YAML_MAP || pair_is_good(in->node, &t->fault);
    }
    return true;
}

/* An anchor is there for aliases alone. */
static bool has_anchor(const yaml_event_t *e)
{
    return e->type == YAML_SCALAR_EVENT           ? e->data.scalar.anchor != NULL
           : e->type == YAML_SEQUENCE_START_EVENT ? e->data.sequence_start.anchor != NULL
                                                  : e->data.mapping_start.anchor != NULL;
}

static bool node_begin(Tree *t, const yaml_event_t *e)
{
    YamlNode *n = arena_take(&t->yaml->arena, sizeof *n);
    n->of = t->yaml;
    n->line = (long)e->start_mark.line + 1;
    n->column = (long)e->start_mark.column + 1;
    if (t->depth > DEPTH_MAX)
        return yaml_fault(n, &t->fault, "nested deeper than %d", DEPTH_MAX);
    if (has_anchor(e))
        return yaml_fault(n, &t->fault, "anchors are not taken");
    if (e->type == YAML_SCALAR_EVENT) {
        n->kind = YAML_TEXT;
        n->plain = e->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
        n->text = arena_copy(&t->yaml->arena, (Span){(const char *)e->data.scalar.value, e->data.scalar.length});
        return node_put(t, n);
    }
    n->kind = e->type == YAML_MAPPING_START_EVENT ? YAML_MAP : YAML_LIST;
    t->open[t->depth++] = (Open){.node = n};
    return true;
}

static bool tree_grow(Tree *t, const yaml_event_t *e)
{
    switch (e->type) {
    case YAML_SCALAR_EVENT:
    case YAML_SEQUENCE_START_EVENT:
    case YAML_MAPPING_START_EVENT:
        return node_begin(t, e);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        t->depth--;
        return node_put(t, t->open[t->depth].node);
    case YAML_DOCUMENT_END_EVENT:
        t->whole = true;
        return true;
    default:
        return true;
    }
}

/* Aliases would let a small file grow without end ("billion laughs"). */
static bool event_read(Tree *t, yaml_parser_t *p, bool *end, Fault *f)
{
    yaml_event_t e;
    if (!yaml_parser_parse(p, &e)) {
        (void)fault(f, FAULT_PACK, "%s", p->problem == NULL ? "not YAML" : p->problem);
        return bad_place(t->yaml, p->problem_mark, f);
    }
    bool alias = e.type == YAML_ALIAS_EVENT;
    if (alias) {
        (void)fault(f, FAULT_PACK, "aliases are not taken");
        (void)bad_place(t->yaml, e.start_mark, f);
    } else if (!t->whole && t->fault.kind == FAULT_NONE) {
        (void)tree_grow(t, &e);
    }
    *end = e.type == YAML_STREAM_END_EVENT;
    yaml_event_delete(&e);
    return !alias;
}

static bool tree_read(Yaml *y, Span bytes, Fault *f)
{
    Tree t = {.yaml = y};
    yaml_parser_t p;
    if (!yaml_parser_initialize(&p))
        out_of_memory();
    yaml_parser_set_input_string(&p, (const unsigned char *)bytes.at, bytes.len);
    bool ok = true;
    for (bool end = false; ok && !end;)
        ok = event_read(&t, &p, &end, f);
    yaml_parser_delete(&p);
    if (ok && t.fault.kind != FAULT_NONE && f->kind == FAULT_NONE)
        *f = t.fault;
    return ok && t.fault.kind == FAULT_NONE;
}

Yaml *yaml_open(Span bytes, const char *name, Fault *f)
{
    Yaml *y = calloc(1, sizeof *y);
    if (y == NULL)
        out_of_memory();
    (void)snprintf(y->name, sizeof y->name, "%s", name);
    bool ok = bytes.len <= YAML_FILE_MAX;
    if (!ok) {
        (void)fault(f, FAULT_LIMIT, "larger than %d bytes", YAML_FILE_MAX);
        (void)fault_at(f, name, 0, 0);
    }
    if (ok && tree_read(y, bytes, f))
        return y;
    yaml_close(y);
    return NULL;
}

typedef struct {
    Yaml *yaml;
    const YamlKept *next;
    const char *texts;
} Kept;

static YamlNode *kept_read(Kept *k)
{
    const YamlKept *kept = k->next++;
    Arena *a = &k->yaml->arena;
    YamlNode *n = arena_take(a, sizeof *n);
    n->of = k->yaml;
    n->kind = (YamlKind)kept->kind;
    n->line = kept->line;
    if (n->kind == YAML_TEXT) {
        n->plain = kept->null;
        n->text = (Span){k->texts + kept->n, kept->len};
        return n;
    }
    n->n = kept->n;
    n->values = arena_room(a, n->n * sizeof(YamlNode *));
    n->keys = n->kind == YAML_MAP ? arena_room(a, n->n * sizeof(YamlNode *)) : NULL;
    for (size_t i = 0; i < n->n; i++) {
        if (n->keys != NULL)
            n->keys[i] = kept_read(k);
        n->values[i] = kept_read(k);
    }
    return n;
}

Yaml *yaml_of_kept(const YamlKept *nodes, const char *texts, const char *name)
{
    Yaml *y = calloc(1, sizeof *y);
    if (y == NULL)
        out_of_memory();
    (void)snprintf(y->name, sizeof y->name, "%s", name);
    Kept k = {y, nodes, texts};
    y->root = kept_read(&k);
    return y;
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
