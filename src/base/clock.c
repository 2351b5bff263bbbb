#include "base/clock.h"

#include <time.h>

double clock_seconds(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

void clock_utc(char out[CLOCK_UTC])
{
    time_t now = time(NULL);
    struct tm t;
    if (gmtime_r(&now, &t) == NULL || strftime(out, CLOCK_UTC, "%Y-%m-%dT%H:%M:%SZ", &t) == 0)
        out[0] = '\0';
}
