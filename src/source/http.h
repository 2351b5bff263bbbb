/* http.h - the door to libcurl: one polite request.
 *
 * https only (plain http to loopback), redirects only on the same host, no key in what is noted or said, paced over all
 * processes of the user, compressed, with time-outs and a largest body, asked again while that can help.
 */
#ifndef EVITAB_SOURCE_HTTP_H
#define EVITAB_SOURCE_HTTP_H

#include "base/arena.h"
#include "base/fault.h"
#include "source/outcome.h"
#include "source/slot.h"

#include <stdint.h>

enum {
    HTTP_BODY_MAX = 64 << 20, /* bytes, unpacked: a page of 200 records with all their references is about 10 MB */
    HTTP_CONNECT_SECONDS = 20,
    HTTP_STALL_SECONDS = 60,  /* without a byte */
    HTTP_REDIRECTS = 3,
    HTTP_ATTEMPTS = 6,        /* of a request in all, where a source has no reason for another number */
};

typedef struct Http Http;

/* One request that was made, for the record of the run. */
typedef struct {
    Span url;        /* without the key; the form of a POST stands behind a '?' */
    int status;      /* 0: no reply came */
    int attempt;     /* from 1; 0: nothing could be sent */
    size_t bytes;    /* of the body, unpacked */
    Outcome outcome;
    Span why;        /* of RETRY and FATAL */
} HttpNote;

typedef enum {
    HTTP_WAIT_PACE,  /* for our turn                        */
    HTTP_WAIT_ASKED, /* for what Retry-After asked          */
    HTTP_WAIT_AGAIN, /* after a failure, as long as we like */
    HTTP_WAIT_REPLY,
} HttpWait;

typedef struct {
    Span agent;      /* "evitab/1.2.3 (mailto:you@example.org)" */
    double hurry;    /* 1; more only for servers on loopback: paces are as many times faster, waits shorter */
    void (*note)(void *who, const HttpNote *note); /* on the thread that asks; NULL: none */
    /* Now and then while it waits: seconds to come, of a reply those that passed.  On the thread that asks; NULL: none. */
    void (*wait)(void *who, HttpWait what, double seconds);
    void *who;
    SlotOwn *own;    /* of the process: it lives as long */
} HttpSettings;

typedef struct {
    Api api;
    Span name;       /* of the source, for what is said */
    Span url;        /* NUL-ended */
    Span form;       /* makes it a POST; url-encoded; NULL: GET                 */
    Span key;        /* "api_key=..." that is sent and never said; NULL: none   */
    double per_second;    /* at most; fewer where replies told so        */
    int attempts;         /* in all */
    int attempts_of_many; /* in all, of failures that less_may_do; 0: the same */
} HttpRequest;

/* What kept a whole reply from us. */
typedef enum {
    TROUBLE_NONE,
    TROUBLE_UNREACHABLE, /* no connection                            */
    TROUBLE_UNTRUSTED,   /* a certificate that does not hold         */
    TROUBLE_BROKEN,      /* cut, stalled, closed                     */
    TROUBLE_TOO_LARGE,
    TROUBLE_ELSEWHERE,   /* it sends us to another server, or round  */
} Trouble;

enum { HTTP_LIMITS = 8, HTTP_LIMIT_COUNT = 4, HTTP_LIMIT_INTERVAL };

/* The headers by which APIs tell limits. */
extern const char *const http_limits[HTTP_LIMITS];

typedef struct {
    Outcome outcome; /* OK or EMPTY; RETRY or FATAL where http_ask is false */
    int status;      /* 0: no reply came            */
    bool less_may_do; /* a failure that less at a time may not meet: too large, cut, refused, broken down */
    Trouble trouble;
    char retry_after[64], date[64]; /* headers; "" none */
    char limits[HTTP_LIMITS][32];   /* those of http_limits, in that order; "" none */
    Str body;        /* owned */
} HttpReply;

Http *http_open(const HttpSettings *s);
void http_close(Http *h); /* takes NULL */

/* Asks until the reply is whole.  False: FAULT_SOURCE, which says what the source did last; *out says the rest.  http_reply_free
 * in both cases. */
bool http_ask(Http *h, const HttpRequest *q, HttpReply *out, Fault *f) MUST_USE;
void http_reply_free(HttpReply *r);

/* Seconds since 1970 of a date as HTTP writes it; -1: it is none. */
int64_t http_date(const char *date);

/* Adds "libcurl/8.1 OpenSSL/3.0". */
void http_version(Str *out);

/* Adds `key`=`value`, percent-encoded, behind a '&' where something stands before. */
void form_add(Str *form, const char *key, Span value);

/* The value that was added so, in the arena. */
Span form_value(Span encoded, Arena *a);

/* Whether we would talk to this address at all.  False: FAULT_USAGE. */
bool url_check(const char *url, Fault *f) MUST_USE;

#endif
