#include "base/progress.h"

#include "base/clock.h"
#include "base/str.h"

#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

static const double first_after = 0.5, then_every = 0.2; /* seconds */
enum { PROGRESS_WIDTH = 79 };                               /* where the terminal does not tell its own */

void progress_begin(Progress *p, bool wanted, bool rows)
{
    *p = (Progress){.lock = PTHREAD_MUTEX_INITIALIZER, .on = wanted && isatty(STDERR_FILENO) && !(rows && isatty(STDOUT_FILENO))};
    if (p->on)
        p->start = p->part = p->last = clock_seconds();
}

/* All below with the lock. */

static void add_left(const Progress *p, double seconds, Str *line)
{
    if (p->total == 0 || p->bytes == 0 || p->bytes > p->total)
        return;
    double left = seconds * (double)(p->total - p->bytes) / (double)p->bytes;
    str_add_format(line, ", %d %%, %d:%02d left", (int)(100 * p->bytes / p->total), (int)left / 60, (int)left % 60);
}

/* What of the line the terminal has room for: one that went on in the next row would not be cleared. */
static int room(void)
{
    struct winsize size;
    return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 1 ? size.ws_col - 1 : PROGRESS_WIDTH;
}

static void show(Progress *p)
{
    double now = clock_seconds(), seconds = now - p->start;
    if (seconds < first_after || now - p->last < then_every)
        return;
    p->last = now;
    p->shown = true;
    Str line = {0};
    if (p->requests > 0)
        str_add_format(&line, "%ld request%s, ", p->requests, p->requests == 1 ? "" : "s");
    if (p->requests > 0 || p->records > 0 || p->waits == NULL)
        str_add_format(&line, "%ld records", p->records);
    if (p->waits == NULL) /* there is no room for both in 80 columns */
        str_add_format(&line, ", %.0f a second", (double)p->records / seconds);
    add_left(p, now - p->part, &line);
    if (p->waits != NULL)
        str_add_format(&line, "%swaits for %s, %.0f s", line.len > 0 ? "; " : "", p->waits, p->wait_seconds);
    fprintf(stderr, "\r\033[K%.*s", (int)line.len < room() ? (int)line.len : room(), line.at);
    fflush(stderr);
    str_free(&line);
}

static void clear(Progress *p)
{
    if (p->shown)
        fputs("\r\033[K", stderr);
    p->shown = false;
}

void progress_part(Progress *p)
{
    (void)pthread_mutex_lock(&p->lock);
    p->part = p->on ? clock_seconds() : 0;
    p->bytes = p->total = 0;
    (void)pthread_mutex_unlock(&p->lock);
}

void progress_show(Progress *p, long records, uint64_t bytes, uint64_t total)
{
    if (!p->on)
        return;
    (void)pthread_mutex_lock(&p->lock);
    p->records = records;
    p->bytes = bytes;
    p->total = total;
    show(p);
    (void)pthread_mutex_unlock(&p->lock);
}

void progress_wait(Progress *p, const char *for_what, double seconds)
{
    if (!p->on)
        return;
    (void)pthread_mutex_lock(&p->lock);
    p->waits = for_what;
    p->wait_seconds = seconds;
    show(p);
    (void)pthread_mutex_unlock(&p->lock);
}

void progress_request(Progress *p)
{
    (void)pthread_mutex_lock(&p->lock);
    p->requests++;
    p->waits = NULL;
    (void)pthread_mutex_unlock(&p->lock);
}

void progress_clear(Progress *p)
{
    (void)pthread_mutex_lock(&p->lock);
    clear(p);
    (void)pthread_mutex_unlock(&p->lock);
}

void progress_say(Progress *p, const char *text, size_t n)
{
    (void)pthread_mutex_lock(&p->lock);
    clear(p);
    (void)fwrite(text, 1, n, stderr);
    (void)pthread_mutex_unlock(&p->lock);
}
