#include "figure/arms.h"

enum { NAME_BYTES = 60 };

static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '/' || (unsigned char)c >= 0x80;
}

/* A word that is on one of the lists (bits WordList). */
static bool is_on(const Packs *packs, uint64_t lists, Span word)
{
    const Term *t = packs_term(packs, word);
    return t != NULL && (t->lists & lists) != 0;
}

static const uint64_t says_group = (uint64_t)1 << WORDS_leading | (uint64_t)1 << WORDS_group_noun | (uint64_t)1 << WORDS_dull;

/* Lower case, only the words that tell one group from another. */
static Span core_of(const Packs *packs, Span words, char out[NAME_BYTES])
{
    size_t n = 0;
    for (size_t i = 0, e; i < words.len; i = e + (e == i)) {
        char word[NAME_BYTES];
        size_t w = 0;
        for (e = i; e < words.len && w < sizeof word; e++, w++) {
            char c = words.at[e];
            word[w] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
            if (!is_word_byte(word[w]))
                break;
        }
        Span s = {word, w};
        bool dull = w > 0 && is_on(packs, says_group | (uint64_t)1 << WORDS_whole, s);
        bool letter = w == 1 && n > 0; /* "group a" keeps its letter */
        if (w == 0 || (dull && !letter) || n + w + 1 > NAME_BYTES)
            continue;
        if (n > 0)
            out[n++] = ' ';
        memcpy(out + n, word, w);
        n += w;
    }
    return (Span){out, n};
}

/* "late deaths in the stent": the name stands behind the last "in". */
static Words behind_locative(const Packs *packs, const Sentence *s, Words w)
{
    Span text = s->normal->text;
    for (uint32_t i = w.end; i > w.start; i--) {
        uint32_t e = i;
        while (i > w.start && text.at[i - 1] != ' ')
            i--;
        if (e < w.end && packs_has(packs, WORDS_locative, span_cut(text, i, e)))
            return (Words){e + 1, w.end};
        if (i == w.start)
            break;
    }
    return w;
}

static void add(const Packs *packs, const Sentence *s, Words w, Arena *a, Arms *out)
{
    w = behind_locative(packs, s, w);
    if (w.end <= w.start || w.end - w.start > NAME_BYTES || out->n == ARMS_MAX)
        return;
    char low[NAME_BYTES];
    Span core = core_of(packs, span_cut(s->normal->text, w.start, w.end), low);
    if (core.len == 0)
        return;
    for (size_t i = 0; i < out->n; i++)
        if (span_equal(out->at[i].name, core))
            return;
    out->at[out->n++] = (Arm){arena_copy(a, core), span_cut(s->normal->text, w.start, w.end)};
}

static bool is_dull(const Packs *packs, Span word)
{
    char low[NAME_BYTES];
    size_t n = 0;
    for (; n < word.len && n < sizeof low; n++)
        low[n] = word.at[n] >= 'A' && word.at[n] <= 'Z' ? (char)(word.at[n] + 32) : word.at[n];
    Span s = {low, n};
    return is_on(packs, says_group, s);
}

Span arm_short(const Packs *packs, Span print)
{
    size_t from = 0, end = print.len;
    for (size_t e; from < end; from = e + 1) {
        for (e = from; e < end && print.at[e] != ' '; e++)
            ;
        if (e == end || !is_dull(packs, span_cut(print, from, e)))
            break;
    }
    for (size_t b; end > from; end = b - 1) {
        for (b = end; b > from && print.at[b - 1] != ' '; b--)
            ;
        if (b == from || end - b < 2 || !is_dull(packs, span_cut(print, b, end)))
            break;
    }
    bool numbered = end - from == 1; /* "group B", "arm II" keep their noun */
    for (size_t i = from; i < end && !numbered; i++)
        if (strchr("IVX0123456789", print.at[i]) == NULL)
            return span_cut(print, from, end);
    return print;
}

void arms_find(const Packs *packs, const Abbreviations *abbreviations, const Sentence *sentences, size_t n, Arena *a, Arms *out)
{
    /* an abbreviation is another name of the same arm: the print tells */
    (void)abbreviations;
    for (size_t i = 0; i < n; i++) {
        const Sentence *s = &sentences[i];
        for (size_t j = 0; j < s->copy.n_atoms; j++) {
            const Mention *m = s->copy.atoms[j].mention;
            bool size = m->set[SETTING_kind] == kind_name[KIND_group_size];
            if (size && m->slot[SLOT_group].end > 0)
                add(packs, s, m->slot[SLOT_group], a, out);
        }
        for (size_t j = 0; j < s->copy.n_arms; j++) {
            add(packs, s, s->copy.arms[j]->slot[SLOT_group], a, out);
            add(packs, s, s->copy.arms[j]->slot[SLOT_also], a, out);
        }
    }
}

bool arms_may_begin(const Arms *arms, Span word)
{
    if (word.len <= 1 || word.len >= NAME_BYTES || memchr(word.at, '\'', word.len) != NULL)
        return true; /* such a word is cut or left out of a name */
    for (size_t i = 0; i < arms->n; i++) {
        Span name = arms->at[i].name;
        if (name.len >= word.len && memcmp(name.at, word.at, word.len) == 0 && (name.len == word.len || name.at[word.len] == ' '))
            return true;
    }
    return false;
}

int arms_which(const Packs *packs, const Arms *arms, Span words)
{
    char low[NAME_BYTES];
    if (words.len > NAME_BYTES || arms->n == 0)
        return -1;
    Span core = core_of(packs, words, low);
    for (size_t i = 0; core.len > 0 && i < arms->n; i++)
        if (span_equal(arms->at[i].name, core))
            return (int)i;
    return -1;
}
