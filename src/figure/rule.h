/* rule.h - fields that a rule supplies where the figure's own sentence is silent; each is named in `inferred`. */
#ifndef EVITAB_RULE_H
#define EVITAB_RULE_H

#include "figure/arms.h"
#include "figure/note.h"
#include "figure/row.h"

/* The rows of one record, emitted; `notes` are the record's.  Fills what is null:
 *   estimator     n/N that gives the percentage is crude; n/N that does not, beside a horizon, is Kaplan-Meier; else, for a
 *                 percentage at a horizon or a median of a time to an event, what the record's methods say
 *   among, time_zero   those of the concept
 *   time_role     a percentage with an event, or free of it, "at 5 years" is one at a horizon
 *   model, adjusted, analysis_set   what the record's methods say
 *   role, subgroup, site   from the words of the group and the arms
 *   scale         "-fold" and what has a unit of its own
 * and makes +/- behind a Kaplan-Meier percentage a standard error, % of a difference percentage points. */
void rows_rule(const Packs *packs, const Arms *arms, const RecordNotes *notes, Rows *rows, Arena *a);

#endif
