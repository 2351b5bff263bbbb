/* turn.h - whose turn it is to write to a store that is being refreshed.
 *
 * A refresh writes for hours, in many short transactions; who decides wants to write once, and now.  Both wait for SQLite's own
 * lock, but that is given to whoever asks at the right moment.  So who decides takes the turn first, a lock on the project's
 * folder, and a refresh begins no transaction while somebody has it, and ends the one it is in.  The turn also keeps what is
 * appended to decisions.ndjson in the order in which it was committed.
 */
#ifndef EVITAB_STORE_TURN_H
#define EVITAB_STORE_TURN_H

#include "base/fault.h"

typedef struct {
    bool open;
    int folder; /* a descriptor */
} Turn;

/* Nobody's turn yet: the working folder, to be locked.  False: FAULT_STORE.  turn_close in both cases, which also gives it
 * back. */
bool turn_open(Turn *t, Fault *f) MUST_USE;
void turn_close(Turn *t);

enum { TURN_MS = 60000 }; /* that somebody waits for it */

/* Waits until nobody has the turn, and takes it.  False: FAULT_BUSY, after TURN_MS. */
bool turn_take(const Turn *t, Fault *f) MUST_USE;
void turn_give(const Turn *t);

/* Waits until nobody has it, TURN_MS at most: SQLite's own lock is enough. */
void turn_wait(const Turn *t);

/* Whether somebody else has it. */
bool turn_is_taken(const Turn *t);

#endif
