#include "input/lean.h"

/* More than half of a record's bytes; none nests in itself, but ReferenceList, whose inner lists end before its last end tag. */
static const char *const dropped[] = {"AuthorList", "MeshHeadingList", "ReferenceList", "History", "KeywordList", "GrantList",
                                      "ChemicalList", "OtherAbstract", "MedlineJournalInfo", "Journal"};

enum { N_DROPPED = sizeof dropped / sizeof dropped[0] };

static bool names(const char *at, size_t left, const char *name)
{
    size_t n = strlen(name);
    return left > n && memcmp(at, name, n) == 0 && (at[n] == '>' || at[n] == ' ' || at[n] == '\n');
}

/* The end of the element `name` that begins at `at`, nested ones stepped over; 0: it is not whole. */
static size_t element_end(Span s, size_t at, const char *name)
{
    int depth = 0;
    size_t n = strlen(name);
    for (size_t i = at; i < s.len; i++) {
        const char *lt = memchr(s.at + i, '<', s.len - i);
        if (lt == NULL)
            return 0;
        i = (size_t)(lt - s.at);
        size_t left = s.len - i;
        if (names(lt + 1, left - 1, name)) {
            const char *gt = memchr(lt, '>', left);
            depth += gt != NULL && gt[-1] != '/';
            if (gt != NULL && gt[-1] == '/' && depth == 0)
                return (size_t)(gt - s.at) + 1;
        } else if (left > n + 2 && lt[1] == '/' && memcmp(lt + 2, name, n) == 0 && lt[n + 2] == '>' && --depth == 0) {
            return i + n + 3;
        }
    }
    return 0;
}

Span lean_record(Span bytes, Arena *a)
{
    if (memmem(bytes.at, bytes.len, "<!", 2) != NULL || memmem(bytes.at, bytes.len, "<?", 2) != NULL)
        return bytes;
    char *out = arena_take(a, bytes.len + 1);
    size_t n = 0, from = 0;
    for (size_t i = 0; i + 1 < bytes.len; i++) {
        const char *lt = memchr(bytes.at + i, '<', bytes.len - i);
        if (lt == NULL)
            break;
        i = (size_t)(lt - bytes.at);
        for (int d = 0; d < N_DROPPED; d++) {
            if (i + 1 >= bytes.len || lt[1] != dropped[d][0] || !names(lt + 1, bytes.len - i - 1, dropped[d]))
                continue;
            size_t end = element_end(bytes, i, dropped[d]);
            if (end == 0)
                break;
            memcpy(out + n, bytes.at + from, i - from);
            n += i - from;
            from = end;
            i = end - 1;
            break;
        }
    }
    memcpy(out + n, bytes.at + from, bytes.len - from);
    return (Span){out, n + bytes.len - from};
}
