#include "figure/phrase.h"

#include "figure/aside.h"

enum { PHRASE_MAX = 120 }; /* bytes: what is longer is a clause */

static bool is_hard_atom(const Packs *p, Span t, size_t at)
{
    return atom_at(t, at) > 0 && !(p->soft >> atom_type(t, at) & 1);
}

/* The word or atom that begins at `at`: its end. */
static size_t word_end(Span t, size_t at)
{
    if (at >= t.len || !copy_word_byte(t.at[at]))
        return at + 1;
    if (atom_at(t, at))
        return at + 3;
    size_t end = at;
    while (end < t.len && copy_word_byte(t.at[end]) && !atom_at(t, end))
        end++;
    return end > at ? end : at + 1;
}

static size_t word_begin(Span t, size_t end)
{
    if (end >= 3 && atom_at(t, end - 3))
        return end - 3;
    size_t at = end;
    while (at > 0 && copy_word_byte(t.at[at - 1]) && !(at >= 3 && atom_at(t, at - 3)))
        at--;
    return at < end ? at : end - 1;
}

/* The word that ends before byte `at` of the copy, blanks aside. */
static Range last_word(Span t, size_t at)
{
    while (at > 0 && t.at[at - 1] == ' ')
        at--;
    return at > 0 ? (Range){word_begin(t, at), at} : (Range){0, 0};
}

static bool has_letters(Span word)
{
    for (size_t i = 0; i + 1 < word.len; i++)
        if (word.at[i] >= 'a' && word.at[i] <= 'z' && ((word.at[i + 1] >= 'a' && word.at[i + 1] <= 'z') || word.at[i + 1] >= '0'))
            return true;
    return false;
}

static bool stops(char c)
{
    static const bool stop[256] = {[','] = true, [';'] = true, [':'] = true, ['('] = true, [')'] = true,
                                   ['['] = true, [']'] = true, ['"'] = true, ['\0'] = true};
    return stop[(unsigned char)c];
}

static bool in_list(const Packs *p, WordList list, Span t, size_t from, size_t end)
{
    return packs_has(p, list, span_cut(t, from, end));
}

/* "group A": its letter is no article. */
static bool is_letter_of_group(const Packs *p, Span t, size_t from, size_t at, size_t end)
{
    return end - at == 1 && at > from + 1 && t.at[at - 1] == ' ' &&
           in_list(p, WORDS_group_noun, t, word_begin(t, at - 1), at - 1);
}

/* "overall survival" is a name of its own: its first word is no mere opening. */
static bool begins_with_term(const Packs *p, Span t, Range r)
{
    if (r.end <= r.from || !packs_may_name(p, span_cut(t, r.from, r.end)))
        return false;
    for (size_t end = r.from; end < r.end; end++) {
        end = word_end(t, end);
        const Term *term = end <= r.end ? packs_term(p, span_cut(t, r.from, end)) : NULL;
        if (term != NULL && term->concept >= 0)
            return true;
    }
    return false;
}

/* Whether the last words of the range are an outcome that the vocabulary knows: what follows only says in whom and after what. */
static bool ends_in_term(const Packs *p, const Copy *c, Range r)
{
    for (size_t from = r.from; from < r.end;) {
        Span tail = span_cut(c->text, from, r.end);
        const Term *t = packs_may_name(p, tail) ? packs_term(p, tail) : NULL;
        if (t != NULL && t->concept >= 0)
            return true;
        from = word_end(c->text, from);
        while (from < r.end && c->text.at[from] == ' ')
            from++;
    }
    return false;
}

/* "heart rate" is a name, which "heart" is not; "recurrence rate" says no more than "recurrence". */
static bool is_name_with(const Packs *p, const Copy *c, Range r, size_t last)
{
    Range before = {r.from, last};
    while (before.end > before.from && c->text.at[before.end - 1] == ' ')
        before.end--;
    return ends_in_term(p, c, r) && !ends_in_term(p, c, before);
}

/* "steep roofs - 84%" */
static bool is_dash(Span t, Range r)
{
    return t.at[r.end - 1] == '-' && r.end > r.from + 1 && t.at[r.end - 2] == ' ';
}

Range phrase_trim(const Packs *p, const Copy *c, Range r)
{
    Span t = c->text;
    for (;;) {
        while (r.from < r.end && (t.at[r.from] == ' ' || stops(t.at[r.from])))
            r.from++;
        size_t e = r.from < r.end ? word_end(t, r.from) : r.from;
        if (r.from >= r.end || e > r.end || !in_list(p, WORDS_leading, t, r.from, e) || begins_with_term(p, t, r))
            break;
        r.from = e;
    }
    for (;;) {
        while (r.end > r.from && (t.at[r.end - 1] == ' ' || stops(t.at[r.end - 1]) || t.at[r.end - 1] == '.' || is_dash(t, r)))
            r.end--;
        size_t b = r.end > r.from ? word_begin(t, r.end) : r.end;
        if (r.end <= r.from || b < r.from || !in_list(p, WORDS_trailing, t, b, r.end) ||
            is_letter_of_group(p, t, r.from, b, r.end) || is_name_with(p, c, r, b))
            break;
        r.end = b;
    }
    return r.end > r.from ? r : (Range){0, 0};
}

/* "pain at rest": where a word stands behind "at", and no time or number, it says of what the phrase is. */
static bool is_place(Span t, size_t from, size_t end, size_t stop)
{
    return end - from == 2 && span_is(span_cut(t, from, end), "at") && end + 1 < stop && t.at[end] == ' ' &&
           t.at[end + 1] >= 'a' && t.at[end + 1] <= 'z';
}

/* "relapse (either or both eyes) in 38 %": where words in brackets, and no figure, end right before `at`, their begin; else
 * `at`. */
static size_t before_bracket(const Packs *p, Span t, size_t at)
{
    size_t end = at, next = at;
    while (end > 0 && t.at[end - 1] == ' ')
        end--;
    while (next < t.len && t.at[next] == ' ')
        next++;
    bool other = next < t.len && (t.at[next] == '(' || t.at[next] == '['); /* "postpartum (pp) (OR 0.5)" */
    if (end == 0 || other || (t.at[end - 1] != ')' && t.at[end - 1] != ']'))
        return at;
    for (size_t i = end - 1; i > 0 && end - i < PHRASE_MAX; i--) {
        if (is_hard_atom(p, t, i - 1))
            return at;
        if (t.at[i - 1] == '(' || t.at[i - 1] == '[')
            return i - 1;
    }
    return at;
}

/* Where the words before byte `at` begin: behind a mark, a figure or a word that breaks off. */
static size_t words_begin(const Packs *p, Span t, size_t at)
{
    size_t from = at;
    while (from > 0 && at - from < PHRASE_MAX) {
        if (t.at[from - 1] == ' ') {
            from--;
            continue;
        }
        size_t b = word_begin(t, from);
        if (stops(t.at[b]) || is_hard_atom(p, t, b) || (in_list(p, WORDS_breaks, t, b, from) && !is_place(t, b, from, at)))
            break;
        from = b;
    }
    return from;
}

/* "The yield of cows that": what such a clause says more of, if that was measured; "the number of cows that calved
 * late" is of what they did. */
static Range measured_noun(const Packs *p, const Copy *c, size_t at)
{
    size_t from = words_begin(p, c->text, at);
    Range noun = phrase_trim(p, c, (Range){from, at});
    bool share =
        noun.end > 0 && phrase_says(p, (WordSet)WORD_SET(WORDS_share_noun), span_cut(c->text, from, noun.from));
    bool counted = from >= 3 && atom_at(c->text, from - 3); /* "of the 57 cows that" */
    return noun.end > 0 && !share && !counted && phrase_parts(p, c, noun).outcome.end > 0 ? noun : (Range){0, 0};
}

bool phrase_goes_on(const Packs *p, const Copy *c, size_t from, size_t end)
{
    return opens_relative(p, c, from, end) && measured_noun(p, c, from).end > 0;
}

/* Whether the words before byte `at` say that one thing excels another: "poles were better than sticks". */
static bool excels_before(const Packs *p, Span t, size_t at)
{
    size_t from = at;
    while (from > 0 && at - from < PHRASE_MAX && !stops(t.at[from - 1]) && !is_hard_atom(p, t, from - 1))
        from--;
    bool excels = false;
    for (size_t i = from, e; i < at; i = e + (e < at && t.at[e] == ' ')) {
        e = word_end(t, i);
        Span word = span_cut(t, i, e);
        bool to = span_is(word, "to") && i > from + 4 && memcmp(t.at + i - 4, "ior ", 4) == 0; /* "superior to" */
        if (excels && (to || in_list(p, WORDS_refers, t, i, e)))
            return e < at && !phrase_says(p, (WordSet)WORD_SET(WORDS_locative), span_cut(t, e, at));
        excels = excels || in_list(p, WORDS_excels, t, i, e);
    }
    return false;
}

/* "superior to sticks for speed", "better than sticks in speed": in what it excels; `r`: the phrase says no such thing.
 */
static Range excelled_in(const Packs *p, const Copy *c, Range r)
{
    for (size_t i = r.from, e; i < r.end; i = e + (e < r.end && c->text.at[e] == ' ')) {
        e = word_end(c->text, i);
        if (i == r.from || !in_list(p, WORDS_locative, c->text, i, e) || !excels_before(p, c->text, i - 1))
            continue;
        Range rest = phrase_trim(p, c, (Range){e, r.end});
        return rest.end > 0 && !phrase_is_group(p, c, rest) ? rest : r;
    }
    return r;
}

/* "in autumn it was 9 %": what was measured was named before. */
static bool is_pronoun(const Packs *p, Span t, size_t at)
{
    Range w = last_word(t, at);
    bool pronoun = w.end > 0 && in_list(p, WORDS_refers_back, t, w.from, w.end);
    size_t verb = at + (at < t.len && t.at[at] == ' ');
    return pronoun && verb < t.len && in_list(p, WORDS_helps, t, verb, word_end(t, verb));
}

/* Where "per" begins that stands before the number right before byte `at`; `at`: none does. */
static size_t per_begin(const Copy *c, size_t at)
{
    size_t number = at >= 3 && atom_at(c->text, at - 3) ? at - 3 : at;
    Range per = number < at ? last_word(c->text, number) : (Range){0, 0};
    return per.end > 0 && span_is(span_cut(c->text, per.from, per.end), "per") ? per.from : at;
}

Range phrase_left(const Packs *p, const Copy *c, size_t at)
{
    if (is_pronoun(p, c->text, at))
        return (Range){0, 0};
    at = before_bracket(p, c->text, at);
    size_t from = words_begin(p, c->text, at), per = per_begin(c, from);
    if (per < from) { /* "thefts per 1000 homes were" */
        at = per;
        from = words_begin(p, c->text, at);
    }
    size_t clause = relative_begin(p, c, from, at);
    Range noun = clause < at ? measured_noun(p, c, clause) : (Range){0, 0};
    return noun.end > 0 ? noun : excelled_in(p, c, phrase_trim(p, c, (Range){from, at}));
}

/* "31 % of spouses lost weight": a verb behind several of them begins what they did; "left" before "ventricle" does not. */
static bool tells_of_several(const Packs *p, Span t, size_t begin, size_t from, size_t end)
{
    if (from < begin + 3 || t.at[from - 1] != ' ')
        return false;
    bool several = t.at[from - 2] == 's' || (t.at[from - 2] == 'n' && t.at[from - 3] == 'e');
    return several && in_list(p, WORDS_acts, t, from, end);
}

Range phrase_right(const Packs *p, const Copy *c, size_t at)
{
    Span t = c->text;
    size_t end = at;
    while (end < t.len && end - at < PHRASE_MAX) {
        if (t.at[end] == ' ') {
            end++;
            continue;
        }
        size_t e = word_end(t, end);
        bool breaks = in_list(p, WORDS_breaks, t, end, e) && !is_place(t, end, e, t.len);
        if (stops(t.at[end]) || t.at[end] == '.' || is_hard_atom(p, t, end) || breaks || tells_of_several(p, t, at, end, e))
            break;
        end = e;
    }
    return phrase_trim(p, c, (Range){at, end});
}

bool phrase_follows(const Packs *p, const Copy *c, Range r, WordList list)
{
    size_t at = r.from;
    while (at > 0) {
        if (c->text.at[at - 1] == ' ') {
            at--;
            continue;
        }
        size_t b = word_begin(c->text, at);
        if (in_list(p, list, c->text, b, at))
            return true;
        bool number = atom_at(c->text, b) > 0 && atom_type(c->text, b) < NUMBER_TYPES; /* "between the four" techniques */
        if (!number && !in_list(p, WORDS_leading, c->text, b, at))
            return false;
        at = b;
    }
    return false;
}

static bool has_word(const Packs *p, const Copy *c, Range r, WordList list)
{
    for (size_t i = r.from; i < r.end;) {
        size_t e = word_end(c->text, i);
        if (in_list(p, list, c->text, i, e))
            return true;
        i = e;
    }
    return false;
}

bool phrase_is_locative(const Packs *p, const Copy *c, Range r)
{
    bool preposition = false;
    if (begins_with_term(p, c->text, r))
        return false; /* "the ratio was significant for overall survival" */
    for (size_t at = r.from; at > 0;) {
        if (c->text.at[at - 1] == ' ') {
            at--;
            continue;
        }
        size_t b = word_begin(c->text, at);
        Span word = span_cut(c->text, b, at);
        if (preposition && packs_has(p, WORDS_judged, word)) /* "differences were noted for sleep" */
            return !has_word(p, c, (Range){b > PHRASE_MAX ? b - PHRASE_MAX : 0, b}, WORDS_measure_noun);
        if (preposition && excels_before(p, c->text, at)) /* "superior to sticks for speed" */
            return false;
        if (preposition)
            return !packs_has(p, WORDS_measure_noun, word) && !packs_has(p, WORDS_share_noun, word);
        preposition = packs_has(p, WORDS_locative, word);
        if (!preposition && !packs_has(p, WORDS_article, word) && !packs_has(p, WORDS_points, word))
            return false;
        at = b;
    }
    return false;
}

size_t phrase_read_by(const Packs *p, const Copy *c, size_t at)
{
    Span t = c->text;
    Range w = last_word(t, at);
    while (w.end > 0 && (span_is(span_cut(t, w.from, w.end), "the") || span_is(span_cut(t, w.from, w.end), "a")))
        w = last_word(t, w.from);
    bool by = w.end > 0 && in_list(p, WORDS_instrumental, t, w.from, w.end);
    Range read = by ? last_word(t, w.from) : (Range){0, 0};
    if (read.end == 0 || !in_list(p, WORDS_measured, t, read.from, read.end))
        return at;
    Range as = last_word(t, read.from);
    if (as.end > 0 && span_is(span_cut(t, as.from, as.end), "as")) {
        read = as;
        as = last_word(t, as.from);
    }
    return as.end > 0 && t.at[as.from] == ',' ? as.from : read.from;
}

static Words words_of(const Copy *c, Range r)
{
    if (r.end <= r.from)
        return (Words){0, 0};
    const Mention *last = r.end >= 3 && atom_at(c->text, r.end - 3) ? copy_atom(c, r.end - 3) : NULL;
    return (Words){copy_offset(c, r.from), last != NULL ? last->end : copy_offset(c, r.end)};
}

bool phrase_says(const Packs *p, WordSet lists, Span t)
{
    for (size_t i = 0, e; i < t.len; i = e + (e == i)) {
        e = word_end(t, i);
        e = e < t.len ? e : t.len;
        const Term *term = e > i ? packs_term(p, span_cut(t, i, e)) : NULL;
        if (term != NULL && word_sets_meet(term->lists, lists))
            return true;
    }
    return false;
}

/* Up to the first preposition: what the phrase is about. */
static Range head_of(const Packs *p, const Copy *c, Range r)
{
    for (size_t i = r.from; i < r.end;) {
        size_t e = word_end(c->text, i);
        if (i > r.from && (in_list(p, WORDS_group_preposition, c->text, i, e) || in_list(p, WORDS_verb, c->text, i, e)))
            return (Range){r.from, i};
        i = e;
    }
    return r;
}

/* "patient survival": one of them, right before another noun, only says whose. */
static bool says_whose(const Packs *p, Span t, size_t from, size_t end, size_t stop)
{
    bool one = t.at[end - 1] == 't' || t.at[end - 1] == 'd';
    if (!one || end + 1 >= stop || t.at[end] != ' ' || t.at[end + 1] < 'a' || t.at[end + 1] > 'z')
        return false;
    size_t next = word_end(t, end + 1);
    const Term *term = packs_term(p, span_cut(t, end + 1, next));
    static const WordSet no_noun = WORD_SET(WORDS_group_preposition, WORDS_verb, WORDS_narrows, WORDS_leading, WORDS_group_noun,
                                            WORDS_person, WORDS_trailing, WORDS_breaks);
    return from < end && (term == NULL || !word_sets_meet(term->lists, no_noun));
}

/* The end of the first word of the range that means people; 0: none does. */
static size_t person_end_in(const Packs *p, const Copy *c, Range r)
{
    for (size_t i = r.from, e; i < r.end; i = e) {
        e = word_end(c->text, i);
        if (in_list(p, WORDS_person, c->text, i, e) && !says_whose(p, c->text, i, e, r.end))
            return e;
    }
    return 0;
}

bool phrase_is_group(const Packs *p, const Copy *c, Range r)
{
    Range head = head_of(p, c, r);
    return person_end_in(p, c, head) > 0 || has_word(p, c, head, WORDS_group_noun);
}

bool phrase_is_whole(const Packs *p, Span words)
{
    char low[PHRASE_MAX + 1];
    size_t n = words.len < PHRASE_MAX ? words.len : PHRASE_MAX;
    for (size_t i = 0; i < n; i++)
        low[i] = words.at[i] >= 'A' && words.at[i] <= 'Z' ? (char)(words.at[i] + 32) : words.at[i];
    Span t = {low, n};
    for (size_t i = 0; i < n;) {
        if (!copy_word_byte(low[i])) {
            i++;
            continue;
        }
        size_t e = word_end(t, i);
        Span w = span_cut(t, i, e);
        bool letter = i > 0 && e == n && e - i == 1; /* "group A" */
        if (letter || (!packs_has(p, WORDS_whole, w) && !packs_has(p, WORDS_leading, w)))
            return false;
        i = e;
    }
    return true;
}

/* "after 2 weeks of treatment" is all time, "the 5-year of graft survival" is not. */
static bool is_time_of(const Copy *c, size_t at)
{
    Range before = last_word(c->text, at);
    bool of = at + 7 <= c->text.len && memcmp(c->text.at + at + 3, " of ", 4) == 0;
    return of && !span_is(span_cut(c->text, before.from, before.end), "the");
}

/* Takes the time out of the range: a soft mention of type time at its begin or end. */
static Words take_time(const Packs *p, const Copy *c, Range *r)
{
    Words found = {0, 0};
    for (size_t i = r->from; i < r->end; i = word_end(c->text, i)) {
        if (!atom_at(c->text, i) || atom_type(c->text, i) != TYPE_TIME)
            continue;
        Range only = {i, i + 3};
        found = words_of(c, only);
        Range before = phrase_trim(p, c, (Range){r->from, i});
        Range after = is_time_of(c, i) ? (Range){0, 0} : phrase_trim(p, c, (Range){i + 3, r->end});
        *r = after.end - after.from >= before.end - before.from ? after : before;
        return found;
    }
    return found;
}

/* Whether an outcome that begins in the range is longer: "hospitalization" ends no "hospitalization for heart failure". */
static bool term_runs_on(const Packs *p, const Copy *c, Range r, size_t end)
{
    for (size_t from = r.from; from < r.end; from = word_end(c->text, from)) {
        while (from < r.end && c->text.at[from] == ' ')
            from++;
        for (size_t to = word_end(c->text, r.end); to <= end; to = word_end(c->text, to)) {
            const Term *t = packs_term(p, span_cut(c->text, from, to));
            if (t != NULL && t->concept >= 0)
                return true;
            if (to == end)
                break;
        }
    }
    return false;
}

static bool has_word_before(const Packs *p, const Copy *c, size_t at, WordList list)
{
    size_t words = 0;
    while (at > 0 && words < 4) {
        if (c->text.at[at - 1] == ' ') {
            at--;
            continue;
        }
        size_t b = word_begin(c->text, at);
        if (stops(c->text.at[b]))
            return false;
        if (in_list(p, list, c->text, b, at))
            return true;
        at = b;
        words++;
    }
    return false;
}

/* A dose, a date or a time by itself is no outcome; "grade 3" is one. */
static bool atom_names(const Packs *p, int type)
{
    return type > TYPE_ABBR && type != TYPE_TIME && type != TYPE_CITE && type != packs_type(p, "dose") &&
           type != packs_type(p, "date") && type != packs_type(p, "limit");
}

/* "pre-training", "post-test": by itself a word of time. */
static bool is_occasion(Span word)
{
    return (word.len > 4 && memcmp(word.at, "pre-", 4) == 0) || (word.len > 5 && memcmp(word.at, "post-", 5) == 0);
}

/* "analogously"; but "anomaly", "family", "supply" and "assembly" are things. */
static bool is_manner(Span word)
{
    return word.len > 5 && memcmp(word.at + word.len - 2, "ly", 2) == 0 && memchr(word.at, '-', word.len) == NULL &&
           strchr("aibp", word.at[word.len - 3]) == NULL;
}

/* Whether the words can name what was measured: one of them says something ("insignificant", "the change", "another analysis"
 * do not; nor does "highest in cooks", which says where), and they are no statistic ("r = 0.7"). */
static bool names_outcome(const Packs *p, const Copy *c, Range r)
{
    static const WordSet empty = WORD_SET(WORDS_vague, WORDS_leading, WORDS_trailing, WORDS_group_preposition, WORDS_time_word,
                                          WORDS_names_nothing, WORDS_helps, WORDS_connects);
    Span t = c->text;
    bool named = false, nothing = false, alike = false; /* what the word before is */
    for (size_t i = r.from, e; i < r.end; i = e) {
        e = word_end(t, i);
        Span word = span_cut(t, i, e);
        if (e == r.end && span_is(word, "significance")) /* "reach statistical significance" */
            return false;
        bool where = nothing && !named && in_list(p, WORDS_group_preposition, t, i, e) && !span_is(word, "of") &&
                     !span_is(word, "between");
        bool sign = (t.at[i] == '<' || t.at[i] == '>') && i + 2 < r.end &&
                    (t.at[i + 1] >= 'a' || t.at[i + 2] >= 'a'); /* "hens > ducks" */
        if (t.at[i] == '=' || (sign && !atom_at(t, i + 1) && !atom_at(t, i + 2)) ||
            (where && !alike)) /* "similar in age" says what */
            return false;
        if (t.at[i] != ' ') {
            nothing = in_list(p, WORDS_names_nothing, t, i, e);
            alike = in_list(p, WORDS_alike, t, i, e);
        }
        if (atom_at(t, i)) {
            named = named || atom_names(p, atom_type(t, i));
        } else if (e - i > 1 && !named) {
            const Term *term = packs_term(p, word);
            bool plain = term == NULL && has_letters(word) && !is_manner(word) && !is_occasion(word);
            named = plain || (term != NULL && (term->concept >= 0 || !word_sets_meet(term->lists, empty)));
        }
    }
    return named;
}

/* "After a median follow-up", "using regression": says when or how, unless an outcome stands at its end. */
static Range past_adverb(const Packs *p, const Copy *c, Range r)
{
    size_t first = word_end(c->text, r.from);
    Span rest = span_cut(c->text, first, c->text.len);
    if (in_list(p, WORDS_irrespective, c->text, r.from, first) &&
        (span_begins(rest, " of ") || span_begins(rest, " to ")))
        return (Range){0, 0}; /* "regardless of age" */
    if (!in_list(p, WORDS_adverb, c->text, r.from, first))
        return r;
    for (size_t from = r.from; from < r.end; from++) {
        from = word_end(c->text, from);
        Range tail = phrase_trim(p, c, (Range){from, r.end});
        const Term *term = tail.end > 0 ? packs_term(p, span_cut(c->text, tail.from, tail.end)) : NULL;
        if (term != NULL && term->concept >= 0 && tail.from > from + 1)
            return tail;
    }
    return (Range){0, 0};
}

/* "At discharge the rate of infection": another noun phrase begins at the second article. */
static Range past_opening(const Packs *p, const Copy *c, Range r)
{
    Span t = c->text;
    size_t before = r.from;
    for (size_t i = r.from, e; i < r.end; before = i, i = e + (e < r.end && t.at[e] == ' ')) {
        e = word_end(t, i);
        size_t next = e + 1 < r.end ? word_end(t, e + 1) : e;
        bool article = i > r.from && span_is(span_cut(t, i, e), "the") && next > e &&
                       (in_list(p, WORDS_share_noun, t, e + 1, next) || in_list(p, WORDS_average, t, e + 1, next));
        size_t end = word_end(t, before);
        if (article && !in_list(p, WORDS_group_preposition, t, before, end) && !in_list(p, WORDS_leading, t, before, end))
            return phrase_trim(p, c, (Range){i, r.end});
    }
    return r;
}

/* "deafness had a weak correlation with age": the subject is what was measured. */
static bool has_correlation(const Copy *c, Range r)
{
    Span t = span_cut(c->text, r.from, r.end);
    return memmem(t.at, t.len, "correlation with ", 17) != NULL || memmem(t.at, t.len, "correlations with ", 18) != NULL;
}

static void take_outcome(const Packs *p, const Copy *c, Range r, Phrase *out)
{
    out->words = words_of(c, r);
    r = r.end > r.from ? past_adverb(p, c, r) : r;
    bool correlates = has_correlation(c, r) && phrase_follows(p, c, r, WORDS_verb);
    out->outcome = r.end > r.from && !correlates && names_outcome(p, c, r) ? words_of(c, r) : (Words){0, 0};
}

/* A phrase about people: "women in the early group" is a group; in "the percentage of women needing transfusion (in the
 * early group)" what follows the people is what is measured. */
static void people_parts(const Packs *p, const Copy *c, Range r, Phrase *out)
{
    size_t person = person_end_in(p, c, r), person_end = person > 0 ? person : r.from;
    Range rest = {person_end, r.end}, group = {0, 0};
    for (size_t i = person_end; i < r.end; i = word_end(c->text, i)) {
        size_t e = word_end(c->text, i);
        Range tail = {e, r.end};
        if (i > person_end && in_list(p, WORDS_group_preposition, c->text, i, e) && has_word(p, c, tail, WORDS_group_noun)) {
            rest.end = i;
            group = phrase_trim(p, c, tail);
            break;
        }
    }
    bool share = has_word_before(p, c, r.from, WORDS_share_noun);
    Range measured = phrase_trim(p, c, rest);
    if (person_end == r.from || (!share && group.end == 0) || measured.end == 0) {
        out->group = words_of(c, r);
        return;
    }
    out->group = words_of(c, group);
    take_outcome(p, c, measured, out);
}

/* "the breakage rate of the pipes": behind the name of a rate and "of the" stands whose it is, if that (up to `end`) is no score;
 * but "the rate of the breakage". */
static bool is_rate_of(const Packs *p, const Copy *c, Range before, size_t of_end, size_t end)
{
    Span t = c->text;
    Range rate = last_word(t, before.end);
    bool of = of_end + 5 < t.len && memcmp(t.at + of_end - 3, " of the ", 8) == 0;
    Range whose = last_word(t, end);
    bool score = in_list(p, WORDS_no_arm, t, whose.from, whose.end);
    return of && !score && rate.from > before.from && in_list(p, WORDS_share_noun, t, rate.from, rate.end) &&
           phrase_trim(p, c, (Range){before.from, rate.from}).end > 0;
}

/* "no difference between silk and nylon for healing": behind the two, what is compared. */
static Range past_between(const Packs *p, const Copy *c, Range r)
{
    Span t = c->text;
    Range before = last_word(t, r.from);
    bool between = before.end > 0 && span_is(span_cut(t, before.from, before.end), "between"), two = false;
    for (size_t i = r.from, e; between && i < r.end; i = e + (e < r.end && t.at[e] == ' ')) {
        e = word_end(t, i);
        Span word = span_cut(t, i, e);
        Range noun = last_word(t, i); /* "mortality rates for cancer" are compared with something */
        bool apart = two && (span_is(word, "for") || span_is(word, "in"));
        apart = apart && !in_list(p, WORDS_share_noun, t, noun.from, noun.end);
        Range rest = apart ? phrase_trim(p, c, (Range){e, r.end}) : (Range){0, 0};
        if (rest.end > 0 && names_outcome(p, c, rest))
            return rest;
        two = two || span_is(word, "and");
    }
    return r;
}

/* "gave faster walking", "had a significantly lower yield": what was more or less, right behind the verb and words of
 * no weight; but "walked faster", "came more often". */
static Range more_of(const Packs *p, const Copy *c, size_t from, size_t end)
{
    Span t = c->text;
    for (size_t i = from, e; i < end; i = e + (e < end && t.at[e] == ' ')) {
        e = word_end(t, i);
        Span word = span_cut(t, i, e);
        if (in_list(p, WORDS_article, t, i, e) || is_manner(word))
            continue;
        bool er = word.len > 4 && memcmp(word.at + word.len - 2, "er", 2) == 0 && in_list(p, WORDS_leading, t, i, e);
        bool more = in_list(p, WORDS_more, t, i, e) || in_list(p, WORDS_less, t, i, e);
        size_t next = e + (e < end && t.at[e] == ' ');
        Span noun = span_cut(t, next, word_end(t, next));
        bool often =
            next >= end || is_manner(noun) || packs_has(p, WORDS_leading, noun) || packs_has(p, WORDS_breaks, noun);
        bool other = in_list(p, WORDS_all_of, t, i, e);
        return (er || more) && !often && !other ? phrase_trim(p, c, (Range){i, end}) : (Range){0, 0};
    }
    return (Range){0, 0};
}

/* "training gave an increase in grip strength": behind a verb, what there was. */
static Range past_verb(const Packs *p, const Copy *c, Range r)
{
    Span t = c->text;
    bool verb = false;
    for (size_t i = r.from, e; i < r.end; i = e + (e < r.end && t.at[e] == ' ')) {
        e = word_end(t, i);
        bool in = e + 4 < r.end && memcmp(t.at + e, " in ", 4) == 0 && in_list(p, WORDS_measure_noun, t, i, e);
        if (verb && in)
            return (Range){i, r.end};
        bool past = e > i + 4 && memcmp(t.at + e - 2, "ed", 2) == 0;
        bool here = past || in_list(p, WORDS_acts, t, i, e) || in_list(p, WORDS_judged, t, i, e);
        Range more = here && i > r.from && e < r.end ? more_of(p, c, e + 1, r.end) : (Range){0, 0};
        if (more.end > 0)
            return more;
        verb = verb || here;
    }
    return r;
}

/* Whether the word that ends before byte `at`, adverbs aside, and not before `from`, may be the subject of the verb
 * there. */
static bool is_subject_before(const Packs *p, Span t, size_t at, size_t from)
{
    static const WordSet no_subject = WORD_SET(WORDS_leading, WORDS_group_preposition, WORDS_locative, WORDS_vague,
                                               WORDS_changes, WORDS_names_nothing, WORDS_connects);
    Range w = last_word(t, at);
    while (w.end > from && w.from >= from && w.end - w.from > 3 && memcmp(t.at + w.end - 2, "ly", 2) == 0)
        w = last_word(t, w.from);
    return w.end > from && w.from >= from && !phrase_says(p, no_subject, span_cut(t, w.from, w.end));
}

/* Whether the phrase goes on with the second verb of a subject: "manure raised yield (P = 0.01) and lowered cost (P =
 * 0.2)". */
static bool is_second_verb(const Packs *p, Span t, size_t from)
{
    Range and = last_word(t, from);
    if (and.end == 0 || !in_list(p, WORDS_connects, t, and.from, and.end))
        return false;
    for (size_t i = 0, e; i < and.from; i = e + (e < and.from && t.at[e] == ' ')) {
        e = word_end(t, i);
        if (in_list(p, WORDS_changes, t, i, e) && is_subject_before(p, t, i, 0))
            return true;
    }
    return false;
}

/* "training raised grip strength": behind such a verb, what it changed; but "strength raised by training". */
static Range past_change(const Packs *p, const Copy *c, Range r)
{
    Span t = c->text;
    for (size_t i = r.from, e; i < r.end; i = e + (e < r.end && t.at[e] == ' ')) {
        e = word_end(t, i);
        bool verb = in_list(p, WORDS_changes, t, i, e) &&
                    (i > r.from ? is_subject_before(p, t, i, r.from) : is_second_verb(p, t, i));
        size_t next = e + 1 < r.end ? word_end(t, e + 1) : e;
        bool object = next > e + 1 && !in_list(p, WORDS_group_preposition, t, e + 1, next) &&
                      !in_list(p, WORDS_instrumental, t, e + 1, next) && !in_list(p, WORDS_locative, t, e + 1, next) &&
                      !in_list(p, WORDS_adverb, t, e + 1, next);
        Range rest = verb && object ? phrase_trim(p, c, (Range){e, r.end}) : (Range){0, 0};
        if (rest.end > 0)
            return rest;
    }
    return r;
}

/* Whether "showed no", "had no significant" ends before byte `at`. */
static bool shows_no(const Packs *p, Span t, size_t at)
{
    static const WordSet shows = WORD_SET(WORDS_judged, WORDS_verb);
    Range w = last_word(t, at);
    bool no = false;
    for (; w.end > 0 && !no; w = last_word(t, w.from)) {
        Span word = span_cut(t, w.from, w.end);
        no = span_is(word, "no");
        if (!no && !in_list(p, WORDS_leading, t, w.from, w.end) && !is_manner(word))
            return false;
    }
    Range subject = last_word(t, w.from);
    Span verb = span_cut(t, w.from, w.end), of = span_cut(t, subject.from, subject.end);
    bool named = subject.end > 0 && !packs_has(p, WORDS_pronoun, of) && !packs_has(p, WORDS_vague, of);
    return no && named && w.end > 0 && phrase_says(p, shows, verb) && !packs_has(p, WORDS_be, verb);
}

/* "weight did not differ between tall and short": the two are compared, and neither was measured. */
static bool is_compared_with(const Packs *p, const Copy *c, Range r)
{
    Span t = c->text;
    static const WordSet differ = WORD_SET(WORDS_measure_noun, WORDS_alike);
    Range w = last_word(t, r.from);
    while (w.end > 0 && !span_is(span_cut(t, w.from, w.end), "between") && in_list(p, WORDS_leading, t, w.from, w.end))
        w = last_word(t, w.from);
    Range noun = last_word(t, w.from);
    bool between = w.end > 0 && span_is(span_cut(t, w.from, w.end), "between");
    bool named = between && span_begins(span_cut(t, noun.from, noun.end),
                                        "difference"); /* "the difference between mean and peak flow" */
    if (named) /* "grip showed no difference between oak and elm" */
        named = !shows_no(p, t, noun.from);
    return between && !named && memmem(t.at + r.from, r.end - r.from, " and ", 5) != NULL &&
           phrase_says(p, differ, span_cut(t, w.from > PHRASE_MAX ? w.from - PHRASE_MAX : 0, w.from));
}

Phrase phrase_parts(const Packs *p, const Copy *c, Range r)
{
    Phrase out = {0};
    if (r.end == 0)
        return out;
    out.time = take_time(p, c, &r);
    if (r.end == 0)
        return out;
    Range apart = past_between(p, c, past_verb(p, c, past_opening(p, c, r)));
    if (apart.from == r.from && is_compared_with(p, c, r)) {
        out.words = words_of(c, r);
        return out;
    }
    r = past_change(p, c, apart);
    if (phrase_is_group(p, c, r)) {
        people_parts(p, c, r, &out);
        return out;
    }
    Span t = c->text;
    for (size_t i = r.from; i < r.end;) {
        size_t e = word_end(c->text, i);
        if (i > r.from && in_list(p, WORDS_group_preposition, c->text, i, e)) {
            Range rest = phrase_trim(p, c, (Range){e, r.end}), before = phrase_trim(p, c, (Range){r.from, i});
            Range last =
                rest.end > 0 ? last_word(t, rest.end) : (Range){0, 0}; /* "found death with a sensitivity of" */
            if (last.end > 0 && before.end > 0 && last.from == rest.from &&
                in_list(p, WORDS_accuracy, t, last.from, last.end)) {
                take_outcome(p, c, rest, &out);
                return out;
            }
            if (rest.end > 0 && before.end > 0 && !phrase_is_group(p, c, rest) && ends_in_term(p, c, before) &&
                !term_runs_on(p, c, before, r.end)) {
                take_outcome(p, c, before, &out);
                return out;
            }
            if (before.end > 0 && is_rate_of(p, c, (Range){r.from, i}, e, r.end)) {
                take_outcome(p, c, before, &out);
                return out;
            }
            if (rest.end > 0 && before.end > 0 && phrase_is_group(p, c, rest)) {
                out.group = words_of(c, rest);
                take_outcome(p, c, before, &out);
                return out;
            }
        }
        i = e;
    }
    take_outcome(p, c, r, &out);
    return out;
}
