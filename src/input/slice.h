/* slice.h - where in a PubMed or JATS XML document one record ends and the next begins.  Pure.
 *
 * Only the document's own frame is read here: declaration, DOCTYPE, root, and the tags of whole records; what stands inside
 * a record is libxml2's.  Comments and CDATA sections are stepped over, so that a tag inside them ends nothing.
 */
#ifndef EVITAB_SLICE_H
#define EVITAB_SLICE_H

#include "base/span.h"

typedef struct {
    bool in_root, after_root;
    bool single; /* the root is one record, without a set */
    bool jats;   /* the records are JATS articles         */
    size_t seen; /* bytes of the record at hand that hold no end */
} XmlPlace;

typedef enum {
    SLICE_RECORD, /* the first *n bytes are a record                       */
    SLICE_SKIP,   /* the first *n bytes are none: drop them                */
    SLICE_MORE,   /* more bytes are needed                                 */
    SLICE_END,    /* the document is whole                                 */
    SLICE_BAD,    /* *why says what is wrong at byte *n                    */
} Slice;

/* `text` begins where the last call's *n ended; `end`: no more bytes will come. */
Slice slice_next(XmlPlace *place, Span text, bool end, size_t *n, const char **why);

#endif
