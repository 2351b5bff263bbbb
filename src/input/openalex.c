#include "base/json.h"
#include "input/fragment.h"
#include "input/parse.h"
#include "input/tidy.h"

#include <stdlib.h>

enum { WORDS_MAX = 50000 }; /* of an abstract: a hostile index may say that a word is the 1,000,000,000th */

/* The last part of an address: "https://openalex.org/W123" is W123. */
static Span last_part(Span s)
{
    const char *slash = s.len == 0 ? NULL : memrchr(s.at, '/', s.len);
    return slash == NULL ? s : span_cut(s, (size_t)(slash - s.at) + 1, s.len);
}

typedef struct {
    int64_t at;
    size_t order; /* as it came: of two at one place both are kept */
    Span word;
} Word;

typedef struct {
    Word *word;
    size_t n, max;
    Arena *arena;
    bool beyond;
} Words;

static void add_word(void *who, Span key, int64_t number)
{
    Words *w = who;
    if (number < 0 || number >= WORDS_MAX || w->n >= WORDS_MAX) {
        w->beyond = true;
        return;
    }
    Word *to = arena_push(w->arena, &w->word, &w->n, &w->max, sizeof *to);
    *to = (Word){number, w->n, arena_copy(w->arena, key)};
}

static int in_order(const void *a, const void *b)
{
    const Word *x = a, *y = b;
    return x->at != y->at ? (x->at > y->at) - (x->at < y->at) : (x->order > y->order) - (x->order < y->order);
}

/* The words of an index, each at all its places, by place. */
static void read_abstract(const Json *j, Arena *a, Record *r)
{
    const Json *index = json_member(j, "abstract_inverted_index");
    Words w = {.arena = a};
    if (index != NULL)
        json_each_number(index, add_word, &w);
    if (w.n == 0 || w.beyond)
        return;
    qsort(w.word, w.n, sizeof *w.word, in_order);
    Str text = {0};
    for (size_t i = 0; i < w.n; i++) {
        if (i > 0)
            str_add_byte(&text, ' ');
        str_add(&text, w.word[i].word);
    }
    fragment_sections(arena_copy(a, str_span(&text)), a, r);
    str_free(&text);
}

/* "Ada de Abara" is "Abara Ada de": OpenAlex does not say which of the words are the family's; the last is. */
static Span name_of(Span name, Arena *a)
{
    const char *blank = name.len == 0 ? NULL : memrchr(name.at, ' ', name.len);
    if (blank == NULL || memchr(name.at, ',', name.len) != NULL)
        return name.at == NULL ? name : tidy_name(name, a);
    size_t at = (size_t)(blank - name.at);
    return arena_format(a, "%.*s %.*s", SPAN_FMT(span_cut(name, at + 1, name.len)), SPAN_FMT(span_cut(name, 0, at)));
}

static void read_authors(const Json *j, Arena *a, Record *r)
{
    for (size_t i = 0; i < json_count(j, "authorships"); i++) {
        const Json *one = json_item(j, "authorships", i), *author = one == NULL ? NULL : json_member(one, "author");
        Span name = author == NULL ? (Span){0} : json_text(author, "display_name", a);
        if (one != NULL && name.len == 0)
            name = json_text(one, "raw_author_name", a);
        tidy_add(&r->authors, name_of(name, a), a);
    }
}

static void read_journal(const Json *j, Arena *a, Record *r)
{
    const Json *place = json_member(j, "primary_location"), *source = place == NULL ? NULL : json_member(place, "source");
    const Json *biblio = json_member(j, "biblio");
    if (source != NULL)
        r->journal = json_text(source, "display_name", a);
    if (biblio == NULL)
        return;
    r->volume = json_text(biblio, "volume", a);
    r->issue = json_text(biblio, "issue", a);
    Span first = json_text(biblio, "first_page", a), last = json_text(biblio, "last_page", a);
    r->pages = first.len > 0 && last.len > 0 ? arena_format(a, "%.*s-%.*s", SPAN_FMT(first), SPAN_FMT(last)) : first;
}

bool openalex_parse(const RawRecord *raw, Arena *a, Record **out, size_t *n, Fault *f)
{
    Json *j = json_open(raw->bytes, f);
    if (j == NULL)
        return false;
    Record *r = arena_take(a, sizeof *r);
    const Json *ids = json_member(j, "ids");
    Span type = json_text(j, "type", a);
    r->doc = last_part(json_text(j, "id", a));
    r->doi = tidy_doi(json_text(j, "doi", a), a);
    if (ids != NULL) {
        r->pmid = tidy_pmid(last_part(json_text(ids, "pmid", a)));
        r->pmcid = tidy_pmcid(last_part(json_text(ids, "pmcid", a)), a);
    }
    r->title = fragment_text(json_text(j, "title", a), a);
    r->date = json_text(j, "publication_date", a);
    if (r->date.len == 0)
        r->date = json_text(j, "publication_year", a);
    tidy_add(&r->languages, json_text(j, "language", a), a);
    tidy_add(&r->types, span_is(type, "preprint") ? SPAN_LIT("Preprint") : type, a);
    r->retracted = json_is_set(j, "is_retracted");
    read_journal(j, a, r);
    read_authors(j, a, r);
    read_abstract(j, a, r);
    json_close(j);
    *out = r;
    *n = 1;
    return tidy_record(r, f);
}
