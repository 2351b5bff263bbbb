/* keys.h - API keys: from the environment, else from a file that nobody else can read.
 *
 * The file is evitab/keys in $XDG_CONFIG_HOME or ~/.config, a NAME=VALUE a line, as systemd's EnvironmentFile.  A key is given to
 * http.h and is neither said nor kept.
 */
#ifndef EVITAB_SOURCE_KEYS_H
#define EVITAB_SOURCE_KEYS_H

#include "base/arena.h"
#include "base/fault.h"

enum { KEYS_FILE_MAX = 64 * 1024 }; /* bytes */

/* The key of that name, in `a`; NULL: there is none.  FAULT_INPUT is noted where the file is there and is not used:
 * others may read or write it, or it cannot be read. */
Span key_find(const char *name, Arena *a, Fault *f);

/* The same of the bytes of such a file. */
Span key_in(Span lines, const char *name, Arena *a);

#endif
