#include "figure/lists.h"

#include "figure/parts.h"
#include "figure/phrase.h"
#include "figure/slots.h"

/* "4 weeks": a word behind a number. */
static bool has_unit(Span text, Words w)
{
    for (uint32_t i = w.start; i + 2 < w.end; i++)
        if (text.at[i] >= '0' && text.at[i] <= '9' && text.at[i + 1] == ' ')
            return true;
    return false;
}

/* Where the unit of "5 years after rest" or "five-year" begins: behind the number, else the last word. */
static uint32_t unit_begin(Span text, Words w)
{
    uint32_t i = w.start;
    while (i < w.end && (text.at[i] < '0' || text.at[i] > '9'))
        i++;
    while (i < w.end && text.at[i] != '-' && text.at[i] != ' ')
        i++;
    if (i < w.end)
        return i + 1;
    while (i > w.start && text.at[i - 1] != '-' && text.at[i - 1] != ' ')
        i--;
    return i;
}

/* "2- and 5-year", "1, 3 and 5 years": the j-th time as text. */
static Span time_part(Span text, const Parts *p, size_t j, Arena *a)
{
    Words last = p->at[p->n - 1], mine = p->at[j];
    uint32_t unit = unit_begin(text, last);
    Span words = span_cut(text, mine.start, mine.end);
    const char *space = memchr(words.at, ' ', words.len);
    if (j == 0 && words.len > 3 && space != NULL && (span_begins(words, "at ") || span_begins(words, "At ")))
        mine.start += 3; /* "at 1, 3 and 5 years": the others stand without it */
    while (mine.end > mine.start && (text.at[mine.end - 1] == '-' || text.at[mine.end - 1] == ' '))
        mine.end--;
    bool hyphen =
        mine.end - mine.start > 2 && memchr(text.at + mine.start, '-', mine.end - mine.start) != NULL; /* "3-year, 5-year" */
    bool whole = hyphen || has_unit(text, mine);
    if (j + 1 == p->n || unit == last.start || whole)
        return arena_copy(a, span_cut(text, mine.start, mine.end));
    return arena_format(a, "%.*s%.*s", SPAN_FMT(span_cut(text, mine.start, mine.end)),
                        SPAN_FMT(span_cut(text, unit - 1, last.end)));
}

/* The one member's words that have as many parts as asked for. */
static Parts shared_parts(Span text, Mention **list, size_t n, Slot slot, size_t wanted)
{
    for (size_t i = n; i-- > 0;) {
        Words w = list[i]->slot[slot];
        Parts p = w.end > w.start ? words_split(text, w) : (Parts){.n = 0};
        if (p.n == wanted || (wanted == 0 && p.n > 1))
            return p;
    }
    return (Parts){.n = 0};
}

/* The times that the sentence lists for these figures: in the same clause behind them ("at 1 and 3 years"), else the last ones
 * before them, else the next ones. */
static Words time_in(const Copy *c, Span text, Mention *const *list, size_t n)
{
    Words before = {0, 0};
    bool others = false;
    for (size_t i = 0; i < c->n_atoms; i++) {
        const Mention *m = c->atoms[i].mention;
        bool behind = m->start > list[n - 1]->start;
        uint32_t end = list[n - 1]->end;
        others = others || (behind && figure_kind(m) != NULL && !kind_is(m, KIND_p_value));
        bool apart = others || (behind && m->start > end && memchr(text.at + end, ',', m->start - end) != NULL);
        if (apart && before.end > 0)
            break;
        if (m->type != TYPE_TIME || words_split(text, (Words){m->start, m->end}).n < 2)
            continue;
        if (behind)
            return (Words){m->start, m->end};
        before = (Words){m->start, m->end};
    }
    return before;
}

static bool stands_before(const Sentence *s, uint32_t at, const char *joint)
{
    uint32_t n = (uint32_t)strlen(joint);
    return at >= s->copy.start + n + 1 && memcmp(s->normal->text.at + at - n, joint, n) == 0;
}

static bool says_in_turn(const Packs *packs, Span text, uint32_t at)
{
    at += at < text.len && text.at[at] == ',';
    at += at < text.len && text.at[at] == ' ';
    uint32_t end = at;
    while (end < text.len && copy_word_byte(text.at[end]))
        end++;
    return packs_has(packs, WORDS_in_turn, span_cut(text, at, end));
}

/* Where the words before the comma at the begin of `w` begin: behind another comma, or a colon, or the sentence's begin. */
static uint32_t part_before(const Packs *packs, const Sentence *s, Words w)
{
    Span text = s->normal->text;
    bool last = stands_before(s, w.start, ", and ");
    if (!last && !stands_before(s, w.start, ", "))
        return w.start;
    uint32_t i = w.start - (last ? 6 : 2);
    while (i > s->copy.start && strchr(",:;(", text.at[i - 1]) == NULL)
        i--;
    while (text.at[i] == ' ')
        i++;
    i += span_begins(span_cut(text, i, w.start), "The ") || span_begins(span_cut(text, i, w.start), "the ") ? 4 : 0;
    if (says_in_turn(packs, text, i))
        return w.start;
    for (uint32_t k = i; k < w.start; k++)
        if (strchr(")]%=<>", text.at[k]) != NULL) /* "rash (5 %, 7 %)," */
            return w.start;
    return i;
}

/* The last word of `w` that can stand for one with the same noun ("local" of "local and distant recurrence"); end 0: it is
 * none. */
static Words modifier_last(const Packs *packs, Span text, Words w, Arena *a)
{
    uint32_t i = w.end;
    while (i > w.start && text.at[i - 1] != ' ')
        i--;
    return packs_has(packs, WORDS_modifier, span_lower(a, span_cut(text, i, w.end))) ? (Words){i, w.end} : (Words){0, 0};
}

/* Where such a word begins that is joined to the begin of `w` ("overall and disease-free survival"), or w.start. */
static uint32_t modifier_before(const Packs *packs, const Sentence *s, Words w, Arena *a)
{
    static const char *const joints[] = {", and ", " and ", " or ", ", "};
    Span text = s->normal->text;
    for (size_t i = 0; i < sizeof joints / sizeof joints[0]; i++) {
        uint32_t n = (uint32_t)strlen(joints[i]);
        if (w.start < s->copy.start + n || memcmp(text.at + w.start - n, joints[i], n) != 0)
            continue;
        Words m = modifier_last(packs, text, (Words){s->copy.start, w.start - n}, a);
        return m.end > 0 ? m.start : w.start;
    }
    return w.start;
}

/* "grade 3 or 4", "grade 3 or higher": what begins with a number or a degree is no name of its own. */
static bool names_degree(const Packs *packs, Span text, Words part, Arena *a)
{
    uint32_t end = part.start;
    while (end < part.end && text.at[end] != ' ')
        end++;
    Span word = span_cut(text, part.start, end);
    return word.len > 0 && ((word.at[0] >= '0' && word.at[0] <= '9') || packs_has(packs, WORDS_more, span_lower(a, word)));
}

/* "Lameness or colic occurred in 9 % and 14 %": whether the names between which these bytes stand are one outcome. */
static bool is_either(Span text, uint32_t from, uint32_t until)
{
    return memmem(text.at + from, until - from, " or ", 4) != NULL;
}

/* "Sensitivity, specificity and accuracy were 80, 90 and 85 %": the names before the list, if there are `wanted`, and the figures
 * name one of them, or all. */
static Parts outcome_parts(const Packs *packs, const Sentence *s, Mention **list, size_t n, size_t wanted, Arena *a)
{
    Span text = s->normal->text;
    Words w = list[0]->slot[SLOT_outcome];
    for (size_t i = 0; i < n; i++)
        if (list[i]->slot[SLOT_outcome].end != w.end || w.end == 0)
            return (Parts){.n = 0};
    bool before = w.end <= list[0]->start, behind = w.start >= list[n - 1]->end && says_in_turn(packs, text, w.end);
    Parts p = before || behind ? words_split(text, w) : (Parts){.n = 0};
    for (uint32_t from = w.start, left; before && p.n > 0 && p.n < wanted;
         from = left, p = words_split(text, (Words){from, w.end})) {
        left = modifier_before(packs, s, (Words){from, w.end}, a);
        if (left == from && (p.n > 1 || stands_before(s, from, ", and ")))
            left = part_before(packs, s, (Words){from, w.end});
        if (left == from)
            break;
    }
    bool in_turn = says_in_turn(packs, text, list[n - 1]->end);
    for (size_t i = 1; i < p.n; i++)
        if (names_degree(packs, text, p.at[i], a) || (!in_turn && is_either(text, p.at[i - 1].end, p.at[i].start)))
            return (Parts){.n = 0};
    return p.n == wanted ? p : (Parts){.n = 0};
}

static bool groups_differ(Mention **list, size_t n)
{
    for (size_t i = 1; i < n; i++)
        if (!group_is_same(list[i], list[0]))
            return true;
    return false;
}

/* "local and distant recurrence": the noun behind the first word of the last part; end 0: that word is no modifier, or stands
 * alone. */
static Words noun_shared(const Packs *packs, Span text, const Parts *p, Arena *a)
{
    Words last = p->at[p->n - 1];
    uint32_t i = last.start;
    while (i < last.end && text.at[i] != ' ')
        i++;
    bool shared = i < last.end && modifier_last(packs, text, (Words){last.start, i}, a).end > 0;
    return shared ? (Words){i + 1, last.end} : (Words){0, 0};
}

static void outcome_share(const Packs *packs, Span text, Mention *m, const Parts *p, size_t i, Words noun, Arena *a)
{
    Words mine = noun.end > 0 && i + 1 < p->n ? modifier_last(packs, text, p->at[i], a) : (Words){0, 0};
    m->slot[SLOT_outcome] = mine.end > 0 ? mine : p->at[i];
    if (mine.end == 0)
        return;
    m->outcome_text = parts_joined(span_cut(text, mine.start, mine.end), span_cut(text, noun.start, noun.end), a);
}

typedef struct {
    Parts parts;
    Words noun;
} Outcomes; /* the last list of them in the sentence */

/* "Levels before and after rest", "unadjusted and standardised levels" are of one outcome. */
static bool are_one(const Packs *packs, Span text, const Parts *p, Arena *a)
{
    const WordSet times = WORD_SET(WORDS_occasion, WORDS_adverb);
    for (size_t i = 0; i < p->n; i++) {
        Span part = span_lower(a, span_cut(text, p->at[i].start, p->at[i].end));
        if (phrase_says(packs, times, part) || packs_has(packs, WORDS_vague, part))
            return true;
    }
    return false;
}

/* The outcomes of these figures, `wanted` of them; those of a list before, where the figures name one of these. */
static bool outcomes_find(const Packs *packs, const Sentence *s, Mention **list, size_t n, size_t wanted, Outcomes *known,
                          Arena *a)
{
    Parts p = wanted > 1 ? outcome_parts(packs, s, list, n, wanted, a) : (Parts){.n = 0};
    if (p.n > 1 && !are_one(packs, s->normal->text, &p, a)) {
        *known = (Outcomes){p, noun_shared(packs, s->normal->text, &p, a)};
        return true;
    }
    bool same = wanted > 1 && known->parts.n == wanted;
    for (size_t i = 0; same && i < n; i++) {
        Words w = list[i]->slot[SLOT_outcome];
        same = w.end > known->parts.at[0].start && w.start < known->parts.at[wanted - 1].end;
    }
    return same;
}

/* Of a list of outcomes each figure has one: all times of the first, then all of the second. */
static void outcomes_share(const Packs *packs, const Sentence *s, Mention **list, size_t n, const Parts *times, Outcomes *known,
                           Arena *a)
{
    size_t n_outcomes = times->n > 1 && n % times->n == 0 ? n / times->n : n;
    if (groups_differ(list, n) || !outcomes_find(packs, s, list, n, n_outcomes, known, a))
        return;
    for (size_t i = 0; i < n; i++) {
        outcome_share(packs, s->normal->text, list[i], &known->parts, i / (n / n_outcomes), known->noun, a);
        if (n > n_outcomes)
            list[i]->time_text = time_part(s->normal->text, times, i % times->n, a);
    }
}

/* "91, 72 and 58 % in A, and 94, 77 and 63 % in B": all times of one group, then all of the next. */
static bool in_runs(Mention **list, size_t n, size_t run)
{
    for (size_t i = 0; i < n; i++)
        if (i % run > 0 && !group_is_same(list[i], list[i - 1]))
            return false;
    return groups_differ(list, n);
}

/* In how many groups the figures go round ("5 % vs 7 % and 2 % vs 4 %": two); n: all of other groups; 0: they do not. */
static size_t round_of(Mention **list, size_t n)
{
    size_t round = 1;
    while (round < n && !group_is_same(list[round], list[0]))
        round++;
    for (size_t i = 0; i < n; i++)
        if (!group_is_same(list[i], list[i % round]) || (i < round && i > 0 && group_is_same(list[i], list[i - 1])))
            return 0;
    return n % round == 0 ? round : 0;
}

/* "Fever and rash: 12 and 9 % in A, and 7 and 3 % in B", "fever and rash: 12 vs 7 % and 9 vs 3 %": all outcomes of a group, then
 * all of the next; or all groups of an outcome. */
static void grid_share(const Packs *packs, const Sentence *s, Mention **list, size_t n, Outcomes *known, Arena *a)
{
    size_t run = n / 2, round = round_of(list, n);
    while (run > 1 && (n % run != 0 || !in_runs(list, n, run)))
        run--;
    size_t wanted = run > 1 ? run : round > 1 && round < n ? n / round : 0;
    if (wanted < 2 || !outcomes_find(packs, s, list, n, wanted, known, a))
        return;
    for (size_t i = 0; i < n; i++)
        outcome_share(packs, s->normal->text, list[i], &known->parts, run > 1 ? i % run : i / round, known->noun, a);
}

static void list_share(const Packs *packs, const Sentence *s, Mention **list, size_t n, Outcomes *known, Arena *a)
{
    Span text = s->normal->text;
    Words times = time_in(&s->copy, text, list, n);
    Parts t = times.end > 0 ? words_split(text, times) : (Parts){.n = 0};
    size_t n_times = t.n > 1 && n % t.n == 0 ? t.n : 1, n_groups = n / n_times;
    Parts g = n_groups > 1 ? shared_parts(text, list, n, SLOT_group, n_groups) : (Parts){.n = 0};
    if (n_times > 1 && n_groups > 1 && in_runs(list, n, n_times)) {
        for (size_t i = 0; i < n; i++)
            list[i]->time_text = time_part(text, &t, i % n_times, a);
        return;
    }
    if (n_times == 1 && groups_differ(list, n))
        grid_share(packs, s, list, n, known, a);
    else if (g.n != n_groups && n_groups != 1)
        outcomes_share(packs, s, list, n, &t, known, a);
    if (n_times == 1 || (g.n != n_groups && n_groups != 1))
        return;
    for (size_t i = 0; i < n; i++)
        list[i]->time_text = time_part(text, &t, n_groups == 1 ? i : i / n_groups, a);
    for (size_t i = 0; g.n > 1 && i < n; i++)
        list[i]->slot[SLOT_group] = g.at[i % n_groups];
}

/* "survival was 80 and 70 %, and graft loss 6 and 9 %": the figures of each outcome are a list of their own. */
static void own_lists(const Packs *packs, const Sentence *s, Mention **list, size_t n, Outcomes *known, Arena *a)
{
    for (size_t from = 0, end; from < n; from = end) {
        for (end = from + 1; end < n && list[end]->slot[SLOT_outcome].start == list[from]->slot[SLOT_outcome].start;)
            end++;
        if (end - from > 1)
            list_share(packs, s, list + from, end - from, known, a);
    }
}

/* "Sway before and after training (P = 0.2)": of two moments that were not shared out none is that of one figure. */
static void moments_clear(const Sentence *s)
{
    const Copy *c = &s->copy;
    for (size_t i = 0; i < c->n_atoms; i++) {
        const Mention *time = c->atoms[i].mention;
        if (!is_moment(time) || words_split(s->normal->text, (Words){time->start, time->end}).n < 2)
            continue;
        for (size_t k = 0; k < c->n_atoms; k++) {
            Mention *m = c->atoms[k].mention;
            if (m->slot[SLOT_time].start == time->start && m->slot[SLOT_time].end > 0 && m->time_text.at == NULL)
                m->slot[SLOT_time] = (Words){0, 0};
        }
    }
}

/* The figures of the sentence in order, without sizes. */
static size_t figures_in(const Copy *c, Mention **out, size_t max)
{
    size_t n = 0;
    for (size_t i = 0; i < c->n_atoms && n < max; i++)
        if (figure_kind(c->atoms[i].mention) != NULL && !kind_is_size(c->atoms[i].mention))
            out[n++] = c->atoms[i].mention;
    return n;
}

/* Whether two P-values have one time, and stand in one bracket. */
static bool tests_join(Span text, const Mention *a, const Mention *b)
{
    bool both = kind_is(a, KIND_p_value) && kind_is(b, KIND_p_value) && a->slot[SLOT_time].start == b->slot[SLOT_time].start;
    return both && b->start >= a->end && memchr(text.at + a->end, ')', b->start - a->end) == NULL;
}

/* "Sway fell at 1 and 3 years (P = 0.01 and P = 0.04)": as many P-values as times have each one; a P-value behind each figure of
 * such a list has the time of that. */
static void tests_share(const Sentence *s, Arena *a)
{
    Mention *at[LIST_MAX * 2];
    Span text = s->normal->text;
    size_t n = figures_in(&s->copy, at, LIST_MAX * 2);
    for (size_t i = 0, run; i < n; i += run) {
        Words w = at[i]->slot[SLOT_time];
        for (run = 1; i + run < n && tests_join(text, at[i + run - 1], at[i + run]);)
            run++;
        Parts t = run > 1 && w.end > 0 && at[i]->time_text.at == NULL ? words_split(text, w) : (Parts){.n = 0};
        for (size_t k = 0; t.n == run && k < run; k++)
            at[i + k]->time_text = time_part(text, &t, k, a);
    }
    for (size_t i = 0; i + 3 < n; i += 2) {
        bool each = !kind_is_test(at[i]) && !kind_is_test(at[i + 2]) && kind_is(at[i + 1], KIND_p_value) &&
                    kind_is(at[i + 3], KIND_p_value);
        bool listed = at[i]->time_text.at != NULL && at[i + 2]->time_text.at != NULL;
        for (size_t k = 0; each && listed && k < 4; k += 2) {
            at[i + k + 1]->slot[SLOT_time] = at[i + k]->slot[SLOT_time];
            at[i + k + 1]->time_text = at[i + k]->time_text;
        }
    }
}

void lists_share(const Packs *packs, Sentence *s, Arena *a)
{
    const Copy *c = &s->copy;
    Mention *list[LIST_MAX];
    Outcomes known = {.parts = {.n = 0}};
    size_t n = 0;
    for (size_t i = 0; i <= c->n_atoms; i++) {
        Mention *m = i < c->n_atoms ? c->atoms[i].mention : NULL;
        if (m != NULL && (m->part || packs->soft >> m->type & 1))
            continue;
        bool more = m != NULL && figure_kind(m) != NULL && n > 0 && n < LIST_MAX && figures_join(packs, c, list[n - 1], m) &&
                    figure_kind(m) == figure_kind(list[n - 1]);
        if (!more) {
            own_lists(packs, s, list, n, &known, a);
            n = 0;
        }
        if (m != NULL && figure_kind(m) != NULL && !kind_is(m, KIND_p_value))
            list[n++] = m;
    }
    tests_share(s, a);
    moments_clear(s);
}
