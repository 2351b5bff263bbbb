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

static void add_options(Str *out)
{
#define OPTION(name, letter, word, value, commands, help) add_option(out, letter, word, value, help);
#include "command/options.def"
#undef OPTION
}

static void add_statuses(Str *out)
{
#define EXIT(name, status, help) str_add_format(out, "  %-2d %s\n", status, help);
#include "command/exit.def"
#undef EXIT
}

ExitStatus help_run(const Options *o, Fault *f)
{
    (void)o;
    Str out = {0};
    str_add_text(&out, "evitab finds the figures that abstracts report and prints them as a table.\n\n"
                       "usage: evitab COMMAND [OPTION...] [WORD...]\n\ncommands:\n");
    add_commands(&out);
    str_add_text(&out, "\noptions:\n");
    add_options(&out);
    str_add_text(&out, "  --version             print the version\n"
                       "\nfiles: PubMed or JATS XML, nbib, RIS, JSON lines or plain text, packed with gzip or not;\n"
                       "no FILE, or -, is standard input.\nproblems go to standard error as `evitab: PLACE: RECORD: WHAT`.\n"
                       "\nexit status:\n");
    add_statuses(&out);
    bool ok = sink_write(str_span(&out), f);
    str_free(&out);
    return ok ? EXIT_DONE : EXIT_OUTPUT;
}
