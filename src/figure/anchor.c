#include "figure/anchor.h"

#include "base/utf8.h"

enum { WORDS_AROUND = 5 };

/* A byte of a record's texts: 0 is the title, then come label and text of each section. */
typedef struct {
    const Record *record;
    size_t text, at;
} Spot;

static Span text_of(const Record *r, size_t text)
{
    const Section *s = text == 0 ? NULL : &r->sections[(text - 1) / 2];
    return text == 0 ? r->title : text % 2 == 1 ? s->label : s->text;
}

static bool is_letter(char c)
{
    static const bool letters[256] = {['a' ... 'z'] = true, ['A' ... 'Z'] = true, ['0' ... '9'] = true};
    return letters[(unsigned char)c];
}

/* The byte that is so many code points behind byte `from`. */
static size_t points_on(Span s, size_t from, int32_t points)
{
    uint64_t eight;
    while (points >= 8 && s.len - from >= 8 && (memcpy(&eight, s.at + from, 8), (eight & 0x8080808080808080u) == 0)) {
        from += 8;
        points -= 8;
    }
    for (; points > 0 && from < s.len; points--)
        from += utf8_length(s.at[from]);
    return from < s.len ? from : s.len;
}

/* Whether a word goes on at byte `at`. */
static bool is_inside(Span s, size_t at)
{
    return at > 0 && at < s.len && is_letter(s.at[at - 1]) && is_letter(s.at[at]);
}

/* The last word before the spot, which moves to its begin; {NULL}: none. */
static Span word_before(Spot *spot)
{
    for (;; spot->at = text_of(spot->record, spot->text).len) {
        Span s = text_of(spot->record, spot->text);
        size_t end = spot->at;
        while (end > 0 && !is_letter(s.at[end - 1]))
            end--;
        size_t from = end;
        while (from > 0 && is_letter(s.at[from - 1]))
            from--;
        spot->at = from;
        if (from < end)
            return span_cut(s, from, end);
        if (spot->text-- == 0)
            return (Span){0};
    }
}

/* The next word from the spot on, which moves to its end; {NULL}: none. */
static Span word_behind(Spot *spot)
{
    for (; spot->text <= 2 * spot->record->n_sections; spot->text++, spot->at = 0) {
        Span s = text_of(spot->record, spot->text);
        size_t from = spot->at;
        while (from < s.len && !is_letter(s.at[from]))
            from++;
        size_t end = from;
        while (end < s.len && is_letter(s.at[end]))
            end++;
        spot->at = end;
        if (from < end)
            return span_cut(s, from, end);
    }
    return (Span){0};
}

static uint64_t mix_byte(uint64_t h, unsigned char c)
{
    return (h ^ c) * 1099511628211u; /* FNV-1a, 64 bits: keys must be the same in every version and on every machine */
}

static uint64_t mix_word(uint64_t h, Span word)
{
    for (size_t i = 0; i < word.len; i++)
        h = mix_byte(h, (unsigned char)(word.at[i] >= 'A' && word.at[i] <= 'Z' ? word.at[i] + 32 : word.at[i]));
    return mix_byte(h, ' ');
}

/* The number text in the letters and digits of ASCII: "0·71 (0·55–0·92)" is "0.71 (0.55-0.92)". */
static uint64_t mix_quote(uint64_t h, Span quote)
{
    for (size_t i = 0, from; i < quote.len; i++) {
        for (from = i; i < quote.len && is_letter(quote.at[i]); i++)
            ;
        if (i > from)
            h = mix_word(h, span_cut(quote, from, i));
    }
    return mix_byte(h, '|');
}

/* The words around the row, whose number begins at the spot. */
static uint64_t anchor_of(uint64_t h, Spot spot, const Row *r)
{
    Span text = text_of(spot.record, spot.text), word[WORDS_AROUND], next;
    Spot behind = spot;
    behind.at = points_on(text, spot.at, r->end - r->start);
    h = mix_quote(h, r->quote);
    while (is_inside(text, spot.at)) /* of a word that holds both, neither half stands around the number */
        spot.at--;
    size_t n = 0;
    while (n < WORDS_AROUND && (word[n] = word_before(&spot)).at != NULL)
        n++;
    while (n > 0)
        h = mix_word(h, word[--n]);
    h = mix_byte(h, '|');
    while (is_inside(text, behind.at))
        behind.at++;
    for (; n < WORDS_AROUND && (next = word_behind(&behind)).at != NULL; n++)
        h = mix_word(h, next);
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
    uint64_t *anchor = arena_take(a, (rows->n + 1) * sizeof *anchor);
    uint64_t of_record = mix_word(14695981039346656037u, uid);
    Spot spot = {.record = record};
    int32_t points = 0; /* of its text before the spot */
    for (size_t i = 0; i < rows->n; i++) {
        const Row *r = &rows->at[i];
        size_t text = r->section < 0 ? 0 : 2 * (size_t)r->section + 2;
        if (text != spot.text || r->start < points) {
            spot = (Spot){record, text, 0};
            points = 0;
        }
        spot.at = points_on(text_of(record, text), spot.at, r->start - points);
        points = r->start;
        uint64_t nth = 0;
        anchor[i] = anchor_of(of_record, spot, r);
        for (size_t j = 0; j < i; j++)
            nth += anchor[j] == anchor[i];
        rows->at[i].key = key_print((anchor[i] ^ nth) * 1099511628211u, a);
    }
}
