#include "source/keys.h"

#include "base/str.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static Span trimmed(Span s)
{
    while (s.len > 0 && strchr(" \t\r", s.at[0]) != NULL)
        s = span_cut(s, 1, s.len);
    while (s.len > 0 && strchr(" \t\r", s.at[s.len - 1]) != NULL)
        s.len--;
    return s;
}

Span key_in(Span lines, const char *name, Arena *a)
{
    size_t n = strlen(name);
    Span out = {0};
    for (size_t from = 0, to; from < lines.len; from = to + 1) {
        const char *end = memchr(lines.at + from, '\n', lines.len - from);
        to = end == NULL ? lines.len : (size_t)(end - lines.at);
        Span line = trimmed(span_cut(lines, from, to));
        if (!span_begins(line, name) || line.len <= n || line.at[n] != '=')
            continue;
        out = trimmed(span_cut(line, n + 1, line.len)); /* of two lines the last one, as systemd does */
        if (out.len > 1 && (out.at[0] == '"' || out.at[0] == '\'') && out.at[out.len - 1] == out.at[0])
            out = span_cut(out, 1, out.len - 1);
    }
    return out.len > 0 ? arena_copy(a, out) : (Span){0};
}

/* False: nobody knows where a home is. */
static bool path_of(Str *path)
{
    const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    if (config != NULL && config[0] == '/')
        str_add_format(path, "%s/evitab/keys", config);
    else if (home != NULL && home[0] == '/')
        str_add_format(path, "%s/.config/evitab/keys", home);
    return path->len > 0;
}

static bool read_open(int fd, Str *bytes, Fault *f)
{
    struct stat s;
    if (fstat(fd, &s) != 0 || !S_ISREG(s.st_mode))
        return fault(f, FAULT_INPUT, "is no file, so no key is taken from it");
    if ((s.st_mode & 0077) != 0 || s.st_uid != getuid())
        return fault(f, FAULT_INPUT, "others can read or write it, so no key is taken from it: chmod 600 it");
    if (s.st_size > KEYS_FILE_MAX)
        return fault(f, FAULT_INPUT, "larger than %d bytes, so no key is taken from it", KEYS_FILE_MAX);
    char *to = str_room(bytes, KEYS_FILE_MAX);
    for (ssize_t n = 1; n > 0 && bytes->len < KEYS_FILE_MAX; bytes->len += n > 0 ? (size_t)n : 0)
        n = read(fd, to + bytes->len, KEYS_FILE_MAX - bytes->len);
    return true;
}

Span key_find(const char *name, Arena *a, Fault *f)
{
    const char *given = getenv(name);
    if (given != NULL)
        return given[0] != '\0' ? arena_copy(a, span_of(given)) : (Span){0};
    Str path = {0}, bytes = {0};
    int fd = path_of(&path) ? open(path.at, O_RDONLY | O_CLOEXEC | O_NONBLOCK) : -1;
    Span key = {0};
    bool ok = fd >= 0 ? read_open(fd, &bytes, f)
                      : path.len == 0 || errno == ENOENT || errno == ENOTDIR || fault(f, FAULT_INPUT, "%s", strerror(errno));
    if (!ok)
        (void)fault_at(f, path.at, 0, 0);
    else
        key = key_in(str_span(&bytes), name, a);
    if (fd >= 0)
        (void)close(fd);
    str_free(&path);
    str_free(&bytes);
    return key;
}
