/* fragment.h - pieces of HTML or JATS without a root, as Europe PMC, Crossref and OpenAlex give titles and abstracts.  Pure.
 *
 * No XML: "<" before no tag is text ("P<0.05"), ends may be missing, prefixes (jats:, mml:) are undeclared, tags may be escaped.
 */
#ifndef EVITAB_FRAGMENT_H
#define EVITAB_FRAGMENT_H

#include "base/arena.h"
#include "record/record.h"

/* The text of a title: tags dropped as inline.h says, entities decoded, trimmed. */
Span fragment_text(Span fragment, Arena *a);

/* The sections of an abstract: a heading (h1 to h6, title) begins one and is its label, "Abstract" is none; paragraphs go on with
 * the section at hand.  One section without a label is parted at labels in its text.  `r` holds no sections before. */
void fragment_sections(Span fragment, Arena *a, Record *r);

#endif
