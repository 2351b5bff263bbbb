/* identity.h - which records are one.
 *
 * Each record has a home, the row `record` of its own strongest id (PMID, else DOI, else PMCID, else the id given), for good.
 * Homes that share a weaker id are merged: one points to the other, `merged_into`; what is kept under the last of such a way, the
 * root, is what the project shows.  Nothing else moves, so taking the pointer away undoes it.
 *
 * Weaker ids are tried in this order: DOI, PMCID, the id given, title with first author and year.  Never are two merged of which
 * both have PMIDs and none in common; by what is weaker than a DOI, of which both have DOIs and none in common; by title, unless
 * one of them has neither, the title has TITLE_WORDS words or more, no other record could be meant, and not one of them only is a
 * preprint; and never what somebody took apart.  An id given in RIS, where it may be a mere count, wants the same title too.
 */
#ifndef EVITAB_STORE_IDENTITY_H
#define EVITAB_STORE_IDENTITY_H

#include "store/store.h"

enum { TITLE_WORDS = 6 };

/* The ids that records are merged by, the strongest first. */
typedef enum { BY_DOI, BY_PMCID, BY_GIVEN, BY_TITLE, N_WAYS } Way;

typedef struct {
    Span by[N_WAYS]; /* NULL: it has none; of BY_TITLE the year, which counts with `work`                      */
    Span work;       /* title and first author: what may be the same work, for links; NULL: one of them is not there */
} Names;

Names names_of(const Record *r, Arena *a);

/* The home of a record; NULL: there is none yet. */
Span home_find(Store *s, const SourceFile *file, const Found *found, const Names *names);

/* The ids of a record, under its home; beside them, as links to others: `update` of preprints, `erratum` and `concern` of what
 * came after it.  Returns whether one of these two is new. */
bool ids_put(Store *s, const Record *r, const Names *names, Span home);

/* Nothing that is there has to do with a record without a home: no other record has an id that it could be merged by, none bears
 * its name, and nobody decided of it before it came. */
bool identity_is_alone(Store *s, const Record *r, const Names *names);

/* The record that `uid` was merged into, in the end; itself if not. */
Span root_of(Store *s, Span uid);

/* The home that a PMID, DOI, PMCID, id given or uid names; NULL: none. */
Span home_named(Store *s, Span name);

/* All homes that have this id (type: pmid, doi, pmcid, given), in `a`. */
SpanList homes_by_id(Store *s, const char *type, Span value, Arena *a);

/* Merges the home of `found` with those it is the same as; returns whether there was one.  What is in force has then to be asked
 * again. */
bool identity_unite(Store *s, const Found *found, const Names *names, Span home);

#endif
