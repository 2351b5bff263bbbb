/* What the sources' pure parts decide: the pace, the next try, what a reply is worth. */
#include "source/advice.h"
#include "source/keys.h"
#include "source/outcome.h"
#include "source/pace.h"
#include "source/pubmed.h"
#include "source/source.h"
#include "tests/cases.h"

#include <stdio.h>
#include <stdlib.h>

/* The first word of `s`, which moves on behind it. */
static Span word(Span *s)
{
    while (s->len > 0 && (s->at[0] == ' ' || s->at[0] == '\n'))
        *s = span_cut(*s, 1, s->len);
    size_t n = 0;
    while (n < s->len && s->at[n] != ' ' && s->at[n] != '\n')
        n++;
    Span w = span_cut(*s, 0, n);
    *s = span_cut(*s, n, s->len);
    return w;
}

static double number(Span *s)
{
    char text[64];
    Span w = word(s);
    (void)snprintf(text, sizeof text, "%.*s", SPAN_FMT(w));
    return strtod(text, NULL);
}

/* "PER-SECOND ASKED-AT ..." gives when each may start. */
static bool run_pace(Span input, Str *out, Fault *f)
{
    (void)f;
    double interval = pace_interval(number(&input)), last = -1e9;
    for (bool first = true; input.len > 0; first = false) {
        last = pace_start(last, number(&input), interval, 300);
        str_add_format(out, "%s%.2f", first ? "" : " ", last);
    }
    return true;
}

static bool run_told(Span input, Str *out, Fault *f)
{
    (void)f;
    char limit[32], interval[32];
    Span a = word(&input), b = word(&input);
    (void)snprintf(limit, sizeof limit, "%.*s", SPAN_FMT(a));
    (void)snprintf(interval, sizeof interval, "%.*s", SPAN_FMT(b));
    str_add_format(out, "%.2f", pace_told(limit, interval));
    return true;
}

/* "ATTEMPT LUCK [RETRY-AFTER]" at the second 1000000000 (2001-09-09 01:46:40) gives the wait. */
static bool run_retry(Span input, Str *out, Fault *f)
{
    (void)f;
    static const RetryPolicy policy = {6, 1, 60, 300};
    static const char *const name[] = {[RETRY_WAIT] = "again after", [RETRY_TIRED] = "tired", [RETRY_TOO_LATE] = "too late"};
    double attempt = number(&input), luck = number(&input), wait;
    if (input.len > 0)
        input = span_cut(input, 1, input.len);
    RetryAnswer answer = retry_next(&policy, (int)attempt, input, 1000000000, luck, &wait);
    str_add_format(out, answer == RETRY_TIRED ? "%s" : "%s %.1f", name[answer], wait);
    return true;
}

static Api api_of(Span name)
{
    static const char *const names[] = {"search", "fetch", "europepmc", "crossref", "openalex"};
    for (int i = 0; i < 5; i++)
        if (span_is(name, names[i]))
            return (Api)i;
    ck_abort_msg("no api '%.*s'", SPAN_FMT(name));
}

/* "API STATUS", then the body from the next line. */
static bool run_outcome(Span input, Str *out, Fault *f)
{
    (void)f;
    static const char *const name[] = {"OK", "EMPTY", "RETRY", "FATAL"};
    Api api = api_of(word(&input));
    Reply r = {.status = (int)number(&input)};
    r.body = input.len > 0 ? span_cut(input, 1, input.len) : input;
    Str why = {0};
    Outcome o = outcome_of(api, &r, &why);
    str_add_format(out, "%s%s%s", name[o], why.len > 0 ? ": " : "", why.len > 0 ? why.at : "");
    str_free(&why);
    return true;
}

static bool run_advice(Span input, Str *out, Fault *f)
{
    (void)f;
    static const char *const troubles[] = {"none", "unreachable", "untrusted", "broken", "large", "elsewhere"};
    Advised a = {.key_variable = "THE_KEY"};
    Span trouble = word(&input);
    for (int i = 0; i < 6; i++)
        if (span_is(trouble, troubles[i]))
            a.trouble = (Trouble)i;
    a.outcome = span_is(word(&input), "retry") ? OUTCOME_RETRY : OUTCOME_FATAL;
    a.status = (int)number(&input);
    for (Span w; (w = word(&input)).len > 0;) {
        a.key = a.key || span_is(w, "key");
        a.other_base = a.other_base || span_is(w, "base");
        a.key_variable = span_is(w, "keyless") ? NULL : a.key_variable;
    }
    advice_of(&a, out);
    return true;
}

static bool run_keys(Span input, Str *out, Fault *f)
{
    (void)f;
    Arena a = {0};
    Span key = key_in(input, "THE_KEY", &a);
    str_add(out, key.at == NULL ? SPAN_LIT("none") : key);
    arena_free(&a);
    return true;
}

/* As request.case says; the fields that are selected of whole records are SELECT, and a page has 10. */
static bool run_request(Span input, Str *out, Fault *f)
{
    const char *end = memchr(input.at, '\n', input.len);
    Span head = span_cut(input, 0, (size_t)(end - input.at)), name = word(&head), what = word(&head), ids[8];
    const Source *s = source_find(name);
    SourceQuery q = {.text = span_cut(input, (size_t)(end + 1 - input.at), input.len), .contact = SPAN_LIT("you@example.org")};
    SourceAsk ask = {.ids = ids, .ids_only = span_is(what, "ids"), .rows = 10};
    if (s == NULL)
        return fault(f, FAULT_INPUT, "no source '%.*s'", SPAN_FMT(name));
    q.base = span_of(s->base);
    for (Span w; (w = word(&head)).len > 0;) {
        if (span_begins(w, "since="))
            ask.since = span_cut(w, 6, w.len);
        else if (span_begins(w, "cursor="))
            ask.cursor = span_cut(w, 7, w.len);
        else
            ids[ask.n_ids++] = w;
    }
    Str url = {0}, form = {0};
    s->request(&q, &ask, &url, &form);
    char *select = strstr(url.at, "select=");
    size_t from = select == NULL ? url.len : (size_t)(select - url.at) + 7, n = strcspn(url.at + from, "&");
    bool whole = n > 10;
    str_add_format(out, "%.*s%s%s", (int)from, url.at, whole ? "SELECT" : "", url.at + from + (whole ? n : 0));
    str_add_format(out, "%s%.*s", form.len > 0 ? "\n" : "", (int)form.len, form.len > 0 ? form.at : "");
    str_free(&url);
    str_free(&form);
    return true;
}

static bool run_fields(Span input, Str *out, Fault *f)
{
    (void)f;
    pubmed_no_fields(input, out);
    if (out->len == 0)
        str_add_text(out, "none");
    return true;
}

int main(void)
{
    Suite *suite = suite_create("source");
    cases_add(suite, "pace.case", run_pace);
    cases_add(suite, "retry.case", run_retry);
    cases_add(suite, "told.case", run_told);
    cases_add(suite, "request.case", run_request);
    cases_add(suite, "fields.case", run_fields);
    cases_add(suite, "outcome.case", run_outcome);
    cases_add(suite, "advice.case", run_advice);
    cases_add(suite, "keys.case", run_keys);
    return suite_run(suite);
}
