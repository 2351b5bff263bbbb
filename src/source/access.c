#include "config.h"

#include "source/access.h"
#include "source/keys.h"

#include <stdlib.h>

/* The address after "SOURCE=" in a list parted by commas; else the usual one. */
static Span base_of(const char *bases, const char *source, const char *usual, Arena *a)
{
    size_t n = strlen(source);
    for (const char *at = bases; at != NULL; at = strchr(at, ',') == NULL ? NULL : strchr(at, ',') + 1) {
        if (strncmp(at, source, n) != 0 || at[n] != '=')
            continue;
        Span url = {at + n + 1, strcspn(at + n + 1, ",")};
        return arena_format(a, "%.*s%s", SPAN_FMT(url), url.len > 0 && url.at[url.len - 1] == '/' ? "" : "/");
    }
    return span_of(usual);
}

bool access_bases(const char *bases, Fault *f)
{
    const char *at = bases;
    while (at != NULL && *at != '\0') {
        size_t n = strcspn(at, ","), name = strcspn(at, "=,");
        Span source = {at, name};
        if (name == n || source_find(source) == NULL)
            return fault(f, FAULT_USAGE, "--base-url wants SOURCE=URL, and '%.*s' names no source", (int)n, at);
        at += n + (at[n] == ',');
    }
    return true;
}

SourceQuery access_query(const char *bases, const Source *s, Span contact, Span text, Arena *a, Fault *f)
{
    Span key = s->key_variable == NULL ? (Span){0} : key_find(s->key_variable, a, f);
    return (SourceQuery){text, contact, key, base_of(bases, s->name, s->base, a)};
}

Span access_agent(Span contact, Arena *a)
{
    return contact.len == 0 ? SPAN_LIT("evitab/" PACKAGE_VERSION)
                            : arena_format(a, "evitab/" PACKAGE_VERSION " (mailto:%.*s)", SPAN_FMT(contact));
}

const char *access_wait(HttpWait what)
{
    static const char *const name[] = {[HTTP_WAIT_PACE] = "its turn", [HTTP_WAIT_ASKED] = "the source's pause",
                                       [HTTP_WAIT_AGAIN] = "another try", [HTTP_WAIT_REPLY] = "the reply"};
    return name[what];
}

double access_hurry(Span base)
{
    const char *wish = getenv("EVITAB_HURRY");
    double n = wish == NULL || !span_begins(base, "http://") ? 1 : strtod(wish, NULL);
    return n > 1 && n <= 1e6 ? n : 1;
}
