/* labels.h - the groups that a record tells apart by letters or numbers: "group A", "group B"; "arm 1", "arm 2", "arm 3". */
#ifndef EVITAB_LABELS_H
#define EVITAB_LABELS_H

#include "figure/compose.h"

enum { LABELS_MAX = 6 };

typedef struct {
    Span print[LABELS_MAX]; /* as printed first, in the order of the letters or numbers */
    size_t n;               /* 0: none, or not each from the first on, or one of them only once */
} Labels;

Labels labels_find(const Packs *packs, const Sentence *sentences, size_t n);

/* Which of them the words name, "group A patients" too; -1: none. */
int labels_which(const Labels *labels, Span words);

#endif
