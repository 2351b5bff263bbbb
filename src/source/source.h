/* source.h - what all sources on the network share: a query, a list of records page by page, numbers of records.
 *
 * PubMed gives numbers first and records by number (pubmed.h): it has `fetch`.  The others have `read` and `id`: lists with a
 * cursor, of whole records or of ids only, of all or of what changed since a day, or of the records that bear given ids.
 */
#ifndef EVITAB_SOURCE_SOURCE_H
#define EVITAB_SOURCE_SOURCE_H

#include "base/arena.h"
#include "base/json.h"
#include "input/reader.h"
#include "source/http.h"

#include <stdint.h>

typedef struct {
    Span text;           /* as the source's own search reads it   */
    Span contact;        /* an e-mail address                     */
    Span key;            /* of the API; NULL: none                */
    Span base;           /* NUL-ended, ends in '/'                */
} SourceQuery;

/* One page that is asked for. */
typedef struct {
    Span since;          /* "2026-01-31": only what changed from then on; NULL: all     */
    Span cursor;         /* as the page before gave it; NULL: the first page             */
    const Span *ids;     /* only these records, whatever the query says; all on one page */
    size_t n_ids;        /* 0: all that the query finds                                  */
    bool ids_only;       /* of a record no more than its id                              */
    int rows;            /* at most                                                      */
} SourceAsk;

/* What came. */
typedef struct {
    int64_t count;       /* of all pages, as the source says                       */
    const Json *holder;  /* its member `list` holds the records; lives as the reply */
    const char *list;
    Span cursor;         /* for the next page, in the arena; NULL: this is the last */
    bool refused;        /* where it failed: by a reply that may be about the cursor */
} SourcePage;

typedef struct {
    /* base: where it usually is; key_variable: the environment's name of its key, or NULL */
    const char *name, *base, *key_variable;
    Api api;
    Format format;
    double per_second;
    double per_second_key; /* with a key; 0: the same                             */
    int rows, id_rows;   /* records a page, ids a page                            */
    int ids_max;         /* records that can be asked for by their ids at a time   */
    const char *cursor;  /* how its parameter for the cursor is called             */
    bool windows;        /* can say what changed since a day                       */
    const char *probe;   /* a query that costs little                              */
    const char *const *omitted; /* members that change while the record does not; NULL-ended; NULL: none */
    /* The address of the request, and the form of a POST (empty: GET). */
    void (*request)(const SourceQuery *q, const SourceAsk *ask, Str *url, Str *form);
    void (*read)(const Json *reply, SourcePage *out, Arena *a);
    Span (*id)(const Json *record, Arena *a); /* by which SourceAsk.ids names it; NULL: it has none */
    /* Where records have numbers that people know: those of `n` numbers, as a file of `format`; some may not be among them.
     * False: FAULT_SOURCE; *out says whether fewer at a time may work.  http_reply_free in both cases.  NULL: it has lists. */
    bool (*fetch)(Http *h, const SourceQuery *q, const int64_t *numbers, size_t n, HttpReply *out, Fault *f);
    /* Adds what the source would leave out of a query without a word, parted by blanks; NULL: it tells by itself. */
    void (*unknown)(Span text, Str *out);
} Source;

enum {
#define SOURCE(name) SOURCE_##name,
#include "source/sources.def"
#undef SOURCE
    N_SOURCES
};

#define SOURCE(name) extern const Source name;
#include "source/sources.def"
#undef SOURCE

extern const Source *const source_all[N_SOURCES];

/* NULL: there is no such source. */
const Source *source_find(Span name);

/* Adds their names: "pubmed, europepmc, crossref or openalex", with `last` before the last one. */
void source_names(const char *last, Str *out);

/* Asks a source of lists for one page.  *reply is to be closed with json_close; it, and what is in `a`, are what *out points
 * into.  False: FAULT_SOURCE, and *reply is NULL. */
bool source_ask(const Source *s, Http *h, const SourceQuery *q, const SourceAsk *ask, SourcePage *out, Json **reply, Arena *a,
                Fault *f) MUST_USE;

/* Parts of a request's address, as notes of requests show it: what stands before the cursor and behind it. */
void source_address(const Source *s, const SourceQuery *q, const SourceAsk *ask, Str *before, Str *behind);

/* A record's number in the store: of its id, the same for ever. */
int64_t source_number(Span id);

/* Adds the parameters of a query that is given as such ("query.title=...&filter=type:journal-article"), all but its filters,
 * which go to *filter; a query in plain words is the parameter `words`. */
void source_parameters(Span text, const char *words, Str *url, Str *filter);

/* Numbers of records, as the source counts them: ascending, each once, after numbers_sort. */
typedef struct {
    int64_t *at; /* owned */
    size_t n, max;
} Numbers;

void numbers_add(Numbers *s, int64_t number);
void numbers_sort(Numbers *s);
bool numbers_have(const Numbers *s, int64_t number); /* sorted */
/* Those of `a` that `b` has not (or has); both sorted; *out, empty before, is then too. */
void numbers_part(const Numbers *a, const Numbers *b, bool in_b, Numbers *out);
void numbers_free(Numbers *s);

#endif
