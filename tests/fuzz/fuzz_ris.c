/* Any bytes as a file of RIS. */
#include "tests/fuzz/any_record.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    any_tagged(TAGGED_RIS, FORMAT_RIS, (Span){(const char *)bytes, n});
    return 0;
}
