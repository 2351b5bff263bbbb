#include "base/progress.h"

#include "base/clock.h"

#include <stdio.h>
#include <unistd.h>

static const double first_after = 0.5, then_every = 0.2; /* seconds */

void progress_begin(Progress *p, bool wanted)
{
    *p = (Progress){.on = wanted && isatty(STDERR_FILENO) && !isatty(STDOUT_FILENO)};
    if (p->on)
        p->start = p->last = clock_seconds();
}

static void show_left(double seconds, uint64_t bytes, uint64_t total)
{
    if (total == 0 || bytes == 0 || bytes > total)
        return;
    double left = seconds * (double)(total - bytes) / (double)bytes;
    fprintf(stderr, ", %d %%, %d:%02d left", (int)(100 * bytes / total), (int)left / 60, (int)left % 60);
}

void progress_show(Progress *p, long records, uint64_t bytes, uint64_t total)
{
    if (!p->on)
        return;
    double now = clock_seconds(), seconds = now - p->start;
    if (seconds < first_after || now - p->last < then_every)
        return;
    p->last = now;
    p->shown = true;
    fprintf(stderr, "\r\033[K%ld records, %.0f a second", records, (double)records / seconds);
    show_left(seconds, bytes, total);
    fflush(stderr);
}

void progress_clear(Progress *p)
{
    if (p->shown)
        fputs("\r\033[K", stderr);
    p->shown = false;
}
