/* emit.h - linked mentions to rows: print, offsets in code points, canonical names. */
#ifndef EVITAB_EMIT_H
#define EVITAB_EMIT_H

#include "figure/arms.h"
#include "figure/row.h"

/* A place that was counted last: the next one is seldom far from it. */
typedef struct {
    const Normal *in;
    size_t byte;
    int32_t points; /* code points before it */
} PlaceCursor;

typedef struct {
    const Packs *packs;
    const Record *record;
    const Abbreviations *abbreviations;
    const Arms *arms;
    Arena *arena;
    PlaceCursor *cursor; /* {0} at first */
} Emitter;

/* Adds the rows of one sentence, in the order of their place. */
void sentence_emit(const Emitter *e, const Sentence *s, Rows *out);

/* For rows without a number: where the words stand (doc, section, start, end, quote, sentence, basis); their text with
 * abbreviations spelled out; and as printed.  {NULL} for no words. */
void emit_place(const Emitter *e, const Sentence *s, Words w, Row *r);
Span emit_name(const Emitter *e, const Sentence *s, Words w);
Span emit_print(const Sentence *s, Words w);

/* Keys, repeats: what needs all rows of the record, sorted. */
void rows_finish(const Emitter *e, Rows *rows);

#endif
