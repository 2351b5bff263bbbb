/* xml.h - the door to libxml2: one element with all it holds, as events.
 *
 * No network, no external entity, no declared entity, no recovery, libxml2's own limits on depth and size kept.
 */
#ifndef EVITAB_XML_H
#define EVITAB_XML_H

#include "base/arena.h"
#include "base/fault.h"
#include "base/str.h"

typedef struct XmlAttributes XmlAttributes;

typedef struct {
    void (*start)(void *who, Span name, const XmlAttributes *attributes);
    void (*end)(void *who, Span name);
    void (*text)(void *who, Span text); /* entities decoded; may come in pieces */
} XmlEvents;

/* Makes libxml2 ready; once, before any thread. */
void xml_begin(void);

/* The attribute's value, entities decoded, in `a`; or {NULL}.  Inside `start` only. */
Span xml_attribute(const XmlAttributes *attributes, const char *name, Arena *a);

/* False: FAULT_INPUT; the fault's line is first_line plus the line within `bytes`. */
bool xml_parse(Span bytes, long first_line, const XmlEvents *events, void *who, Fault *f) MUST_USE;

/* Adds the character that a reference ("&#x3BC;") or an entity of HTML ("&plusmn;") stands for that `s` begins with, and returns
 * its bytes; 0: it begins with none. */
size_t xml_entity(Span s, Str *out);

const char *xml_version(void); /* of the library that it was built with */

#endif
