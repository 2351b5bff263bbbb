/* Any bytes as a file, for what is read as JSON lines. */
#include "tests/fuzz/reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    reading_agrees(bytes, n, FORMAT_JSON_LINES);
    return 0;
}
