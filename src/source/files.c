#include "source/files.h"

#include <glob.h>
#include <stdlib.h>
#include <sys/stat.h>

static int by_bytes(const void *a, const void *b)
{
    const Span *x = a, *y = b;
    return strcmp(x->at, y->at);
}

static bool add(const char *path, SpanList *out, Arena *a, Fault *f)
{
    if (out->n == FILES_MAX)
        return fault(f, FAULT_LIMIT, "more than %d files", FILES_MAX);
    Span *s = arena_push(a, &out->at, &out->n, &out->max, sizeof *s);
    *s = arena_copy(a, span_of(path));
    return true;
}

static bool is_folder(const char *path)
{
    struct stat s;
    return stat(path, &s) == 0 && S_ISDIR(s.st_mode);
}

/* Folders inside are not looked into. */
static bool add_folder(const char *path, SpanList *out, Arena *a, Fault *f)
{
    Span inside = arena_format(a, "%s/*", path);
    glob_t found;
    bool ok = true;
    if (glob(inside.at, GLOB_NOSORT, NULL, &found) == 0)
        for (size_t i = 0; i < found.gl_pathc && ok; i++)
            ok = is_folder(found.gl_pathv[i]) || add(found.gl_pathv[i], out, a, f);
    globfree(&found);
    return ok;
}

bool files_find(const char *pattern, SpanList *out, Arena *a, Fault *f)
{
    if (strpbrk(pattern, "*?[") == NULL)
        return is_folder(pattern) ? add_folder(pattern, out, a, f) : add(pattern, out, a, f);
    glob_t found;
    bool ok = true;
    int rc = glob(pattern, GLOB_NOSORT, NULL, &found);
    if (rc == GLOB_ABORTED)
        ok = fault(f, FAULT_INPUT, "cannot be read") || fault_at(f, pattern, 0, 0);
    for (size_t i = 0; rc == 0 && i < found.gl_pathc && ok; i++) {
        const char *path = found.gl_pathv[i];
        ok = is_folder(path) ? add_folder(path, out, a, f) : add(path, out, a, f);
    }
    globfree(&found);
    return ok;
}

void files_sort(SpanList *files)
{
    if (files->n == 0)
        return;
    qsort(files->at, files->n, sizeof *files->at, by_bytes);
    size_t n = 1;
    for (size_t i = 1; i < files->n; i++)
        if (!span_equal(files->at[i], files->at[n - 1]))
            files->at[n++] = files->at[i];
    files->n = n;
}
