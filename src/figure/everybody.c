#include "figure/everybody.h"

#include "figure/opposite.h"
#include "figure/phrase.h"
#include "figure/token.h"

enum { MODIFIERS_MAX = 6, TITLED_MIN = 3 }; /* words: between a size and its noun; of people who are named in the title */

/* The noun that the size at token `at` counts; {NULL}: none that the words tell. */
static Span noun_behind(const Sentence *s, const Tokens *tokens, size_t at)
{
    Span noun = {0};
    for (size_t i = at + 1; i < tokens->n && i <= at + MODIFIERS_MAX; i++) {
        const Token *t = &tokens->at[i];
        if (!token_is_word(t) || token_in(t, WORDS_group_preposition) || token_in(t, WORDS_narrows) || token_in(t, WORDS_helps))
            break;
        bool counted = token_in(t, WORDS_person) || word_is_plural(token_text(&s->copy, t));
        if (noun.at != NULL && !counted)
            break;
        if (counted)
            noun = token_text(&s->copy, t);
    }
    return noun;
}

/* "women" where the record has "men" too tells some from others. */
static bool has_other(const Packs *packs, const Sentence *sentences, size_t n, Span noun, Arena *a)
{
    Span other = opposite_find(packs, noun, true, a);
    for (size_t i = 0; other.at != NULL && i < n; i++) {
        Span t = sentences[i].has_copy ? sentences[i].copy.text : (Span){0};
        for (size_t k = 0; k + other.len <= t.len; k++) {
            bool begins = k == 0 || t.at[k - 1] < 'a' || t.at[k - 1] > 'z';
            if (begins && memcmp(t.at + k, other.at, other.len) == 0)
                return true;
        }
    }
    return false;
}

/* The title, unless it sets two sides against each other. */
static Span title_of(const Packs *packs, const Sentence *sentences, size_t n, Arena *a)
{
    for (size_t i = 0; i < n && sentences[i].section < 0; i++) {
        Span t = span_lower(a, sentences[i].normal->text);
        for (size_t k = 0, e; k < t.len; k = e + (e == k)) {
            e = letters_end(t, k, t.len);
            Span w = span_cut(t, k, e);
            if (e > k && (packs_has(packs, WORDS_comparing, w) || packs_has(packs, WORDS_control_word, w) || span_is(w, "or") ||
                          span_is(w, "between")))
                return (Span){0};
        }
        return t;
    }
    return (Span){0};
}

bool everybody_titled(const Packs *packs, const Everybody *who, Span words)
{
    size_t n = 0, told = 0;
    bool people = false;
    for (size_t i = 0, e; i < words.len; i = e + 1) { /* word by word, as long as the title goes on so */
        for (e = i; e < words.len && words.at[e] != ' '; e++)
            ;
        Span head = span_cut(words, 0, e);
        const char *at = who->title.at == NULL ? NULL : memmem(who->title.at, who->title.len, head.at, head.len);
        size_t end = at == NULL ? 0 : (size_t)(at - who->title.at) + head.len;
        if (at == NULL || (end < who->title.len && letters_end(who->title, end, who->title.len) > end))
            break;
        people = people || packs_has(packs, WORDS_person, span_cut(words, i, e));
        told = e;
        n++;
    }
    size_t next = told + (told < words.len);
    bool placed =
        told == words.len || packs_has(packs, WORDS_locative, span_cut(words, next, letters_end(words, next, words.len)));
    return people && n >= TITLED_MIN && placed;
}

bool everybody_is(const Everybody *who, Span word)
{
    for (size_t i = 0; i < who->n; i++)
        if (span_equal(who->noun[i], word))
            return true;
    return false;
}

Everybody everybody_find(const Packs *packs, const Sentence *sentences, size_t n, Arena *a)
{
    Span first = {0}, most = {0};
    double size = 0;
    for (size_t i = 0; i < n; i++) {
        const Sentence *s = &sentences[i];
        bool sized = false;
        for (size_t k = 0; s->has_copy && k < s->copy.n_atoms; k++)
            sized = sized || kind_is(s->copy.atoms[k].mention, KIND_cohort_size);
        if (!sized)
            continue;
        Tokens tokens; /* 19 KB: what is not used of it is not cleared */
        tokens_read(packs, &s->copy, &tokens);
        for (size_t k = 0; k < tokens.n; k++) {
            const Mention *m = tokens.at[k].atom;
            Span noun = m != NULL && kind_is(m, KIND_cohort_size) ? noun_behind(s, &tokens, k) : (Span){0};
            if (noun.at == NULL || packs_has(packs, WORDS_control_word, noun))
                continue;
            if (first.at == NULL)
                first = noun;
            if (m->num[NUM_VALUE].number.value > size)
                most = noun, size = m->num[NUM_VALUE].number.value;
        }
    }
    Everybody out = {.n = 0, .title = title_of(packs, sentences, n, a)};
    Span found[EVERYBODY_MAX] = {first, most};
    for (size_t i = 0; i < EVERYBODY_MAX; i++)
        if (found[i].at != NULL && !everybody_is(&out, found[i]) && !has_other(packs, sentences, n, found[i], a))
            out.noun[out.n++] = found[i];
    return out;
}
