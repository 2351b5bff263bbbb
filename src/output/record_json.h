/* record_json.h - a record as one JSON line, which the JSON lines reader takes back whole. */
#ifndef EVITAB_RECORD_JSON_H
#define EVITAB_RECORD_JSON_H

#include "base/str.h"
#include "record/record.h"

/* "id", "title" and "sections" always; the rest where the record has it. */
void record_json(const Record *r, Str *out);

#endif
