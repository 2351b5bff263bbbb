/* parse.h - the formats: one raw record each to records.  Called by record_parse alone. */
#ifndef EVITAB_PARSE_H
#define EVITAB_PARSE_H

#include "input/reader.h"

bool pubmed_parse(const RawRecord *raw, ParseDepth depth, Arena *a, Record **out, size_t *n, Fault *f) MUST_USE;
bool jats_parse(const RawRecord *raw, Arena *a, Record **out, size_t *n, Fault *f) MUST_USE;
bool nbib_parse(const RawRecord *raw, Arena *a, Record **out, size_t *n, Fault *f) MUST_USE;
bool ris_parse(const RawRecord *raw, Arena *a, Record **out, size_t *n, Fault *f) MUST_USE;
bool jsonl_parse(const RawRecord *raw, Arena *a, Record **out, size_t *n, Fault *f) MUST_USE;
bool europepmc_parse(const RawRecord *raw, Arena *a, Record **out, size_t *n, Fault *f) MUST_USE;
bool crossref_parse(const RawRecord *raw, Arena *a, Record **out, size_t *n, Fault *f) MUST_USE;
bool openalex_parse(const RawRecord *raw, Arena *a, Record **out, size_t *n, Fault *f) MUST_USE;
bool plain_parse(const RawRecord *raw, Arena *a, Record **out, size_t *n, Fault *f) MUST_USE;

#endif
