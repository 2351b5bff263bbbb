/* json.h - the door to JSON: jansson reads, we write (so that printed digits stay as printed). */
#ifndef EVITAB_JSON_H
#define EVITAB_JSON_H

#include "base/str.h"

/* Adds `s` as a JSON string with its quotes; NULL is null.  Bytes are UTF-8; control characters are escaped. */
void json_add_string(Str *out, Span s);

#endif
