#include "store/turn.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

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

/* A file system that locks no folder leaves it to SQLite alone. */
static bool lock(const Turn *t, int how)
{
    int rc;
    while ((rc = flock(t->folder, how)) != 0 && errno == EINTR)
        ;
    return rc == 0;
}

void turn_take(const Turn *t)
{
    (void)lock(t, LOCK_EX);
}

void turn_give(const Turn *t)
{
    (void)lock(t, LOCK_UN);
}

void turn_wait(const Turn *t)
{
    (void)lock(t, LOCK_SH);
    (void)lock(t, LOCK_UN);
}

bool turn_is_taken(const Turn *t)
{
    bool taken = !lock(t, LOCK_SH | LOCK_NB) && errno == EWOULDBLOCK;
    if (!taken)
        (void)lock(t, LOCK_UN);
    return taken;
}
