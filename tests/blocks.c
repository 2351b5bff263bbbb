/* blocks.c NAME: the part NAME of the documents that the program's own lists say, on standard output; tests/docs.sh puts
 * it where a document has a mark for it.  Names with "man-" are roff for the man page, the others Markdown. */
#include "config.h"

#include "pattern/pattern.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- roff ------------------------------------------------------------------------------------ */

/* A text as roff shows it letter by letter. */
static void roff(const char *text)
{
    for (const char *c = text; *c != '\0'; c++) {
        if (*c == '-')
            (void)fputs("\\-", stdout);
        else if (*c == '\\')
            (void)fputs("\\e", stdout);
        else if (*c == '`')
            (void)fputs("\\(ga", stdout);
        else
            (void)putchar(*c);
    }
}

static void roff_text(const char *text)
{
    if (*text == '.' || *text == '\'')
        (void)fputs("\\&", stdout);
    roff(text);
    (void)putchar('\n');
}

static void man_title(void)
{
    (void)printf(".TH EVITAB 1 \"\" \"evitab %s\" \"User commands\"\n", PACKAGE_VERSION);
}

static void man_command(const char *name, const char *words, const char *help)
{
    (void)fputs(".TP\n.B ", stdout);
    roff(name);
    if (*words != '\0') {
        (void)fputs(" \\fR", stdout);
        roff(words);
    }
    (void)putchar('\n');
    roff_text(help);
}

static void man_commands(void)
{
#define COMMAND(name, words, most, help) man_command(#name, words, help);
#include "command/commands.def"
#undef COMMAND
}

static void man_option(char letter, const char *word, const char *value, const char *commands, const char *help)
{
    (void)fputs(".TP\n.B ", stdout);
    if (letter != 0)
        (void)printf("\\-%c\\fR, \\fB", letter);
    roff("--");
    roff(word);
    if (value != NULL)
        (void)printf(" \\fI%s\\fR", value);
    (void)putchar('\n');
    roff_text(help);
    (void)fputs("(of ", stdout);
    roff(commands);
    (void)fputs(")\n", stdout);
}

static void man_options(void)
{
#define OPTION(name, letter, word, value, commands, help) man_option(letter, word, value, commands, help);
#include "command/options.def"
#undef OPTION
}

static void man_statuses(void)
{
#define EXIT(name, status, help) (void)printf(".TP\n.B %d\n", status), roff_text(help);
#include "command/exit.def"
#undef EXIT
}

/* --- Markdown -------------------------------------------------------------------------------- */

static void markdown(const char *text)
{
    for (const char *c = text; *c != '\0'; c++) {
        if (strchr("<>|*_~", *c) != NULL)
            (void)putchar('\\');
        (void)putchar(*c);
    }
}

static void markdown_row(const char *name, const char *type, const char *help)
{
    (void)printf("| `%s` | ", name);
    if (type != NULL)
        (void)printf("%s | ", type);
    markdown(help);
    (void)puts(" |");
}

static const char *type_in_words(const char *type)
{
    static const char *const words[][2] = {
        {"TEXT", "text"},        {"INT", "whole number"},  {"NUMBER", "number as printed"}, {"REAL", "number"},
        {"BOOL", "true, false"}, {"SPANS", "places"},      {"FLAGS", "list of flags"},      {"FIELDS", "list of columns"},
    };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strcmp(type, words[i][0]) == 0)
            return words[i][1];
    (void)fprintf(stderr, "tests/blocks.c: no words for the type %s of columns.def\n", type);
    exit(EXIT_FAILURE);
}

static void columns(void)
{
    (void)puts("| column | holds | what it says |\n| --- | --- | --- |");
#define COLUMN(name, type, help) markdown_row(#name, type_in_words(#type), help);
#include "figure/columns.def"
#undef COLUMN
}

static void flags(void)
{
    (void)puts("| flag | what it says of a row |\n| --- | --- |");
#define FLAG(name, help) markdown_row(#name, NULL, help);
#include "figure/flags.def"
#undef FLAG
}

static void slots(void)
{
#define X(name) (void)puts("- `" #name "`");
    SLOT_LIST(X)
#undef X
}

static void settings(void)
{
#define X(name) (void)puts("- `" #name "`");
    SETTING_LIST(X)
#undef X
}

static void word_lists(void)
{
#define X(name) (void)puts("- `" #name "`");
    WORDS_LIST(X)
#undef X
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        void (*print)(void);
    } block[] = {
        {"man-title", man_title}, {"man-commands", man_commands}, {"man-options", man_options}, {"man-statuses", man_statuses},
        {"columns", columns},     {"flags", flags},               {"slots", slots},             {"settings", settings},
        {"word-lists", word_lists},
    };
    for (size_t i = 0; argc == 2 && i < sizeof block / sizeof block[0]; i++) {
        if (strcmp(argv[1], block[i].name) == 0) {
            block[i].print();
            return fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
        }
    }
    (void)fprintf(stderr, "tests/blocks.c: no part is called '%s'\n", argc == 2 ? argv[1] : "");
    return EXIT_FAILURE;
}
