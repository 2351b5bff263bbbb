/* nbib.c FILE...: records of any format as MEDLINE text, on standard output: the same abstracts in another dress. */
#include "base/arena.h"
#include "input/reader.h"

#include <ctype.h>
#include <stdio.h>

static void tag(const char *name, Span value)
{
    if (value.at != NULL && value.len > 0)
        (void)printf("%-4s- %.*s\n", name, SPAN_FMT(value));
}

static void abstract(const Record *r)
{
    for (size_t i = 0; i < r->n_sections; i++) {
        const Section *s = &r->sections[i];
        (void)printf(i == 0 ? "AB  - " : " ");
        for (size_t k = 0; k < s->label.len; k++) /* in capitals, as PubMed prints them there */
            (void)putchar(toupper((unsigned char)s->label.at[k]));
        if (s->label.len > 0)
            (void)printf(": ");
        (void)printf("%.*s", SPAN_FMT(s->text));
    }
    if (r->n_sections > 0)
        (void)printf("\n");
}

static void print(const Record *r)
{
    tag("PMID", r->pmid);
    tag("STAT", r->status);
    tag("DP", r->date);
    tag("TI", r->title);
    abstract(r);
    for (size_t i = 0; i < r->authors.n; i++)
        tag("FAU", r->authors.at[i]);
    for (size_t i = 0; i < r->types.n; i++)
        tag("PT", r->types.at[i]);
    tag("JT", r->journal);
    if (r->doi.at != NULL)
        (void)printf("AID - %.*s [doi]\n", SPAN_FMT(r->doi));
    (void)printf("\n");
}

static bool print_all(const char *path)
{
    Fault f = {0};
    Arena a = {0};
    RawRecord raw;
    Record *r;
    size_t n;
    Reader *in = reader_open(path, &f);
    while (in != NULL && reader_next(in, &a, &raw, &f) && record_parse(&raw, PARSE_ALL, &a, &r, &n, &f)) {
        for (size_t i = 0; i < n; i++)
            print(&r[i]);
        arena_reset(&a);
    }
    reader_close(in);
    arena_free(&a);
    if (f.kind != FAULT_NONE)
        (void)fprintf(stderr, "nbib: %s: %s\n", path, f.what);
    return f.kind == FAULT_NONE;
}

int main(int argc, char **argv)
{
    bool ok = argc > 1;
    for (int i = 1; ok && i < argc; i++)
        ok = print_all(argv[i]);
    return ok ? 0 : 1;
}
