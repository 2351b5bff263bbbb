/* Any bytes as a file, for what is read as plain text. */
#include "tests/fuzz/reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    reading_agrees(bytes, n, FORMAT_PLAIN_TEXT);
    return 0;
}
