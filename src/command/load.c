#include "base/str.h"
#include "base/yaml.h"
#include "command/command.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static bool file_read(const char *path, Str *out, Fault *f)
{
    FILE *in = fopen(path, "rb");
    if (in == NULL)
        return fault(f, FAULT_INPUT, "%s: %s", path, strerror(errno));
    size_t n = 1;
    while (n > 0 && out->len <= YAML_FILE_MAX) {
        char *to = str_room(out, BUFSIZ);
        n = to == NULL ? 0 : fread(to, 1, BUFSIZ, in);
        out->len += n;
    }
    int failed = ferror(in) ? errno : 0;
    (void)fclose(in);
    if (failed != 0)
        return fault(f, FAULT_INPUT, "%s: %s", path, strerror(failed));
    if (out->len > YAML_FILE_MAX)
        return fault(f, FAULT_PACK, "%s: a pack has at most %d bytes", path, YAML_FILE_MAX);
    return true;
}

static bool add_file(Packs *packs, const char *path, Fault *f)
{
    Str bytes = {0};
    bool ok = file_read(path, &bytes, f) && packs_add(packs, str_span(&bytes), path, f);
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
