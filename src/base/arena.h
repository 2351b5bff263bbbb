/* arena.h - memory with one owner and one end.
 *
 * All that is read or found while one record is worked on lives in one arena and ends together at
 * arena_reset().  Nothing in it is freed alone.  Never NULL: a batch program without memory ends
 * with a sentence, and what it wrote before stands.
 */
#ifndef EVITAB_ARENA_H
#define EVITAB_ARENA_H

#include "base/span.h"

#include <stdbool.h>

typedef struct ArenaBlock ArenaBlock;

typedef struct {
    ArenaBlock *blocks; /* newest first; {0} is empty and ready */
} Arena;

void *arena_take(Arena *a, size_t size);            /* zeroed, aligned for every type        */
void *arena_room(Arena *a, size_t size);            /* the same, not zeroed: for bytes that are written at once */
Span arena_copy(Arena *a, Span s);                  /* a private, NUL-ended copy; NULL stays */
bool arena_holds(const Arena *a, const void *at);    /* whether it points into the arena      */
Span arena_format(Arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));
void arena_reset(Arena *a);                         /* ends every pointer; keeps one block   */
void arena_free(Arena *a);                          /* ends every pointer; keeps nothing     */

/* One more element for the array `*at` of `*n` elements of `size` bytes, doubled when it is full; returns the new,
 * zeroed one.  The old array stays in the arena: fit for lists of one record. */
void *arena_push(Arena *a, void *at, size_t *n, size_t *max, size_t size);

/* What ends the program when the heap is exhausted; shared by all that allocates. */
_Noreturn void out_of_memory(void);

#endif
