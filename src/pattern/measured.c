#include "pattern/measured.h"

#include <errno.h>
#include <stdlib.h>

enum {
    COUNT_MAX = 1000000,
    PRIOR_ROWS = 4, /* of 2, 4, 8, 16 and 32 the best by the likelihood of annotated rows that were left out */
    KEY_BYTES = 256
};

/* A class and all of it are keys as well: "" and "clinical/median". */
static size_t key_write(Span pattern_class, Span link, Span flags, char out[KEY_BYTES])
{
    const Span part[3] = {pattern_class, link, flags};
    size_t n = 0;
    for (int i = 0; i < 3; i++) {
        size_t len = part[i].len < KEY_BYTES / 3 - 1 ? part[i].len : KEY_BYTES / 3 - 1;
        if (i > 0 && part[i].at != NULL)
            out[n++] = '\n';
        if (len > 0)
            memcpy(out + n, part[i].at, len);
        n += len;
    }
    return n;
}

static int compare(Span a, Span b)
{
    int c = memcmp(a.at, b.at, a.len < b.len ? a.len : b.len);
    return c != 0 ? c : a.len < b.len ? -1 : a.len > b.len;
}

/* Where the key is, or where it would be. */
static size_t find(const Packs *p, Span key, bool *found)
{
    size_t low = 0, high = p->n_measured;
    *found = false;
    while (low < high && !*found) {
        size_t mid = (low + high) / 2;
        int c = compare(key, p->measured[mid].key);
        *found = c == 0;
        if (c == 0)
            return mid;
        if (c < 0)
            high = mid;
        else
            low = mid + 1;
    }
    return low;
}

static void add(Packs *p, Span pattern_class, Span link, Span flags, long right, long seen)
{
    char text[KEY_BYTES];
    Span key = {text, key_write(pattern_class, link, flags, text)};
    bool found;
    size_t at = find(p, key, &found);
    if (!found) {
        (void)arena_push(&p->arena, &p->measured, &p->n_measured, &p->max_measured, sizeof *p->measured);
        memmove(&p->measured[at + 1], &p->measured[at], (p->n_measured - 1 - at) * sizeof *p->measured);
        p->measured[at] = (struct Measured){.key = arena_copy(&p->arena, key)};
    }
    p->measured[at].right += right;
    p->measured[at].seen += seen;
}

static bool read_count(const YamlNode *n, const char *what, long *out, Fault *f)
{
    if (!shape_is(n, YAML_TEXT, what, f))
        return false;
    char *end;
    errno = 0;
    *out = strtol(yaml_text(n).at, &end, 10);
    bool whole = end > yaml_text(n).at && *end == '\0' && errno == 0;
    return (whole && *out >= 0 && *out <= COUNT_MAX) || yaml_fault(n, f, "`%s` is a count from 0 to %d", what, COUNT_MAX);
}

bool measured_read(Packs *p, const YamlNode *list, Fault *f)
{
    static const char *const keys[] = {"class", "link", "flags", "right", "seen", NULL};
    if (!shape_is_maps(list, "measured", f))
        return false;
    for (size_t i = 0; i < yaml_count(list); i++) {
        const YamlNode *n = yaml_item(list, i), *part[5];
        if (!shape_has_only(n, keys, f))
            return false;
        for (int k = 0; k < 5; k++)
            if ((part[k] = yaml_find(n, keys[k])) == NULL)
                return yaml_fault(n, f, "what was measured needs `%s`", keys[k]);
        long right, seen;
        for (int k = 0; k < 3; k++)
            if (!shape_is(part[k], YAML_TEXT, keys[k], f))
                return false;
        if (!read_count(part[3], "right", &right, f) || !read_count(part[4], "seen", &seen, f))
            return false;
        if (right > seen)
            return yaml_fault(part[3], f, "more right than seen");
        Span none = {0};
        add(p, SPAN_LIT(""), none, none, right, seen);
        add(p, yaml_text(part[0]), none, none, right, seen);
        add(p, yaml_text(part[0]), yaml_text(part[1]), yaml_text(part[2]), right, seen);
    }
    return true;
}

static const struct Measured *find_key(const Packs *p, Span pattern_class, Span link, Span flags)
{
    char text[KEY_BYTES];
    bool found;
    size_t at = find(p, (Span){text, key_write(pattern_class, link, flags, text)}, &found);
    return found ? &p->measured[at] : NULL;
}

static double drawn(const struct Measured *m, double to)
{
    return m == NULL ? to : ((double)m->right + PRIOR_ROWS * to) / ((double)m->seen + PRIOR_ROWS);
}

double measured_share(const Packs *p, Span pattern_class, Span link, Span flags)
{
    Span none = {0};
    const struct Measured *all = find_key(p, SPAN_LIT(""), none, none), *of = find_key(p, pattern_class, none, none);
    if (of == NULL || of->seen == 0)
        return -1;
    double mean = (double)all->right / (double)all->seen;
    return drawn(find_key(p, pattern_class, link, flags), drawn(of, mean));
}
