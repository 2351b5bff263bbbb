#include "store/journal.h"

#include "base/gzip.h"
#include "base/json.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

const char *const said_name[N_SAID] = {"id",  "what",     "key", "uid",    "verdict", "fields",
                                       "row", "reviewer", "at",  "reason", "note"};

void journal_line(const Span said[N_SAID], Str *out)
{
    for (int i = 0; i < N_SAID; i++) {
        str_add_format(out, "%s\"%s\":", i == 0 ? "{" : ",", said_name[i]);
        json_add_string(out, said[i]);
    }
    str_add_text(out, "}\n");
}

static bool file_fault(Fault *f)
{
    (void)fault(f, FAULT_STORE, "%s", strerror(errno));
    return fault_at(f, DECISIONS_FILE, 0, 0);
}

static int file_open(void)
{
    return open(DECISIONS_FILE, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
}

bool journal_reserve(size_t bytes, Fault *f)
{
    int fd = file_open();
    if (fd < 0)
        return file_fault(f);
    off_t end = lseek(fd, 0, SEEK_END);
    bool ok = end < 0 || fallocate(fd, FALLOC_FL_KEEP_SIZE, end, (off_t)bytes + 1) == 0 || (errno != ENOSPC && errno != EDQUOT);
    if (!ok)
        (void)file_fault(f); /* other causes: a file system that cannot reserve */
    (void)close(fd);
    return ok;
}

bool journal_append(const Str *lines, Fault *f)
{
    int fd = file_open();
    off_t end = fd < 0 ? -1 : lseek(fd, 0, SEEK_END);
    char last = '\n';
    bool ok = end >= 0 && (end == 0 || pread(fd, &last, 1, end - 1) == 1) && (last == '\n' || write(fd, "\n", 1) == 1);
    for (size_t done = 0; ok && done < lines->len;) {
        ssize_t n = write(fd, lines->at + done, lines->len - done);
        ok = n > 0;
        done += ok ? (size_t)n : 0;
    }
    ok = ok && fsync(fd) == 0;
    if (!ok)
        (void)file_fault(f);
    if (!ok && fd >= 0 && end >= 0 && ftruncate(fd, end) != 0)
        ok = false; /* a torn line: reading leaves it out */
    if (fd >= 0)
        (void)close(fd);
    return ok;
}

/* --- what it lacks ----------------------------------------------------------------------------- */

typedef struct {
    char (*at)[33]; /* ids, sorted */
    size_t n, max;
} IdSet;

static int compare(const void *a, const void *b)
{
    return strcmp(a, b);
}

static bool read_file(Str *out, Fault *f)
{
    struct stat st;
    if (stat(DECISIONS_FILE, &st) != 0)
        return errno == ENOENT || file_fault(f);
    Fault cause = {0};
    Stream *in = stream_open(DECISIONS_FILE, &cause);
    bool ok = in != NULL;
    for (size_t n = 1; ok && n > 0;) {
        char *to = str_room(out, BUFSIZ);
        ok = to == NULL ? fault(&cause, FAULT_STORE, "larger than %d bytes", STR_MAX) : stream_read(in, to, BUFSIZ, &n, &cause);
        out->len += ok ? n : 0;
    }
    stream_close(in);
    if (!ok)
        (void)fault(f, FAULT_STORE, "%s", cause.what);
    return ok || fault_at(f, DECISIONS_FILE, 0, 0);
}

/* The id of a line; NULL: it is torn, or no decision. */
static Span id_of(Span line, Arena *a)
{
    Fault f = {0};
    Json *j = line.len == 0 || line.at[line.len - 1] != '}' ? NULL : json_open(line, &f);
    Span id = j == NULL ? (Span){0} : json_text(j, said_name[SAID_id], a);
    json_close(j);
    return id;
}

static void ids_read(Span lines, IdSet *ids, Arena *a)
{
    Arena line = {0};
    for (size_t i = 0, from = 0; i <= lines.len; i++) {
        if (i < lines.len && lines.at[i] != '\n')
            continue;
        Span id = id_of(span_cut(lines, from, i), &line);
        from = i + 1;
        if (id.len == 32)
            memcpy(arena_push(a, &ids->at, &ids->n, &ids->max, sizeof *ids->at), id.at, 32);
        arena_reset(&line);
    }
    arena_free(&line);
    if (ids->n > 0)
        qsort(ids->at, ids->n, sizeof *ids->at, compare);
}

static bool lines_lacking(Store *s, const IdSet *ids, Str *out)
{
    Arena a = {0};
    Query *q = db_query(
        store_db(s),
        "SELECT id, what, \"key\", uid, verdict, fields, \"row\", reviewer, at, reason, note FROM decision ORDER BY seq", "");
    while (db_next(q)) {
        Span said[N_SAID];
        for (int i = 0; i < N_SAID; i++)
            said[i] = db_text(q, i, &a);
        if (ids->n == 0 || bsearch(said[SAID_id].at, ids->at, ids->n, sizeof *ids->at, compare) == NULL)
            journal_line(said, out);
        arena_reset(&a);
    }
    arena_free(&a);
    return out->len > 0;
}

bool journal_complete(Store *s, Fault *f)
{
    if (db_number(db_query(store_db(s), "SELECT max(seq) FROM decision", "")) == 0)
        return db_ok(store_db(s), f);
    Arena a = {0};
    IdSet ids = {0};
    Str file = {0}, lacking = {0};
    bool ok = read_file(&file, f);
    if (ok)
        ids_read(str_span(&file), &ids, &a);
    if (ok && lines_lacking(s, &ids, &lacking))
        ok = journal_append(&lacking, f);
    str_free(&file);
    str_free(&lacking);
    arena_free(&a);
    return ok && db_ok(store_db(s), f);
}

bool journal_beyond(Store *s, long *n, Fault *f)
{
    Arena a = {0};
    IdSet ids = {0};
    Str file = {0};
    *n = 0;
    bool ok = read_file(&file, f);
    if (ok)
        ids_read(str_span(&file), &ids, &a);
    for (size_t i = 0; i < ids.n; i++) {
        bool twice = i > 0 && strcmp(ids.at[i - 1], ids.at[i]) == 0;
        *n += !twice && db_number(db_query(store_db(s), "SELECT count(*) FROM decision WHERE id = ?", "t",
                                           span_of(ids.at[i]))) == 0;
    }
    str_free(&file);
    arena_free(&a);
    return ok && db_ok(store_db(s), f);
}
