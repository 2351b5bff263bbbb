/* change.h - what runs changed, for reading and as JSON. */
#ifndef EVITAB_OUTPUT_CHANGE_H
#define EVITAB_OUTPUT_CHANGE_H

#include "base/str.h"
#include "store/changes.h"

/* A line: record or figure, what, uid; then the title, or the figure's key, what it says, and what differs ("value: 0.71 ->
 * 0.72"). */
void change_line(const Change *c, Str *out);
/* review, what happened to a record that is included, uid, title. */
void troubled_line(const Troubled *t, Str *out);

/* One JSON object, without a line end: "of", "change", "uid"; of a record "old" and "new" with "title", of a figure "key", then
 * "old" and "new" with the columns of a row; of what was merged or parted "with"; "differs" has the columns that a reader would
 * call different. */
void change_json(const Change *c, Str *out);

/* The same of what waits for somebody: "of" is review, "change" waiting (with "records", how many) or what happened to a record
 * that is included; behind `before`, with a line end where that is empty. */
void waiting_json(long records, const char *before, Str *out);
void troubled_json(const Troubled *t, const char *before, Str *out);

#endif
