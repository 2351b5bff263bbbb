/* subject.h - what a clause is about: the outcome that it names before a figure, in the bytes of the copy. */
#ifndef EVITAB_SUBJECT_H
#define EVITAB_SUBJECT_H

#include "figure/predicate.h"

/* Where the clause of byte `at` begins: behind a semicolon or colon, or a word that opens another one. */
size_t subject_begin(const Packs *packs, const Copy *c, size_t at);

/* The bracket in which byte `at` stands; SIZE_MAX: none. */
size_t subject_bracket(const Copy *c, size_t at);

/* What the clause from byte `begin` is about, before byte `at`: what its verb changes, the phrase that it begins with, or that in
 * which it says that groups differ; end 0: none of them names an outcome. */
Words subject_from(const Packs *packs, const Arms *arms, const Sentence *s, size_t begin, size_t at);

/* What the clause of byte `at` is about: in a bracket what it says itself, or the phrase before it; where nothing stands between
 * a colon and the figure ("survival was shorter in A: 21 % and 34 %"), the clause before it.  end 0: nothing. */
Words subject_find(const Packs *packs, const Arms *arms, const Sentence *s, size_t at);

/* The outcome of the phrase that ends at byte `at`; end 0: it names none, or what something is compared with, or in whom. */
Words subject_before(const Packs *packs, const Arms *arms, const Sentence *s, size_t at);

/* "Zinc was lower (P = 0.02), iron was higher (P = 0.04)": the subject of a clause that begins behind the last bracket before
 * byte `at`, if a verb stands right behind it; end 0: no. */
Words subject_behind_bracket(const Packs *packs, const Arms *arms, const Sentence *s, size_t begin, size_t at);

/* "Grip was poor (14 %)", "near to hatching in the wild (33 %)": words that say how a thing was, not what it was. */
bool subject_is_degree(const Packs *packs, const Sentence *s, Words w);

#endif
