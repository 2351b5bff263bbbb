/* doctor.h - what a visit to a source found. */
#ifndef EVITAB_DOCTOR_H
#define EVITAB_DOCTOR_H

#include "project/project.h"
#include "source/advice.h"
#include "source/source.h"

typedef struct {
    const Source *source;
    SourceQuery query;
    HttpReply reply;
    double seconds;       /* that the reply took, with what the pace asks for */
    long ahead;           /* seconds by which our clock is ahead of the server's */
    bool ok, clock_off;   /* clock_off: so much that it matters                */
    Fault fault, keys;    /* of the request; of the file of keys               */
    Str advice;
} Visit;

/* Add what `n` visits found, as lines for reading or as one line of JSON. */
void doctor_text(const Project *p, const Visit *v, int n, Str *out);
void doctor_json(const Project *p, const Visit *v, int n, Str *out);

#endif
