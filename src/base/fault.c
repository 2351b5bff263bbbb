#include "base/fault.h"

#include "base/clean.h"

#include <stdarg.h>
#include <stdio.h>

bool fault(Fault *f, FaultKind kind, const char *format, ...)
{
    if (f->kind != FAULT_NONE)
        return false; /* the cause stays, its consequences are dropped */
    va_list ap;
    va_start(ap, format);
    f->kind = kind;
    (void)vsnprintf(f->what, sizeof f->what, format, ap);
    va_end(ap);
    text_clean(f->what); /* hostile text stays on one line */
    return false;
}

bool fault_at(Fault *f, const char *where, long line, long column)
{
    if (f->where[0] == '\0' && where != NULL)
        (void)snprintf(f->where, sizeof f->where, "%s", where);
    if (f->line == 0) {
        f->line = line;
        f->column = column;
    }
    return false;
}

bool fault_in_record(Fault *f, const char *format, ...)
{
    if (f->record[0] != '\0')
        return false;
    va_list ap;
    va_start(ap, format);
    (void)vsnprintf(f->record, sizeof f->record, format, ap);
    va_end(ap);
    return false;
}

void fault_print(const Fault *f, char *out, int size)
{
    char place[FAULT_WHERE + 64] = "";
    int n = 0;
    if (f->where[0] != '\0')
        n += snprintf(place, sizeof place, "%s:", f->where);
    if (f->line > 0 && n >= 0)
        n += snprintf(place + n, sizeof place - (size_t)n, "%ld:", f->line);
    if (f->line > 0 && f->column > 0 && n >= 0)
        n += snprintf(place + n, sizeof place - (size_t)n, "%ld:", f->column);
    (void)snprintf(out, (size_t)size, "%s%s%s%s%s", place, place[0] != '\0' ? " " : "", f->record,
                   f->record[0] != '\0' ? ": " : "", f->what);
    text_clean(out);
}
