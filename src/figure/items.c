#include "figure/items.h"

/* Whether `t` between commas is one more of a list: a few words without a verb or a number, that begin no clause. */
static bool is_list_item(const Packs *packs, Span t)
{
    enum { ITEM_BYTES = 60 };
    if (t.len < 3 || t.len > ITEM_BYTES)
        return false;
    for (size_t i = 0, end; i < t.len; i = end + 1) {
        for (end = i; end < t.len && t.at[end] != ' '; end++)
            if (strchr(".;:()[]", t.at[end]) != NULL || (unsigned char)t.at[end] >= 0x80 ||
                (t.at[end] >= '0' && t.at[end] <= '9'))
                return false;
        Span word = span_cut(t, i, end);
        if (packs_has(packs, WORDS_no_item, word) || (i == 0 && packs_has(packs, WORDS_no_item_begin, word)))
            return false;
    }
    return true;
}

/* Where the comma stands behind which the phrase is the last of a list ("A, B, and the rate of C", "A, B and C"), words of no
 * weight between; 0: there is none. */
static size_t last_joint(Span t, Range phrase)
{
    enum { LIGHT_BYTES = 24 }; /* "the overall rate of" */
    static const char joint[] = ", and ";
    if (phrase.from >= 2 && memcmp(t.at + phrase.from - 2, ", ", 2) == 0 &&
        memmem(t.at + phrase.from, phrase.end - phrase.from, " and ", 5) != NULL)
        return phrase.from - 2;
    for (size_t at = phrase.from; at > 0 && phrase.from - at < LIGHT_BYTES; at--) {
        size_t n = t.len - at < sizeof joint - 1 ? 0 : sizeof joint - 1;
        if (n > 0 && memcmp(t.at + at, joint, n) == 0)
            return at;
        if (at < phrase.from && strchr(",;:.()", t.at[at]) != NULL)
            return 0;
    }
    return 0;
}

/* "Complaints such as A": from A. */
static size_t item_begin(Span t, size_t begin, size_t end)
{
    static const char *const intro[] = {" such as ", " including "};
    for (size_t i = 0; i < sizeof intro / sizeof *intro; i++) {
        const char *at = memmem(t.at + begin, end - begin, intro[i], strlen(intro[i]));
        if (at != NULL)
            return (size_t)(at - t.at) + strlen(intro[i]);
    }
    return begin;
}

Range items_left(const Packs *packs, Span t, Range last)
{
    for (size_t end = last_joint(t, last); end > 0;) {
        size_t begin = end;
        while (begin > 0 && (begin < 2 || t.at[begin - 1] != ' ' || t.at[begin - 2] != ','))
            begin--;
        if (!is_list_item(packs, span_cut(t, begin, end)))
            break;
        last.from = item_begin(t, begin, end);
        if (last.from > begin)
            break;
        end = begin >= 2 ? begin - 2 : 0;
    }
    return last;
}
