#include "base/sink.h"
#include "base/str.h"
#include "command/command.h"

static void add_commands(Str *out)
{
#define COMMAND(name, words, most, help) str_add_format(out, "  %-8s %-23s %s\n", #name, words, help);
#include "command/commands.def"
#undef COMMAND
}

static void add_option(Str *out, char letter, const char *word, const char *value, const char *help)
{
    Str name = {0};
    if (letter != 0)
        str_add_format(&name, "-%c, ", letter);
    str_add_format(&name, "--%s%s%s", word, value == NULL ? "" : " ", value == NULL ? "" : value);
    str_add_format(out, "  %-21s %s\n", name.at, help);
    str_free(&name);
}

/* Those of the command; NULL: all. */
static void add_options(const char *command, Str *out)
{
#define OPTION(name, letter, word, value, commands, help)       \
    if (command == NULL || option_is_of(OPTION_##name, command)) \
        add_option(out, letter, word, value, help);
#include "command/options.def"
#undef OPTION
}

static void add_statuses(Str *out)
{
#define EXIT(name, status, help) str_add_format(out, "  %-2d %s\n", status, help);
#include "command/exit.def"
#undef EXIT
}

static void add_all(Str *out)
{
    str_add_text(out, "evitab finds the figures that abstracts report and prints them as a table.\n\n"
                      "usage: evitab COMMAND [OPTION...] [WORD...]\n"
                      "       evitab COMMAND --help: what it does, and its options\n\ncommands:\n");
    add_commands(out);
    str_add_text(out, "\noptions:\n");
    add_options(NULL, out);
    str_add_text(out, "  --version             print the version\n"
                      "\nfiles: PubMed or JATS XML, nbib, RIS, JSON lines or plain text, packed with gzip or not;\n"
                      "no FILE, or -, is standard input.\nproblems go to standard error as `evitab: PLACE: RECORD: WHAT`.\n"
                      "\nexit status:\n");
    add_statuses(out);
}

static void add_one(const char *command, Str *out)
{
#define COMMAND(name, words, most, help) \
    if (strcmp(command, #name) == 0)     \
        str_add_format(out, "usage: evitab %s [OPTION...]%s%s\n\n%s\n", #name, words[0] == '\0' ? "" : " ", words, help);
#include "command/commands.def"
#undef COMMAND
    str_add_text(out, "\noptions:\n");
    add_options(command, out);
    str_add_text(out, "\nman evitab tells more; evitab --help has all commands.\n");
}

ExitStatus help_run(const Options *o, Fault *f)
{
    Str out = {0};
    if (o == NULL || strcmp(o->command, "help") == 0)
        add_all(&out);
    else
        add_one(o->command, &out);
    bool ok = sink_write(str_span(&out), f);
    str_free(&out);
    return ok ? EXIT_DONE : EXIT_OUTPUT;
}
