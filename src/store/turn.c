#include "store/turn.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

enum { TURN_NAP_MS = 5 };

bool turn_open(Turn *t, Fault *f)
{
    t->folder = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    t->open = t->folder >= 0;
    return t->open || fault(f, FAULT_STORE, "%s", strerror(errno));
}

void turn_close(Turn *t)
{
    if (t->open)
        (void)close(t->folder);
    t->open = false;
}

/* A file system that locks no folder leaves it to SQLite alone.  False: somebody had it all the time. */
static bool lock(const Turn *t, int how)
{
    const struct timespec nap = {.tv_nsec = TURN_NAP_MS * 1000000L};
    for (int waited = 0; flock(t->folder, how | LOCK_NB) != 0; waited += TURN_NAP_MS) {
        if (errno != EINTR && errno != EWOULDBLOCK)
            return true;
        if (waited >= TURN_MS)
            return false;
        (void)nanosleep(&nap, NULL);
    }
    return true;
}

bool turn_take(const Turn *t, Fault *f)
{
    return lock(t, LOCK_EX) ||
           fault(f, FAULT_BUSY, "somebody has been deciding here for %d seconds, or is stopped at it", TURN_MS / 1000);
}

void turn_give(const Turn *t)
{
    (void)flock(t->folder, LOCK_UN);
}

void turn_wait(const Turn *t)
{
    if (lock(t, LOCK_SH))
        turn_give(t);
}

bool turn_is_taken(const Turn *t)
{
    bool taken = flock(t->folder, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    if (!taken)
        turn_give(t);
    return taken;
}
