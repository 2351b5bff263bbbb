#include "figure/labels.h"

enum { NUMERAL_MAX = 3, TIMES_MIN = 2 };

typedef enum { LABEL_NONE, LABEL_LETTER, LABEL_ROMAN, LABEL_DIGIT } LabelKind;

typedef struct {
    LabelKind kind;
    int place; /* 0: A, I, 1 */
} Label;

/* What tells a group from others, as a word that is printed in capitals or digits. */
static Label label_of(Span w)
{
    static const char *const roman[LABELS_MAX] = {"I", "II", "III", "IV", "V", "VI"};
    for (int i = 0; i < LABELS_MAX; i++)
        if (span_is(w, roman[i]))
            return (Label){LABEL_ROMAN, i};
    if (w.len == 1 && w.at[0] >= 'A' && w.at[0] < 'A' + LABELS_MAX)
        return (Label){LABEL_LETTER, w.at[0] - 'A'};
    if (w.len == 1 && w.at[0] > '0' && w.at[0] <= '0' + LABELS_MAX)
        return (Label){LABEL_DIGIT, w.at[0] - '1'};
    return (Label){LABEL_NONE, 0};
}

/* The label that begins at byte `at` of the text and ends in a blank or a mark: its length, or 0. */
static size_t label_length(Span text, size_t at)
{
    size_t end = at;
    while (end < text.len && (byte_is_letter(text.at[end]) || byte_is_digit(text.at[end])))
        end++;
    bool ends = end == text.len || strchr(" ,;:.)]", text.at[end]) != NULL;
    bool number = end + 1 < text.len && text.at[end] == '.' && byte_is_digit(text.at[end + 1]); /* "group 1.5" */
    return end - at <= NUMERAL_MAX && ends && !number ? end - at : 0;
}

typedef struct {
    Span print[LABEL_DIGIT + 1][LABELS_MAX];
    int times[LABEL_DIGIT + 1][LABELS_MAX];
} Seen;

static void labels_see(const Packs *packs, Span text, Seen *seen)
{
    for (size_t i = 0, e; i < text.len; i = e + (e == i)) {
        char low[12];
        for (e = i; e < text.len && byte_is_letter(text.at[e]); e++)
            if (e - i < sizeof low)
                low[e - i] = (char)(text.at[e] | 32);
        bool word = e > i && e - i < sizeof low && low[e - i - 1] != 's' && e < text.len && text.at[e] == ' ';
        size_t n = word ? label_length(text, e + 1) : 0;
        Label l = n > 0 ? label_of(span_cut(text, e + 1, e + 1 + n)) : (Label){LABEL_NONE, 0};
        if (l.kind == LABEL_NONE || !packs_has(packs, WORDS_group_noun, (Span){low, e - i}))
            continue;
        if (seen->times[l.kind][l.place]++ == 0)
            seen->print[l.kind][l.place] = span_cut(text, i, e + 1 + n);
    }
}

Labels labels_find(const Packs *packs, const Sentence *sentences, size_t n)
{
    Seen seen = {.times = {{0}}};
    for (size_t i = 0; i < n; i++)
        labels_see(packs, span_cut(sentences[i].normal->text, sentences[i].copy.start, sentences[i].copy.end), &seen);
    Labels out = {.n = 0};
    for (int kind = LABEL_LETTER; kind <= LABEL_DIGIT; kind++) {
        size_t k = 0, all = 0;
        while (k < LABELS_MAX && seen.times[kind][k] >= TIMES_MIN)
            k++;
        for (size_t i = 0; i < LABELS_MAX; i++)
            all += seen.times[kind][i] > 0;
        if (all == 0)
            continue;
        if (out.n > 0 || k < 2 || k != all)
            return (Labels){.n = 0};
        for (; out.n < k; out.n++)
            out.print[out.n] = seen.print[kind][out.n];
    }
    return out;
}

int labels_which(const Labels *labels, Span words)
{
    for (size_t i = 0; i < labels->n; i++) {
        Span name = labels->print[i];
        bool begins = words.len >= name.len && (words.len == name.len || words.at[name.len] == ' ');
        for (size_t k = 0; begins && k < name.len; k++)
            begins = words.at[k] == name.at[k] || (k == 0 && (words.at[k] | 32) == (name.at[k] | 32));
        if (begins)
            return (int)i;
    }
    return -1;
}
