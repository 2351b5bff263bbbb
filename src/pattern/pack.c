#include "pattern/pack.h"

#include "base/yaml.h"
#include "pattern/around.h"
#include "pattern/builtin.h"
#include "pattern/expand.h"
#include "pattern/keyword.h"
#include "pattern/match.h"
#include "pattern/pattern.h"
#include "pattern/shape.h"
#include "pattern/measured.h"
#include "pattern/vocabulary.h"
#include "pattern/wanted.h"

#include <stdlib.h>

const char *const kind_name[N_KINDS] = {
#define X(name) #name,
    KIND_LIST(X)
#undef X
};
const char *const slot_name[N_SLOTS] = {
#define X(name) #name,
    SLOT_LIST(X)
#undef X
};
const char *const setting_name[N_SETTINGS] = {
#define X(name) #name,
    SETTING_LIST(X)
#undef X
};
const char *const words_name[N_WORDS] = {
#define X(name) #name,
    WORDS_LIST(X)
#undef X
};

static const char *const own_types[OWN_TYPES] = {"integer", "decimal", "wordnum", "year", "abbr", "time", "cite"};

int packs_type(const Packs *p, const char *name)
{
    Span wanted = span_of(name);
    for (int t = 0; t < p->n_types; t++)
        if (span_equal(p->types[t], wanted))
            return t;
    return -1;
}

Span packs_unit(const Packs *p, Span printed)
{
    for (size_t i = 0; i < p->n_units; i++)
        if (span_equal(p->units[i].printed, printed))
            return p->units[i].name;
    return printed;
}

/* --- reading the file ------------------------------------------------------------------------ */

static bool type_add(Packs *p, const YamlNode *name, Span sort, Fault *f)
{
    int t = 0;
    while (t < p->n_types && !span_equal(p->types[t], yaml_text(name)))
        t++;
    if (t == TYPES_MAX)
        return yaml_fault(name, f, "more than %d mention types", TYPES_MAX);
    if (t == p->n_types)
        p->types[p->n_types++] = arena_copy(&p->arena, yaml_text(name));
    if (span_is(sort, "soft"))
        p->soft |= (uint64_t)1 << t;
    if (span_is(sort, "part"))
        p->part |= (uint64_t)1 << t;
    return true;
}

static bool read_types(Packs *p, const YamlNode *map, Fault *f)
{
    static const char *const keys[] = {"figure", "soft", "part", NULL};
    if (!shape_is(map, YAML_MAP, "types", f) || !shape_has_only(map, keys, f))
        return false;
    for (size_t k = 0; k < yaml_count(map); k++) {
        const YamlNode *list = yaml_value(map, k);
        if (!shape_is_texts(list, "types", f))
            return false;
        for (size_t i = 0; i < yaml_count(list); i++)
            if (!type_add(p, yaml_item(list, i), yaml_text(yaml_key(map, k)), f))
                return false;
    }
    return true;
}

static bool read_sets(Packs *p, const YamlNode *map, Fault *f)
{
    if (!shape_is(map, YAML_MAP, "sets", f))
        return false;
    for (size_t k = 0; k < yaml_count(map); k++) {
        const YamlNode *list = yaml_value(map, k);
        if (!shape_is_texts(list, "a set", f))
            return false;
        struct Define *d = arena_push(&p->arena, &p->defines, &p->n_defines, &p->max_defines, sizeof *d);
        d->name = arena_copy(&p->arena, yaml_text(yaml_key(map, k)));
        for (size_t i = 0; i < yaml_count(list); i++) {
            int t = packs_type(p, yaml_text(yaml_item(list, i)).at);
            if (t < 0)
                return yaml_fault(yaml_item(list, i), f, "no mention type is called '%.*s'",
                                  SPAN_FMT(yaml_text(yaml_item(list, i))));
            d->types |= (uint64_t)1 << t;
        }
    }
    return true;
}

static bool read_defines(Packs *p, const YamlNode *map, Fault *f)
{
    if (!shape_is(map, YAML_MAP, "define", f))
        return false;
    for (size_t k = 0; k < yaml_count(map); k++) {
        if (!shape_is(yaml_value(map, k), YAML_TEXT, "a define", f))
            return false;
        struct Define *d = arena_push(&p->arena, &p->defines, &p->n_defines, &p->max_defines, sizeof *d);
        d->name = arena_copy(&p->arena, yaml_text(yaml_key(map, k)));
        d->text = arena_copy(&p->arena, yaml_text(yaml_value(map, k)));
    }
    return true;
}

static bool read_units(Packs *p, const YamlNode *map, Fault *f)
{
    if (!shape_is(map, YAML_MAP, "units", f))
        return false;
    for (size_t k = 0; k < yaml_count(map); k++) {
        const YamlNode *list = yaml_value(map, k);
        if (!shape_is_texts(list, "a unit", f))
            return false;
        for (size_t i = 0; i < yaml_count(list); i++) {
            struct Unit *u = arena_push(&p->arena, &p->units, &p->n_units, &p->max_units, sizeof *u);
            u->name = arena_copy(&p->arena, yaml_text(yaml_key(map, k)));
            u->printed = arena_copy(&p->arena, yaml_text(yaml_item(list, i)));
        }
    }
    return true;
}

static bool read_words(Packs *p, const YamlNode *map, Fault *f)
{
    if (!shape_is(map, YAML_MAP, "words", f))
        return false;
    for (size_t k = 0; k < yaml_count(map); k++) {
        int list = 0;
        while (list < N_WORDS && !span_is(yaml_text(yaml_key(map, k)), words_name[list]))
            list++;
        if (list == N_WORDS)
            return yaml_fault(yaml_key(map, k), f, "no word list is called '%.*s'", SPAN_FMT(yaml_text(yaml_key(map, k))));
        const YamlNode *words = yaml_value(map, k);
        if (!shape_is_texts(words, "a word list", f))
            return false;
        for (size_t i = 0; i < yaml_count(words); i++)
            term_list(p, term_put(p, span_lower(&p->arena, yaml_text(yaml_item(words, i)))), (WordList)list);
    }
    return true;
}

static bool read_example(Packs *p, const YamlNode *n, bool accept, Example *e, Fault *f)
{
    static const char *const accept_keys[] = {"text", "gives", NULL}, *const refuse_keys[] = {"text", NULL};
    const YamlNode *text = n;
    if (accept && !shape_is(n, YAML_MAP, "an accept example", f))
        return false;
    if (yaml_kind(n) == YAML_MAP) {
        if (!shape_has_only(n, accept ? accept_keys : refuse_keys, f))
            return false;
        text = yaml_find(n, "text");
        e->gives = yaml_find(n, "gives");
        if (text == NULL || (accept && e->gives == NULL))
            return yaml_fault(n, f, accept ? "an accept example needs `text` and `gives`" : "a refuse example needs `text`");
        if (accept && !shape_is_maps(e->gives, "gives", f))
            return false;
    }
    if (!shape_is(text, YAML_TEXT, "an example's text", f))
        return false;
    e->text = arena_copy(&p->arena, yaml_text(text));
    e->line = yaml_line(n);
    return true;
}

static bool read_examples(Packs *p, const YamlNode *n, Pattern *to, Fault *f)
{
    const YamlNode *lists[2] = {yaml_find(n, "accept"), yaml_find(n, "refuse")};
    if (lists[0] == NULL || lists[1] == NULL) /* loads, but no proof passes: see prove.h */
        return true;
    size_t max = yaml_count(lists[0]) + yaml_count(lists[1]);
    to->examples = arena_take(&p->arena, (max + 1) * sizeof *to->examples);
    for (int l = 0; l < 2; l++) {
        if (!shape_is(lists[l], YAML_LIST, l == 0 ? "accept" : "refuse", f) || yaml_count(lists[l]) == 0)
            return yaml_fault(lists[l], f, "no example");
        for (size_t i = 0; i < yaml_count(lists[l]); i++)
            if (!read_example(p, yaml_item(lists[l], i), l == 0, &to->examples[to->n_examples++], f))
                return false;
        if (l == 0)
            to->n_accept = to->n_examples;
    }
    return true;
}

static bool read_kind(const YamlNode *kind, Pattern *to, Fault *f)
{
    for (int k = 0; k < N_KINDS; k++)
        if (yaml_kind(kind) == YAML_TEXT && span_is(yaml_text(kind), kind_name[k]))
            to->set[SETTING_kind] = kind_name[k];
    return to->set[SETTING_kind] != NULL || yaml_fault(kind, f, "no such kind of figure");
}

enum { PARTS_MAX = 99 }; /* into which a share in words divides */

/* `parts` is a whole number from 2 to PARTS_MAX. */
static bool parts_are(const YamlNode *value, Fault *f)
{
    Span text = yaml_text(value);
    int parts = 0;
    for (size_t i = 0; i < text.len && parts >= 0 && parts <= PARTS_MAX; i++)
        parts = text.at[i] >= '0' && text.at[i] <= '9' ? 10 * parts + text.at[i] - '0' : -1;
    return (parts >= 2 && parts <= PARTS_MAX) || yaml_fault(value, f, "parts are a number from 2 to %d", PARTS_MAX);
}

static bool read_settings(Packs *p, const YamlNode *map, Pattern *to, Fault *f)
{
    if (map == NULL)
        return true;
    if (!shape_is(map, YAML_MAP, "set", f))
        return false;
    for (size_t k = 0; k < yaml_count(map); k++) {
        int s = 0;
        while (s < N_SETTINGS && !span_is(yaml_text(yaml_key(map, k)), setting_name[s]))
            s++;
        if (s == N_SETTINGS)
            return yaml_fault(yaml_key(map, k), f, "nothing to set is called '%.*s'", SPAN_FMT(yaml_text(yaml_key(map, k))));
        if (s == SETTING_kind ? !read_kind(yaml_value(map, k), to, f)
                              : !shape_is(yaml_value(map, k), YAML_TEXT, "what is set", f))
            return false;
        if (s == SETTING_parts && !parts_are(yaml_value(map, k), f))
            return false;
        if (s != SETTING_kind)
            to->set[s] = arena_copy(&p->arena, yaml_text(yaml_value(map, k))).at;
    }
    return true;
}

/* A test checks the expressions of the packs built in: they are compiled when they are first run. */
static bool read_regex(Packs *p, const YamlNode *regex, Pattern *to, Fault *f)
{
    Str expression = {0};
    bool ok = pattern_expand(p, to, p->keywords, &expression, f);
    if (ok) {
        to->code = code_new(arena_copy(&p->arena, str_span(&expression)));
        ok = p->builtin || code_check(to->code, f);
    }
    str_free(&expression);
    return ok || yaml_fault(regex, f, "regex");
}

static bool reach_is_known(const YamlNode *n, const Pattern *note, Fault *f)
{
    static const char *const known[] = {"figure", "near", "ahead", "behind", "clause", "sentence", "record", "statement"};
    const char *reach = note->set[SETTING_reach];
    for (size_t i = 0; reach != NULL && i < sizeof known / sizeof known[0]; i++)
        if (strcmp(reach, known[i]) == 0)
            return true;
    return yaml_fault(n, f, "a note needs `reach`: figure, near, ahead, behind, clause, sentence, record or statement");
}

/* `own_level`: FIGURE_LEVEL and NOTE_LEVEL are their own; 0: a mention, which says its level. */
static bool read_pattern(Packs *p, const YamlNode *n, int own_level, Fault *f)
{
    static const char *const keys[] = {"name", "level", "type", "kind", "regex", "set", "accept", "refuse", NULL};
    if (!shape_is(n, YAML_MAP, "a pattern", f) || !shape_has_only(n, keys, f))
        return false;
    const YamlNode *name = yaml_find(n, "name"), *regex = yaml_find(n, "regex"), *level = yaml_find(n, "level"),
                   *type = yaml_find(n, "type"), *kind = yaml_find(n, "kind");
    if (name == NULL || regex == NULL || !shape_is(name, YAML_TEXT, "name", f) || !shape_is(regex, YAML_TEXT, "regex", f))
        return yaml_fault(n, f, "a pattern needs `name` and `regex`");
    if (p->n_patterns == PATTERNS_MAX)
        return yaml_fault(n, f, "more than %d patterns in all packs", PATTERNS_MAX);
    Pattern *to = arena_take(&p->arena, sizeof *to);
    *(Pattern **)arena_push(&p->arena, &p->patterns, &p->n_patterns, &p->max_patterns, sizeof to) = to;
    to->number = p->n_patterns - 1;
    to->pack = (int)p->n_names - 1;
    to->line = yaml_line(name);
    to->id = arena_format(&p->arena, "%.*s/%.*s", SPAN_FMT(p->names[to->pack].name), SPAN_FMT(yaml_text(name)));
    to->regex = arena_copy(&p->arena, yaml_text(regex));
    bool mention = own_level == 0;
    to->level = mention ? (level == NULL ? 0 : atoi(yaml_text(level).at)) : own_level;
    to->type = type == NULL ? -1 : packs_type(p, yaml_text(type).at);
    if (mention && (to->level < 1 || to->level >= FIGURE_LEVEL || (type != NULL && to->type < 0)))
        return yaml_fault(n, f, "a mention needs `level` 1 to %d and a known `type`", FIGURE_LEVEL - 1);
    for (size_t i = 0; i + 1 < p->n_patterns; i++)
        if (span_equal(p->patterns[i]->id, to->id))
            return yaml_fault(name, f, "two patterns are called '%.*s'", SPAN_FMT(to->id));
    if (kind != NULL && !read_kind(kind, to, f))
        return false;
    return read_settings(p, yaml_find(n, "set"), to, f) && (own_level != NOTE_LEVEL || reach_is_known(n, to, f)) &&
           read_examples(p, n, to, f) && read_regex(p, regex, to, f);
}

static bool read_patterns(Packs *p, const YamlNode *list, int own_level, Fault *f)
{
    if (!shape_is(list, YAML_LIST, "patterns", f))
        return false;
    for (size_t i = 0; i < yaml_count(list); i++)
        if (!read_pattern(p, yaml_item(list, i), own_level, f))
            return false;
    return true;
}

static bool read_head(Packs *p, const YamlNode *root, const char *file, Fault *f)
{
    const YamlNode *version = yaml_find(root, "evitab-pack"), *name = yaml_find(root, "name"), *needs = yaml_find(root, "needs");
    if (version == NULL || name == NULL || yaml_kind(name) != YAML_TEXT)
        return yaml_fault(root, f, "a pack begins with `evitab-pack: 1` and `name`");
    if (yaml_kind(version) != YAML_TEXT || !span_is(yaml_text(version), "1"))
        return yaml_fault(version, f, "this program reads evitab-pack 1 only");
    if (needs != NULL && !shape_is_texts(needs, "needs", f))
        return false;
    for (size_t i = 0; needs != NULL && i < yaml_count(needs); i++) {
        bool there = false;
        for (size_t j = 0; j < p->n_names; j++)
            there = there || span_equal(p->names[j].name, yaml_text(yaml_item(needs, i)));
        if (!there)
            return yaml_fault(yaml_item(needs, i), f, "needs pack '%.*s', which is not loaded",
                              SPAN_FMT(yaml_text(yaml_item(needs, i))));
    }
    PackName *n = arena_push(&p->arena, &p->names, &p->n_names, &p->max_names, sizeof *n);
    n->name = arena_copy(&p->arena, yaml_text(name));
    n->file = arena_copy(&p->arena, span_of(file));
    return true;
}

/* Within a level a later pack comes first, then file order. */
static void order_patterns(Packs *p)
{
    size_t n = 0;
    p->in_order = arena_take(&p->arena, (p->n_patterns + 1) * sizeof(Pattern *));
    for (int level = 1; level <= LEVELS; level++) {
        size_t first = n;
        p->by_level[level] = p->in_order + n;
        for (int pack = (int)p->n_names - 1; pack >= 0; pack--)
            for (size_t i = 0; i < p->n_patterns; i++)
                if (p->patterns[i]->pack == pack && p->patterns[i]->level == level) {
                    p->patterns[i]->place = n;
                    p->in_order[n++] = p->patterns[i];
                }
        p->n_by_level[level] = n - first;
    }
}

static bool read_pack(Packs *p, const YamlNode *root, const char *file, Fault *f)
{
    static const char *const keys[] = {"evitab-pack", "name", "needs", "types", "sets", "define", "units", "words", "vocabulary",
                                       "mentions", "figures", "notes", "measured", NULL};
    if (!shape_is(root, YAML_MAP, "a pack", f) || !shape_has_only(root, keys, f) || !read_head(p, root, file, f))
        return false;
    const YamlNode *n;
    return ((n = yaml_find(root, "types")) == NULL || read_types(p, n, f)) &&
           ((n = yaml_find(root, "sets")) == NULL || read_sets(p, n, f)) &&
           ((n = yaml_find(root, "define")) == NULL || read_defines(p, n, f)) &&
           ((n = yaml_find(root, "units")) == NULL || read_units(p, n, f)) &&
           ((n = yaml_find(root, "words")) == NULL || read_words(p, n, f)) &&
           ((n = yaml_find(root, "vocabulary")) == NULL || vocabulary_read(p, n, f)) &&
           ((n = yaml_find(root, "mentions")) == NULL || read_patterns(p, n, 0, f)) &&
           ((n = yaml_find(root, "figures")) == NULL || read_patterns(p, n, FIGURE_LEVEL, f)) &&
           ((n = yaml_find(root, "notes")) == NULL || read_patterns(p, n, NOTE_LEVEL, f)) &&
           ((n = yaml_find(root, "measured")) == NULL || measured_read(p, n, f));
}

/* False, too, where `file` is NULL; it is closed with the packs: examples point into it. */
static bool add_pack(Packs *p, Yaml *file, const char *name, Fault *f)
{
    if (file == NULL)
        return false;
    *(Yaml **)arena_push(&p->arena, &p->files, &p->n_files, &p->max_files, sizeof file) = file;
    if (yaml_root(file) == NULL) {
        (void)fault(f, FAULT_PACK, "an empty pack");
        return fault_at(f, name, 0, 0);
    }
    return read_pack(p, yaml_root(file), name, f);
}

static void packs_ready(Packs *p)
{
    order_patterns(p);
    keywords_ready(p->keywords);
    around_ready(p->around);
    wanted_ready(p);
}

bool packs_add(Packs *p, Span yaml, const char *name, Fault *f)
{
    if (!add_pack(p, yaml_open(yaml, name, f), name, f))
        return false;
    packs_ready(p);
    return true;
}

static void add_needs(const Yaml *file, SpanList *out, Arena *a)
{
    const YamlNode *root = yaml_root(file);
    const YamlNode *needs = root == NULL || yaml_kind(root) != YAML_MAP ? NULL : yaml_find(root, "needs");
    for (size_t i = 0; needs != NULL && yaml_kind(needs) == YAML_LIST && i < yaml_count(needs); i++)
        if (yaml_kind(yaml_item(needs, i)) == YAML_TEXT)
            *(Span *)arena_push(a, &out->at, &out->n, &out->max, sizeof(Span)) = arena_copy(a, yaml_text(yaml_item(needs, i)));
}

void pack_needs(Span yaml, SpanList *out, Arena *a)
{
    Fault f = {0};
    Yaml *file = yaml_open(yaml, "", &f);
    if (file != NULL)
        add_needs(file, out, a);
    yaml_close(file);
}

/* "core" of "patterns/core.yaml". */
static Span built_in_name(size_t i)
{
    Span file = span_of(builtin_packs[i].name), name = {file.at, file.len - strlen(".yaml")};
    const char *folder = memrchr(name.at, '/', name.len);
    return folder == NULL ? name : span_cut(name, (size_t)(folder - name.at) + 1, name.len);
}

static bool is_among(Span name, const SpanList *names)
{
    for (size_t i = 0; i < names->n; i++)
        if (span_equal(name, names->at[i]))
            return true;
    return false;
}

bool pack_is_built_in(Span name)
{
    for (size_t i = 0; i < n_builtin_packs; i++)
        if (span_equal(name, built_in_name(i)))
            return true;
    return false;
}

/* The packs that are wanted, from the last to the first: each is needed by later ones only.  What was measured is of all. */
static void find_wanted(Yaml **files, const SpanList *names, Arena *a)
{
    SpanList wanted = {0};
    for (size_t i = 0; names != NULL && i < names->n; i++)
        *(Span *)arena_push(a, &wanted.at, &wanted.n, &wanted.max, sizeof(Span)) = names->at[i];
    for (size_t i = n_builtin_packs; i-- > 0;) {
        const BuiltinPack *b = &builtin_packs[i];
        if (names != NULL && !is_among(built_in_name(i), &wanted) && !span_is(built_in_name(i), "measured"))
            continue;
        files[i] = yaml_of_kept(b->nodes, b->texts, b->name);
        add_needs(files[i], &wanted, a);
    }
}

Packs *packs_load_only(const SpanList *names, Fault *f)
{
    Packs *p = calloc(1, sizeof *p);
    Yaml **files = calloc(n_builtin_packs, sizeof *files);
    if (p == NULL || files == NULL)
        out_of_memory();
    p->keywords = keywords_new();
    p->around = around_new();
    for (int t = 0; t < OWN_TYPES; t++)
        p->types[p->n_types++] = span_of(own_types[t]);
    p->builtin = true;
    bool ok = true;
    find_wanted(files, names, &p->arena);
    for (size_t i = 0; i < n_builtin_packs; i++) {
        if (ok && files[i] != NULL)
            ok = add_pack(p, files[i], builtin_packs[i].name, f);
        else
            yaml_close(files[i]);
    }
    p->builtin = false;
    free(files);
    if (ok) {
        packs_ready(p);
        return p;
    }
    packs_free(p);
    return NULL;
}

Packs *packs_load(Fault *f)
{
    return packs_load_only(NULL, f);
}

void packs_free(Packs *p)
{
    if (p == NULL)
        return;
    for (size_t i = 0; i < p->n_patterns; i++)
        code_free(p->patterns[i]->code);
    for (size_t i = 0; i < p->n_files; i++)
        yaml_close(p->files[i]);
    keywords_free(p->keywords);
    around_free(p->around);
    wanted_free(p->wanted);
    arena_free(&p->arena);
    free(p);
}
