/* anchor.h - what a figure's key is made of: things that outlive formats, packs and splitters.
 *
 * The record's id, the figure's number text, the five words before and after it (letters and digits of ASCII in lower
 * case, across the borders of sentences, sections and labels), and the how-manieth such place of the record.
 */
#ifndef EVITAB_ANCHOR_H
#define EVITAB_ANCHOR_H

#include "base/arena.h"
#include "figure/row.h"
#include "record/record.h"

/* Gives each row of `record` its key; `uid` is the id that the record is kept under.  Rows stand by section, start, end. */
void rows_anchor(Span uid, const Record *record, Rows *rows, Arena *a);

/* `f` and 16 letters, so that no spreadsheet reads a key as a number. */
Span key_print(uint64_t h, Arena *a);

#endif
