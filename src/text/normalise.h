/* normalise.h - section text as the patterns see it, with the way back to the print.
 *
 * Middle dots between digits become points; the many spaces, dashes, minus and less-than signs one each; zero-width
 * characters and soft hyphens go; private-use input becomes U+FFFD.  Plain text is also joined over line ends ("de-
 * hyphenated") and page breaks; its paragraphs end in a line break, which stays one.
 */
#ifndef EVITAB_NORMALISE_H
#define EVITAB_NORMALISE_H

#include "base/arena.h"
#include "base/span.h"

#include <stdint.h>

typedef struct {
    Span print;          /* as the record holds it                                                 */
    Span text;           /* normalised; in the arena or, where nothing had to change, `print` itself */
    const uint32_t *map; /* text.len + 1 byte offsets into print, rising; NULL: the same offsets      */
} Normal;

Normal normalise(Span print, bool plain, Arena *a);

/* The print's byte offset for byte `at` of the text; an end is the byte after the last one that counts. */
size_t normal_start(const Normal *n, size_t at);
size_t normal_end(const Normal *n, size_t at);

#endif
