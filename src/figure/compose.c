#include "figure/compose.h"

#include "figure/aside.h"
#include "figure/phrase.h"
#include "figure/settle.h"
#include "figure/trace.h"

#include <math.h>

enum { INDEX_MAX = 10 };

typedef struct {
    Cascade *c;
    const Sentence *sentence;
} Composer;

static void fill(Words *slot, Words words)
{
    if (slot->end == 0 && words.end > words.start)
        *slot = words;
}

static bool whole_words(const Composer *k, Words w)
{
    return phrase_is_whole(k->c->packs, span_cut(k->sentence->normal->text, w.start, w.end));
}

/* "In detail we found that": behind the last word that opens a clause; range.from: none does. */
static size_t behind_opener(const Packs *packs, const Copy *copy, Range range)
{
    size_t from = range.from;
    for (size_t i = range.from, e; i < range.end; i = e + 1) {
        for (e = i; e < range.end && copy->text.at[e] != ' '; e++)
            ;
        if (packs_has(packs, WORDS_opens, span_cut(copy->text, i, e)))
            from = e;
    }
    return from;
}

/* "The mean span of webs varied by": before the first word that no name goes on with; range.end: there is none. */
static size_t before_verb(const Packs *packs, const Copy *copy, Range range)
{
    for (size_t i = range.from, e; i < range.end; i = e + 1) {
        for (e = i; e < range.end && copy->text.at[e] != ' '; e++)
            ;
        Span word = span_cut(copy->text, i, e);
        bool named = i > range.from && phrase_trim(packs, copy, (Range){range.from, i}).end > 0;
        if (named && packs_has(packs, WORDS_breaks, word) && !span_is(word, "at") && !span_is(word, "as"))
            return i;
    }
    return range.end;
}

/* Gives the words of `range` to the figure: what a phrase about an outcome says of group and time goes there. */
static void link_words(const Composer *k, const Copy *copy, const Pattern *p, Mention *m, Slot slot, Range range)
{
    if (slot == SLOT_outcome) {
        range.from = behind_opener(k->c->packs, copy, range);
        range.end = before_verb(k->c->packs, copy, range);
    }
    range = phrase_trim(k->c->packs, copy, range);
    bool agent =
        slot == SLOT_outcome && !kind_is_ratio(m) && is_agent(k->c->packs, copy, range); /* of a ratio: its factor */
    if (range.end == 0 || agent)
        return;
    bool linked = m->link_by == NULL;
    if (slot == SLOT_outcome || slot == SLOT_group) {
        Phrase parts = phrase_parts(k->c->packs, copy, range);
        fill(&m->slot[SLOT_time], parts.time);
        Words group = slot == SLOT_group && parts.group.end == 0 ? parts.words : parts.group;
        if (group.end > 0 && !whole_words(k, group))
            fill(&m->slot[SLOT_group], group);
        if (slot == SLOT_outcome)
            fill(&m->slot[SLOT_outcome], parts.outcome);
    } else {
        uint32_t end = range.end >= 3 && atom_at(copy->text, range.end - 3) ? copy_atom(copy, range.end - 3)->end
                                                                               : copy_offset(copy, range.end);
        fill(&m->slot[slot], (Words){copy_offset(copy, range.from), end});
    }
    if (linked)
        m->link_by = p;
}

/* "280 (40-750)": what has an interval was measured, and no people or events were counted. */
static bool is_measured(const Mention *m, const char *kind)
{
    bool counts = strcmp(kind, "group_size") == 0 || strcmp(kind, "cohort_size") == 0 || strcmp(kind, "count") == 0;
    return counts && number_is(&m->num[NUM_HIGH].number);
}

static void take_settings(Mention *m, const Pattern *p)
{
    const char *kind = p->set[SETTING_kind];
    if (kind != NULL && is_measured(m, kind))
        return;
    /* "the median was 1.4 ± 0.3", "the difference was 2.6 ± 1.9" */
    bool told = kind == kind_name[KIND_median] || kind == kind_name[KIND_difference];
    bool by_spread = told && m->set[SETTING_kind] == kind_name[KIND_mean];
    bool open = m->kind_by == NULL && (m->set[SETTING_kind] == NULL || by_spread);
    if (kind != NULL && open) {
        m->set[SETTING_kind] = kind;
        m->kind_by = p;
    }
    if (kind != NULL && m->kind_by != p && m->set[SETTING_kind] != kind)
        return; /* another pattern said what it is */
    for (int i = 0; i < N_SETTINGS; i++)
        if (i != SETTING_kind && i != SETTING_sign && p->set[i] != NULL && m->set[i] == NULL)
            m->set[i] = p->set[i];
}

/* The figure with index `k` of this match. */
static Mention *figure_of(const Copy *copy, const Pattern *p, const size_t *ends, int k)
{
    for (int i = 0; i < p->n_captures; i++) {
        const Capture *cap = &p->captures[i];
        if (cap->slot == SLOT_figure && cap->atom && cap->index == k && ends[2 * cap->group] != SIZE_MAX)
            return copy_atom(copy, ends[2 * cap->group]);
    }
    return NULL;
}

/* "33 months in the late arm (95% CI, 27 to 40)": an interval that stands behind the group is the figure's. */
static void take_interval(Mention *m, const Mention *part)
{
    if (!part->part || number_is(&m->num[NUM_HIGH].number))
        return;
    m->num[NUM_LOW] = part->num[NUM_LOW];
    m->num[NUM_HIGH] = part->num[NUM_HIGH];
    m->num[NUM_LEVEL] = part->num[NUM_LEVEL];
    m->set[SETTING_interval] = part->set[SETTING_interval];
}

static void link_captures(const Composer *k, const Copy *copy, const Pattern *p, const size_t *ends, Mention *m, int index)
{
    for (int i = 0; i < p->n_captures; i++) {
        const Capture *cap = &p->captures[i];
        size_t from = ends[2 * cap->group], end = ends[2 * cap->group + 1];
        if (from != SIZE_MAX && cap->slot == N_SLOTS && copy_atom(copy, from) != NULL)
            take_interval(m, copy_atom(copy, from));
        if (from == SIZE_MAX || cap->slot == SLOT_figure || cap->slot == N_SLOTS || (cap->index != 0 && cap->index != index))
            continue;
        const Mention *atom = cap->atom ? copy_atom(copy, from) : NULL;
        if (atom != NULL && cap->slot <= SLOT_p) {
            NumName n = cap->slot == SLOT_p ? NUM_P : (NumName)cap->slot;
            if (!number_is(&m->num[n].number))
                m->num[n] = atom->num[NUM_VALUE];
        } else if (cap->slot == SLOT_sign && !cap->atom) {
            if (m->num[NUM_VALUE].sign == NULL)
                m->num[NUM_VALUE].sign = sign_said(k->c->packs, span_cut(copy->text, from, end));
        } else if (cap->slot == SLOT_unit && !cap->atom) {
            if (m->unit.at == NULL)
                m->unit = packs_unit(k->c->packs, arena_copy(k->c->arena, span_cut(copy->text, from, end)));
        } else {
            link_words(k, copy, p, m, cap->slot, (Range){from, end});
        }
    }
}

/* "the median was 22 weeks in A and 13 weeks in B": where another pattern said what the first of a pair is, so is the second. */
static void take_kind_of_first(Mention *m, const Mention *first, const Pattern *p)
{
    if (m->set[SETTING_kind] != NULL || first->kind_by == p || p->set[SETTING_kind] == NULL)
        return;
    m->set[SETTING_kind] = first->set[SETTING_kind];
    m->kind_by = first->kind_by;
}

/* "44 % hip, 31 % knee": a phrase right behind a figure, and apart from the next by a comma, is the former's. */
static bool is_of_figure_before(const Packs *packs, const Copy *copy, Range phrase, size_t at)
{
    const Mention *before = copy->text.at[at] == ',' && phrase.from >= 4 && copy->text.at[phrase.from - 1] == ' '
                                ? copy_atom(copy, phrase.from - 4)
                                : NULL;
    return before != NULL && !(packs->soft >> before->type & 1) && !before->part && before->type != TYPE_INTEGER;
}

bool figure_has_sign(const Sentence *s, const Mention *m)
{
    const Num *n = &m->num[NUM_VALUE];
    Span text = s->normal->text;
    if (!number_is(&n->number) || n->start >= text.len)
        return false;
    const char *at = text.at + n->start;
    bool apart = n->start > 2 && at[-1] == ' ' && at[-2] == '+' && (at[-3] == '(' || at[-3] == '[');
    return n->number.value < 0 || text.at[n->start] == '+' || apart;
}

/* Whether a figure has the interval or the unit, or lacks the sign, that its pattern asks for. */
static bool has_needed(const Composer *k, const Pattern *p, const Mention *m)
{
    if (p->set[SETTING_needs] == NULL)
        return true;
    if (strcmp(p->set[SETTING_needs], "sign") == 0)
        return figure_has_sign(k->sentence, m);
    if (strcmp(p->set[SETTING_needs], "years") == 0)
        return m->unit.at != NULL && span_is(m->unit, "years");
    if (strcmp(p->set[SETTING_needs], "exact") == 0) /* "(< 5 mmol/l)" is a limit, "-0.2, 0.4 kg" an interval */
        return m->num[NUM_VALUE].sign == NULL && !figure_has_sign(k->sentence, m);
    bool ci = number_is(&m->num[NUM_HIGH].number) && m->set[SETTING_interval] == NULL;
    return ci == (strcmp(p->set[SETTING_needs], "ci") == 0);
}

static void compose_match(void *who, const Copy *copy, const Pattern *p, const size_t *ends)
{
    const Composer *k = who;
    for (int index = 0; index < INDEX_MAX; index++) {
        Mention *m = figure_of(copy, p, ends, index);
        if (m == NULL || !has_needed(k, p, m))
            continue;
        if (index > 1 && figure_of(copy, p, ends, 1) != NULL)
            take_kind_of_first(m, figure_of(copy, p, ends, 1), p);
        take_settings(m, p);
        if (m->set[SETTING_kind] == kind_name[KIND_none])
            continue;
        link_captures(k, copy, p, ends, m, index);
        if (p->left_phrase >= 0 && (p->left_phrase % 10 == 0 || p->left_phrase % 10 == index)) {
            Range left = phrase_left(k->c->packs, copy, ends[0]);
            /* "was rarer with silk: 12 %": what stands before the colon is no name of what follows */
            if (copy->text.at[ends[0]] == ':' && left.end > 0 && phrase_follows(k->c->packs, copy, left, WORDS_group_preposition))
                left = (Range){0, 0};
            if (left.end > 0 && is_of_figure_before(k->c->packs, copy, left, ends[0]))
                left = (Range){0, 0};
            if (left.end > 0 && is_of_whom(k->c->packs, copy, left))
                left = (Range){0, 0};
            if (left.end > 0 && copy->text.at[ends[0]] == ',' && is_partitive(k->c->packs, copy, left))
                left = (Range){0, 0};
            /* "more often in A than in B (8 % vs 2 %)": B is what is compared with, and no outcome */
            bool p_value = kind_is(m, KIND_p_value);
            bool reference = left.end > 0 && phrase_follows(k->c->packs, copy, left, WORDS_comparing);
            Slot slot = (Slot)(p->left_phrase / 10);
            if (slot == SLOT_outcome && left.end > 0 && phrase_is_locative(k->c->packs, copy, left))
                slot = SLOT_group;
            /* "18 % in A than in B (12 %)": alone in its bracket, the figure is B's */
            size_t behind = copy->atoms[m->order].at + 3;
            bool alone = behind < copy->text.len && (copy->text.at[behind] == ')' || copy->text.at[behind] == ']');
            if (reference)
                slot = alone && !p_value ? SLOT_group : SLOT_versus;
            m->group_before = m->group_before || (slot == SLOT_group && m->slot[SLOT_group].end == 0);
            link_words(k, copy, p, m, slot, left);
        }
        if (p->right_phrase >= 0 && (p->right_phrase % 10 == 0 || p->right_phrase % 10 == index))
            link_words(k, copy, p, m, (Slot)(p->right_phrase / 10), phrase_right(k->c->packs, copy, ends[1]));
    }
}

static bool is_for(const Pattern *p, const Sentence *s)
{
    const char *where = p->set[SETTING_where];
    return where == NULL || (strcmp(where, "methods") == 0) == s->methods;
}

static bool is_last(const Pattern *p)
{
    const char *label = p->set[SETTING_label];
    return label != NULL && label[0] == 'l' && strcmp(label, "last") == 0;
}

static void run(Composer *k, bool last)
{
    const Packs *packs = k->c->packs;
    size_t i = 0;
    while ((i = pattern_next(k->c, &k->sentence->copy, FIGURE_LEVEL, i)) < packs->n_by_level[FIGURE_LEVEL]) {
        const Pattern *p = packs->by_level[FIGURE_LEVEL][i++];
        if (is_last(p) == last && is_for(p, k->sentence))
            pattern_each(k->c, &k->sentence->copy, p, compose_match, k);
    }
}

enum { NEAR_GAP = 16 }; /* the same of two that are plain and with a unit: "(95% CI) and" */
enum { LIST_GAP = 70 }; /* bytes between two numbers of one list: "days in the conventional group and" */

static bool spreads(const Mention *m)
{
    return kind_is(m, KIND_median) || kind_is(m, KIND_mean) || kind_is(m, KIND_difference) || kind_is(m, KIND_change) ||
           kind_is(m, KIND_count) || kind_is(m, KIND_rate);
}

/* Whether the words between two atoms of the copy join a list: a word of `connects`, and no other clause begins; `people` begin
 * none. */
static bool joins(const Packs *packs, Span gap, bool people)
{
    bool joined = memchr(gap.at, ',', gap.len) != NULL;
    for (size_t i = 0, e; i < gap.len; i = e) {
        for (e = i; e < gap.len && gap.at[e] != ' ' && gap.at[e] != ',' && gap.at[e] != '(' && gap.at[e] != ')'; e++)
            ;
        Span word = span_cut(gap, i, e);
        joined = joined || packs_has(packs, WORDS_connects, word);
        if (packs_has(packs, WORDS_clause, word) && !(people && packs_has(packs, WORDS_person, word)))
            return false;
        if (e == i)
            e++;
    }
    return joined && memchr(gap.at, ';', gap.len) == NULL;
}

/* "OR 1.7 [95% CI 1.1-2.6], 2.2 [1.4-3.5]": what is said once of a list of ratios. */
static bool lists_ratio(const Mention *ratio, const Mention *m)
{
    return kind_is_ratio(ratio) && m->type == TYPE_DECIMAL && number_is(&ratio->num[NUM_HIGH].number) &&
           number_is(&m->num[NUM_HIGH].number) && number_is(&m->num[NUM_LOW].number);
}

static bool same_sort(const Mention *a, const Mention *b)
{
    bool plain_a = a->type == TYPE_INTEGER || a->type == TYPE_DECIMAL,
         plain_b = b->type == TYPE_INTEGER || b->type == TYPE_DECIMAL;
    if (a->unit.at != NULL && b->unit.at != NULL && !span_equal(a->unit, b->unit))
        return false;
    bool measured = a->type == TYPE_DECIMAL || a->unit.at != NULL; /* "62.6 min were alike in the two groups" */
    bool bare = plain_a && b->unit.at == NULL && !(measured && b->type == TYPE_WORDNUM);
    return a->type == b->type || lists_ratio(a, b) || (plain_a && plain_b) || bare || (plain_b && a->unit.at == NULL);
}

bool figures_join(const Packs *packs, const Copy *c, const Mention *a, const Mention *b)
{
    size_t from = c->atoms[a->order].at + 3, to = c->atoms[b->order].at;
    /* "9.1 ± 2.0, 8.4 ± 3.1 and 7.7 ± 2.2 %" */
    bool unit_once = a->unit.at != NULL && b->unit.at != NULL && span_equal(a->unit, b->unit) && to < from + NEAR_GAP;
    return to >= from && to - from <= LIST_GAP && (unit_once || same_sort(a, b)) &&
           joins(packs, span_cut(c->text, from, to), lists_ratio(a, b));
}

/* The byte behind a bracket that holds a bare number and nothing else, right behind atom `i`: "28.4 (5.3)"; 0: none. */
static size_t bare_bracket_end(const Copy *c, size_t i)
{
    if (i + 1 >= c->n_atoms)
        return 0;
    const Mention *m = c->atoms[i + 1].mention;
    size_t from = c->atoms[i].at + 3, at = c->atoms[i + 1].at, end = at + 3;
    bool plain = m->type == TYPE_INTEGER || m->type == TYPE_DECIMAL;
    bool opens = at > from && at - from <= 2 && (c->text.at[at - 1] == '(' || c->text.at[at - 1] == '[');
    return plain && opens && end < c->text.len && (c->text.at[end] == ')' || c->text.at[end] == ']') ? end + 1 : 0;
}

/* How many bytes " years" takes at byte `at` of the copy, where the word is this unit; else 0. */
static size_t unit_behind(const Packs *packs, const Copy *c, size_t at, Span unit)
{
    size_t end = at + 1;
    while (end < c->text.len && c->text.at[end] >= 'a' && c->text.at[end] <= 'z')
        end++;
    Span word = span_cut(c->text, at + 1, end);
    bool beside = unit.at != NULL && at < c->text.len && c->text.at[at] == ' ' && word.len > 0;
    return beside && span_equal(packs_unit(packs, word), unit) ? end - at : 0;
}

/* "31 (SD 6) kg in rowers, 28 (5) in swimmers": that a number in a bracket is an SD, or SE, is said once for a list. */
static void bare_spreads_take(Cascade *k, Copy *c)
{
    Mention **kept = arena_take(k->arena, (c->n_atoms + 1) * sizeof *kept);
    const Mention *said = NULL;
    size_t from = 0, n = 0;
    for (size_t i = 0; i < c->n_atoms; i++) {
        Mention *m = c->atoms[i].mention;
        kept[n++] = m;
        if (m->part || k->packs->soft >> m->type & 1)
            continue;
        Span gap = span_cut(c->text, from, c->atoms[i].at);
        bool alone = number_is(&m->num[NUM_VALUE].number) && !number_is(&m->num[NUM_HIGH].number);
        size_t end = alone && said != NULL && gap.len <= LIST_GAP && joins(k->packs, gap, false) ? bare_bracket_end(c, i) : 0;
        from = c->atoms[i].at + 3;
        if (end > 0) {
            i++;
            m->num[NUM_HIGH] = c->atoms[i].mention->num[NUM_VALUE];
            m->set[SETTING_interval] = said->set[SETTING_interval];
            m->end = c->atoms[i].mention->end + 1;
            from = end;
            size_t unit = unit_behind(k->packs, c, end, said->unit);
            if (unit > 0) {
                m->unit = said->unit;
                m->end += (uint32_t)unit;
                from += unit;
            }
        }
        const char *interval = m->set[SETTING_interval];
        bool spread = interval != NULL && (strcmp(interval, "sd") == 0 || strcmp(interval, "se") == 0);
        said = spread && number_is(&m->num[NUM_HIGH].number) && !number_is(&m->num[NUM_LOW].number) ? m : NULL;
    }
    if (n < c->n_atoms)
        copy_write(k, c, kept, n);
}

static void take_ratio(Mention *m, const Mention *ratio)
{
    static const Setting said_once[] = {SETTING_kind, SETTING_measure, SETTING_adjusted, SETTING_interval};
    for (size_t i = 0; i < sizeof said_once / sizeof said_once[0]; i++)
        m->set[said_once[i]] = ratio->set[said_once[i]];
    m->num[NUM_LEVEL] = ratio->num[NUM_LEVEL];
    m->kind_by = ratio->kind_by;
}

/* Whether the word before the atom compares: "..., 31 % and 12 % versus 18.4 months". */
static bool is_compared(const Packs *packs, const Copy *c, const Mention *m)
{
    size_t end = c->atoms[m->order].at, at;
    if (end < 2 || c->text.at[end - 1] != ' ')
        return false;
    for (at = --end; at > 0 && c->text.at[at - 1] != ' '; at--)
        ;
    if (end > at && c->text.at[end - 1] == '.')
        end--; /* "vs." */
    return packs_has(packs, WORDS_refers, span_cut(c->text, at, end));
}

/* "12 mm in spring, 14 mm in summer and 9 mm in autumn": nothing but a joint stands before the next of a list.  Times and
 * shares have other uses: they are of it where it is said in whom. */
static bool is_next_listed(const Packs *packs, const Copy *c, const Mention *m)
{
    static const char *const whose[] = {" in ", " for ", " among "};
    size_t behind = c->atoms[m->order].at + 3;
    bool said = m->type == packs_type(packs, "qty");
    for (size_t i = 0; i < sizeof whose / sizeof whose[0] && !said; i++)
        said = span_begins(span_cut(c->text, behind, c->text.len), whose[i]);
    if (!said)
        return false;
    static const char *const joints[] = {", ", "; ", " and "};
    size_t at = c->atoms[m->order].at;
    for (size_t i = 0; i < sizeof joints / sizeof joints[0]; i++) {
        size_t n = strlen(joints[i]);
        if (at >= n && memcmp(c->text.at + at - n, joints[i], n) == 0)
            return true;
    }
    return false;
}

static void spread_kinds(const Composer *k)
{
    const Copy *c = &k->sentence->copy;
    const Packs *packs = k->c->packs;
    const Mention *before = NULL, *average = NULL;
    for (size_t i = 0; i < c->n_atoms; i++) {
        Mention *m = c->atoms[i].mention;
        if (m->part || packs->soft >> m->type & 1)
            continue;
        bool exact = !figure_has_sign(k->sentence, m) && m->num[NUM_VALUE].sign == NULL;
        bool listed = average != NULL && exact && is_next_listed(packs, c, m);
        bool share_listed = listed && span_is(m->unit, "%");
        if (average != NULL && m->set[SETTING_kind] == NULL && m->type == average->type && span_equal(m->unit, average->unit) &&
            (share_listed || (!span_is(m->unit, "%") && (listed || is_compared(packs, c, m))))) {
            m->set[SETTING_kind] = average->set[SETTING_kind];
            m->kind_by = average->kind_by;
        }
        if (m->unit.at != NULL && (kind_is(m, KIND_median) || kind_is(m, KIND_mean)))
            average = m;
        bool share = before != NULL && kind_is(before, KIND_change) &&
                     span_begins(span_cut(c->text, c->atoms[i].at + 3, c->text.len), " of ");
        if (before != NULL && spreads(before) && !share && m->set[SETTING_kind] == NULL && figures_join(packs, c, before, m)) {
            m->set[SETTING_kind] = before->set[SETTING_kind];
            m->kind_by = before->kind_by;
            if (m->unit.at == NULL && m->type != TYPE_WORDNUM)
                m->unit = before->unit;
        }
        /* "fell by 8.7 ± 4.2 mm in A and by 8.5 ± 3.9 mm in B" */
        bool by_spreads = before != NULL && m->kind_by == NULL && number_is(&before->num[NUM_HIGH].number);
        if (by_spreads && kind_is(before, KIND_difference) && kind_is(m, KIND_mean) && figures_join(packs, c, before, m))
            m->set[SETTING_kind] = before->set[SETTING_kind];
        if (before != NULL && lists_ratio(before, m) && m->set[SETTING_kind] == NULL && figures_join(packs, c, before, m))
            take_ratio(m, before);
        before = m;
    }
}

enum { CHANGE_BEFORE = 160, CHANGE_BEHIND = 120 }; /* bytes of its part of the sentence where a number's change may be told */

static bool opens_bracket(const Copy *c, size_t at)
{
    return at > 0 && (c->text.at[at - 1] == '(' || c->text.at[at - 1] == '[');
}

/* Whether words before the atom, or behind the bracket that it opens, tell of a change or compare. */
static bool tells_change(const Packs *packs, const Copy *c, size_t at)
{
    static const WordSet words = WORD_SET(WORDS_measure_noun, WORDS_changes, WORDS_more, WORDS_less, WORDS_moves);
    size_t from = at > CHANGE_BEFORE ? at - CHANGE_BEFORE : 0, end = at + 3;
    for (size_t i = at; i > from; i--)
        if (c->text.at[i - 1] == ';')
            from = i;
    while (from > 0 && from < at && c->text.at[from - 1] != ' ' && c->text.at[from - 1] != ';')
        from++;
    if (phrase_says(packs, words, span_cut(c->text, from, at)))
        return true;
    if (!opens_bracket(c, at))
        return false;
    size_t stop = end;
    while (stop < c->text.len && stop < end + CHANGE_BEHIND && c->text.at[stop] != ';')
        stop++;
    return phrase_says(packs, words, span_cut(c->text, end, stop));
}

/* "dropped further behind the hedge (-3.4 g vs -1.2 g)": in the results a measured number that is printed with its sign, where a
 * change is told, is a difference; so is what is compared with it. */
static void signs_tell(const Composer *k)
{
    const Copy *c = &k->sentence->copy;
    const Packs *packs = k->c->packs;
    static const char *const amounts[] = {"qty", "dur", "msd"};
    const Mention *before = NULL;
    for (size_t i = 0; i < c->n_atoms && !k->sentence->methods; i++) {
        Mention *m = c->atoms[i].mention;
        size_t at = c->atoms[i].at;
        bool amount = m->type == TYPE_INTEGER || m->type == TYPE_DECIMAL;
        for (size_t t = 0; t < sizeof amounts / sizeof amounts[0] && !amount; t++)
            amount = m->type == packs_type(packs, amounts[t]);
        if (!amount || m->part || (m->set[SETTING_kind] != NULL && !kind_is(m, KIND_mean)))
            continue;
        bool exponent = at > 1 && opens_bracket(c, at) && c->text.at[at - 2] != ' '; /* "mol l(-1)" */
        bool compared = before != NULL && kind_is(m, KIND_mean) && figures_join(packs, c, before, m);
        if (compared || (figure_has_sign(k->sentence, m) && !exponent && tells_change(packs, c, at))) {
            m->set[SETTING_kind] = kind_name[KIND_difference];
            before = compared ? NULL : m;
        } else {
            before = NULL;
        }
    }
}

/* "HES 130/0.4": a part that exceeds the whole; "03/2011": no count is printed with a zero before it. */
static bool is_no_share(const Mention *m, Span text)
{
    const Num *n = &m->num[NUM_NUMERATOR], *d = &m->num[NUM_DENOMINATOR];
    if (number_is(&m->num[NUM_VALUE].number) || !number_is(&n->number) || !number_is(&d->number))
        return false;
    bool dated = n->number.decimals == 0 && n->end - n->start > 1 && text.at[n->start] == '0';
    return n->number.value > d->number.value || dated;
}

/* "Step P = 23": no probability exceeds 1. */
static bool is_no_probability(const Mention *m)
{
    return kind_is(m, KIND_p_value) && m->num[NUM_VALUE].number.value > 1;
}

enum { ARTICLE_BYTES = 14 }; /* "of all these " */

/* Whether the atom `part` is said to be a part of the atom `whole`: "of 163 nurses asked, 48", "163 nurses, of whom 48". */
static bool is_part_of(const Packs *packs, const Copy *c, size_t part, size_t whole)
{
    size_t at = c->atoms[whole].at, end = at + 3, from = at > ARTICLE_BYTES ? at - ARTICLE_BYTES : 0;
    while (from > 0 && from < at && c->text.at[from - 1] != ' ')
        from++;
    Span between = span_cut(c->text, end, c->atoms[part].at);
    if (memchr(between.at, ';', between.len) != NULL)
        return false;
    return phrase_says(packs, (WordSet)WORD_SET(WORDS_part_of), span_cut(c->text, from, at)) ||
           phrase_says(packs, (WordSet)WORD_SET(WORDS_whose_part), between);
}

static bool counts_people(const Mention *m)
{
    return kind_is(m, KIND_cohort_size) || kind_is(m, KIND_group_size) || kind_is(m, KIND_count);
}

/* "Of 163 nurses asked, 48 (29.4%) slept": the share's whole is a size before it, if the numbers agree. */
static void wholes_find(const Packs *packs, const Copy *c)
{
    for (size_t i = 1; i < c->n_atoms; i++) {
        Mention *m = c->atoms[i].mention;
        const Number *part = &m->num[NUM_NUMERATOR].number, *share = &m->num[NUM_VALUE].number;
        if (!kind_is(m, KIND_proportion) || !number_is(part) || !number_is(share) || number_is(&m->num[NUM_DENOMINATOR].number))
            continue;
        double off = 0.5 * pow(10, -share->decimals) + 1e-9;
        for (size_t j = i; j-- > 0;) {
            const Num *whole = &c->atoms[j].mention->num[NUM_VALUE];
            if (counts_people(c->atoms[j].mention) && whole->number.value >= part->value && whole->number.value > 0 &&
                fabs(100 * part->value / whole->number.value - share->value) <= off && is_part_of(packs, c, i, j)) {
                m->num[NUM_DENOMINATOR] = *whole;
                break;
            }
        }
    }
}

/* Whether the atom `whole` opens its clause as what the counts behind it are of: "Of the 140 nurses studied, ...". */
static bool opens_as_whole(const Packs *packs, const Copy *c, size_t whole)
{
    Span t = c->text;
    size_t end = c->atoms[whole].at;
    for (int n = 0; n < 3 && end > 1 && t.at[end - 1] == ' '; n++) {
        size_t from = end - 1;
        while (from > 0 && t.at[from - 1] != ' ')
            from--;
        Span word = span_cut(t, from, end - 1);
        if (packs_has(packs, WORDS_part_of, word))
            return from == 0 || (from > 1 && (t.at[from - 2] == ',' || t.at[from - 2] == ';'));
        if (!packs_has(packs, WORDS_leading, word))
            return false;
        end = from;
    }
    return false;
}

/* Whether people are counted, and not what the word behind the number names: "31 had gout", "in 31,", not "31 attacks". */
static bool counts_no_things(const Packs *packs, const Copy *c, const Mention *m)
{
    static const WordSet of_people =
        WORD_SET(WORDS_verb, WORDS_helps, WORDS_acts, WORDS_connects, WORDS_person, WORDS_anybody, WORDS_part_of, WORDS_breaks);
    Span t = c->text;
    size_t at = c->atoms[m->order].at + 3, end;
    if (at >= t.len || t.at[at] != ' ')
        return true;
    for (end = ++at; end < t.len && ((t.at[end] >= 'a' && t.at[end] <= 'z') || t.at[end] == '-'); end++)
        ;
    return end > at && phrase_says(packs, of_people, span_cut(t, at, end));
}

/* "Of the 140 nurses studied, 31 had flu and nine asthma": each count of people behind such a whole is a share of it. */
static void counts_share(const Packs *packs, const Copy *c)
{
    const Num *whole = NULL;
    for (size_t i = 0; i < c->n_atoms; i++) {
        Mention *m = c->atoms[i].mention;
        const Num *n = &m->num[NUM_VALUE];
        size_t before = i > 0 ? c->atoms[i - 1].at + 3 : 0;
        if (memchr(c->text.at + before, ';', c->atoms[i].at - before) != NULL)
            whole = NULL;
        if (counts_people(m) && opens_as_whole(packs, c, i)) {
            whole = n;
        } else if (whole != NULL && kind_is(m, KIND_count) && n->number.decimals == 0 && n->number.value <= whole->number.value &&
                   n->sign == NULL && m->slot[SLOT_group].end == 0 && counts_no_things(packs, c, m)) {
            m->quote = (Words){n->start, n->end};
            m->num[NUM_NUMERATOR] = *n;
            m->num[NUM_DENOMINATOR] = *whole;
            m->num[NUM_VALUE] = (Num){0};
            m->set[SETTING_kind] = kind_name[KIND_proportion];
        }
    }
}

/* "mg.kg(-1)", "(n = 2.0)": people come whole. */
static bool is_no_count(const Mention *m)
{
    const Number *n = &m->num[NUM_VALUE].number;
    return counts_people(m) && (n->value < 0 || n->decimals > 0);
}

enum { SHARE_FAR = 8 }; /* words from "half of" to the people */

/* "Half of the night" is no share of people, "half of them" is; "half slept" has nobody else to be of. */
static bool is_share_of_people(const Packs *packs, const Copy *c, const Mention *m)
{
    static const WordSet people = WORD_SET(WORDS_person, WORDS_anybody, WORDS_whose_part);
    Span t = c->text;
    size_t at = c->atoms[m->order].at + 3;
    int n = 0;
    for (size_t e; at < t.len && t.at[at] == ' ' && n < SHARE_FAR; at = e, n++) {
        for (e = ++at; e < t.len && ((t.at[e] >= 'a' && t.at[e] <= 'z') || t.at[e] == '-'); e++)
            ;
        Span word = span_cut(t, at, e);
        if (n == 0 && !packs_has(packs, WORDS_part_of, word))
            return true;
        if (phrase_says(packs, people, word))
            return true;
        if (e == at)
            e += atom_at(t, e);
    }
    return false;
}

/* "Defined by losing more than 5 %": under "Methods" such a share is what was asked for, not what was found. */
static bool is_limit(const Mention *m)
{
    const char *sign = m->num[NUM_VALUE].sign;
    return kind_is(m, KIND_proportion) && sign != NULL && sign[0] != '~' && sign[0] != '=' && m->num[NUM_NUMERATOR].end == 0;
}

static void refuse_impossible(const Packs *packs, const Sentence *s)
{
    for (size_t i = 0; i < s->copy.n_atoms; i++) {
        Mention *m = s->copy.atoms[i].mention;
        bool shared = m->set[SETTING_parts] != NULL && !is_share_of_people(packs, &s->copy, m);
        shared = shared || (s->labelled && is_limit(m));
        if (figure_kind(m) != NULL && (shared || is_no_share(m, s->normal->text) || is_no_probability(m) || is_no_count(m)))
            m->set[SETTING_kind] = kind_name[KIND_none];
    }
}

/* "8.4 months (95% CI 7.1-9.9) with both and 5.6 months (4.9-6.3) with one": what an interval in a bracket is, is said once. */
static void bare_intervals_name(const Copy *c)
{
    const Mention *said = NULL;
    for (size_t i = 0; i < c->n_atoms; i++) {
        Mention *m = c->atoms[i].mention;
        if (figure_kind(m) == NULL || !number_is(&m->num[NUM_VALUE].number) || !number_is(&m->num[NUM_LOW].number) ||
            !number_is(&m->num[NUM_HIGH].number))
            continue;
        bool bare = m->set[SETTING_interval] != NULL && span_is(span_of(m->set[SETTING_interval]), "bare");
        if (!bare)
            said = m;
        else if (said != NULL && figure_kind(said) == figure_kind(m)) {
            m->set[SETTING_interval] = said->set[SETTING_interval];
            m->num[NUM_LEVEL] = said->num[NUM_LEVEL];
        }
    }
}

void figures_compose(Cascade *c, Sentence *s)
{
    Composer k = {c, s};
    bare_spreads_take(c, &s->copy);
    run(&k, false);
    spread_kinds(&k);
    run(&k, true);
    spread_kinds(&k);
    figures_settle(&s->copy, s->normal->text, c->arena);
    signs_tell(&k);
    refuse_impossible(c->packs, s);
    bare_intervals_name(&s->copy);
    wholes_find(c->packs, &s->copy);
    counts_share(c->packs, &s->copy);
    trace_level(c, &s->copy, FIGURE_LEVEL);
}
