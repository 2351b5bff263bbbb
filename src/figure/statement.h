/* statement.h - what a record says of its outcomes without a number, so that a table is not biased to what was quantified. */
#ifndef EVITAB_STATEMENT_H
#define EVITAB_STATEMENT_H

#include "figure/emit.h"

/* Adds a row for each outcome that a note of reach `statement` names (its `label` is the row's kind):
 *   no_difference   said not to differ, not to change or to be NS, where no figure of its sentence but P-values has it
 *   not_reported    an end point that the methods name and no row of `figures` has
 * Only doc, section, start, end, quote, kind, outcome, group, timepoint, concept, basis, pattern and sentence are filled.
 * `figures` may be `out`: only its rows of before the call are looked at. */
void statements_find(const Emitter *e, Cascade *c, const Sentence *sentences, size_t n, const Rows *figures, Rows *out);

#endif
