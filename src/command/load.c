#include "base/gzip.h"
#include "base/sink.h"
#include "base/yaml.h"
#include "command/command.h"
#include "figure/prove.h"

#include <stdio.h>

bool load_bytes(const char *path, size_t max, Str *out, Fault *f)
{
    Stream *in = stream_open(path, f);
    if (in == NULL)
        return false;
    size_t n = 1;
    bool ok = true;
    while (ok && n > 0) {
        char *to = str_room(out, BUFSIZ);
        ok = to != NULL && stream_read(in, to, BUFSIZ, &n, f);
        out->len += ok ? n : 0;
        if (out->len > max) {
            (void)fault(f, FAULT_LIMIT, "larger than %zu bytes", max);
            ok = fault_at(f, path, 0, 0);
        }
    }
    stream_close(in);
    return ok;
}

typedef struct {
    Str *bytes; /* of each file */
    SpanList names;
    Arena arena;
} Needed;

/* The files, and in `names` what they need beside those that are named. */
static bool read_files(const Options *o, const SpanList *built_in, Needed *n, Fault *f)
{
    for (size_t i = 0; built_in != NULL && i < built_in->n; i++)
        *(Span *)arena_push(&n->arena, &n->names.at, &n->names.n, &n->names.max, sizeof(Span)) = built_in->at[i];
    n->bytes = arena_take(&n->arena, ((size_t)o->n_packs + 1) * sizeof *n->bytes);
    for (int i = 0; i < o->n_packs; i++)
        n->bytes[i] = (Str){0};
    for (int i = 0; i < o->n_packs; i++) {
        if (!load_bytes(o->packs[i], YAML_FILE_MAX, &n->bytes[i], f))
            return false;
        pack_needs(str_span(&n->bytes[i]), &n->names, &n->arena);
    }
    return true;
}

static Packs *load_needed(const Options *o, const SpanList *built_in, const Needed *n, Fault *f)
{
    Packs *packs = packs_load_only(built_in == NULL ? NULL : &n->names, f);
    for (int i = 0; packs != NULL && i < o->n_packs; i++) {
        if (!packs_add(packs, str_span(&n->bytes[i]), o->packs[i], f) || !packs_prove_last(packs, f)) {
            packs_free(packs);
            packs = NULL;
        }
    }
    return packs;
}

Packs *load_packs(const Options *o, const SpanList *built_in, Fault *f)
{
    Needed n = {0};
    Packs *packs = read_files(o, built_in, &n, f) ? load_needed(o, built_in, &n, f) : NULL;
    for (int i = 0; i < o->n_packs; i++)
        str_free(&n.bytes[i]);
    arena_free(&n.arena);
    return packs;
}

void report_print(const Str *out, Fault *f)
{
    if (out->full)
        (void)fault(f, FAULT_LIMIT, "more than %d bytes of output", STR_MAX);
    else if (!sink_write(str_span(out), f))
        return; /* noted, or nobody reads any more */
}
