/* sink.h - standard output, with every failure noticed. */
#ifndef EVITAB_SINK_H
#define EVITAB_SINK_H

#include "base/fault.h"
#include "base/span.h"

/* Before the first write: a reader that leaves (`| head`) must not end the program by a signal. */
void sink_begin(void);

/* Writes all of `s` at once.  False: FAULT_OUTPUT; or FAULT_NONE where the reader has left: then all is well, and
 * nobody wants more. */
bool sink_write(Span s, Fault *f) MUST_USE;

#endif
