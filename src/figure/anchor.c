#include "figure/anchor.h"

#include "text/utf8.h"

enum { WORDS_AROUND = 5 };

typedef struct {
    const char *at;
    uint32_t len;
    int32_t section, start, end; /* code points; of a label: -1, before the section's text */
} Word;

typedef struct {
    Word *at;
    size_t n, max;
} WordSeries;

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static void add_words(Span text, int section, bool label, WordSeries *out, Arena *a)
{
    int32_t points = 0;
    for (size_t i = 0; i < text.len;) {
        if (!is_letter(text.at[i])) {
            points += ((unsigned char)text.at[i++] & 0xC0) != 0x80;
            continue;
        }
        size_t from = i;
        while (i < text.len && is_letter(text.at[i]))
            i++;
        Word *w = out->n < out->max ? &out->at[out->n++] : arena_push(a, &out->at, &out->n, &out->max, sizeof *w);
        *w = (Word){text.at + from, (uint32_t)(i - from), section, label ? -1 : points, label ? -1 : points + (int32_t)(i - from)};
        points += (int32_t)(i - from);
    }
}

static uint64_t mix_byte(uint64_t h, unsigned char c)
{
    return (h ^ c) * 1099511628211u; /* FNV-1a, 64 bits: keys must be the same in every version and on every machine */
}

static uint64_t mix_word(uint64_t h, const char *at, size_t n)
{
    for (size_t i = 0; i < n; i++)
        h = mix_byte(h, (unsigned char)(at[i] >= 'A' && at[i] <= 'Z' ? at[i] + 32 : at[i]));
    return mix_byte(h, ' ');
}

/* The number text in the letters and digits of ASCII: "0·71 (0·55–0·92)" is "0.71 (0.55-0.92)". */
static uint64_t mix_quote(uint64_t h, Span quote)
{
    for (size_t i = 0, from; i < quote.len; i++) {
        for (from = i; i < quote.len && is_letter(quote.at[i]); i++)
            ;
        if (i > from)
            h = mix_word(h, quote.at + from, i - from);
    }
    return mix_byte(h, '|');
}

static bool is_before(const Word *w, const Row *r)
{
    return w->section < r->section || (w->section == r->section && w->end <= r->start);
}

static bool is_behind(const Word *w, const Row *r)
{
    return w->section > r->section || (w->section == r->section && w->start >= r->end);
}

static uint64_t anchor_of(uint64_t h, const WordSeries *words, size_t *cursor, const Row *r)
{
    while (*cursor > 0 && !is_before(&words->at[*cursor - 1], r))
        (*cursor)--;
    while (*cursor < words->n && is_before(&words->at[*cursor], r))
        (*cursor)++;
    h = mix_quote(h, r->quote);
    for (size_t i = *cursor > WORDS_AROUND ? *cursor - WORDS_AROUND : 0; i < *cursor; i++)
        h = mix_word(h, words->at[i].at, words->at[i].len);
    h = mix_byte(h, '|');
    size_t behind = *cursor;
    while (behind < words->n && !is_behind(&words->at[behind], r))
        behind++;
    for (size_t i = behind; i < words->n && i < behind + WORDS_AROUND; i++)
        h = mix_word(h, words->at[i].at, words->at[i].len);
    return h;
}

Span key_print(uint64_t h, Arena *a)
{
    char *out = arena_take(a, 18);
    out[0] = 'f';
    for (int i = 1; i <= 16; i++, h >>= 4)
        out[i] = (char)('a' + (h & 15));
    return (Span){out, 17};
}

void rows_anchor(Span uid, const Record *record, Rows *rows, Arena *a)
{
    WordSeries words = {0};
    uint64_t *anchor = arena_take(a, (rows->n + 1) * sizeof *anchor);
    size_t cursor = 0;
    add_words(record->title, -1, false, &words, a);
    for (size_t i = 0; i < record->n_sections; i++) {
        add_words(record->sections[i].label, (int)i, true, &words, a);
        add_words(record->sections[i].text, (int)i, false, &words, a);
    }
    uint64_t of_record = mix_word(14695981039346656037u, uid.at, uid.len);
    for (size_t i = 0; i < rows->n; i++) {
        uint64_t nth = 0;
        anchor[i] = anchor_of(of_record, &words, &cursor, &rows->at[i]);
        for (size_t j = 0; j < i; j++)
            nth += anchor[j] == anchor[i];
        rows->at[i].key = key_print((anchor[i] ^ nth) * 1099511628211u, a);
    }
}
