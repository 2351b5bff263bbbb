/* Any bytes as a JATS article. */
#include "tests/fuzz/any_record.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    xml_begin();
    any_record(FORMAT_JATS_XML, (Span){(const char *)bytes, n});
    return 0;
}
