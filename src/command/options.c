#include "command/options.h"

#include "base/arena.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    char letter;
    const char *word, *value, *commands;
} option[N_OPTIONS] = {
#define OPTION(name, letter, word, value, commands, help) {letter, word, value, commands},
#include "command/options.def"
#undef OPTION
};

enum { ANY = -1 };

static const struct {
    const char *name;
    int most; /* words */
} command_words[] = {
#define COMMAND(name, words, most, help) {#name, most},
#include "command/commands.def"
#undef COMMAND
};

/* One option as it stands on the command line. */
typedef struct {
    OptionName name;
    const char *value; /* NULL: none, or in the next word */
} Given;

static bool takes(const char *commands, const char *command)
{
    size_t n = strlen(command);
    for (const char *at = commands; (at = strstr(at, command)) != NULL; at += n)
        if ((at == commands || at[-1] == ' ') && (at[n] == ' ' || at[n] == '\0'))
            return true;
    return false;
}

bool option_is_of(OptionName name, const char *command)
{
    return takes(option[name].commands, command);
}

static bool is_long(const char *word, OptionName i, const char **value)
{
    size_t n = strlen(option[i].word);
    if (strncmp(word, "--", 2) != 0 || strncmp(word + 2, option[i].word, n) != 0)
        return false;
    if (word[2 + n] != '\0' && word[2 + n] != '=')
        return false;
    *value = word[2 + n] == '=' ? word + 2 + n + 1 : NULL;
    return true;
}

static bool is_short(const char *word, OptionName i, const char **value)
{
    if (option[i].letter == 0 || word[1] != option[i].letter)
        return false;
    *value = word[2] == '\0' ? NULL : word + 2;
    return true;
}

static bool find(const Options *o, const char *word, Given *g, Fault *f)
{
    *g = (Given){0};
    for (g->name = 0; g->name < N_OPTIONS; g->name++) {
        if (!is_long(word, g->name, &g->value) && !is_short(word, g->name, &g->value))
            continue;
        if (!option_is_of(g->name, o->command))
            return fault(f, FAULT_USAGE, "%s: takes no option %s", o->command, word);
        if (g->value != NULL && option[g->name].value == NULL)
            return fault(f, FAULT_USAGE, "%s: takes no value", word);
        return true;
    }
    return fault(f, FAULT_USAGE, "%s: no option %s; see evitab --help", o->command, word);
}

static bool set_format(Options *o, const char *value, Fault *f)
{
    static const char *const name[] = {
        [PRINT_NDJSON] = "ndjson", [PRINT_CSV] = "csv", [PRINT_TSV] = "tsv", [PRINT_SCREEN] = "table", [PRINT_JSON] = "json",
        [PRINT_HTML] = "html"};
    bool rows_only = strcmp(o->command, "extract") == 0;
    for (size_t i = 0; i < sizeof name / sizeof name[0]; i++) {
        if (strcmp(value, name[i]) == 0 && ((i != PRINT_JSON && i != PRINT_HTML) || !rows_only)) {
            o->format = (PrintFormat)i;
            return true;
        }
    }
    return fault(f, FAULT_USAGE, "no format '%s'; there are ndjson, csv, tsv%s", value,
                 rows_only ? " and table" : ", table, json and html");
}

static bool set_jobs(Options *o, const char *value, Fault *f)
{
    char *end;
    errno = 0;
    long n = strtol(value, &end, 10);
    if (end == value || *end != '\0' || errno != 0 || n < 1 || n > JOBS_MAX)
        return fault(f, FAULT_USAGE, "-j wants a number from 1 to %d, not '%s'", JOBS_MAX, value);
    o->jobs = (int)n;
    return true;
}

static bool set(Options *o, const Given *g, Fault *f)
{
    o->given[g->name] = g->value != NULL ? g->value : option[g->name].word;
    switch (g->name) {
    case OPTION_FORMAT:
        return set_format(o, g->value, f);
    case OPTION_JOBS:
        return set_jobs(o, g->value, f);
    case OPTION_PACK:
        o->packs[o->n_packs++] = g->value;
        return true;
    case OPTION_PREFILTER:
        o->prefilter = false;
        return true;
    case OPTION_STATEMENTS:
        o->statements = true;
        return true;
    case OPTION_PROGRESS:
        o->progress = false;
        return true;
    case OPTION_HELP:
        o->help = true;
        return true;
    default: /* the command reads what was given */
        return true;
    }
}

static const char **room(int n)
{
    const char **at = calloc((size_t)n + 1, sizeof *at);
    if (at == NULL)
        out_of_memory();
    return at;
}

static bool check_words(const Options *o, Fault *f)
{
    for (size_t i = 0; i < sizeof command_words / sizeof command_words[0]; i++) {
        int most = command_words[i].most;
        if (strcmp(o->command, command_words[i].name) == 0 && most != ANY && o->n_words > most)
            return fault(f, FAULT_USAGE, "%s: takes no '%s'", o->command, o->words[most]);
    }
    return true;
}

bool options_read(const char *command, int argc, char **argv, Options *o, Fault *f)
{
    *o = (Options){.command = command, .jobs = 1, .prefilter = true, .progress = true};
    o->words = room(argc);
    o->packs = room(argc);
    bool only_words = false;
    for (int i = 1; i < argc; i++) {
        const char *word = argv[i];
        if (only_words || word[0] != '-' || word[1] == '\0') {
            o->words[o->n_words++] = word;
            continue;
        }
        if (strcmp(word, "--") == 0) {
            only_words = true;
            continue;
        }
        Given g = {0};
        if (!find(o, word, &g, f))
            return false;
        if (option[g.name].value != NULL && g.value == NULL && ++i < argc)
            g.value = argv[i];
        if (option[g.name].value != NULL && g.value == NULL)
            return fault(f, FAULT_USAGE, "%s wants a value: %s", word, option[g.name].value);
        if (!set(o, &g, f))
            return false;
    }
    if (!o->help && !check_words(o, f))
        return false;
    if (o->statements && o->format == PRINT_SCREEN)
        return fault(f, FAULT_USAGE, "--statements prints ndjson, csv or tsv");
    return true;
}

void options_free(Options *o)
{
    free(o->words);
    free(o->packs);
    *o = (Options){0};
}
