/* pace.h - when the next request to a host may start, and when one that failed may be tried again.
 *
 * Pure: every time is an argument, in seconds of a clock that never runs backwards; luck is one too.
 */
#ifndef EVITAB_SOURCE_PACE_H
#define EVITAB_SOURCE_PACE_H

#include "base/span.h"

#include <stdint.h>

/* Starts that are kept this far apart, in seconds, are never more than `per_second` in any second where they arrive, though
 * their ways take up to a tenth of a second more or less. */
double pace_interval(double per_second);

enum { PACE_APART_MAX = 60 }; /* seconds between two starts: no header makes us wait longer */

/* Requests a second that a source allows, as the headers X-Rate-Limit-Limit ("50") and -Interval ("1s", "1m", "1h"; no unit:
 * seconds) tell; 0: they tell nothing. */
double pace_told(const char *limit, const char *interval);

/* When a request asked for at `now` may start, where `last` is the start given to the one before (by whatever process; it may
 * lie ahead).  A `last` more than `ahead_max` ahead is of a clock that began anew, and counts for nothing. */
double pace_start(double last, double now, double interval, double ahead_max);

typedef struct {
    int attempts;   /* in all, the first one too                                     */
    double first;   /* wait after the first attempt; doubled after each, plus or minus half by luck */
    double longest; /* of our own waits                                              */
    double patient; /* the longest wait that a server may ask for                    */
} RetryPolicy;

typedef enum {
    RETRY_WAIT,    /* again, after *wait seconds                   */
    RETRY_TIRED,   /* all attempts are made                        */
    RETRY_TOO_LATE /* the server asks for more than policy.patient; *wait says how much */
} RetryAnswer;

/* After attempt number `attempt` (from 1) failed.  `retry_after`: the header, seconds or a date of HTTP; NULL none; one that
 * cannot be read counts as none.  `utc`: seconds since 1970.  `luck`: 0 to 1. */
RetryAnswer retry_next(const RetryPolicy *p, int attempt, Span retry_after, int64_t utc, double luck, double *wait);

#endif
