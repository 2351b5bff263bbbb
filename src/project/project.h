/* project.h - evitab.yaml: what a project is about. */
#ifndef EVITAB_PROJECT_H
#define EVITAB_PROJECT_H

#include "base/arena.h"
#include "base/fault.h"
#include "base/str.h"
#include "record/record.h"

#define PROJECT_FILE "evitab.yaml"

typedef struct {
    Span name, source; /* source: files, or one of sources.def             */
    bool files;
    SpanList paths;    /* of files                                         */
    Span text;         /* of the others: as their own search reads it      */
} ProjectQuery;

typedef struct {
    Arena arena; /* owns all texts */
    Span name, contact;
    bool all_packs;     /* all that are built in                      */
    SpanList built_in;  /* the names of those that are wanted else    */
    SpanList packs;     /* files                                      */
    ProjectQuery *queries;
    size_t n_queries, max_queries;
} Project;

/* Reads the file's bytes.  False: FAULT_PACK with file, line and column (unknown or doubled keys, wrong values). */
bool project_read(Span yaml, const char *path, Project *out, Fault *f) MUST_USE;
void project_free(Project *p);

/* Adds the commented file of a new project. */
void project_sample(Str *out);

#endif
