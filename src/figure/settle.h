/* settle.h - what arithmetic decides of a figure: whether a dash before it is a minus, whose counts stand behind its group. */
#ifndef EVITAB_FIGURE_SETTLE_H
#define EVITAB_FIGURE_SETTLE_H

#include "figure/mention.h"

/* Reads the numbers of the copy's figures once more; `text` is the normalised section. */
void figures_settle(const Copy *copy, Span text, Arena *arena);

#endif
