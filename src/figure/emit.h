/* emit.h - linked mentions to rows: print, offsets in code points, canonical names. */
#ifndef EVITAB_EMIT_H
#define EVITAB_EMIT_H

#include "figure/compose.h"
#include "figure/row.h"

typedef struct {
    const Packs *packs;
    const Record *record;
    const Abbreviations *abbreviations;
    Arena *arena;
} Emitter;

/* Adds the rows of one sentence, in the order of their place. */
void sentence_emit(const Emitter *e, const Sentence *s, Rows *out);

/* Keys, repeats: what needs all rows of the record, sorted. */
void rows_finish(const Emitter *e, Rows *rows);

#endif
