#include "pattern/vocabulary.h"

/* --- the table --------------------------------------------------------------------------------- */

/* All of up to eight bytes as one number. */
static uint64_t short_word(Span s)
{
    uint32_t first, last;
    if (s.len < 4) /* one to three bytes: the first, the middle and the last */
        return s.len == 0 ? 0
                          : (uint64_t)((unsigned char)s.at[0] | (unsigned char)s.at[s.len / 2] << 8 |
                                       (unsigned char)s.at[s.len - 1] << 16);
    memcpy(&first, s.at, sizeof first);
    memcpy(&last, s.at + s.len - sizeof last, sizeof last);
    return (uint64_t)last << 32 | first;
}

static uint32_t hash_of(Span s)
{
    const uint64_t factor = 0x9E3779B97F4A7C15u; /* 2^64 over the golden ratio */
    uint64_t h = s.len, eight;
    for (; s.len > 8; s = span_cut(s, 8, s.len)) {
        memcpy(&eight, s.at, sizeof eight);
        h = (h ^ eight) * factor;
    }
    return (uint32_t)((h ^ short_word(s)) * factor >> 32);
}

static void term_place(Packs *p, size_t term)
{
    uint32_t h = hash_of(p->terms[term].text);
    size_t at = h & (p->term_hash_size - 1);
    while (p->term_hash[at].term != 0)
        at = (at + 1) & (p->term_hash_size - 1);
    p->term_hash[at].hash = h;
    p->term_hash[at].term = (uint32_t)term + 1;
}

static void terms_rehash(Packs *p)
{
    size_t size = 256;
    while (size < p->n_terms * 4)
        size *= 2;
    p->term_hash = arena_take(&p->arena, size * sizeof *p->term_hash);
    p->term_hash_size = size;
    for (size_t i = 0; i < p->n_terms; i++)
        term_place(p, i);
}

/* A text of the same length.  Most words are short: their bytes lie elsewhere, and need not be read. */
static bool is_text(const Term *t, Span text)
{
    return text.len <= 8 ? t->word == short_word(text) : memcmp(t->text.at, text.at, text.len) == 0;
}

const Term *packs_term(const Packs *p, Span text)
{
    if (p->term_hash_size == 0)
        return NULL;
    uint32_t h = hash_of(text);
    size_t at = h & (p->term_hash_size - 1);
    for (; p->term_hash[at].term != 0; at = (at + 1) & (p->term_hash_size - 1)) {
        const Term *t = &p->terms[p->term_hash[at].term - 1];
        if (p->term_hash[at].hash == h && t->text.len == text.len && is_text(t, text))
            return t;
    }
    return NULL;
}

Term *term_put(Packs *p, Span text)
{
    Term *old = (Term *)packs_term(p, text);
    if (old != NULL)
        return old;
    Term *t = arena_push(&p->arena, &p->terms, &p->n_terms, &p->max_terms, sizeof *t);
    *t = (Term){.text = text, .word = text.len <= 8 ? short_word(text) : 0, .concept = -1};
    if (p->n_terms * 2 > p->term_hash_size)
        terms_rehash(p);
    else
        term_place(p, p->n_terms - 1);
    return t;
}

void term_list(Packs *p, Term *t, WordList list)
{
    t->lists.bits[list / 64] |= (uint64_t)1 << (list % 64);
    if (t->text.len > 0)
        p->may_hold[list][list_bit(t->text) / 64] |= (uint64_t)1 << (list_bit(t->text) % 64);
}

Span span_lower(Arena *a, Span s)
{
    char *at = arena_take(a, s.len + 1);
    for (size_t i = 0; i < s.len; i++)
        at[i] = s.at[i] >= 'A' && s.at[i] <= 'Z' ? (char)(s.at[i] + 32) : s.at[i];
    return (Span){at, s.len};
}

Span concept_fold(Arena *a, Span s)
{
    char *at = arena_take(a, s.len + 1);
    for (size_t i = 0; i < s.len; i++)
        at[i] = s.at[i] >= 'A' && s.at[i] <= 'Z' ? (char)(s.at[i] + 32) : s.at[i] == '-' ? ' ' : s.at[i];
    return (Span){at, s.len};
}

const Concept *packs_concept(const Packs *p, Span concept)
{
    for (size_t i = 0; concept.at != NULL && i < p->n_concepts; i++)
        if (span_equal(p->concepts[i].concept, concept))
            return &p->concepts[i];
    return NULL;
}

/* --- concepts ---------------------------------------------------------------------------------- */

/* Of a name of one or two bytes, any others may follow. */
static void name_begin(Packs *p, Span name)
{
    unsigned bit = 0, n = 1;
    for (size_t i = 0; i < 3; i++) {
        bit = bit << 5 | (i < name.len ? (unsigned char)name.at[i] & 31u : 0);
        n <<= i < name.len ? 0 : 5;
    }
    for (; n > 0; n--, bit++)
        p->may_name[bit / 64] |= (uint64_t)1 << (bit % 64);
}

/* Both the folded text, by which outcomes are looked up, and the printed one, which ends a phrase. */
static bool name_add(Packs *p, const YamlNode *name, int concept, bool abbreviation, Fault *f)
{
    Span texts[2] = {concept_fold(&p->arena, yaml_text(name)), span_lower(&p->arena, yaml_text(name))};
    for (int i = 0; i < 2; i++) {
        Term *t = term_put(p, texts[i]);
        if (t->concept >= 0 && t->concept != concept && p->concepts[t->concept].pack == p->concepts[concept].pack)
            return yaml_fault(name, f, "'%.*s' is a name of %.*s already", SPAN_FMT(yaml_text(name)),
                              SPAN_FMT(p->concepts[t->concept].concept));
        t->concept = concept;
        t->abbreviation = abbreviation;
        name_begin(p, texts[i]);
    }
    return true;
}

static bool names_add(Packs *p, const YamlNode *n, const char *key, int concept, Fault *f)
{
    const YamlNode *list = yaml_find(n, key);
    if (list == NULL)
        return true;
    if (!shape_is_texts(list, key, f))
        return false;
    for (size_t i = 0; i < yaml_count(list); i++)
        if (!name_add(p, yaml_item(list, i), concept, strcmp(key, "abbreviations") == 0, f))
            return false;
    return true;
}

/* The text of `key`, one of `allowed` (NULL ends them; NULL: any); an absent one leaves *out as it is. */
static bool text_of(Packs *p, const YamlNode *n, const char *key, const char *const *allowed, Span *out, Fault *f)
{
    const YamlNode *v = yaml_find(n, key);
    if (v == NULL)
        return true;
    if (!shape_is(v, YAML_TEXT, key, f))
        return false;
    bool known = allowed == NULL;
    for (const char *const *a = allowed; !known && *a != NULL; a++)
        known = span_is(yaml_text(v), *a);
    if (!known)
        return yaml_fault(v, f, "'%.*s' is no %s", SPAN_FMT(yaml_text(v)), key);
    *out = arena_copy(&p->arena, yaml_text(v));
    return true;
}

static bool read_concept(Packs *p, const YamlNode *n, Fault *f)
{
    static const char *const keys[] = {"concept", "label", "synonyms", "abbreviations", "polarity", "complement", "composite_of",
                                       "counts_death", "time_zero", "parent", "among", NULL};
    static const char *const polarities[] = {"event", "event_free", "response", "time", "quantity", NULL};
    static const char *const deaths[] = {"yes", "no", "varies", NULL};
    static const char *const zeros[] = {"randomisation", "surgery", "diagnosis", "recurrence", "treatment", NULL};
    if (!shape_is(n, YAML_MAP, "a concept", f) || !shape_has_only(n, keys, f))
        return false;
    const YamlNode *label = yaml_find(n, "label");
    if (yaml_find(n, "concept") == NULL || label == NULL || !shape_is(label, YAML_TEXT, "label", f))
        return yaml_fault(n, f, "a concept needs `concept` and `label`");
    Concept *c = arena_push(&p->arena, &p->concepts, &p->n_concepts, &p->max_concepts, sizeof *c);
    int number = (int)p->n_concepts - 1;
    c->pack = (int)p->n_names - 1;
    return text_of(p, n, "concept", NULL, &c->concept, f) && text_of(p, n, "label", NULL, &c->label, f) &&
           text_of(p, n, "polarity", polarities, &c->polarity, f) && text_of(p, n, "counts_death", deaths, &c->counts_death, f) &&
           text_of(p, n, "time_zero", zeros, &c->time_zero, f) && text_of(p, n, "among", NULL, &c->among, f) &&
           text_of(p, n, "complement", NULL, &c->complement, f) && text_of(p, n, "parent", NULL, &c->parent, f) &&
           name_add(p, label, number, false, f) && names_add(p, n, "synonyms", number, f) &&
           names_add(p, n, "abbreviations", number, f);
}

static bool is_concept(const Packs *p, const YamlNode *n, Fault *f)
{
    return n == NULL || packs_concept(p, yaml_text(n)) != NULL ||
           yaml_fault(n, f, "no concept is called '%.*s'", SPAN_FMT(yaml_text(n)));
}

/* A concept may name one that stands below it, so this waits for the whole list. */
static bool read_links(const Packs *p, const YamlNode *n, Fault *f)
{
    const YamlNode *parts = yaml_find(n, "composite_of");
    if (!is_concept(p, yaml_find(n, "complement"), f) || !is_concept(p, yaml_find(n, "parent"), f))
        return false;
    if (parts != NULL && !shape_is_texts(parts, "composite_of", f))
        return false;
    for (size_t i = 0; parts != NULL && i < yaml_count(parts); i++)
        if (!is_concept(p, yaml_item(parts, i), f))
            return false;
    return true;
}

bool vocabulary_read(Packs *p, const YamlNode *list, Fault *f)
{
    if (!shape_is_maps(list, "vocabulary", f))
        return false;
    for (size_t i = 0; i < yaml_count(list); i++)
        if (!read_concept(p, yaml_item(list, i), f))
            return false;
    for (size_t i = 0; i < yaml_count(list); i++)
        if (!read_links(p, yaml_item(list, i), f))
            return false;
    return true;
}
