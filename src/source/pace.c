#include "source/pace.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static const double spare = 0.1; /* seconds that one request's way may be longer than another's */

double pace_interval(double per_second)
{
    return (1 + spare) / per_second;
}

double pace_told(const char *limit, const char *interval)
{
    char *end, *unit;
    double n = strtod(limit, &end), seconds = strtod(interval, &unit);
    if (end == limit || *end != '\0' || unit == interval || !(n > 0) || !(seconds > 0) || n > 1e6)
        return 0;
    if (strcmp(unit, "m") == 0)
        seconds *= 60;
    else if (strcmp(unit, "h") == 0)
        seconds *= 60 * 60;
    else if (*unit != '\0' && strcmp(unit, "s") != 0)
        return 0;
    return n / seconds < 1.0 / PACE_APART_MAX ? 1.0 / PACE_APART_MAX : n / seconds;
}

double pace_start(double last, double now, double interval, double ahead_max)
{
    double next = last + interval;
    return next <= now || last > now + ahead_max ? now : next;
}

/* "120", or "Fri, 31 Dec 2027 23:59:59 GMT"; negative: neither. */
static double seconds_of(Span header, int64_t utc)
{
    char text[64];
    if (header.at == NULL || header.len == 0 || header.len >= sizeof text)
        return -1;
    (void)snprintf(text, sizeof text, "%.*s", SPAN_FMT(header));
    char *end;
    double n = strtod(text, &end);
    if (end != text && *end == '\0' && n >= 0 && n < 1e9)
        return n;
    struct tm t = {0};
    end = strptime(text, "%a, %d %b %Y %H:%M:%S GMT", &t);
    if (end == NULL || *end != '\0')
        return -1;
    int64_t at = (int64_t)timegm(&t);
    return at > utc ? (double)(at - utc) : 0;
}

RetryAnswer retry_next(const RetryPolicy *p, int attempt, Span retry_after, int64_t utc, double luck, double *wait)
{
    double own = p->first;
    for (int i = 1; i < attempt && own < p->longest; i++)
        own *= 2;
    own = (own < p->longest ? own : p->longest) * (0.5 + luck);
    double asked = seconds_of(retry_after, utc);
    *wait = asked > own ? asked : own;
    if (asked > p->patient)
        return RETRY_TOO_LATE;
    return attempt < p->attempts ? RETRY_WAIT : RETRY_TIRED;
}
