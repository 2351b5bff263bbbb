/* clean.h - text of others on a line of ours: no control character reaches a terminal, or parts a line that it does not end. */
#ifndef EVITAB_CLEAN_H
#define EVITAB_CLEAN_H

#include "base/str.h"

/* Adds the text (nothing of {NULL}); each control character (tabs and ends of lines too, DEL, those of Latin-1) is a blank. */
void str_add_clean(Str *out, Span text);

/* Whether it holds no control character. */
bool text_is_clean(Span text);

/* The same as str_add_clean in its place. */
void text_clean(char *text);

#endif
