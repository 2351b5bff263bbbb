#include "source/outcome.h"

#include "base/json.h"

enum { WORDS_MAX = 160 }; /* bytes of a server's own words that we repeat */

static bool has(Span s, const char *word)
{
    return s.len > 0 && memmem(s.at, s.len, word, strlen(word)) != NULL;
}

static Span trimmed(Span s)
{
    while (s.len > 0 && strchr(" \t\r\n", s.at[0]) != NULL && s.at[0] != '\0')
        s = span_cut(s, 1, s.len);
    while (s.len > 0 && strchr(" \t\r\n", s.at[s.len - 1]) != NULL && s.at[s.len - 1] != '\0')
        s.len--;
    return s;
}

/* One line of what a server said: control characters are blanks, so that they reach no terminal. */
static void add_words(Span words, Str *why)
{
    words = trimmed(words);
    size_t n = words.len < WORDS_MAX ? words.len : WORDS_MAX;
    while (n > 0 && n < words.len && ((unsigned char)words.at[n] & 0xC0) == 0x80)
        n--;
    bool blank = false, begun = false;
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)words.at[i];
        bool seen = c > ' ' && c != 0x7F;
        if (seen)
            str_add_format(why, "%s%c", blank && begun ? " " : "", c);
        begun = begun || seen;
        blank = !seen;
    }
    if (n < words.len)
        str_add_text(why, " ...");
}

static Outcome say(Outcome o, const char *what, Span words, Str *why)
{
    str_add_text(why, what);
    if (words.len > 0) {
        str_add_text(why, ": ");
        add_words(words, why);
    }
    return o;
}

static bool is_html(Span body)
{
    return body.len > 5 && (strncasecmp(body.at, "<html", 5) == 0 ||
                            (body.len > 14 && strncasecmp(body.at, "<!doctype html", 14) == 0));
}

/* The text between <NAME> and </NAME>, the first one. */
static Span element(Span body, const char *open, const char *close)
{
    const char *at = body.len == 0 ? NULL : memmem(body.at, body.len, open, strlen(open));
    if (at == NULL)
        return (Span){0};
    at += strlen(open);
    Span rest = {at, (size_t)(body.at + body.len - at)};
    const char *end = memmem(rest.at, rest.len, close, strlen(close));
    return end == NULL ? (Span){0} : (Span){at, (size_t)(end - at)};
}

static bool ends(Span body, const char *tag)
{
    size_t n = strlen(tag);
    return body.len >= n && memcmp(body.at + body.len - n, tag, n) == 0;
}

/* What passes: a back end of NCBI that is down or slow. */
static bool passes(Span words)
{
    static const char *const text[] = {"External viewer error", "proxy_stream", "Empty Response", "Timeout", "timed out",
                                       "Failed to connect", "emporarily unavailable", "TXCLIENT", "EOF", "rate limit exceeded",
                                       NULL};
    for (const char *const *t = text; *t != NULL; t++)
        if (has(words, *t))
            return true;
    return has(words, "Search Backend failed") && !has(words, "9998") && !has(words, "out of acceptable range");
}

static bool status_passes(int status)
{
    return status == 408 || status == 425 || status == 429 || status == 500 || status == 502 || status == 503 || status == 504;
}

static Outcome ncbi_failed(int status, Span words, Str *why)
{
    if (words.len == 0 || is_html(words))
        words = (Span){0};
    if (status_passes(status) || passes(words))
        return say(OUTCOME_RETRY,
                   status == 429 || has(words, "rate limit") ? "asks for a slower pace" : "has a failure of its own", words, why);
    return say(OUTCOME_FATAL, "refuses the request", words, why);
}

static Outcome ncbi_search(Span body, Str *why)
{
    if (!ends(body, "</eSearchResult>"))
        return say(OUTCOME_RETRY, "sent a reply that is cut", (Span){0}, why);
    Span count = element(body, "<Count>", "</Count>");
    if (count.len == 0)
        return say(OUTCOME_RETRY, "sent a reply without a count", (Span){0}, why);
    return span_is(count, "0") ? OUTCOME_EMPTY : OUTCOME_OK;
}

static Outcome ncbi_fetch(Span body, Str *why)
{
    bool none = ends(body, "<PubmedArticleSet/>") || ends(body, "<PubmedArticleSet />");
    if (!none && !ends(body, "</PubmedArticleSet>"))
        return say(OUTCOME_RETRY, "sent a reply that is cut", (Span){0}, why);
    return has(body, "<PubmedArticle>") || has(body, "<PubmedArticle ") || has(body, "<PubmedBookArticle") ? OUTCOME_OK
                                                                                                           : OUTCOME_EMPTY;
}

static Outcome ncbi(Api api, const Reply *r, Span body, Str *why)
{
    Span error = element(body, "<ERROR>", "</ERROR>");
    if (r->status < 200 || r->status > 299)
        return ncbi_failed(r->status, error.len > 0 ? error : body, why);
    if (body.len == 0)
        return say(OUTCOME_RETRY, "sent an empty reply", (Span){0}, why);
    if (is_html(body))
        return say(OUTCOME_RETRY, "sent a web page instead of records", (Span){0}, why);
    if (body.at[0] != '<')
        return ncbi_failed(r->status, body, why);
    if (error.len > 0)
        return ncbi_failed(r->status, error, why);
    return api == API_NCBI_SEARCH ? ncbi_search(body, why) : ncbi_fetch(body, why);
}

/* The words of an error in JSON: `message`, or `error`, or the first of a list of messages; else the body. */
static Span json_words(const Json *j, Span body, Arena *a)
{
    if (j == NULL)
        return is_html(body) ? (Span){0} : body;
    Span words = json_text(j, "message", a);
    const Json *item = json_item(j, "message", 0);
    if (words.at == NULL && item != NULL)
        words = json_text(item, "message", a);
    if (words.at == NULL)
        words = json_text(j, "error", a);
    return words.at != NULL ? words : body;
}

static Outcome counted(const Json *holder, const char *key, Str *why)
{
    double n = -1;
    if (holder == NULL || !json_number(holder, key, &n) || n < 0)
        return say(OUTCOME_RETRY, "sent a reply without a count", (Span){0}, why);
    return n > 0 ? OUTCOME_OK : OUTCOME_EMPTY;
}

static Outcome json_failed(int status, Span words, Str *why)
{
    if (status == 429 && (has(words, "lan upgrade") || has(words, "nsufficient budget") || has(words, "aily")))
        return say(OUTCOME_FATAL, "gives no more today, or not with this plan", words, why);
    if (status == 429)
        return say(OUTCOME_RETRY, "asks for a slower pace", words, why);
    if (status_passes(status))
        return say(OUTCOME_RETRY, "has a failure of its own", words, why);
    return say(OUTCOME_FATAL, status == 403 ? "has shut us out" : "refuses the request", words, why);
}

/* Europe PMC tells of a bad request under 200. */
static Outcome europepmc_reply(const Json *j, Str *why)
{
    double code = 0;
    Arena a = {0};
    bool refuses = !json_has(j, "hitCount") && json_number(j, "errCode", &code) && code >= 400 && code < 500;
    Outcome o =
        refuses ? say(OUTCOME_FATAL, "refuses the request", json_text(j, "errMsg", &a), why) : counted(j, "hitCount", why);
    arena_free(&a);
    return o;
}

static Outcome json_reply(Api api, const Json *j, Str *why)
{
    if (api == API_EUROPEPMC)
        return europepmc_reply(j, why);
    if (api == API_OPENALEX)
        return counted(json_member(j, "meta"), "count", why);
    return counted(json_member(j, "message"), "total-results", why);
}

static Outcome json(Api api, const Reply *r, Span body, Str *why)
{
    Arena a = {0};
    Fault f = {0};
    Json *j = body.len > 0 ? json_open(body, &f) : NULL;
    Outcome o;
    if (r->status < 200 || r->status > 299)
        o = json_failed(r->status, json_words(j, body, &a), why);
    else if (body.len == 0)
        o = say(OUTCOME_RETRY, "sent an empty reply", (Span){0}, why);
    else if (j == NULL)
        o = say(OUTCOME_RETRY, is_html(body) ? "sent a web page instead of records" : "sent a reply that is cut, or no JSON",
                (Span){0}, why);
    else
        o = json_reply(api, j, why);
    json_close(j);
    arena_free(&a);
    return o;
}

Outcome outcome_of(Api api, const Reply *r, Str *why)
{
    Span body = trimmed(r->body);
    return api == API_NCBI_SEARCH || api == API_NCBI_FETCH ? ncbi(api, r, body, why) : json(api, r, body, why);
}
