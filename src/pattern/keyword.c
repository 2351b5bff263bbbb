#include "pattern/keyword.h"

#include "base/arena.h"
#include "base/hash.h"
#include "pattern/tree.h"

#include <endian.h>
#include <stdlib.h>

/* Marks are found by asking which bytes there are, texts of two bytes by asking which pairs; texts of three by these three,
 * longer ones by the rarest four side by side: filters of one bit a hash, small enough to stay in the nearest cache, let few
 * places pass. */
enum { TEXTS_MAX = 4096, FILTER_BITS = 1 << 16, PAIR_BITS = 1 << 14, SLOTS = 1 << 12, KEY = 4, THREE = 0xFFFFFF };

typedef struct {
    char *at; /* owned */
    size_t len;
    size_t key;           /* where the bytes begin by which it is found */
    uint64_t eight, mask; /* the first eight bytes from there, and which of them there are */
    int next;             /* text in the same slot; -1: none */
    int same;             /* text with the same hash of all of it, + 1; 0: none */
    uint32_t from, end;   /* the needs it meets: needs[from] .. needs[end - 1] */
} Text;

/* A need that was added. */
typedef struct {
    size_t from, n_pairs; /* its texts, among the pairs */
    uint64_t types;
    bool reserved; /* no text and no type meets it */
} Known;

struct Keywords {
    Text *texts;
    size_t n_texts, max_texts;
    struct {
        int text, need;
    } *pairs; /* which text meets which need, as they were added */
    size_t n_pairs, max_pairs;
    int same[SLOTS]; /* last text with that hash of all of it, + 1; 0: none */
    Known *known;    /* by number */
    size_t max_needs;
    int n_needs;
    NeedSet by_type[TYPES_MAX];

    /* made by keywords_ready */
    uint16_t *needs;
    size_t marks[256], n_marks; /* texts of one byte */
    size_t doubles[TEXTS_MAX], n_doubles; /* texts of two bytes */
    uint64_t threes[FILTER_BITS / 64], keys[FILTER_BITS / 64];
    int slot[SLOTS]; /* first text of three bytes and more with that hash; -1: none */
};

static void *grown(void *at, size_t n, size_t *max, size_t size)
{
    if (n < *max)
        return at;
    *max = *max == 0 ? 256 : *max * 2;
    at = realloc(at, *max * size);
    if (at == NULL)
        out_of_memory();
    return at;
}

static void *room(size_t n, size_t size)
{
    void *at = calloc(n + 1, size);
    if (at == NULL)
        out_of_memory();
    return at;
}

Keywords *keywords_new(void)
{
    return room(1, sizeof(Keywords));
}

void keywords_free(Keywords *k)
{
    if (k == NULL)
        return;
    for (size_t i = 0; i < k->n_texts; i++)
        free(k->texts[i].at);
    free(k->needs);
    free(k->known);
    free(k->pairs);
    free(k->texts);
    free(k);
}

static uint32_t slot_of(Span text)
{
    return (uint32_t)hash_of(text).low % SLOTS;
}

/* The text's number; -1: it was not added yet. */
static int text_find(const Keywords *k, Span text)
{
    int t = k->same[slot_of(text)] - 1;
    while (t >= 0 && !span_equal((Span){k->texts[t].at, k->texts[t].len}, text))
        t = k->texts[t].same - 1;
    return t;
}

static int text_add(Keywords *k, Span text)
{
    int old = text_find(k, text);
    if (old >= 0)
        return old;
    k->texts = grown(k->texts, k->n_texts, &k->max_texts, sizeof *k->texts);
    char *copy = room(text.len, 1);
    memcpy(copy, text.at, text.len);
    int *slot = &k->same[slot_of(text)], number = (int)k->n_texts++;
    k->texts[number] = (Text){.at = copy, .len = text.len, .same = *slot};
    *slot = number + 1;
    return number;
}

/* `texts`: the numbers of its texts. */
static bool same_need(const Keywords *k, const Known *known, const Need *need, const int *texts)
{
    bool same = known->n_pairs == need->n && known->types == need->types && !known->reserved;
    for (size_t i = 0; same && i < need->n; i++)
        same = k->pairs[known->from + i].text == texts[i];
    return same;
}

static int known_put(Keywords *k, Known known)
{
    k->known = grown(k->known, (size_t)k->n_needs, &k->max_needs, sizeof *k->known);
    k->known[k->n_needs] = known;
    return k->n_needs++;
}

int keywords_add(Keywords *k, const Need *need)
{
    int texts[NEED_TEXTS_MAX];
    for (size_t i = 0; i < need->n; i++)
        texts[i] = text_find(k, need->text[i]);
    for (int i = 0; i < k->n_needs; i++)
        if (same_need(k, &k->known[i], need, texts))
            return i;
    if (k->n_needs == NEEDS_MAX || k->n_texts + need->n > TEXTS_MAX)
        return -1;
    Known known = {.from = k->n_pairs, .n_pairs = need->n, .types = need->types};
    for (size_t i = 0; i < need->n; i++) {
        k->pairs = grown(k->pairs, k->n_pairs, &k->max_pairs, sizeof *k->pairs);
        k->pairs[k->n_pairs].text = text_add(k, need->text[i]);
        k->pairs[k->n_pairs++].need = k->n_needs;
    }
    for (int t = 0; t < TYPES_MAX; t++)
        if (need->types >> t & 1)
            k->by_type[t].bits[k->n_needs / 64] |= (uint64_t)1 << (k->n_needs % 64);
    return known_put(k, known);
}

int keywords_reserve(Keywords *k)
{
    return k->n_needs == NEEDS_MAX ? -1 : known_put(k, (Known){.reserved = true});
}

/* `key`: three or four bytes, the first one lowest. */
static uint32_t key_hash(uint32_t key)
{
    return key * 0x9E3779B1u >> 16;
}

static void meets_make(Keywords *k)
{
    free(k->needs);
    k->needs = room(k->n_pairs, sizeof *k->needs);
    for (size_t t = 0; t < k->n_texts; t++)
        k->texts[t].end = 0;
    for (size_t i = 0; i < k->n_pairs; i++)
        k->texts[k->pairs[i].text].end++;
    uint32_t n = 0;
    for (size_t t = 0; t < k->n_texts; t++) {
        uint32_t count = k->texts[t].end;
        k->texts[t].from = k->texts[t].end = n;
        n += count;
    }
    for (size_t i = 0; i < k->n_pairs; i++)
        k->needs[k->texts[k->pairs[i].text].end++] = (uint16_t)k->pairs[i].need;
}

/* Four bytes: of a text of three the last one is its NUL. */
static uint32_t key_at(const char *at)
{
    uint32_t key;
    memcpy(&key, at, sizeof key);
    return le32toh(key);
}

/* The first eight bytes of `at`, the first one lowest; noughts behind its end. */
static uint64_t eight_of(Span at)
{
    uint64_t eight = 0;
    if (at.len >= sizeof eight)
        memcpy(&eight, at.at, sizeof eight);
    else
        memcpy(&eight, at.at, at.len);
    return le64toh(eight);
}

/* How often each four bytes side by side stand in all texts, by hash. */
static void keys_count(const Keywords *k, uint16_t count[FILTER_BITS])
{
    for (size_t t = 0; t < k->n_texts; t++)
        for (size_t i = 0; i + KEY <= k->texts[t].len; i++)
            count[key_hash(key_at(k->texts[t].at + i))]++;
}

/* Where the four bytes begin that stand most seldom side by side: by their characters, and by the words of all texts. */
static size_t key_of(Span text, const uint16_t count[FILTER_BITS])
{
    size_t best = 0;
    double least = 0;
    for (size_t i = 0; i + KEY <= text.len; i++) {
        double share = count[key_hash(key_at(text.at + i))];
        for (size_t j = i; j < i + KEY; j++)
            share *= symbol_share((unsigned char)text.at[j] & 0x7F);
        if (i == 0 || share < least) {
            least = share;
            best = i;
        }
    }
    return best;
}

void keywords_ready(Keywords *k)
{
    meets_make(k);
    memset(k->threes, 0, sizeof k->threes);
    memset(k->keys, 0, sizeof k->keys);
    memset(k->slot, -1, sizeof k->slot);
    k->n_marks = k->n_doubles = 0;
    uint16_t *count = room(FILTER_BITS, sizeof *count);
    keys_count(k, count);
    for (size_t t = 0; t < k->n_texts; t++) {
        Text *text = &k->texts[t];
        if (text->len < 3) {
            size_t *list = text->len == 1 ? k->marks : k->doubles, *n = text->len == 1 ? &k->n_marks : &k->n_doubles;
            list[(*n)++] = t;
            continue;
        }
        text->key = key_of((Span){text->at, text->len}, count);
        Span from_key = span_cut((Span){text->at, text->len}, text->key, text->len);
        text->eight = eight_of(from_key);
        text->mask = from_key.len >= sizeof text->mask ? UINT64_MAX : ((uint64_t)1 << 8 * from_key.len) - 1;
        uint32_t h = key_hash(key_at(from_key.at));
        uint64_t *filter = text->len < KEY ? k->threes : k->keys;
        filter[h / 64] |= (uint64_t)1 << (h % 64);
        text->next = k->slot[h % SLOTS];
        k->slot[h % SLOTS] = (int)t;
    }
    free(count);
}

typedef struct {
    const Keywords *k;
    Span text;
    NeedSet *out;
    uint64_t seen[TEXTS_MAX / 64];
} Search;

static void found(Search *s, size_t t)
{
    s->seen[t / 64] |= (uint64_t)1 << (t % 64);
    for (uint32_t m = s->k->texts[t].from; m < s->k->texts[t].end; m++)
        s->out->bits[s->k->needs[m] / 64] |= (uint64_t)1 << (s->k->needs[m] % 64);
}

static bool stands_at(Span whole, const Text *text, size_t key)
{
    return key >= text->key && whole.len - (key - text->key) >= text->len &&
           memcmp(text->at, whole.at + (key - text->key), text->len) == 0;
}

/* The texts whose key has this hash, where a key stands. */
static void look_up(Search *s, size_t at, uint32_t hash)
{
    uint64_t eight = eight_of(span_cut(s->text, at, s->text.len));
    for (int t = s->k->slot[hash % SLOTS]; t >= 0; t = s->k->texts[t].next) {
        const Text *text = &s->k->texts[t];
        if (((eight ^ text->eight) & text->mask) != 0 || (s->seen[t / 64] >> (t % 64) & 1) != 0)
            continue;
        bool all = text->key == 0 && text->len <= sizeof eight; /* of it was compared */
        if (all || stands_at(s->text, text, at))
            found(s, (size_t)t);
    }
}

static bool in_filter(const uint64_t *filter, uint32_t hash)
{
    return filter[hash / 64] >> (hash % 64) & 1;
}

/* Of two bytes, seven bits each: what is not ASCII may be taken for something else, so that its pattern runs in vain. */
static uint32_t pair_of(const char *at)
{
    return (uint32_t)(at[0] & 0x7F) << 7 | (uint32_t)(at[1] & 0x7F);
}

/* Texts of one byte and of two. */
static void short_find(Search *s)
{
    const Keywords *k = s->k;
    bool there[256] = {false};
    uint64_t pairs[PAIR_BITS / 64] = {0};
    for (size_t i = 0; i + 1 < s->text.len; i++) {
        uint32_t pair = pair_of(s->text.at + i);
        there[(unsigned char)s->text.at[i]] = true;
        pairs[pair / 64] |= (uint64_t)1 << (pair % 64);
    }
    if (s->text.len > 0)
        there[(unsigned char)s->text.at[s->text.len - 1]] = true;
    for (size_t i = 0; i < k->n_marks; i++)
        if (there[(unsigned char)k->texts[k->marks[i]].at[0]])
            found(s, k->marks[i]);
    for (size_t i = 0; i < k->n_doubles; i++) {
        uint32_t pair = pair_of(k->texts[k->doubles[i]].at);
        if (pairs[pair / 64] >> (pair % 64) & 1)
            found(s, k->doubles[i]);
    }
}

void keywords_in_text(const Keywords *k, Span text, NeedSet *out)
{
    Search s = {.k = k, .text = text, .out = out};
    memset(out, 0, sizeof *out);
    short_find(&s);
    for (size_t i = 0; i + KEY <= text.len; i++) {
        uint32_t key = key_at(text.at + i), four = key_hash(key), three = key_hash(key & THREE);
        if (in_filter(k->keys, four))
            look_up(&s, i, four);
        if (in_filter(k->threes, three))
            look_up(&s, i, three);
    }
    if (text.len >= 3) { /* the last three have no fourth byte */
        const char end[KEY] = {text.at[text.len - 3], text.at[text.len - 2], text.at[text.len - 1]};
        look_up(&s, text.len - 3, key_hash(key_at(end)));
    }
}

void keywords_of_types(const Keywords *k, uint64_t types, NeedSet *add)
{
    for (; types != 0; types &= types - 1) {
        const NeedSet *met = &k->by_type[__builtin_ctzll(types)];
        for (int w = 0; w <= k->n_needs / 64 && w < NEEDS_MAX / 64; w++)
            add->bits[w] |= met->bits[w];
    }
}
