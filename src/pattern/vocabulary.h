/* vocabulary.h - words that packs know: concepts of outcomes with their names, and word lists; one table of lower-case texts.
 *
 * Readers find them by packs_term, packs_has and packs_concept (pattern.h). */
#ifndef EVITAB_VOCABULARY_H
#define EVITAB_VOCABULARY_H

#include "pattern/pattern.h"
#include "pattern/shape.h"

/* The term with this lower-case text (it must outlive the packs), made where there is none. */
Term *term_put(Packs *p, Span text);

/* Puts the term on a list. */
void term_list(Packs *p, Term *t, WordList list);

/* Adds the concepts of a pack's `vocabulary`.  A name that an earlier pack gave to another concept goes to the new one.
 * False: FAULT_PACK; a concept without `concept` or `label`, an unknown polarity or counts_death, one name for two concepts of
 * the same pack, a complement, parent or part that no concept is called. */
bool vocabulary_read(Packs *p, const YamlNode *list, Fault *f) MUST_USE;

#endif
