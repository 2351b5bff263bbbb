/* sentence.h - cuts normalised text into sentences. */
#ifndef EVITAB_SENTENCE_H
#define EVITAB_SENTENCE_H

#include "base/span.h"

/* Says whether `word` (lower case, without its stop: "vs", "et al"'s "al") is an abbreviation after which no sentence ends. */
typedef bool AbbreviationFn(const void *who, Span word);

typedef struct {
    Span text;
    size_t next; /* byte where the next sentence begins */
    AbbreviationFn *is_abbreviation;
    const void *who;
} Sentences;

/* The next sentence, trimmed, as start and end in the text.  False: no more. */
bool sentence_next(Sentences *s, size_t *start, size_t *end);

#endif
