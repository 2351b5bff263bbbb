#include "source/http.h"

#include "base/arena.h"
#include "base/clock.h"
#include "source/pace.h"
#include "source/slot.h"

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { PATIENT_SECONDS = 300 }; /* the longest Retry-After that is waited for */

const char *const http_limits[HTTP_LIMITS] = {"X-RateLimit-Limit",         "X-RateLimit-Remaining",
                                              "X-RateLimit-Credits-Used",  "X-RateLimit-Reset",
                                              "X-Rate-Limit-Limit",        "X-Rate-Limit-Interval",
                                              "X-Concurrency-Limit",       "X-Api-Pool"};

struct Http {
    HttpSettings settings;
    CURLM *multi;  /* keeps the connections */
    CURL *easy;
    unsigned luck; /* seed */
    double told;   /* requests a second that the last reply allowed that said so; 0: none did */
};

/* One try. */
typedef struct {
    Http *http;
    const HttpRequest *request;
    HttpReply *reply;
    Str why;
    char host[160];               /* name and port, of the address at hand */
    double turn;                  /* when it came                          */
    HttpWait waits;               /* what for, before the next try         */
    int sent, untold;             /* times: in all, since the last note    */
    char failed[CURL_ERROR_SIZE]; /* what libcurl says; "" nothing         */
} Try;

void form_add(Str *form, const char *key, Span value)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~";
    if (form->len > 0)
        str_add_byte(form, '&');
    str_add_text(form, key);
    str_add_byte(form, '=');
    for (size_t i = 0; i < value.len; i++) {
        unsigned char c = (unsigned char)value.at[i];
        if (c != 0 && strchr(plain, c) != NULL)
            str_add_byte(form, (char)c);
        else
            str_add_format(form, "%%%02X", c);
    }
}

Span form_value(Span encoded, Arena *a)
{
    int n = 0;
    char *plain = encoded.len == 0 ? NULL : curl_easy_unescape(NULL, encoded.at, (int)encoded.len, &n);
    Span out = plain == NULL ? SPAN_LIT("") : arena_copy(a, (Span){plain, (size_t)n});
    curl_free(plain);
    return out;
}

int64_t http_date(const char *date)
{
    return (int64_t)curl_getdate(date, NULL);
}

void http_version(Str *out)
{
    const curl_version_info_data *v = curl_version_info(CURLVERSION_NOW);
    str_add_format(out, "libcurl/%s%s%s", v->version, v->ssl_version == NULL ? "" : " ",
                   v->ssl_version == NULL ? "" : v->ssl_version);
}

static bool is_loopback(const char *host)
{
    int a, b, c;
    char rest;
    return strcmp(host, "localhost") == 0 || strcmp(host, "[::1]") == 0 || sscanf(host, "127.%d.%d.%d%c", &a, &b, &c, &rest) == 3;
}

/* What libcurl itself will read out of an address, so that nothing is checked that is not what is asked. */
typedef struct {
    char *scheme, *host, *port, *user;
} Address;

static bool address_read(const char *url, Address *a)
{
    CURLU *u = curl_url();
    *a = (Address){0};
    bool ok = u != NULL && curl_url_set(u, CURLUPART_URL, url, 0) == CURLUE_OK &&
              curl_url_get(u, CURLUPART_SCHEME, &a->scheme, 0) == CURLUE_OK &&
              curl_url_get(u, CURLUPART_HOST, &a->host, 0) == CURLUE_OK &&
              curl_url_get(u, CURLUPART_PORT, &a->port, CURLU_DEFAULT_PORT) == CURLUE_OK;
    if (ok)
        (void)curl_url_get(u, CURLUPART_USER, &a->user, 0);
    curl_url_cleanup(u);
    return ok;
}

static void address_free(Address *a)
{
    curl_free(a->scheme);
    curl_free(a->host);
    curl_free(a->port);
    curl_free(a->user);
}

bool url_check(const char *url, Fault *f)
{
    Address a;
    bool ok = address_read(url, &a);
    if (!ok)
        (void)fault(f, FAULT_USAGE, "no address of a web server: %s", url);
    else if (a.user != NULL)
        ok = fault(f, FAULT_USAGE, "an address holds no name of a user: %s", a.host);
    else if (strcmp(a.scheme, "https") != 0 && !(strcmp(a.scheme, "http") == 0 && is_loopback(a.host)))
        ok = fault(f, FAULT_USAGE, "only https (or http on this machine): %s", url);
    address_free(&a);
    return ok;
}

static bool same_server(const char *url, const char *other)
{
    Address a, b;
    bool ok = address_read(url, &a), other_ok = address_read(other, &b);
    bool same = ok && other_ok && b.user == NULL && strcmp(a.scheme, b.scheme) == 0 && strcasecmp(a.host, b.host) == 0 &&
                strcmp(a.port, b.port) == 0;
    address_free(&a);
    address_free(&b);
    return same;
}

Http *http_open(const HttpSettings *s)
{
    Http *h = calloc(1, sizeof *h);
    if (h == NULL || curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK || (h->multi = curl_multi_init()) == NULL ||
        (h->easy = curl_easy_init()) == NULL)
        out_of_memory();
    h->settings = *s;
    h->luck = (unsigned)time(NULL) ^ (unsigned)(uintptr_t)h;
    return h;
}

void http_close(Http *h)
{
    if (h == NULL)
        return;
    curl_easy_cleanup(h->easy);
    curl_multi_cleanup(h->multi);
    curl_global_cleanup();
    free(h);
}

void http_reply_free(HttpReply *r)
{
    str_free(&r->body);
}

static size_t keep_bytes(char *at, size_t size, size_t n, void *who)
{
    HttpReply *r = who;
    str_add(&r->body, (Span){at, size * n});
    return r->body.full ? 0 : size * n;
}

static void keep_header(CURL *easy, const char *name, char *to, size_t size)
{
    struct curl_header *header;
    to[0] = '\0';
    if (curl_easy_header(easy, name, 0, CURLH_HEADER, -1, &header) == CURLHE_OK)
        (void)snprintf(to, size, "%s", header->value);
    for (size_t i = 0; to[i] != '\0'; i++)
        to[i] = to[i] < ' ' || to[i] > '~' ? '?' : to[i]; /* it may be printed, and none that we read has other characters */
}

static void tell_wait(void *who, double seconds)
{
    const Try *t = who;
    const HttpSettings *s = &t->http->settings;
    if (s->wait != NULL)
        s->wait(s->who, t->waits, seconds);
}

/* Here the connection stands, and the request is sent: what the way takes before does not count, and what libcurl sends once more
 * by itself, where a kept connection turns out to be closed, waits for its turn too. */
static int take_turn(void *who, char *there, char *here, int port_there, int port_here)
{
    (void)there, (void)here, (void)port_there, (void)port_here;
    Try *t = who;
    t->sent++;
    t->untold++;
    t->waits = HTTP_WAIT_PACE;
    double told = t->http->told, pace = t->request->per_second;
    slot_take(t->host, pace_interval((told > 0 && told < pace ? told : pace) * t->http->settings.hurry), t->http->settings.own,
              &(SlotWait){tell_wait, t});
    t->turn = clock_seconds();
    return CURL_PREREQFUNC_OK;
}

static void prepare(Try *t, const char *url, const char *form)
{
    CURL *e = t->http->easy;
    Address a;
    bool read = address_read(url, &a), loopback = read && is_loopback(a.host);
    (void)snprintf(t->host, sizeof t->host, "%s_%s", read ? a.host : "", read ? a.port : "");
    curl_easy_reset(e);
    curl_easy_setopt(e, CURLOPT_URL, url);
    curl_easy_setopt(e, CURLOPT_PROTOCOLS_STR, loopback ? "http,https" : "https");
    if (loopback)
        curl_easy_setopt(e, CURLOPT_PROXY, "");
    address_free(&a);
    if (form != NULL)
        curl_easy_setopt(e, CURLOPT_POSTFIELDS, form);
    curl_easy_setopt(e, CURLOPT_USERAGENT, t->http->settings.agent.at);
    curl_easy_setopt(e, CURLOPT_ACCEPT_ENCODING, "");
    curl_easy_setopt(e, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(e, CURLOPT_CONNECTTIMEOUT, (long)HTTP_CONNECT_SECONDS);
    curl_easy_setopt(e, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(e, CURLOPT_LOW_SPEED_TIME, (long)HTTP_STALL_SECONDS);
    curl_easy_setopt(e, CURLOPT_PREREQFUNCTION, take_turn);
    curl_easy_setopt(e, CURLOPT_PREREQDATA, t);
    curl_easy_setopt(e, CURLOPT_ERRORBUFFER, t->failed);
    curl_easy_setopt(e, CURLOPT_WRITEFUNCTION, keep_bytes);
    curl_easy_setopt(e, CURLOPT_WRITEDATA, t->reply);
}

enum { TELL_MS = 200 };

static CURLcode transfer(Try *t)
{
    Http *h = t->http;
    const HttpSettings *s = &h->settings;
    t->turn = clock_seconds();
    CURLcode code = CURLE_FAILED_INIT;
    if (curl_multi_add_handle(h->multi, h->easy) != CURLM_OK)
        return code;
    int running = 1, left;
    while (running > 0 && curl_multi_perform(h->multi, &running) == CURLM_OK) {
        if (running > 0 && s->wait != NULL)
            s->wait(s->who, HTTP_WAIT_REPLY, clock_seconds() - t->turn);
        if (running > 0)
            (void)curl_multi_poll(h->multi, NULL, 0, TELL_MS, NULL);
    }
    for (CURLMsg *m; (m = curl_multi_info_read(h->multi, &left)) != NULL;)
        if (m->msg == CURLMSG_DONE)
            code = m->data.result;
    (void)curl_multi_remove_handle(h->multi, h->easy);
    return code;
}

static Outcome failed(Try *t, CURLcode code)
{
    HttpReply *r = t->reply;
    r->status = 0;
    r->less_may_do = r->body.full;
    if (r->body.full) {
        r->trouble = TROUBLE_TOO_LARGE;
        str_add_format(&t->why, "sent more than %d MB", HTTP_BODY_MAX >> 20);
        return OUTCOME_FATAL;
    }
    bool unreachable = code == CURLE_COULDNT_CONNECT || code == CURLE_COULDNT_RESOLVE_HOST || code == CURLE_COULDNT_RESOLVE_PROXY;
    bool untrusted = code == CURLE_PEER_FAILED_VERIFICATION;
    r->less_may_do = !unreachable && !untrusted;
    r->trouble = unreachable ? TROUBLE_UNREACHABLE : untrusted ? TROUBLE_UNTRUSTED : TROUBLE_BROKEN;
    /* others tell bytes and milliseconds */
    const char *said = untrusted && t->failed[0] != '\0' ? t->failed : curl_easy_strerror(code);
    str_add_format(&t->why, "%s: %s",
                   unreachable ? "cannot be reached"
                   : untrusted ? "is not who it says it is"
                               : "gave no whole reply",
                   said);
    return code == CURLE_URL_MALFORMAT || code == CURLE_UNSUPPORTED_PROTOCOL || untrusted ? OUTCOME_FATAL : OUTCOME_RETRY;
}

static void tell(Try *t, Outcome o)
{
    const HttpSettings *s = &t->http->settings;
    Str url = {0};
    str_add(&url, t->request->url);
    if (t->request->form.at != NULL) {
        str_add_byte(&url, '?');
        str_add(&url, t->request->form);
    }
    for (; s->note != NULL && t->untold > 1; t->untold--)
        s->note(s->who,
                &(HttpNote){str_span(&url), 0, t->sent - t->untold + 1, 0, OUTCOME_RETRY, SPAN_LIT("had closed the connection")});
    if (s->note != NULL)
        s->note(s->who, &(HttpNote){str_span(&url), t->reply->status, t->sent, t->reply->body.len, o, str_span(&t->why)});
    t->untold = 0;
    str_free(&url);
}

/* NCBI repeats a key that it refuses, and what a source says is printed and kept.  False: the reply does not hold it. */
static bool hide_key(Try *t)
{
    Span sent = t->request->key;
    const char *value = sent.len == 0 ? NULL : memchr(sent.at, '=', sent.len);
    int n = 0;
    char *key = value == NULL ? NULL : curl_easy_unescape(NULL, value + 1, (int)(sent.at + sent.len - value) - 1, &n);
    bool found = false;
    Str *body = &t->reply->body;
    for (char *at = body->at, *end; key != NULL && n > 0 && body->len > 0; at = end + n) {
        end = memmem(at, (size_t)(body->at + body->len - at), key, (size_t)n);
        if (end == NULL)
            break;
        memset(end, '*', (size_t)n);
        found = true;
    }
    curl_free(key);
    return found;
}

static Outcome try_url(Try *t, const char *url, const char *form, int redirects)
{
    HttpReply *r = t->reply;
    long status = 0;
    char *type = NULL, *to = NULL;
    str_clear(&r->body);
    r->body.full = r->less_may_do = false;
    r->trouble = TROUBLE_NONE;
    t->failed[0] = '\0';
    prepare(t, url, form);
    slot_near(t->host, t->http->settings.own, &(SlotWait){tell_wait, t});
    CURLcode code = transfer(t);
    CURL *e = t->http->easy;
    (void)curl_easy_getinfo(e, CURLINFO_RESPONSE_CODE, &status);
    r->status = (int)status;
    keep_header(e, "Retry-After", r->retry_after, sizeof r->retry_after);
    keep_header(e, "Date", r->date, sizeof r->date);
    for (int i = 0; i < HTTP_LIMITS; i++)
        keep_header(e, http_limits[i], r->limits[i], sizeof r->limits[i]);
    double told = pace_told(r->limits[HTTP_LIMIT_COUNT], r->limits[HTTP_LIMIT_INTERVAL]);
    t->http->told = told > 0 ? told : t->http->told; /* an error page tells nothing, and changes nothing */
    if (code != CURLE_OK)
        return failed(t, code);
    (void)curl_easy_getinfo(e, CURLINFO_CONTENT_TYPE, &type);
    if (status < 300 || status > 399) {
        Outcome o = outcome_of(t->request->api, &(Reply){r->status, span_of(type), str_span(&r->body)}, &t->why);
        if ((o == OUTCOME_RETRY || o == OUTCOME_FATAL) && hide_key(t)) {
            str_clear(&t->why); /* which may hold a part of it */
            o = outcome_of(t->request->api, &(Reply){r->status, span_of(type), str_span(&r->body)}, &t->why);
        }
        r->less_may_do = status == 413 || status == 414 || status == 400 || (o == OUTCOME_RETRY && status != 429);
        return o;
    }
    (void)curl_easy_getinfo(e, CURLINFO_REDIRECT_URL, &to);
    if (to == NULL || redirects == 0 || !same_server(url, to)) {
        str_add_text(&t->why, to == NULL || redirects == 0 ? "sends us round" : "sends us to another server, where we do not go");
        r->trouble = TROUBLE_ELSEWHERE;
        return OUTCOME_FATAL;
    }
    Str next = {0};
    str_add_text(&next, to);
    str_add_text(&t->why, "sends us on");
    tell(t, OUTCOME_RETRY);
    str_clear(&t->why);
    Outcome o = try_url(t, next.at, form, redirects - 1);
    str_free(&next);
    return o;
}

/* Waits before the next try; false: there is none. */
static bool wait_again(Try *t, int attempt)
{
    const HttpSettings *s = &t->http->settings;
    const HttpRequest *q = t->request;
    RetryPolicy policy = {t->reply->less_may_do && q->attempts_of_many > 0 ? q->attempts_of_many : q->attempts, 1, 60,
                          PATIENT_SECONDS};
    double wait, luck = (double)rand_r(&t->http->luck) / (double)RAND_MAX;
    const char *asked = t->reply->retry_after;
    RetryAnswer answer = retry_next(&policy, attempt, span_of(asked[0] != '\0' ? asked : NULL), (int64_t)time(NULL), luck, &wait);
    if (answer == RETRY_TOO_LATE)
        str_add_format(&t->why, "; it asks to wait for %.0f minutes, so run this again then", wait / 60);
    else if (answer == RETRY_TIRED && attempt > 1)
        str_add_format(&t->why, "; %d attempts were made", attempt);
    if (answer != RETRY_WAIT)
        return false;
    t->waits = asked[0] != '\0' ? HTTP_WAIT_ASKED : HTTP_WAIT_AGAIN;
    slot_hold(t->host, wait / s->hurry, s->own);
    return true;
}

/* The address or form as it is sent: with the key. */
static void add_key(Str *to, Span what, Span key, char mark)
{
    str_add(to, what);
    if (key.at == NULL)
        return;
    str_add_byte(to, mark == '&' || strchr(what.at, '?') != NULL ? '&' : '?');
    str_add(to, key);
}

bool http_ask(Http *h, const HttpRequest *q, HttpReply *out, Fault *f)
{
    *out = (HttpReply){.body.max = HTTP_BODY_MAX};
    if (!url_check(q->url.at, f))
        return false;
    Try t = {.http = h, .request = q, .reply = out};
    Str url = {0}, form = {0};
    bool post = q->form.at != NULL;
    add_key(&url, q->url, post ? (Span){0} : q->key, '?');
    if (post)
        add_key(&form, q->form, q->key, '&');
    for (int attempt = 1;; attempt++) {
        str_clear(&t.why);
        out->outcome = try_url(&t, url.at, post ? form.at : NULL, HTTP_REDIRECTS);
        tell(&t, out->outcome);
        if (out->outcome != OUTCOME_RETRY || !wait_again(&t, attempt))
            break;
    }
    bool ok = out->outcome == OUTCOME_OK || out->outcome == OUTCOME_EMPTY;
    if (!ok)
        (void)fault(f, FAULT_SOURCE, "%.*s %s", SPAN_FMT(q->name), t.why.at == NULL ? "failed" : t.why.at);
    str_free(&t.why);
    str_free(&url);
    str_free(&form);
    return ok;
}
