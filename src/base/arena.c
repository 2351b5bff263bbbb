#include "base/arena.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* An abstract with its figures takes some 50 KB: one block is the rule. */
enum { BLOCK_BYTES = 128 * 1024, ALIGN = _Alignof(max_align_t) };

struct ArenaBlock {
    ArenaBlock *older;
    size_t used, size;
    _Alignas(max_align_t) char bytes[];
};

_Noreturn void out_of_memory(void)
{
    (void)fputs("evitab: out of memory\n", stderr);
    exit(5);
}

static ArenaBlock *block_new(ArenaBlock *older, size_t least)
{
    size_t size = least > BLOCK_BYTES ? least : BLOCK_BYTES;
    ArenaBlock *b = malloc(sizeof *b + size);
    if (b == NULL)
        out_of_memory();
    b->older = older;
    b->used = 0;
    b->size = size;
    return b;
}

void *arena_room(Arena *a, size_t size)
{
    assert(size < (size_t)1 << 30); /* every input has a limit far below */
    size = (size + ALIGN - 1) / ALIGN * ALIGN;
    if (a->blocks == NULL || a->blocks->size - a->blocks->used < size)
        a->blocks = block_new(a->blocks, size);
    void *at = a->blocks->bytes + a->blocks->used;
    a->blocks->used += size;
    return at;
}

void *arena_take(Arena *a, size_t size)
{
    return memset(arena_room(a, size), 0, size);
}

bool arena_holds(const Arena *a, const void *at)
{
    uintptr_t p = (uintptr_t)at;
    for (const ArenaBlock *b = a->blocks; b != NULL; b = b->older)
        if (p >= (uintptr_t)b->bytes && p - (uintptr_t)b->bytes < b->used)
            return true;
    return false;
}

Span arena_copy(Arena *a, Span s)
{
    if (s.at == NULL)
        return s;
    char *at = arena_room(a, s.len + 1);
    memcpy(at, s.at, s.len);
    at[s.len] = '\0';
    return (Span){at, s.len};
}

Span arena_format(Arena *a, const char *format, ...)
{
    char small[256];
    va_list ap;
    va_start(ap, format);
    int n = vsnprintf(small, sizeof small, format, ap);
    va_end(ap);
    assert(n >= 0);
    if ((size_t)n < sizeof small)
        return arena_copy(a, (Span){small, (size_t)n});
    char *at = arena_room(a, (size_t)n + 1);
    va_start(ap, format);
    (void)vsnprintf(at, (size_t)n + 1, format, ap);
    va_end(ap);
    return (Span){at, (size_t)n};
}

void *arena_push(Arena *a, void *at, size_t *n, size_t *max, size_t size)
{
    char **array = at;
    if (*n == *max) {
        size_t more = *max == 0 ? 8 : *max * 2;
        char *grown = arena_room(a, more * size);
        if (*n > 0)
            memcpy(grown, *array, *n * size);
        *array = grown;
        *max = more;
    }
    char *new_one = *array + *n * size;
    (*n)++;
    return memset(new_one, 0, size);
}

/* Keeps one block of the usual size, so that the next record costs no malloc, and gives the rest
 * back, so that one huge record is not paid for all day. */
void arena_reset(Arena *a)
{
    ArenaBlock *keep = NULL;
    while (a->blocks != NULL) {
        ArenaBlock *b = a->blocks;
        a->blocks = b->older;
        if (keep == NULL && b->size == BLOCK_BYTES)
            keep = b;
        else
            free(b);
    }
    if (keep != NULL) {
        keep->older = NULL;
        keep->used = 0;
    }
    a->blocks = keep;
}

void arena_free(Arena *a)
{
    while (a->blocks != NULL) {
        ArenaBlock *older = a->blocks->older;
        free(a->blocks);
        a->blocks = older;
    }
}
