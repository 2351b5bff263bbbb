#include "figure/arms.h"

#include "figure/parts.h"
#include "figure/phrase.h"

/* A word that is on one of the lists of the set. */
static bool is_on(const Packs *packs, WordSet lists, Span word)
{
    const Term *t = packs_term(packs, word);
    return t != NULL && word_sets_meet(t->lists, lists);
}

static const WordSet says_group = WORD_SET(WORDS_leading, WORDS_group_noun, WORDS_dull);
static const WordSet names_none = WORD_SET(WORDS_leading, WORDS_group_noun, WORDS_dull, WORDS_whole);

Span arms_core(const Packs *packs, Span words, char out[ARM_NAME_BYTES])
{
    size_t n = 0;
    for (size_t i = 0, e; i < words.len; i = e + (e == i)) {
        char word[ARM_NAME_BYTES];
        size_t w = 0;
        for (e = i; e < words.len && w < sizeof word; e++, w++) {
            char c = words.at[e];
            word[w] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
            if (!copy_word_byte(word[w]) || c == '\'')
                break;
        }
        Span s = {word, w};
        bool no = w == 2 && memcmp(word, "no", 2) == 0;
        bool dull = w > 0 && !no && is_on(packs, names_none, s);
        bool letter = w == 1 && n > 0; /* "group a" keeps its letter */
        if (w == 0 || (dull && !letter) || n + w + 1 > ARM_NAME_BYTES)
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
        Span word = span_cut(text, i, e);
        bool of_the = span_is(word, "of") && span_begins(span_cut(text, e, w.end), " the "); /* "survival of the early" */
        if (e < w.end && (of_the || packs_has(packs, WORDS_locative, word)))
            return (Words){e + 1, w.end};
        if (i == w.start)
            break;
    }
    return w;
}

/* "divided into a chess": the name stands behind the last article. */
static Words behind_article(const Packs *packs, const Sentence *s, Words w)
{
    Span text = s->normal->text;
    for (uint32_t i = w.start, e; i < w.end; i = e + 1) {
        for (e = i; e < w.end && text.at[e] != ' '; e++)
            ;
        Span word = span_cut(text, i, e);
        if (e < w.end && e - i > 1 && packs_has(packs, WORDS_article, word)) /* "arm a" keeps its letter */
            w.start = e + 1;
        else if (e < w.end && span_is(word, "a") && i > w.start)
            w.start = e + 1;
    }
    return w;
}

/* "(IT)" is IT. */
static Words unbracketed(const Sentence *s, Words w)
{
    Span text = s->normal->text;
    while (w.start < w.end && (text.at[w.start] == '(' || text.at[w.start] == '['))
        w.start++;
    bool open =
        memchr(text.at + w.start, '(', w.end - w.start) != NULL || memchr(text.at + w.start, '[', w.end - w.start) != NULL;
    while (!open && w.end > w.start && (text.at[w.end - 1] == ')' || text.at[w.end - 1] == ']'))
        w.end--;
    return w;
}

/* "a trial of veloxan" | "placebo in adults": the first of two names stands behind "of", the second before "in". */
static Words of_pair(const Packs *packs, const Sentence *s, Words w, bool second)
{
    Span text = s->normal->text;
    for (uint32_t i = w.start, e; i < w.end; i = e + 1) {
        for (e = i; e < w.end && text.at[e] != ' '; e++)
            ;
        Span word = span_cut(text, i, e);
        bool locative = packs_has(packs, WORDS_locative, word);
        if (second && locative && i > w.start)
            return (Words){w.start, i - 1};
        if (!second && (locative || span_is(word, "of") || span_is(word, "between")) && e < w.end)
            w.start = e + 1;
    }
    return w;
}

/* "a randomised trial of one drug", "5-year mortality". */
static bool names_no_arm(const Packs *packs, Span core)
{
    for (size_t i = 0, e; i < core.len; i = e + 1) {
        for (e = i; e < core.len && core.at[e] != ' '; e++)
            ;
        if (packs_has(packs, WORDS_no_arm, span_cut(core, i, e)))
            return true;
    }
    return false;
}

/* "age", "leaks": what the vocabulary knows as an outcome, and no treatment; `named`: only what is a quantity, since an early
 * recurrence group may well be one. */
static bool names_outcome(const Packs *packs, Span core, bool named)
{
    const Term *t = packs_term(packs, core);
    if (t == NULL || t->concept < 0 || word_set_has(t->lists, WORDS_treatment))
        return false;
    Span polarity = packs->concepts[t->concept].polarity;
    return !named || (polarity.at != NULL && span_is(polarity, "quantity"));
}

/* "the early recurrence group": a group word follows. */
static bool is_named(const Packs *packs, const Sentence *s, Words w)
{
    Span text = s->normal->text;
    uint32_t from = w.end + (w.end < text.len && text.at[w.end] == ' '), end = from;
    while (end < text.len && text.at[end] >= 'a' && text.at[end] <= 'z')
        end++;
    return packs_has(packs, WORDS_group_noun, span_cut(text, from, end));
}

/* Its number in `out`, or -1.  `named`: those assigned to it are counted. */
static int add(const Packs *packs, const Sentence *s, Words w, bool named, Arena *a, Arms *out)
{
    w = unbracketed(s, w);
    named = named || is_named(packs, s, w);
    if (w.end <= w.start || w.end - w.start > ARM_NAME_BYTES)
        return -1;
    char low[ARM_NAME_BYTES];
    Span core = arms_core(packs, span_cut(s->normal->text, w.start, w.end), low);
    if (core.len == 0 || names_no_arm(packs, core) || names_outcome(packs, core, named))
        return -1;
    for (size_t i = 0; i < out->n; i++)
        if (span_equal(out->at[i].name, core)) {
            out->at[i].votes++;
            out->at[i].sized = out->at[i].sized || named;
            return (int)i;
        }
    if (out->n == ARMS_MAX)
        return -1;
    Span print = span_cut(s->normal->text, w.start, w.end);
    out->at[out->n] = (Arm){.name = arena_copy(a, core), .print = print, .votes = 1, .sized = named, .side = -1};
    return (int)out->n++;
}

static void set_against(Arms *arms, int first, int second)
{
    if (first < 0 || second < 0 || first == second)
        return;
    for (size_t i = 0; i < arms->n_pairs; i++) {
        ArmPair *p = &arms->pairs[i];
        if (p->first == (size_t)first && p->second == (size_t)second) {
            p->times++;
            return;
        }
    }
    if (arms->n_pairs < ARM_PAIRS_MAX)
        arms->pairs[arms->n_pairs++] = (ArmPair){(size_t)first, (size_t)second, 1};
}

static bool is_dull(const Packs *packs, Span word)
{
    char low[ARM_NAME_BYTES];
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

/* "the diary and control groups": of two names that are joined, where one is a control's; true: both are added. */
static bool add_joined(const Packs *packs, const Sentence *s, Words w, Arena *a, Arms *out)
{
    Span text = s->normal->text;
    Parts p = words_split(text, w);
    bool control = false;
    for (size_t i = 0; p.n == 2 && i < 2; i++) {
        char low[ARM_NAME_BYTES];
        Span core = arms_core(packs, span_cut(text, p.at[i].start, p.at[i].end), low);
        control = control || (core.len > 0 && packs_has(packs, WORDS_control_word, core));
    }
    if (!control)
        return false;
    int first = add(packs, s, p.at[0], false, a, out), second = add(packs, s, p.at[1], false, a, out);
    set_against(out, first, second);
    return true;
}

void arms_find(const Packs *packs, const Sentence *sentences, size_t n, Arena *a, Arms *out)
{
    for (size_t i = 0; i < n; i++) {
        const Sentence *s = &sentences[i];
        int before = -1;
        for (size_t j = 0; j < s->copy.n_atoms; j++) {
            const Mention *m = s->copy.atoms[j].mention;
            if (m->set[SETTING_kind] != kind_name[KIND_group_size] || m->slot[SLOT_group].end == 0)
                continue;
            int arm = add(packs, s, behind_locative(packs, s, m->slot[SLOT_group]), true, a, out);
            set_against(out, before, arm);
            before = arm;
        }
        before = -1;
        for (size_t j = 0; j < s->copy.n_arms; j++) {
            const Mention *m = s->copy.arms[j];
            Words first = m->slot[SLOT_group], second = m->slot[SLOT_also];
            first = second.end > 0 ? of_pair(packs, s, first, false) : behind_article(packs, s, behind_locative(packs, s, first));
            if (second.end == 0 && add_joined(packs, s, first, a, out)) {
                before = -1;
                continue;
            }
            int arm = add(packs, s, first, false, a, out), also = add(packs, s, of_pair(packs, s, second, true), false, a, out);
            set_against(out, also >= 0 ? arm : before, also >= 0 ? also : arm);
            before = also >= 0 ? -1 : arm;
        }
    }
    out->labels = labels_find(packs, sentences, n);
}

bool arms_may_begin(const Arms *arms, Span word)
{
    if (word.len <= 1 || word.len >= ARM_NAME_BYTES || memchr(word.at, '\'', word.len) != NULL)
        return true; /* such a word is cut or left out of a name */
    for (size_t i = 0; i < arms->n; i++) {
        Span name = arms->at[i].name;
        if (name.len >= word.len && memcmp(name.at, word.at, word.len) == 0 && (name.len == word.len || name.at[word.len] == ' '))
            return true;
    }
    return false;
}

int arms_begun(const Packs *packs, const Arms *arms, Span words, bool *more)
{
    char low[ARM_NAME_BYTES];
    *more = false;
    if (words.len > ARM_NAME_BYTES || arms->n == 0)
        return -1;
    Span core = arms_core(packs, words, low);
    for (size_t i = 0; i < arms->n; i++) {
        Span name = arms->at[i].name;
        if (name.len < core.len || memcmp(name.at, core.at, core.len) != 0)
            continue;
        *more = true;
        if (core.len > 0 && name.len == core.len)
            return (int)i;
    }
    return -1;
}

int arms_which(const Packs *packs, const Arms *arms, Span words)
{
    bool more;
    return arms_begun(packs, arms, words, &more);
}
