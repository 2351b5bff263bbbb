#include "figure/times.h"

#include "figure/months.h"
#include "figure/parts.h"
#include "figure/phrase.h"
#include "figure/slots.h"
#include "figure/subject.h"

/* "30-day mortality was 2 %": a time with a hyphen says of what follows when it is, where a figure follows. */
static bool looks_ahead(const Sentence *s, const Mention *time)
{
    Span text = s->normal->text;
    size_t i = time->start;
    while (i < time->end && text.at[i] != ' ' && text.at[i] != '-')
        i++;
    if (i == time->end || text.at[i] != '-')
        return false;
    for (size_t k = 0; k < s->copy.n_atoms; k++) {
        const Mention *m = s->copy.atoms[k].mention;
        if (m->start > time->end && figure_kind(m) != NULL && !kind_is(m, KIND_p_value))
            return true;
    }
    return false;
}

enum { NAME_WORDS = 3 }; /* of a group between a figure and its time */

/* Whether the time stands right behind a figure: "9 % at 1 year", "9 % of the girls at 1 year", "9 degrees at 1 year", "9 % in
 * the late felt group at 1 year". */
static bool is_right_behind(const Packs *packs, const Copy *c, size_t time)
{
    size_t i = time, others = 0;
    while (i > 0 && packs->soft >> c->atoms[i - 1].mention->type & 1)
        i--;
    if (i == 0 || figure_kind(c->atoms[i - 1].mention) == NULL)
        return false;
    /* "40 % and at discharge 12 %": a time right before a figure, past a joining word, is that figure's */
    bool opens_next = time + 1 < c->n_atoms && figure_kind(c->atoms[time + 1].mention) != NULL &&
                      c->atoms[time + 1].at <= c->atoms[time].at + 4;
    if (opens_next &&
        phrase_says(packs, (WordSet)WORD_SET(WORDS_connects), span_cut(c->text, c->atoms[i - 1].at + 3, c->atoms[time].at)))
        return false;
    size_t begin = c->atoms[i - 1].at + 3, end = c->atoms[time].at, first = letters_end(c->text, begin + 1, end);
    bool named = begin < end && packs_has(packs, WORDS_group_preposition, span_cut(c->text, begin + 1, first));
    for (size_t at = begin, e; at < end; at = e + (e == at)) {
        e = letters_end(c->text, at, end);
        Span word = span_cut(c->text, at, e);
        bool opens = at + 1 == end && (c->text.at[at] == '(' || c->text.at[at] == '['); /* "9 % (1 year)" */
        bool blank = c->text.at[at] == ' ' || c->text.at[at] == ')' || c->text.at[at] == ']' || (named && c->text.at[at] == '-');
        if (e == at && !opens && !blank)
            return false;
        bool light = packs_has(packs, WORDS_leading, word) || packs_has(packs, WORDS_person, word) ||
                     (named && packs_has(packs, WORDS_group_noun, word));
        if (e == at || light)
            continue;
        others++;
        bool far = named ? others > NAME_WORDS || packs_has(packs, WORDS_verb, word) : at > begin + 1 || others > 1;
        if (far || packs_has(packs, WORDS_breaks, word))
            return false;
    }
    return true;
}

/* "from 6 before treatment to 2 later": a moment right behind one figure is none of the next. */
static void moments_end(const Packs *packs, const Copy *c)
{
    for (size_t i = 0; i < c->n_atoms; i++) {
        const Mention *time = c->atoms[i].mention;
        if (!is_moment(time) || !is_right_behind(packs, c, i))
            continue;
        for (size_t k = i + 1; k < c->n_atoms; k++)
            if (c->atoms[k].mention->slot[SLOT_time].start == time->start)
                c->atoms[k].mention->slot[SLOT_time] = (Words){0, 0};
    }
}

/* "stronger than before surgery", "compared with that before surgery": with what figures are compared. */
static bool is_reference(const Packs *packs, const Copy *c, size_t at)
{
    size_t end = at > 0 && c->text.at[at - 1] == ' ' ? at - 1 : at, from = end;
    while (from > 0 && copy_word_byte(c->text.at[from - 1]))
        from--;
    return phrase_says(packs, (WordSet)WORD_SET(WORDS_refers, WORDS_opens), span_cut(c->text, from, end));
}

/* "pre-training: 12 m", "(before surgery, 12 m": a moment right before the figure. */
static void moments_before(const Packs *packs, const Copy *c)
{
    for (size_t i = 0; i + 1 < c->n_atoms; i++) {
        Mention *m = c->atoms[i + 1].mention;
        if (!is_moment(c->atoms[i].mention) || is_right_behind(packs, c, i) || figure_kind(m) == NULL || kind_is_size(m) ||
            kind_is_test(m) || is_reference(packs, c, c->atoms[i].at))
            continue;
        Span gap = span_cut(c->text, c->atoms[i].at + 3, c->atoms[i + 1].at);
        bool beside = gap.len < 6;
        for (size_t k = 0, e; beside && k < gap.len; k = e + (e == k)) {
            e = letters_end(gap, k, gap.len);
            beside = e == k || packs_has(packs, WORDS_leading, span_cut(gap, k, e));
        }
        if (beside)
            m->slot[SLOT_time] = (Words){c->atoms[i].mention->start, c->atoms[i].mention->end};
    }
}

/* Whether the figures are of one time: "9 % vs 12 %", "9 % (P = 0.2)", not "from 9 % to 12 %" or "9 % before, 12 %". */
static bool is_of_one_time(const Packs *packs, const Copy *c, const Mention *m, const Mention *next)
{
    Span gap = span_cut(c->text, c->atoms[m->order].at + 3, c->atoms[next->order].at);
    bool bracket = true;
    for (size_t i = 0; i < gap.len; i++) {
        bracket = bracket && (gap.at[i] == ' ' || gap.at[i] == '(' || gap.at[i] == '[');
        if (gap.at[i] == ',' || gap.at[i] == ';')
            return false;
    }
    bool change = memmem(gap.at, gap.len, " to ", 4) != NULL && memmem(gap.at, gap.len, "compared to ", 12) == NULL;
    return bracket || (!change && figures_join(packs, c, m, next) && !phrase_says(packs, (WordSet)WORD_SET(WORDS_occasion), gap));
}

/* Whether each time of the sentence, and more than one, stands right behind a figure; but for a list of them before all figures
 * ("Deaths at 1 and 3 years were alike: 9 % vs 12 % at 1 year and ..."). */
static bool times_are_behind(const Packs *packs, const Sentence *s)
{
    const Copy *c = &s->copy;
    size_t n_times = 0;
    bool figures = false;
    for (size_t i = 0; i < c->n_atoms; i++) {
        const Mention *m = c->atoms[i].mention;
        figures = figures || (figure_kind(m) != NULL && !kind_is_size(m));
        if (m->type != TYPE_TIME || (!figures && words_split(s->normal->text, (Words){m->start, m->end}).n > 1))
            continue;
        if (!is_right_behind(packs, c, i) || looks_ahead(s, m))
            return false;
        n_times++;
    }
    return n_times > 1;
}

/* "9 % vs 12 % at 1 year and 15 % vs 21 % at 3 years": where each time of the sentence stands right behind a figure, it is that
 * of all figures that are compared with this one; a moment is so in any sentence. */
static void times_behind(const Packs *packs, const Sentence *s)
{
    const Copy *c = &s->copy;
    bool all = times_are_behind(packs, s);
    const Mention *time = NULL, *next = NULL;
    for (size_t i = c->n_atoms; i-- > 0;) {
        Mention *m = c->atoms[i].mention;
        if (m->type == TYPE_TIME) {
            time = all || (is_moment(m) && is_right_behind(packs, c, i)) ? m : NULL;
            next = NULL;
        }
        if (time == NULL || figure_kind(m) == NULL || kind_is_size(m))
            continue;
        if (next != NULL && !is_of_one_time(packs, c, m, next))
            time = NULL;
        else if (!is_followup(m) && (next == NULL || m->slot[SLOT_time].end == 0))
            m->slot[SLOT_time] = (Words){time->start, time->end};
        next = m;
    }
}

/* "At baseline, 9 % were"; "...; at discharge, 4 % were". */
static bool opens_clause(const Copy *c, const Atom *time)
{
    size_t at = time->at, end = time->at + 3;
    while (at > 0 && c->text.at[at - 1] == ' ')
        at--;
    return (at == 0 || c->text.at[at - 1] == ';' || c->text.at[at - 1] == ':' || c->text.at[at - 1] == ',') &&
           end < c->text.len && c->text.at[end] == ',';
}

/* Whether a moment is said of the whole clause ("grip at discharge was firmer in A (31 vs 24 kg)"): before its figures, as the
 * only time, and of no people ("nurses with fever at admission"). */
static bool tells_clause(const Packs *packs, const Copy *c, size_t atom)
{
    static const WordSet ends = WORD_SET(WORDS_helps, WORDS_changes, WORDS_judged, WORDS_acts);
    static const WordSet others = WORD_SET(WORDS_narrows, WORDS_occasion, WORDS_person, WORDS_clause);
    size_t at = c->atoms[atom].at, begin = subject_begin(packs, c, at);
    bool apart = at + 3 < c->text.len && c->text.at[at + 3] == ','; /* "it was shown that after treatment, pain was less" */
    if (!apart && is_reference(packs, c, at))
        return false;
    for (size_t i = atom; i > 0 && c->atoms[i - 1].at >= begin; i--)
        if (figure_kind(c->atoms[i - 1].mention) != NULL || c->atoms[i - 1].mention->type == TYPE_TIME)
            return false;
    size_t next = atom + 1;
    while (next < c->n_atoms && figure_kind(c->atoms[next].mention) == NULL)
        if (c->atoms[next++].mention->type == TYPE_TIME)
            return false;
    for (size_t end = at, from; end > begin; end = from) {
        while (end > begin && !copy_word_byte(c->text.at[end - 1]))
            end--;
        for (from = end; from > begin && copy_word_byte(c->text.at[from - 1]);)
            from--;
        Span word = span_cut(c->text, from, end);
        if (phrase_says(packs, ends, word))
            return true;
        bool beside = end + 1 >= at && (span_is(word, "from") || span_is(word, "to"));
        if (beside || phrase_says(packs, others, word))
            return false;
        if (from == end)
            break;
    }
    return true;
}

/* The time that is still said where the next atom stands: a moment ends with its clause. */
static const Mention *time_said(const Packs *packs, const Copy *c, size_t atom, const Mention *before)
{
    const Mention *m = c->atoms[atom].mention;
    bool moment = before != NULL && is_moment(before);
    size_t from = atom > 0 ? c->atoms[atom - 1].at + 3 : 0;
    const char *mark = memchr(c->text.at + from, ';', c->atoms[atom].at - from);
    if (moment && mark != NULL && subject_bracket(c, (size_t)(mark - c->text.at)) == SIZE_MAX)
        before = NULL;
    if (is_moment(m))
        return opens_clause(c, &c->atoms[atom]) || tells_clause(packs, c, atom) ? m : moment ? NULL : before;
    return m->type == TYPE_TIME || is_followup(m) ? m : before;
}

static bool same_time(const Mention *a, const Mention *b)
{
    return a->slot[SLOT_time].start == b->slot[SLOT_time].start && a->slot[SLOT_time].end == b->slot[SLOT_time].end;
}

static const Mention *time_between(const Copy *c, const Mention *a, const Mention *b)
{
    for (int i = a->order + 1; i < b->order; i++)
        if (c->atoms[i].mention->type == TYPE_TIME)
            return c->atoms[i].mention;
    return NULL;
}

/* "Urine calcium at admission (4.1 v 3.2; P = 0.04)": what is compared with a figure has its moment, and a test where both have
 * it. */
static bool shares_moment(const Packs *packs, const Copy *c, Mention *const figure[2], const Mention *m)
{
    const Mention *last = figure[0], *time = NULL;
    if (last == NULL || kind_is_test(last) || last->slot[SLOT_time].end == 0)
        return false;
    if (last->slot[SLOT_time].start > last->start) /* "9 % and 12 % at discharge (P = 0.04)" */
        return kind_is(m, KIND_p_value) && figure[1] != NULL && !kind_is_test(figure[1]) && same_time(figure[1], last);
    for (size_t i = 0; i < c->n_atoms; i++)
        if (c->atoms[i].mention->start == last->slot[SLOT_time].start && is_moment(c->atoms[i].mention))
            time = c->atoms[i].mention;
    bool apart = figure[1] != NULL && figure[1]->slot[SLOT_time].end > 0 && !same_time(figure[1], last);
    return time != NULL && time_between(c, last, m) == NULL && (kind_is_test(m) ? !apart : is_of_one_time(packs, c, last, m));
}

static const WordSet verbs = WORD_SET(WORDS_helps, WORDS_changes, WORDS_judged, WORDS_acts, WORDS_verb);

/* Whether a semicolon parts two bytes of the copy: one in a bracket does not where nothing but names and brackets follow ("stains
 * (12 % in A; 9 % in B) and splits (5 % in A; 7 % in B) after 10 weeks"). */
static bool semicolon_parts(const Packs *packs, const Copy *c, size_t from, size_t at)
{
    int depth = subject_bracket(c, from) == SIZE_MAX ? 0 : 1;
    bool within = false, other = false;
    for (size_t i = from, e; i < at; i = e + (e == i)) {
        char b = c->text.at[i];
        e = depth == 0 ? letters_end(c->text, i, at) : i;
        bool joins = e > i && e + 1 == at && packs_has(packs, WORDS_connects, span_cut(c->text, i, e));
        depth += b == '(' || b == '[' ? 1 : (b == ')' || b == ']') && depth > 0 ? -1 : 0;
        if (b == ';' && depth == 0)
            return true;
        within = within || b == ';';
        bool apart = depth == 0 && b == ',' && i + 2 < at;
        other = other || joins || apart || (e > i && phrase_says(packs, verbs, span_cut(c->text, i, e)));
    }
    return within && other;
}

/* Whether the time is said of what stands before it ("12 % and 15 % at 5 years"), and not of the next figure ("12 %, and lameness
 * within 30 days in 4 %"). */
static bool ends_figures(const Packs *packs, const Copy *c, const Mention *m, const Mention *time)
{
    size_t from = c->atoms[m->order].at, at = c->atoms[time->order].at, i = (size_t)time->order + 1;
    if (at > from && semicolon_parts(packs, c, from, at))
        return false;
    while (i < c->n_atoms && (figure_kind(c->atoms[i].mention) == NULL || kind_is_size(c->atoms[i].mention)))
        i++;
    if (i == c->n_atoms || kind_is_test(c->atoms[i].mention) || is_right_behind(packs, c, (size_t)time->order))
        return true;
    size_t last = (size_t)time->order;
    while (last > 0 && figure_kind(c->atoms[last].mention) == NULL)
        last--;
    Span said = span_cut(c->text, c->atoms[last].at + 3, at);
    Span gap = span_cut(c->text, c->atoms[time->order].at + 3, c->atoms[i].at);
    /* "..., scores at 1 and 5 min, sleep (8 h)" */
    if (memchr(said.at, ',', said.len) != NULL && !phrase_says(packs, verbs, said))
        return false;
    return memchr(gap.at, ',', gap.len) != NULL || memchr(gap.at, ';', gap.len) != NULL ||
           memmem(gap.at, gap.len, " and ", 5) != NULL;
}

/* "Median survival was 14 months at 2 years": no time of a median of times, nor, past a comma, of another amount. */
static bool is_another_time(const Sentence *s, const Mention *m, const Mention *time)
{
    bool past_comma = time->start > m->end && memchr(s->normal->text.at + m->end, ',', time->start - m->end) != NULL;
    return m->unit.at != NULL && (unit_is_time(m->unit) || past_comma);
}

/* The time right behind the last figure of the sentence, if atom `at` is that: "at 1 min (P = 0.02), but not (P = 0.6) at 9 min";
 * else NULL. */
static const Mention *last_behind(const Packs *packs, const Copy *c, size_t at)
{
    const Mention *time = NULL;
    for (size_t i = at + 1; i < c->n_atoms; i++) {
        if (figure_kind(c->atoms[i].mention) != NULL)
            return NULL;
        bool from = c->atoms[i].at > 5 && memcmp(c->text.at + c->atoms[i].at - 5, "from ", 5) == 0;
        if (time == NULL && c->atoms[i].mention->type == TYPE_TIME && !from && is_right_behind(packs, c, i))
            time = c->atoms[i].mention;
    }
    return time;
}

/* The nearest time before the figure in its sentence, else the only one behind it; a length of follow-up before it. */
static void times_in_sentence(const Packs *packs, const Sentence *s)
{
    const Copy *c = &s->copy;
    size_t n_times = 0;
    const Mention *last = NULL, *before = NULL;
    Mention *figure[2] = {NULL, NULL}; /* the last one, and that before it */
    for (size_t i = 0; i < c->n_atoms; i++)
        if (c->atoms[i].mention->type == TYPE_TIME && !is_moment(c->atoms[i].mention))
            n_times++, last = c->atoms[i].mention;
    for (size_t i = 0; i < c->n_atoms; i++) {
        Mention *m = c->atoms[i].mention;
        before = time_said(packs, c, i, before);
        if (kind_is_size(m)) /* "a 12-week study of 31 cooks": how many they were has no time */
            m->slot[SLOT_time] = (Words){0, 0};
        if (figure_kind(m) == NULL || kind_is_size(m))
            continue;
        if (m->slot[SLOT_time].end == 0 && shares_moment(packs, c, figure, m))
            m->slot[SLOT_time] = figure[0]->slot[SLOT_time];
        figure[1] = figure[0];
        figure[0] = m;
        if (m->slot[SLOT_time].end > 0 || is_followup(m))
            continue;
        const Mention *own = last_behind(packs, c, i);
        own = own != NULL && memchr(s->normal->text.at + own->start, '-', own->end - own->start) == NULL ? own : NULL;
        const Mention *t = own != NULL                                                                ? own
                           : before != NULL                                                           ? before
                           : n_times == 1 && !looks_ahead(s, last) && ends_figures(packs, c, m, last) ? last
                                                                                                      : NULL;
        if (t == NULL || (kind_is(m, KIND_median) && t->type == TYPE_TIME && is_another_time(s, m, t)))
            continue;
        m->slot[SLOT_time] = is_followup(t) && t->slot[SLOT_time].end == 0 ? t->slot[SLOT_also] : (Words){t->start, t->end};
        if (is_followup(t))
            m->slot[SLOT_time] = (Words){t->slot[SLOT_also].end > 0 ? t->slot[SLOT_also].start : t->start, t->quote.end};
    }
}

/* "Fever (P = 0.013), rash (P = 0.046) and thirst (P = 0.028) at discharge": the moment behind the last of nothing but tests is
 * that of all. */
static void moment_of_tests(const Sentence *s)
{
    const Copy *c = &s->copy;
    const Mention *moment = NULL, *last = NULL;
    for (size_t i = 0; i < c->n_atoms; i++) {
        const Mention *m = c->atoms[i].mention;
        bool figure = figure_kind(m) != NULL && !kind_is_size(m);
        if ((figure && !kind_is_test(m)) || (m->type == TYPE_TIME && (!is_moment(m) || moment != NULL)))
            return;
        last = figure ? m : last;
        moment = m->type == TYPE_TIME ? m : moment;
    }
    if (moment == NULL || last == NULL || moment->start < last->end || last->slot[SLOT_time].start != moment->start)
        return;
    for (size_t i = 0; i < c->n_atoms; i++)
        if (kind_is_test(c->atoms[i].mention))
            c->atoms[i].mention->slot[SLOT_time] = last->slot[SLOT_time];
}

enum { RUN_MAX = 6 };

/* The time of the figure of atom `at`, if it stands between the atoms `from` and `next`; NULL: not there. */
static const Mention *time_beside(const Copy *c, size_t at, size_t from, size_t next)
{
    const Mention *m = c->atoms[at].mention;
    for (size_t i = from; i < next; i++)
        if (c->atoms[i].mention->type == TYPE_TIME && c->atoms[i].mention->start == m->slot[SLOT_time].start)
            return c->atoms[i].mention;
    return NULL;
}

static bool any_time(const Copy *c, size_t from, size_t next)
{
    for (size_t i = from; i < next; i++)
        if (c->atoms[i].mention->type == TYPE_TIME)
            return true;
    return false;
}

/* The figures of the sentence that report an amount or a share, as atoms; how many. */
static size_t amounts(const Copy *c, size_t *out, size_t max)
{
    size_t n = 0;
    for (size_t i = 0; i < c->n_atoms && n < max; i++) {
        const Mention *m = c->atoms[i].mention;
        if (figure_kind(m) != NULL && !kind_is_size(m) && !kind_is_test(m))
            out[n++] = i;
    }
    return n;
}

/* How many figures from the `i`-th on, each with another time beside it, make a list: two or more, or 0. */
static size_t timed_run(const Packs *packs, const Copy *c, const size_t *at, size_t n, size_t i)
{
    size_t run = 0;
    const Mention *before = NULL;
    for (; i + run < n && run < RUN_MAX; run++) {
        size_t k = i + run;
        Mention *m = c->atoms[at[k]].mention;
        const Mention *time = time_beside(c, at[k], k > 0 ? at[k - 1] : 0, k + 1 < n ? at[k + 1] : c->n_atoms);
        bool its = time != NULL && m->time_text.at == NULL;
        bool joins = run == 0 || (before != time && figures_join(packs, c, c->atoms[at[k - 1]].mention, m));
        if (!its || !joins)
            break;
        before = time;
    }
    return run > 1 ? run : 0;
}

/* Whether the `run` figures from the `k`-th on are a list of this kind, with no time among them or behind. */
static bool repeats(const Packs *packs, const Copy *c, const size_t *at, size_t n, size_t k, size_t run, const char *kind)
{
    for (size_t j = k; j < k + run; j++) {
        const Mention *m = c->atoms[at[j]].mention;
        if (figure_kind(m) != kind || any_time(c, at[j], j + 1 < n ? at[j + 1] : c->n_atoms) ||
            (j > k && !figures_join(packs, c, c->atoms[at[j - 1]].mention, m)))
            return false;
    }
    return true;
}

/* "13 % at 5 weeks and 22 % at 20 weeks in A versus 16 and 27 % in B": a list as long as one whose figures have each a time has
 * the same times. */
static void times_repeat(const Packs *packs, const Sentence *s)
{
    const Copy *c = &s->copy;
    size_t at[LIST_MAX * 2], n = amounts(c, at, LIST_MAX * 2);
    for (size_t i = 0, run; i < n; i += run > 0 ? run : 1) {
        run = timed_run(packs, c, at, n, i);
        const char *kind = figure_kind(c->atoms[at[i]].mention);
        for (size_t k = i + run; run > 0 && k + run <= n && repeats(packs, c, at, n, k, run, kind); k += run, i += run)
            for (size_t j = 0; j < run; j++)
                c->atoms[at[k + j]].mention->slot[SLOT_time] = c->atoms[at[i + j]].mention->slot[SLOT_time];
    }
}

void times_link(const Packs *packs, const Sentence *s)
{
    moments_end(packs, &s->copy);
    moments_before(packs, &s->copy);
    times_behind(packs, s);
    times_in_sentence(packs, s);
    moment_of_tests(s);
    times_repeat(packs, s);
}
