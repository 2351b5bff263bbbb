/* Any bytes as an object of a source on the network: the first says of which. */
#include "tests/fuzz/any_record.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    if (n > 0)
        any_record((Format)(FORMAT_EUROPEPMC + bytes[0] % 3), (Span){(const char *)bytes + 1, n - 1});
    return 0;
}
