/* A command line, its words parted by blanks, to what it asks for. */
#include "command/options.h"
#include "tests/cases.h"

#include <stdio.h>
#include <string.h>

enum { WORDS = 32 };

static void print(const Options *o, Str *out)
{
    str_add_format(out, "format %d jobs %d", (int)o->format, o->jobs);
    if (!o->prefilter)
        str_add_text(out, " no-prefilter");
    if (!o->progress)
        str_add_text(out, " no-progress");
    if (o->help)
        str_add_text(out, " help");
    for (int i = 0; i < o->n_packs; i++)
        str_add_format(out, " pack=%s", o->packs[i]);
    for (int i = 0; i < o->n_words; i++)
        str_add_format(out, " <%s>", o->words[i]);
}

static bool run(Span input, Str *out, Fault *f)
{
    char line[1024];
    char *word[WORDS];
    int n = 0;
    (void)snprintf(line, sizeof line, "%.*s", SPAN_FMT(input));
    for (char *at = strtok(line, " "); at != NULL && n < WORDS; at = strtok(NULL, " "))
        word[n++] = at;
    Options o;
    bool ok = options_read(word[0], n, word, &o, f);
    if (ok)
        print(&o, out);
    options_free(&o);
    return ok;
}

int main(void)
{
    Suite *suite = suite_create("options");
    cases_add(suite, "options.case", run);
    return suite_run(suite);
}
