/* main.c - the front door: finds the command, prints the fault, sets the exit status. */
#include "config.h"

#include "base/xml.h"
#include "base/sink.h"
#include "command/command.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

static const struct {
    const char *name;
    CommandFn *run;
} command[] = {
#define COMMAND(name, words, most, help) {#name, name##_run},
#include "command/commands.def"
#undef COMMAND
};

enum { N_COMMANDS = sizeof command / sizeof command[0] };

static ExitStatus run(int i, int argc, char **argv, Fault *f)
{
    Options o;
    ExitStatus status = EXIT_USAGE;
    if (options_read(command[i].name, argc, argv, &o, f))
        status = o.help ? help_run(&o, f) : command[i].run(&o, f);
    options_free(&o);
    return status;
}

static ExitStatus choose(int argc, char **argv, Fault *f)
{
    if (argc < 2) {
        (void)fault(f, FAULT_USAGE, "no command given; see evitab --help");
        return EXIT_USAGE;
    }
    bool version = strcmp(argv[1], "--version") == 0;
    if (argc > 2 && (version || strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)) {
        (void)fault(f, FAULT_USAGE, "%s: takes no '%s'", argv[1], argv[2]);
        return EXIT_USAGE;
    }
    if (version)
        return sink_write(SPAN_LIT(PACKAGE_NAME " " PACKAGE_VERSION "\n"), f) ? EXIT_DONE : EXIT_OUTPUT;
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)
        return help_run(NULL, f);
    for (int i = 0; i < N_COMMANDS; i++)
        if (strcmp(argv[1], command[i].name) == 0)
            return run(i, argc - 1, argv + 1, f);
    (void)fault(f, FAULT_USAGE, "no command '%s'; see evitab --help", argv[1]);
    return EXIT_USAGE;
}

int main(int argc, char **argv)
{
    Fault f = {0};
    (void)setlocale(LC_CTYPE, "C.UTF-8"); /* for the widths of characters alone; without it each takes one column */
    sink_begin();
    xml_begin();
    ExitStatus status = choose(argc, argv, &f);
    if (f.kind == FAULT_NONE)
        return (int)(status == EXIT_OUTPUT ? EXIT_DONE : status); /* no fault: the reader of our output has left */
    char line[FAULT_WHERE + FAULT_WHAT + 256];
    fault_print(&f, line, sizeof line);
    (void)fprintf(stderr, "evitab: %s\n", line);
    return (int)exit_of_fault(f.kind);
}
