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

static bool add_file(Packs *packs, const char *path, Fault *f)
{
    Str bytes = {0};
    bool ok =
        load_bytes(path, YAML_FILE_MAX, &bytes, f) && packs_add(packs, str_span(&bytes), path, f) && packs_prove_last(packs, f);
    str_free(&bytes);
    return ok;
}

Packs *load_packs(const Options *o, Fault *f)
{
    Packs *packs = packs_load(f);
    if (packs == NULL)
        return NULL;
    for (int i = 0; i < o->n_packs; i++) {
        if (!add_file(packs, o->packs[i], f)) {
            packs_free(packs);
            return NULL;
        }
    }
    return packs;
}

void report_print(const Str *out, Fault *f)
{
    if (out->full)
        (void)fault(f, FAULT_LIMIT, "more than %d bytes of output", STR_MAX);
    else if (!sink_write(str_span(out), f))
        return; /* noted, or nobody reads any more */
}
