#include "project/project.h"

#include "base/yaml.h"
#include "pattern/pack.h"
#include "source/source.h"

static const char sample_head[] =
    "# An evidence table of evitab.  Paths are relative to this file.\n"
    "evitab: 1\n"
    "name: evidence\n"
    "\n"
    "# Packs of patterns: those built in (these, and what they need, are loaded), and files of your own.\n"
    "packs: [core, clinical, methods, oncology]\n"
    "\n"
    "# Where records come from: files (patterns of the shell, folders), and searches of ";

static const char sample_tail[] =
    ", which want to know whom to write to.\n"
    "# contact: you@example.org\n"
    "queries:\n"
    "  - {name: files, source: files, paths: [import]}\n"
    "# - {name: mine, source: pubmed, text: '\"rectal neoplasms\"[mesh] AND chemoradiotherapy[tiab]'}\n";

void project_sample(Str *out)
{
    str_add_text(out, sample_head);
    source_names("and", out);
    str_add_text(out, sample_tail);
}

static bool known_keys(const YamlNode *map, const char *const *keys, const char *what, Fault *f)
{
    if (yaml_kind(map) != YAML_MAP)
        return yaml_fault(map, f, "%s is a map of keys", what);
    for (size_t i = 0; i < yaml_count(map); i++) {
        const char *const *k = keys;
        while (*k != NULL && !span_is(yaml_text(yaml_key(map, i)), *k))
            k++;
        if (*k == NULL)
            return yaml_fault(yaml_key(map, i), f, "%s has no key '%.*s'", what, SPAN_FMT(yaml_text(yaml_key(map, i))));
    }
    return true;
}

static bool read_text(const YamlNode *map, const char *key, Span *out, Arena *a, Fault *f)
{
    const YamlNode *n = yaml_find(map, key);
    if (n == NULL)
        return true;
    if (yaml_kind(n) != YAML_TEXT || yaml_text(n).len == 0)
        return yaml_fault(n, f, "%s wants a text", key);
    *out = arena_copy(a, yaml_text(n));
    return true;
}

static bool read_texts(const YamlNode *map, const char *key, SpanList *out, Arena *a, Fault *f)
{
    const YamlNode *n = yaml_find(map, key);
    if (n == NULL)
        return true;
    if (yaml_kind(n) != YAML_LIST)
        return yaml_fault(n, f, "%s wants a list", key);
    for (size_t i = 0; i < yaml_count(n); i++) {
        if (yaml_kind(yaml_item(n, i)) != YAML_TEXT || yaml_text(yaml_item(n, i)).len == 0)
            return yaml_fault(yaml_item(n, i), f, "%s wants texts", key);
        Span *s = arena_push(a, &out->at, &out->n, &out->max, sizeof *s);
        *s = arena_copy(a, yaml_text(yaml_item(n, i)));
    }
    return true;
}

static bool ends_in(Span s, const char *end)
{
    size_t n = strlen(end);
    return s.len > n && memcmp(s.at + s.len - n, end, n) == 0;
}

/* Names of packs built in, and files. */
static bool read_packs(const YamlNode *root, Project *p, Fault *f)
{
    const YamlNode *list = yaml_find(root, "packs");
    SpanList all = {0};
    if (!read_texts(root, "packs", &all, &p->arena, f))
        return false;
    p->all_packs = list == NULL;
    if (list != NULL && all.n == 0)
        return yaml_fault(list, f, "packs names no pack; without `packs` all that are built in are loaded");
    for (size_t i = 0; i < all.n; i++) {
        bool built_in = pack_is_built_in(all.at[i]);
        if (!built_in && !ends_in(all.at[i], ".yaml"))
            return yaml_fault(yaml_item(list, i), f, "no pack '%.*s' is built in; a file ends in .yaml", SPAN_FMT(all.at[i]));
        SpanList *to = built_in ? &p->built_in : &p->packs;
        *(Span *)arena_push(&p->arena, &to->at, &to->n, &to->max, sizeof(Span)) = all.at[i];
    }
    return true;
}

/* What is known of a query to a source is kept under its name. */
static bool query_is_new(const YamlNode *n, const Project *p, Fault *f)
{
    const ProjectQuery *last = &p->queries[p->n_queries - 1];
    for (size_t i = 0; i + 1 < p->n_queries; i++)
        if (span_equal(p->queries[i].name, last->name))
            return yaml_fault(yaml_find(n, "name"), f, "two queries are named '%.*s'", SPAN_FMT(last->name));
    return true;
}

static bool no_such_source(const YamlNode *n, Span name, Fault *f)
{
    Str names = {0};
    source_names("or", &names);
    (void)yaml_fault(n, f, "source is files, %s, not '%.*s'", names.at, SPAN_FMT(name));
    str_free(&names);
    return false;
}

static bool read_query(const YamlNode *n, Project *p, Fault *f)
{
    static const char *const keys[] = {"name", "source", "paths", "text", NULL};
    if (!known_keys(n, keys, "a query", f))
        return false;
    ProjectQuery *q = arena_push(&p->arena, &p->queries, &p->n_queries, &p->max_queries, sizeof *q);
    if (!read_text(n, "name", &q->name, &p->arena, f) || !read_text(n, "source", &q->source, &p->arena, f) ||
        !read_texts(n, "paths", &q->paths, &p->arena, f) || !read_text(n, "text", &q->text, &p->arena, f))
        return false;
    q->files = span_is(q->source, "files");
    if (q->source.at != NULL && !q->files && source_find(q->source) == NULL)
        return no_such_source(n, q->source, f);
    if (q->name.at == NULL || q->source.at == NULL ||
        (q->files ? q->paths.n == 0 || q->text.at != NULL : q->text.at == NULL || q->paths.n > 0))
        return yaml_fault(n, f, "a query wants name, source and %s", q->files || q->source.at == NULL ? "paths" : "text");
    return query_is_new(n, p, f);
}

static bool read_root(const YamlNode *root, Project *p, Fault *f)
{
    static const char *const keys[] = {"evitab", "name", "contact", "packs", "queries", "review", NULL};
    Span version = {0}, review = {0};
    if (!known_keys(root, keys, "evitab.yaml", f) || !read_text(root, "evitab", &version, &p->arena, f))
        return false;
    if (!span_is(version, "1"))
        return yaml_fault(root, f, "wants `evitab: 1`");
    if (!read_text(root, "name", &p->name, &p->arena, f) || !read_text(root, "contact", &p->contact, &p->arena, f) ||
        !read_text(root, "review", &review, &p->arena, f) || !read_packs(root, p, f))
        return false;
    if (review.at != NULL && !span_is(review, "single"))
        return yaml_fault(yaml_find(root, "review"), f, "review is single: a second person's check is not kept apart yet");
    for (size_t i = 0; i < p->contact.len; i++)
        if ((unsigned char)p->contact.at[i] < ' ' || p->contact.at[i] == 0x7F) /* it becomes a header */
            return yaml_fault(yaml_find(root, "contact"), f, "contact is one line");
    const YamlNode *queries = yaml_find(root, "queries");
    if (queries != NULL && yaml_kind(queries) != YAML_LIST)
        return yaml_fault(queries, f, "queries wants a list");
    for (size_t i = 0; queries != NULL && i < yaml_count(queries); i++)
        if (!read_query(yaml_item(queries, i), p, f))
            return false;
    for (size_t i = 0; i < p->n_queries; i++)
        if (!p->queries[i].files &&
            (p->contact.at == NULL || memchr(p->contact.at, '@', p->contact.len) == NULL))
            return yaml_fault(yaml_item(queries, i), f,
                              "%.*s wants to know whom to write to: give `contact`, your e-mail address",
                              SPAN_FMT(p->queries[i].source));
    return true;
}

bool project_read(Span yaml, const char *path, Project *out, Fault *f)
{
    *out = (Project){0};
    Yaml *y = yaml_open(yaml, path, f);
    bool ok = y != NULL;
    if (ok && yaml_root(y) == NULL)
        ok = fault(f, FAULT_PACK, "is empty") || fault_at(f, path, 0, 0);
    ok = ok && read_root(yaml_root(y), out, f);
    yaml_close(y);
    return ok;
}

void project_free(Project *p)
{
    arena_free(&p->arena);
    *p = (Project){0};
}
