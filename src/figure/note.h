/* note.h - what a sentence, and the record, say of a figure beside its number: by which model, among whom, against what.
 *
 * A note is a pattern of the packs over a sentence's last copy (`notes:`).  What it sets, and the words it captures, go to
 * the figures that it reaches and whose kind has such a field; a figure with several notes for one field takes the nearest.
 *   figure    those that it captures
 *   near      the next figure of its clause, else the one before
 *   ahead     those behind it in its clause
 *   clause    all of its clause: to a semicolon, or a word of the packs' `opens`
 *   sentence  all of its sentence
 *   record    all of the record that nothing nearer told; a rule has to ask for it (rule.h)
 *   statement no figure: it says something without a number (statement.h)
 */
#ifndef EVITAB_NOTE_H
#define EVITAB_NOTE_H

#include "figure/arms.h"

enum { RECORD_NOTES_MAX = 32 };

typedef struct {
    const Pattern *at[RECORD_NOTES_MAX]; /* each once, in the order in which they were found */
    size_t n;
} RecordNotes;

/* Fills the open fields of the figures from the notes of their sentences, and lists what holds for the record. */
void figures_note(Cascade *c, Sentence *sentences, size_t n, RecordNotes *out);

/* What the record's notes set for a figure of this kind, or NULL. */
const char *record_says(const RecordNotes *notes, Setting s, Span kind);

#endif
