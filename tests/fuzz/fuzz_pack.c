/* Any bytes as a pack over the ones built in, its examples run: loaded or refused with a place, never worse. */
#include "base/yaml.h"
#include "figure/prove.h"
#include "pattern/pack.h"

#include <assert.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

/* YAML that is a map with a version: what is not is refused at once, and loading the packs built in takes long. */
static bool looks_like_a_pack(Span bytes)
{
    Fault f = {0};
    Yaml *y = yaml_open(bytes, "fuzz.yaml", &f);
    bool ok = y != NULL && yaml_root(y) != NULL && yaml_kind(yaml_root(y)) == YAML_MAP && yaml_find(yaml_root(y), "evitab-pack") != NULL;
    assert((y == NULL) == (f.kind != FAULT_NONE));
    yaml_close(y);
    return ok;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    Fault f = {0};
    if (!looks_like_a_pack((Span){(const char *)bytes, n}))
        return 0;
    Packs *packs = packs_load(&f);
    assert(packs != NULL);
    bool ok = packs_add(packs, (Span){(const char *)bytes, n}, "fuzz.yaml", &f) && packs_prove_last(packs, &f);
    assert(ok == (f.kind == FAULT_NONE));
    packs_free(packs);
    return 0;
}
