/* slot.h - the pace to a host, shared by all processes of this user: a locked file holds the last start given out. */
#ifndef EVITAB_SOURCE_SLOT_H
#define EVITAB_SOURCE_SLOT_H

#include <stdbool.h>

/* Called five times a second while something is waited for, with the seconds to come. */
typedef struct {
    void (*tell)(void *who, double seconds); /* NULL: none */
    void *who;
} SlotWait;

/* What a process did last, whatever the host: the pace, where no file can be had (no folder of our own). */
typedef struct {
    bool any;
    double last; /* start given out */
} SlotOwn;

/* Takes the next start to `host` (a name and port), `interval` seconds behind the last one, and waits for it. */
void slot_take(const char *host, double interval, SlotOwn *own, const SlotWait *w);

/* Waits until the starts that are given out are past: no connection is kept open for longer than a turn takes. */
void slot_near(const char *host, const SlotOwn *own, const SlotWait *w);

/* Nobody of this user starts a request to `host` in the next `seconds`. */
void slot_hold(const char *host, double seconds, SlotOwn *own);

#endif
