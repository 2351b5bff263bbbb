/* options.h - what a command line asks of a command. */
#ifndef EVITAB_OPTIONS_H
#define EVITAB_OPTIONS_H

#include "base/fault.h"

enum { JOBS_MAX = 256 };

typedef enum { PRINT_NDJSON, PRINT_CSV, PRINT_TSV, PRINT_SCREEN, PRINT_JSON, PRINT_HTML, PRINT_RECORDS } PrintFormat;

typedef enum {
#define OPTION(name, letter, word, value, commands, help) OPTION_##name,
#include "command/options.def"
#undef OPTION
    N_OPTIONS
} OptionName;

typedef struct {
    const char *command;
    const char **words; /* what is no option, in order: files, or the words after `patterns`; the array is owned */
    int n_words;
    const char **packs; /* owned array */
    int n_packs;
    PrintFormat format;
    int jobs; /* 1 .. JOBS_MAX */
    bool prefilter, progress, help, statements;
    const char *given[N_OPTIONS]; /* the last value of each option, or its name where it takes none; NULL: not given */
} Options;

/* Reads argv[1] .. argv[argc - 1] as words and options of `command`; options stand before, between or after words,
 * "--" ends them, "-" is a word.  False: FAULT_USAGE (more words than the command takes, too).  options_free in both cases. */
bool options_read(const char *command, int argc, char **argv, Options *o, Fault *f) MUST_USE;
void options_free(Options *o);

/* Whether the command takes it. */
bool option_is_of(OptionName name, const char *command);

#endif
