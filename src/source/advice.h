/* advice.h - what to do about a source that does not answer as it should.  Pure. */
#ifndef EVITAB_SOURCE_ADVICE_H
#define EVITAB_SOURCE_ADVICE_H

#include "source/http.h"

typedef struct {
    Trouble trouble;
    Outcome outcome;          /* RETRY or FATAL                              */
    int status;               /* 0: no reply came                            */
    const char *key_variable; /* where its key would stand; NULL: it has none */
    bool key;                 /* one was sent                                */
    bool other_base;          /* --base-url was given                        */
} Advised;

/* Adds a sentence. */
void advice_of(const Advised *a, Str *out);

#endif
