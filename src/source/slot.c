#include "source/slot.h"

#include "base/clock.h"
#include "source/pace.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static const double ahead_max = 900; /* seconds; more than any wait that is kept */
static const double tell_every = 0.2;
static const double long_ago = -1e9;

enum { PATH_BYTES = 512 };

/* The folder is ours, and nobody else may write there: in /tmp anybody may have made one of its name. */
static bool folder_of(char path[PATH_BYTES])
{
    const char *runtime = getenv("XDG_RUNTIME_DIR");
    int n = runtime != NULL && runtime[0] == '/' ? snprintf(path, PATH_BYTES, "%s/evitab", runtime)
                                                 : snprintf(path, PATH_BYTES, "/tmp/evitab-%u", (unsigned)getuid());
    struct stat s;
    if (n >= PATH_BYTES)
        return false;
    (void)mkdir(path, 0700);
    return lstat(path, &s) == 0 && S_ISDIR(s.st_mode) && s.st_uid == getuid() && (s.st_mode & 0022) == 0;
}

/* The locked file of a host; -1: none can be had. */
static int slot_open(const char *host)
{
    char folder[PATH_BYTES], path[2 * PATH_BYTES], name[128];
    size_t n = 0;
    for (; host[n] != '\0' && n < sizeof name - 1; n++)
        name[n] = strchr("/[]", host[n]) != NULL ? '_' : host[n];
    name[n] = '\0';
    if (!folder_of(folder))
        return -1;
    (void)snprintf(path, sizeof path, "%s/%s.pace", folder, name);
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd >= 0 && flock(fd, LOCK_EX) != 0) {
        (void)close(fd);
        fd = -1;
    }
    return fd;
}

static double last_start(int fd)
{
    double last;
    if (fd < 0 || pread(fd, &last, sizeof last, 0) != (ssize_t)sizeof last || !(last >= 0))
        return long_ago;
    return last;
}

static void wait_until(double start, const SlotWait *w)
{
    double left;
    while ((left = start - clock_seconds()) > 0) {
        if (w->tell != NULL) {
            w->tell(w->who, left);
            left = left < tell_every ? left : tell_every;
        }
        struct timespec t = {(time_t)left, (long)((left - (double)(time_t)left) * 1e9)};
        (void)nanosleep(&t, NULL);
    }
}

static double own_last(const SlotOwn *own)
{
    return own->any ? own->last : long_ago;
}

static void note(int fd, SlotOwn *own, double start)
{
    *own = (SlotOwn){true, start};
    if (fd >= 0 && pwrite(fd, &start, sizeof start, 0) == (ssize_t)sizeof start)
        (void)close(fd); /* and the lock is gone */
    else if (fd >= 0)
        (void)close(fd);
}

void slot_take(const char *host, double interval, SlotOwn *own, const SlotWait *w)
{
    int fd = slot_open(host);
    double start = pace_start(fd < 0 ? own_last(own) : last_start(fd), clock_seconds(), interval, ahead_max);
    note(fd, own, start);
    wait_until(start, w);
}

void slot_near(const char *host, const SlotOwn *own, const SlotWait *w)
{
    int fd = slot_open(host);
    double last = fd < 0 ? own_last(own) : last_start(fd), now = clock_seconds();
    if (fd >= 0)
        (void)close(fd);
    wait_until(last < now + ahead_max ? last : now, w);
}

void slot_hold(const char *host, double seconds, SlotOwn *own)
{
    int fd = slot_open(host);
    double now = clock_seconds(), until = now + (seconds < ahead_max ? seconds : ahead_max), last = last_start(fd);
    note(fd, own, last > until && last < now + ahead_max ? last : until);
}
