#include "base/utf8.h"

#include <string.h>

bool utf8_is_valid(Span s)
{
    const unsigned char *p = (const unsigned char *)s.at, *end = p + s.len;
    while (p < end) {
        uint64_t here[4];
        while (end - p >= 32 && (memcpy(here, p, 32), ((here[0] | here[1] | here[2] | here[3]) & 0x8080808080808080u) == 0))
            p += 32;
        while (end - p >= 8 && (memcpy(here, p, 8), (here[0] & 0x8080808080808080u) == 0))
            p += 8;
        if (p == end)
            break;
        if (*p < 0x80) {
            p++;
            continue;
        }
        int more = *p >= 0xC2 && *p <= 0xDF ? 1 : *p >= 0xE0 && *p <= 0xEF ? 2 : *p >= 0xF0 && *p <= 0xF4 ? 3 : 0;
        if (more == 0 || end - p <= more)
            return false;
        bool low = (*p == 0xE0 && p[1] < 0xA0) || (*p == 0xF0 && p[1] < 0x90);
        bool high = (*p == 0xED && p[1] > 0x9F) || (*p == 0xF4 && p[1] > 0x8F);
        for (int i = 1; i <= more; i++)
            if ((p[i] & 0xC0) != 0x80)
                return false;
        if (low || high)
            return false;
        p += more + 1;
    }
    return true;
}
