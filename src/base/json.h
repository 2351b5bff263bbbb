/* json.h - the door to JSON: jansson reads, we write (so that printed digits stay as printed). */
#ifndef EVITAB_JSON_H
#define EVITAB_JSON_H

#include "base/arena.h"
#include "base/fault.h"
#include "base/str.h"

#include <stdint.h>

typedef struct Json Json; /* one object; what it gives out lives in the arena given to json_open */

/* Reads one JSON object; doubled keys are refused.  NULL: FAULT_INPUT with the column. */
Json *json_open(Span text, Fault *f) MUST_USE;
void json_close(Json *j); /* takes NULL */

/* Members of an object: a text, or a whole number as text; {NULL} if absent, null or of another type. */
Span json_text(const Json *j, const char *key, Arena *a);
bool json_is_set(const Json *j, const char *key);
bool json_has(const Json *j, const char *key); /* whatever its value */
bool json_is_empty(const Json *j, const char *key); /* it is there, as null */
/* False: absent, null or of another type. */
bool json_number(const Json *j, const char *key, double *out);
bool json_bool(const Json *j, const char *key, bool *out);
const Json *json_member(const Json *j, const char *key); /* borrowed; NULL: not an object */
size_t json_size(const Json *j); /* how many members it has */
/* The number of elements of a list member (0: absent), and its i-th as object (borrowed) or as text. */
size_t json_count(const Json *j, const char *key);
const Json *json_item(const Json *j, const char *key, size_t i); /* NULL: not an object */
Span json_item_text(const Json *j, const char *key, size_t i, Arena *a);
/* The k-th element of the i-th list in a list of lists. */
Span json_inner_text(const Json *j, const char *key, size_t i, size_t k, Arena *a);

/* Calls `each` for every whole number in the lists that an object's members are, in their order: {"the":[5,57]}. */
void json_each_number(const Json *j, void (*each)(void *who, Span key, int64_t number), void *who);

/* Adds the object, on one line, members in their order, without those named in `omitted` (NULL-ended; NULL: none). */
void json_print(const Json *j, const char *const *omitted, Str *out);

/* Adds `s` as a JSON string with its quotes; NULL is null.  Bytes are UTF-8; control characters are escaped. */
void json_add_string(Str *out, Span s);

const char *json_version(void); /* of the library that reads, as it was built with */

#endif
