/* change_kind.h - what can happen to a record or a figure from one run to the next: change.def as C has it. */
#ifndef EVITAB_STORE_CHANGE_KIND_H
#define EVITAB_STORE_CHANGE_KIND_H

#include <stdbool.h>

typedef enum {
#define CHANGE(of, word, counted, heading) CHANGE_##of##_##word,
#include "store/change.def"
#undef CHANGE
    N_CHANGE_KINDS
} ChangeKind;

typedef struct {
    bool figure; /* else of a record */
    const char *of, *word, *counted, *heading;
} ChangeWords;

extern const ChangeWords change_words[N_CHANGE_KINDS];

#endif
