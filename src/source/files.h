/* files.h - the files that a project's query names: paths, patterns of the shell, folders (all files in them). */
#ifndef EVITAB_SOURCE_FILES_H
#define EVITAB_SOURCE_FILES_H

#include "base/arena.h"
#include "base/fault.h"
#include "record/record.h"

enum { FILES_MAX = 1 << 20 };

/* Adds the files of `pattern`, relative to the working folder, sorted by byte, each once in *out.  What a pattern does not match
 * is no fault; a path without wildcards is added though it is not there, so that reading it says so.
 * False: FAULT_LIMIT, FAULT_INPUT (a folder cannot be read). */
bool files_find(const char *pattern, SpanList *out, Arena *a, Fault *f) MUST_USE;

/* Sorted by byte, each once. */
void files_sort(SpanList *files);

#endif
