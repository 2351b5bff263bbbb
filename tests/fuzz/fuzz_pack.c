/* Any bytes as a pack over the ones built in, its examples run: loaded or refused with a place, never worse. */
#include "base/fault.h"
#include "figure/prove.h"
#include "pattern/pack.h"

#include <assert.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    Fault f = {0};
    Packs *packs = packs_load(&f);
    assert(packs != NULL);
    bool ok = packs_add(packs, (Span){(const char *)bytes, n}, "fuzz.yaml", &f) && packs_prove_last(packs, &f);
    assert(ok == (f.kind == FAULT_NONE));
    packs_free(packs);
    return 0;
}
