#include "figure/who.h"

#include "figure/phrase.h"
#include "figure/sides.h"

enum {
    LEFT_MAX = 6,
    ARM_WORDS_MAX = 8,
    RIGHT_MAX = 14,
    OPENER_MAX = 9
};                        /* words of a name: before its noun, of an arm, behind its people, that opens a clause */
enum { LINKED_GAP = 30 }; /* bytes between a figure and the group that a pattern saw behind it */

/* A modifier that can stand before "patients" or "group". */
static bool modifies(const Finder *f, const Token *t)
{
    if (t->atom != NULL)
        return !t->hard && t->atom->type != f->label;
    return t->mark == 0 && !token_in(t, WORDS_breaks) && !token_in(t, WORDS_leading) &&
           !token_in(t, WORDS_group_preposition) && !token_in(t, WORDS_refers) && !token_in(t, WORDS_person) &&
           !token_in(t, WORDS_trailing);
}

static size_t np_begin(const Finder *f, size_t head, size_t covered)
{
    size_t at = head;
    static const WordSet before = WORD_SET(WORDS_article, WORDS_group_preposition);
    bool group = token_in(&f->tokens.at[head], WORDS_group_noun);
    bool list = group && word_is_plural(finder_word(f, &f->tokens.at[head]));
    while (at > covered && head - at < LEFT_MAX) {
        bool people = group && at == head && token_in(&f->tokens.at[at - 1], WORDS_person); /* "the placebo arm" */
        bool verbal = group && !list && at == head && at > 1 && token_in(&f->tokens.at[at - 1], WORDS_breaks) &&
                      word_sets_meet(f->tokens.at[at - 2].lists, before); /* "the comparison group" */
        if (people || verbal || modifies(f, &f->tokens.at[at - 1])) {
            at--;
        } else if (list && at < head && at >= 2 && finder_joins(f, at - 1) && modifies(f, &f->tokens.at[at - 2])) {
            at -= 2;
            list = false;
        } else {
            break;
        }
    }
    return at;
}

/* "A", "II", "b": what tells one group from another behind the word. */
static bool is_label(const Finder *f, size_t i)
{
    if (i >= f->tokens.n || !token_is_word(&f->tokens.at[i]))
        return false;
    Span w = finder_word(f, &f->tokens.at[i]);
    if (w.len == 1)
        return w.at[0] >= 'a' && w.at[0] <= 'z' && !span_is(w, "a")
                   ? true
                   : f->s->normal->text.at[f->tokens.at[i].start] == 'A';
    bool roman = w.len <= 3;
    for (size_t k = 0; k < w.len; k++)
        roman = roman && (w.at[k] == 'i' || w.at[k] == 'v');
    return roman;
}

static size_t labels_end(const Finder *f, size_t at)
{
    if (!is_label(f, at))
        return at;
    for (at++;;) {
        size_t next = at;
        if (next < f->tokens.n && f->tokens.at[next].mark == ',')
            next++;
        if (finder_joins(f, next))
            next++;
        if (next == at || !is_label(f, next))
            return at;
        at = next + 1;
    }
}

static bool name_follows(const Finder *f, size_t at)
{
    const Token *next = &f->tokens.at[at];
    return at < f->tokens.n && next->mark == 0 && !next->hard && !token_in(next, WORDS_breaks) &&
           !token_in(next, WORDS_leading) && !token_in(next, WORDS_locative);
}

/* "nurses without gloves needed fewer breaks": a word in -ed before a measure or an article is the verb of these people. */
static bool is_their_verb(const Finder *f, size_t at)
{
    static const WordSet object = WORD_SET(WORDS_article, WORDS_more, WORDS_less, WORDS_points);
    Span w = finder_word(f, &f->tokens.at[at]);
    bool past = token_is_word(&f->tokens.at[at]) && w.len > 3 && memcmp(w.at + w.len - 2, "ed", 2) == 0;
    const Token *next = at + 1 < f->tokens.n ? &f->tokens.at[at + 1] : NULL;
    return past && !token_in(&f->tokens.at[at], WORDS_narrows) && token_is_word(&f->tokens.at[at - 1]) && next != NULL &&
           (word_sets_meet(next->lists, object) || finder_is(f, at + 1, "at"));
}

/* "patients who did not have more pain": the verb of the clause itself is helped by another, or stands right behind "who". */
bool who_has_more(const Finder *f, size_t who, size_t at)
{
    static const WordSet degree = WORD_SET(WORDS_more, WORDS_less);
    static const WordSet helping = WORD_SET(WORDS_be, WORDS_refers);
    static const char *const helps[] = {"had", "has", "have", "not", "did", "do", "does", "never"};
    bool verb = finder_is(f, at, "had") || finder_is(f, at, "have") || finder_is(f, at, "has") ||
                (at < f->tokens.n && token_in(&f->tokens.at[at], WORDS_be));
    bool helped = at < who + 2 || word_sets_meet(f->tokens.at[at - 1].lists, helping);
    for (size_t i = 0; verb && !helped && i < sizeof helps / sizeof helps[0]; i++)
        helped = finder_is(f, at - 1, helps[i]);
    size_t next = at + 1;
    next += next < f->tokens.n && token_in(&f->tokens.at[next], WORDS_article);
    next += finder_is(f, next, "significantly");
    return verb && !helped && next < f->tokens.n && word_sets_meet(f->tokens.at[next].lists, degree);
}

/* "patients who did not have chemotherapy": up to where another clause, figure or comparison begins. */
static size_t narrowed_end(const Finder *f, size_t at)
{
    const Tokens *t = &f->tokens;
    if (at >= t->n || !token_is_word(&t->at[at]) || !token_in(&t->at[at], WORDS_narrows))
        return at;
    size_t begin = at, free_until = finder_is(f, at, "who") || finder_is(f, at, "whose") ? at + 4 : at + 1;
    while (at < t->n && at - begin < RIGHT_MAX) {
        const Token *k = &t->at[at];
        bool verb = token_in(k, WORDS_breaks) || token_in(k, WORDS_refers) ||
                    (token_in(k, WORDS_acts) && at > begin + 1 && !token_in(k - 1, WORDS_article)); /* "on the left" */
        bool moment = k->atom != NULL && is_moment(k->atom);
        if (k->mark != 0 || k->hard || moment || (verb && at >= free_until) || (finder_joins(f, at) && !name_follows(f, at + 1)))
            break;
        if ((at > begin + 1 && at >= free_until && is_their_verb(f, at)) || who_has_more(f, begin, at))
            break;
        at++;
    }
    size_t least = finder_is(f, begin, "whose") && at >= free_until ? free_until : begin; /* "whose margins were negative" */
    while (at > least && (token_in(&t->at[at - 1], WORDS_trailing) || token_in(&t->at[at - 1], WORDS_connects)))
        at--;
    return at > begin + 1 ? at : begin;
}

static int arm_abbreviated(const Finder *f, Words w)
{
    if (w.end - w.start > ABBREVIATION_BYTES)
        return -1;
    Span meaning = abbreviation_meaning(f->abbreviations, finder_print(f, w));
    int arm = meaning.at == NULL ? -1 : arms_which(f->packs, f->arms, meaning);
    int side = meaning.at == NULL || arm >= 0 ? -1 : sides_which(f->packs, f->arms, meaning);
    for (size_t i = 0; side >= 0 && arm < 0 && i < f->arms->n; i++)
        if (f->arms->at[i].side == side)
            arm = (int)i;
    return arm;
}

static int arm_of(const Finder *f, Words w)
{
    int arm = arms_which(f->packs, f->arms, finder_print(f, w));
    return arm >= 0 ? arm : arm_abbreviated(f, w);
}

/* The tokens from `at` that name an arm of the record, as many as do: their number, or 0. */
static size_t arm_length(const Finder *f, size_t at, int *arm)
{
    const Token *t = &f->tokens.at[at];
    if (!token_is_word(t) || token_in(t, WORDS_leading) || token_in(t, WORDS_breaks) || token_in(t, WORDS_trailing) ||
        token_in(t, WORDS_person))
        return 0;
    size_t most = 0;
    if (f->arms->n == 0)
        return 0;
    bool tells = !token_in(t, WORDS_group_noun) && !token_in(t, WORDS_dull) && !token_in(t, WORDS_whole);
    bool begins = !tells || arms_may_begin(f->arms, finder_word(f, t));
    if (!begins && f->abbreviations->n == 0)
        return 0;
    for (size_t n = 1; n <= ARM_WORDS_MAX && at + n <= f->tokens.n; n++) {
        const Token *k = &f->tokens.at[at + n - 1];
        bool inside =
            n > 1 && token_in(k, WORDS_locative) && at + n < f->tokens.n && token_in(&f->tokens.at[at + n], WORDS_group_noun);
        if (k->mark != 0 || k->hard || inside) /* "leaks in group B" */
            break;
        if (token_in(k, WORDS_trailing) || token_in(k, WORDS_dull))
            continue;
        Words words = finder_words(f, at, at + n);
        bool more = false, apart = at + n < f->tokens.n && f->tokens.at[at + n].from > k->end;
        int found = begins ? arms_begun(f->packs, f->arms, finder_print(f, words), &more) : -1;
        found = found >= 0 ? found : arm_abbreviated(f, words);
        if (found >= 0) {
            most = n;
            *arm = found;
        }
        begins = begins && (more || !apart);
        if (!begins && (f->abbreviations->n == 0 || words.end - words.start > ABBREVIATION_BYTES))
            break;
    }
    return most;
}

/* What stands before the group: "than in", "for", nothing. */
static void place(const Finder *f, Who *w)
{
    static const WordSet articles = WORD_SET(WORDS_article, WORDS_points, WORDS_all_of);
    size_t at = w->first;
    while (at > 0 && word_sets_meet(f->tokens.at[at - 1].lists, articles))
        at--;
    if (at > 0 && token_in(&f->tokens.at[at - 1], WORDS_group_preposition)) {
        w->located = true;
        at--;
        at -= at > 0 && (finder_is(f, at - 1, "that") || finder_is(f, at - 1, "those")); /* "than that of" */
        if (finder_is(f, at, "of") && at > 1 && token_in(&f->tokens.at[at - 1], WORDS_group_noun)) { /* "in the subgroup of" */
            size_t in = at - 1 - finder_is(f, at - 2, "the");
            at = in > 0 && token_in(&f->tokens.at[in - 1], WORDS_locative) ? in - 1 : at;
        }
    } else if (w->arm >= 0 && finder_is(f, at - 1, "under")) {
        w->located = true;
        at--;
    } else if (finder_is(f, at - 1, "to") && at > 1 && token_in(&f->tokens.at[at - 2], WORDS_refers)) {
        at--;
    }
    if (at > 0 && token_in(&f->tokens.at[at - 1], WORDS_refers) && !finder_is(f, at - 1, "over"))
        w->refers = true;
    const Token *before = at > 0 ? &f->tokens.at[at - 1] : NULL;
    if (at > 1 && finder_is(f, at, "of") && token_in(&f->tokens.at[at - 1], WORDS_share_noun) && w->person)
        w->measured = true;
    w->opens = before == NULL || before->mark == ';' || before->mark == ':' || before->mark == ',' ||
               token_in(before, WORDS_opens);
}

static void add(Finder *f, size_t first, size_t last, int arm, bool person)
{
    bool without = first > 0 && finder_is(f, first - 1, "without"); /* "12 % with zinc and 9 % without zinc" */
    first -= without;
    Words words = finder_words(f, first, last);
    if (f->n_whos == WHOS_MAX || phrase_is_whole(f->packs, finder_print(f, words)))
        return;
    Who *w = &f->who[f->n_whos++];
    int its = without ? -1 : arm >= 0 ? arm : arm_of(f, words);
    *w = (Who){.first = first, .last = last, .words = words, .person = person, .arm = its};
    place(f, w);
    bool each = first > 0 && token_in(&f->tokens.at[first - 1], WORDS_each);
    f->n_whos -= w->measured || each;
}

/* "group status", "subgroup analyses": what is told is no group. */
static bool names_trait(const Finder *f, size_t at)
{
    static const char *const traits[] = {"analysis",   "analyses",   "status",     "allocation",
                                         "assignment", "membership", "difference", "differences"};
    for (size_t i = 0; i < sizeof traits / sizeof traits[0]; i++)
        if (finder_is(f, at, traits[i]))
            return true;
    return false;
}

/* "recipients of late grafts": up to the end of what people are told by behind "of", where that is no group; else `at`. */
static size_t having_end(const Finder *f, size_t at)
{
    enum { THING_WORDS = 3 };
    size_t end = at + 1;
    if (!finder_is(f, at, "of"))
        return at;
    while (end < f->tokens.n && end <= at + THING_WORDS && token_is_word(&f->tokens.at[end]) && modifies(f, &f->tokens.at[end]) &&
           !finder_joins(f, end))
        end++;
    const Token *next = end < f->tokens.n ? &f->tokens.at[end] : NULL;
    bool group = next != NULL && (token_in(next, WORDS_group_noun) || token_in(next, WORDS_person) || next->atom != NULL);
    return end > at + 1 && end <= at + THING_WORDS && !group ? end : at;
}

/* "in those without, it was 9 %": the rest of those before, and nobody is compared with them. */
static bool is_rest(const Finder *f, size_t at)
{
    bool those = finder_is(f, at, "those") && (finder_is(f, at + 1, "without") || finder_is(f, at + 1, "with"));
    bool located = at > 0 && token_in(&f->tokens.at[at - 1], WORDS_group_preposition);
    const Token *next = at + 2 < f->tokens.n ? &f->tokens.at[at + 2] : NULL;
    bool ends = next == NULL || next->mark != 0 || token_is_figure(next) || token_in(next, WORDS_pronoun);
    return those && located && ends && (at < 2 || !token_in(&f->tokens.at[at - 2], WORDS_refers));
}

/* The group that begins at or before `at` and behind `covered`: where it ends, or `at`. */
static size_t who_at(Finder *f, size_t at, size_t covered)
{
    const Token *t = &f->tokens.at[at];
    int arm = -1;
    if (t->atom != NULL && t->atom->type == f->label) {
        add(f, at, at + 1, -1, false);
        return at + 1;
    }
    size_t n = arm_length(f, at, &arm);
    if (n > 0) {
        size_t end = at + n, begin = at;
        if (end < f->tokens.n &&
            (token_in(&f->tokens.at[end], WORDS_group_noun) || token_in(&f->tokens.at[end], WORDS_person))) {
            begin = np_begin(f, end, covered);
            end = labels_end(f, end + 1);
        }
        if (token_in(&f->tokens.at[end - 1], WORDS_group_noun) && names_trait(f, end))
            return end;
        add(f, begin, end, begin == at ? arm : -1, false);
        return end;
    }
    bool group = token_in(t, WORDS_group_noun), person = token_in(t, WORDS_person) && !group;
    if (finder_is(f, at, "whose") && at > 0 && token_is_figure(&f->tokens.at[at - 1])) { /* "9 % of the 43 whose roof leaked" */
        size_t end = narrowed_end(f, at);
        if (end > at)
            add(f, at, end, -1, true);
        return end;
    }
    if (is_rest(f, at)) {
        add(f, at, at + 2, -1, true);
        return at + 2;
    }
    if (!token_is_word(t) || (!group && !person))
        return at;
    if (person && at + 1 < f->tokens.n && token_in(&f->tokens.at[at + 1], WORDS_group_noun))
        return at;
    size_t begin = np_begin(f, at, covered), end = at + 1;
    bool anybody = token_in(t, WORDS_anybody) || everybody_is(f->everybody, finder_word(f, t));
    if (person && begin == at && end == narrowed_end(f, end) && anybody)
        return end;
    if (group)
        end = labels_end(f, end);
    bool of = group && begin == at && end == at + 1 && finder_is(f, end, "of"); /* "the group of nurses": the nurses are */
    if (of || (group && names_trait(f, end)))
        return end;
    if (end == at + 1)
        end = narrowed_end(f, person ? having_end(f, end) : end);
    add(f, begin, end, -1, person);
    return end;
}

static void find_named(Finder *f)
{
    size_t covered = 0;
    for (size_t i = 0; i < f->tokens.n;) {
        size_t end = who_at(f, i, covered);
        if (end > i)
            covered = end;
        i = end > i ? end : i + 1;
    }
}

/* Words of a phrase that tells some from others by what they have; "the primary analysis" and "the upper limit" do not. */
static bool tells_some(const Finder *f, size_t at)
{
    static const char *const often_not[] = {"with", "without", "primary", "upper", "lower", "age", "recurrent"};
    for (size_t i = 0; i < sizeof often_not / sizeof often_not[0]; i++)
        if (finder_is(f, at, often_not[i]))
            return false;
    const Mention *m = f->tokens.at[at].atom; /* "adults older than 70 years" */
    return token_in(&f->tokens.at[at], WORDS_subgroup_word) || (m != NULL && m->type == packs_type(f->packs, "limit"));
}

/* Where the clause that begins at token `at` opens with a subgroup ("In stage III disease, ...", "whereas in older men it ..."),
 * the tokens behind its preposition; their number, or 0. */
static size_t opener_length(const Finder *f, size_t at)
{
    const Tokens *t = &f->tokens;
    bool inner = at > 0, some = false;
    size_t end = at;
    for (; end < t->n && end - at <= OPENER_MAX; end++) {
        const Token *k = &t->at[end];
        bool pronoun = inner && (finder_is(f, end, "it") || finder_is(f, end, "this") || finder_is(f, end, "there"));
        if (k->mark == ',' || pronoun || (inner && some && token_is_figure(k)))
            break;
        bool vague = token_in(k, WORDS_vague) && !token_in(k, WORDS_person) && !token_in(k, WORDS_group_noun);
        if (k->mark != 0 || token_is_figure(k) || (token_in(k, WORDS_refers) && !finder_is(f, end, "than")) ||
            token_in(k, WORDS_endpoint) || (vague && !finder_is(f, end, "subgroup")) || token_in(k, WORDS_helps))
            return 0;
        some = some || tells_some(f, end);
    }
    return some && end < t->n && end - at <= OPENER_MAX ? end - at : 0;
}

static void add_openers(Finder *f)
{
    for (size_t i = 0; i + 2 < f->tokens.n; i++) {
        const Token *before = i > 0 ? &f->tokens.at[i - 1] : NULL;
        bool opens = before == NULL || before->mark == ';' || token_in(before, WORDS_opens) || finder_is(f, i - 1, "and");
        if (!opens || !token_in(&f->tokens.at[i], WORDS_locative))
            continue;
        size_t first = i + 1 + (finder_is(f, i + 1, "the") || finder_is(f, i + 1, "those"));
        size_t n = opener_length(f, first), named = 0;
        for (size_t k = 0; k < f->n_whos; k++)
            named += f->who[k].first < first + n && f->who[k].last > first;
        if (n > 0 && named == 0)
            add(f, first, first + n, -1, true);
    }
}

/* What a pattern found right behind a figure ("9.1 months with almirex") names a group, though no word of it says so.
 */
static void add_linked(Finder *f, const Mention *m)
{
    Words w = m->slot[SLOT_group];
    if (w.end <= w.start || w.start < m->end || w.start - m->end > LINKED_GAP)
        return;
    size_t first = f->tokens.n, last = 0;
    for (size_t i = 0; i < f->tokens.n; i++) {
        uint32_t at = f->tokens.at[i].start;
        if (at >= w.start && at < w.end && (first < f->tokens.n || f->tokens.at[i].mark == 0)) {
            first = i < first ? i : first;
            last = i + 1;
        }
    }
    for (size_t i = 0; i < f->n_whos; i++)
        if (f->who[i].first < last && f->who[i].last > first)
            return;
    if (first < last)
        add(f, first, last, -1, false);
}

static void add_all_linked(Finder *f)
{
    for (size_t i = 0; i < f->tokens.n; i++)
        if (token_is_figure(&f->tokens.at[i]))
            add_linked(f, f->tokens.at[i].atom);
    for (size_t i = 1; i < f->n_whos; i++) { /* in print order */
        Who w = f->who[i];
        size_t j = i;
        for (; j > 0 && f->who[j - 1].first > w.first; j--)
            f->who[j] = f->who[j - 1];
        f->who[j] = w;
    }
}

/* "DO" of a record that abbreviates dorsal overlay is a name, and no word of the lists. */
static void names_free(Finder *f)
{
    for (size_t i = 0; f->abbreviations->n > 0 && i < f->tokens.n; i++) {
        Token *t = &f->tokens.at[i];
        if (token_is_word(t) && !word_set_is_empty(t->lists) &&
            abbreviation_meaning(f->abbreviations, finder_print(f, finder_words(f, i, i + 1))).at != NULL)
            t->lists = (WordSet){{0}};
    }
}

void whos_read(Finder *f)
{
    f->label = packs_type(f->packs, "grp");
    tokens_read(f->packs, &f->s->copy, &f->tokens);
    names_free(f);
}

void whos_find(Finder *f)
{
    find_named(f);
    add_openers(f);
    add_all_linked(f);
}
