/* sink.h - standard output, with every failure noticed. */
#ifndef EVITAB_SINK_H
#define EVITAB_SINK_H

#include "base/fault.h"
#include "base/str.h"

enum { SINK_PART = 1 << 16 }; /* bytes that are worth a call */

/* Before the first write: a reader that leaves (`| head`) must not end the program by a signal. */
void sink_begin(void);

/* Writes all of `s` at once.  False: FAULT_OUTPUT; or FAULT_NONE where the reader has left: then all is well, and
 * nobody wants more. */
bool sink_write(Span s, Fault *f) MUST_USE;

/* What comes together bit by bit: writes it and leaves nothing of it, once it has SINK_PART bytes.  False: as sink_write. */
bool sink_part(Str *out, Fault *f) MUST_USE;

#endif
