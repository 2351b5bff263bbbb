#include "command/command.h"
#include "command/session.h"
#include "output/prisma_print.h"

typedef void Printer(const Prisma *p, Span project, Str *out);

static Printer *printer_of(const Options *o, Fault *f)
{
    if (o->given[OPTION_FORMAT] == NULL)
        return prisma_text;
    if (o->format == PRINT_JSON)
        return prisma_json;
    if (o->format == PRINT_HTML)
        return prisma_page;
    (void)fault(f, FAULT_USAGE, "report: prints text, json or html");
    return NULL;
}

ExitStatus report_run(const Options *o, Fault *f)
{
    Session s = {.lock = -1};
    Arena a = {0};
    Str out = {0};
    Prisma p;
    Printer *print = printer_of(o, f);
    if (print != NULL && session_open(o, SESSION_READ, &s, f)) {
        prisma_read(s.store, &p, &a);
        print(&p, s.project.name, &out);
        if (db_ok(store_db(s.store), f))
            report_print(&out, f);
    }
    session_close(&s);
    arena_free(&a);
    str_free(&out);
    return EXIT_DONE;
}
