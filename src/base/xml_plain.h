/* xml_plain.h - XML without anything seldom, read by our own hand; whatever else is libxml2's (xml.h).
 *
 * Elements and attributes with ASCII names, text, the five entities of XML and numbered ones.  Of a record without authors,
 * headings and references libxml2 takes more to make its parser than to read: extract takes 8 % less CPU with this.
 */
#ifndef EVITAB_XML_PLAIN_H
#define EVITAB_XML_PLAIN_H

#include "base/xml.h"

typedef struct {
    Span name, value;
} PlainAttribute;

/* Those of an element, as libxml2 gives them or as we do. */
struct XmlAttributes {
    const unsigned char **at; /* libxml2's five pointers an attribute */
    const PlainAttribute *plain; /* NULL: libxml2's */
    int n;
};

/* Gives the events that xml_parse would; `bytes`, which are valid UTF-8, must outlive the names given.  False: something in it is
 * seldom, or not well formed: some events may have been given, and xml_parse is to be asked. */
bool xml_plain(Span bytes, const XmlEvents *events, void *who) MUST_USE;

#endif
