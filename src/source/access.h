/* access.h - where a source is asked, and as whom. */
#ifndef EVITAB_ACCESS_H
#define EVITAB_ACCESS_H

#include "source/source.h"

/* `bases` is what --base-url gave, or NULL.  The address that it has for the source, else the usual one; the contact; the key.
 * A fault is noted where a file of keys is not used, and the key is NULL then. */
SourceQuery access_query(const char *bases, const Source *s, Span contact, Span text, Arena *a, Fault *f);

/* False: an item of `bases` names no source; such a one would be asked at its usual address. */
bool access_bases(const char *bases, Fault *f);

/* How we name ourselves: "evitab/1.2.3 (mailto:you@example.org)". */
Span access_agent(Span contact, Arena *a);

/* What is waited for, as the progress line says it. */
const char *access_wait(HttpWait what);

/* How many times faster than a public server that address is asked: for tests, and only where the server is on this machine. */
double access_hurry(Span base);

#endif
