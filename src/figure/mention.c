#include "figure/mention.h"

#include "figure/phrase.h"
#include "figure/trace.h"
#include "pattern/around.h"
#include "text/numeral.h"

#include <math.h>

enum { MATCHES_MAX = 200, ATOMS_MAX = 400 }; /* of one level and sentence; a sentence with more is a table */

uint32_t copy_offset(const Copy *c, size_t at)
{
    uint32_t before = 0, base = c->start;
    for (size_t i = 0; i < c->n_atoms && c->atoms[i].at < at; i++) {
        if (at < c->atoms[i].at + 3u)
            return c->atoms[i].mention->start;
        before = c->atoms[i].at + 3;
        base = c->atoms[i].mention->end;
    }
    return base + (uint32_t)at - before;
}

int mention_brackets(Span text, const Mention *m)
{
    int n = 0;
    for (uint32_t i = m->start; i < m->end; i++)
        n += (text.at[i] == '(' || text.at[i] == '[') - (text.at[i] == ')' || text.at[i] == ']');
    return n;
}

Mention *copy_atom(const Copy *c, size_t at)
{
    for (size_t i = 0; i < c->n_atoms; i++)
        if (c->atoms[i].at == at)
            return c->atoms[i].mention;
    return NULL;
}

/* Writes the copy anew with `n` mentions, in order, as atoms. */
void copy_write(Cascade *c, Copy *copy, Mention **mentions, size_t n)
{
    Span print = c->normal->text;
    char *out = arena_take(c->arena, copy->end - copy->start + 3 * n + 1);
    copy->atoms = arena_take(c->arena, (n + 1) * sizeof *copy->atoms);
    copy->n_atoms = n;
    size_t len = 0, from = copy->start;
    uint64_t types = 0;
    for (size_t i = 0; i <= n; i++) {
        size_t to = i < n ? mentions[i]->start : copy->end;
        for (; from < to; from++) {
            char b = print.at[from];
            out[len++] = b >= 'A' && b <= 'Z' ? (char)(b + 32) : b;
        }
        if (i == n)
            break;
        unsigned code = ATOM_FIRST + (unsigned)mentions[i]->type;
        copy->atoms[i] = (Atom){(uint32_t)len, mentions[i]};
        mentions[i]->order = (int)i;
        types |= (uint64_t)1 << mentions[i]->type;
        out[len++] = (char)(0xE0 | code >> 12);
        out[len++] = (char)(0x80 | (code >> 6 & 0x3F));
        out[len++] = (char)(0x80 | (code & 0x3F));
        from = mentions[i]->end;
    }
    bool first = copy->text.at == NULL;
    copy->text = (Span){out, len};
    if (first) /* mentions take words away, and bring none */
        keywords_in_text(c->packs->keywords, copy->text, &copy->texts);
    copy->met = copy->texts;
    keywords_of_types(c->packs->keywords, types, &copy->met);
    for (size_t i = 0; i < copy->n_atoms; i++)
        around_find(c->packs->around, copy->text, copy->atoms[i].at, &copy->met);
    wanted_find(c->packs, &copy->met, &copy->wanted);
}

void copy_ready(const Packs *packs, Copy *copy)
{
    keywords_in_text(packs->keywords, copy->text, &copy->texts);
    copy->met = copy->texts;
    wanted_find(packs, &copy->met, &copy->wanted);
}

/* "(DFS)" behind the words that it abbreviates: a mention of its own, so that a phrase goes on behind it.  NULL: none at `at`. */
static Mention *abbreviation_at(Cascade *c, size_t at, size_t end)
{
    Span text = c->normal->text;
    size_t stop = at + 1;
    while (stop < end && stop - at <= ABBREVIATION_BYTES && text.at[stop] != ')' && text.at[stop] != ']')
        stop++;
    bool closed = stop < end && (text.at[stop] == ')' || text.at[stop] == ']');
    if (!closed || abbreviation_meaning(c->abbreviations, span_cut(text, at + 1, stop)).at == NULL)
        return NULL;
    Mention *m = arena_take(c->arena, sizeof *m);
    m->type = TYPE_ABBR;
    m->start = (uint32_t)at;
    m->end = (uint32_t)stop + 1;
    return m;
}

static size_t abbreviations_read(Cascade *c, const Copy *copy, Mention **list, size_t max)
{
    size_t n = 0;
    for (size_t i = copy->start; c->abbreviations->n > 0 && i < copy->end && n < max; i++) {
        char b = c->normal->text.at[i];
        Mention *m = b == '(' || b == '[' ? abbreviation_at(c, i, copy->end) : NULL;
        if (m != NULL)
            list[n++] = m;
    }
    return n;
}

static Mention *number_mention(Cascade *c, const Numeral *found)
{
    static const int types[] = {TYPE_INTEGER, TYPE_DECIMAL, TYPE_WORDNUM};
    Mention *m = arena_take(c->arena, sizeof *m);
    m->type = types[found->kind];
    /* "1997" is a year far more often than a count; packs say where it is none */
    if (found->kind == NUMERAL_INTEGER && found->end - found->start == 4 && found->number.value >= 1900 &&
        found->number.value < 2060)
        m->type = TYPE_YEAR;
    m->words = found->kind == NUMERAL_WORDS;
    m->start = (uint32_t)found->start;
    m->end = (uint32_t)found->end;
    m->quote = (Words){m->start, m->end};
    m->num[NUM_VALUE] = (Num){found->number, m->start, m->end, NULL};
    return m;
}

static bool numbers_read(Cascade *c, Copy *copy)
{
    Mention *list[ATOMS_MAX], *brackets[ATOMS_MAX / 4];
    size_t n = 0, at = copy->start, b = 0, numbers = 0;
    Numeral found;
    bool more = numeral_next(c->normal->text, copy->end, &at, c->arena, &found);
    size_t n_brackets = more ? abbreviations_read(c, copy, brackets, ATOMS_MAX / 4) : 0;
    for (; more && n < ATOMS_MAX - ATOMS_MAX / 4; more = numeral_next(c->normal->text, copy->end, &at, c->arena, &found)) {
        while (b < n_brackets && brackets[b]->start < found.start)
            list[n++] = brackets[b++];
        if (n > 0 && list[n - 1]->end > found.start)
            continue; /* a digit of the abbreviation */
        list[n++] = number_mention(c, &found);
        numbers++;
    }
    c->crowded = c->crowded || more;
    while (b < n_brackets && n < ATOMS_MAX)
        list[n++] = brackets[b++];
    if (numbers > 0)
        copy_write(c, copy, list, n);
    return numbers > 0;
}

size_t pattern_next(const Cascade *c, const Copy *copy, int level, size_t i)
{
    size_t n = c->packs->n_by_level[level], first = (size_t)(c->packs->by_level[level] - c->packs->in_order);
    if (c->trace != NULL || !c->prefilter)
        return i;
    size_t next = wanted_next(c->packs, &copy->wanted, &copy->met, first + i, first + n);
    return next - first;
}

uint32_t copy_end(const Copy *c, size_t end)
{
    /* the end is where the next byte begins; an atom at the very end ends with its mention */
    const Mention *last = end >= 3 && atom_at(c->text, end - 3) ? copy_atom(c, end - 3) : NULL;
    return last != NULL ? last->end : copy_offset(c, end);
}

size_t copy_byte(const Copy *c, uint32_t offset)
{
    uint32_t before = 0, base = c->start;
    for (size_t i = 0; i < c->n_atoms && c->atoms[i].mention->end <= offset; i++) {
        before = c->atoms[i].at + 3;
        base = c->atoms[i].mention->end;
    }
    return before + (offset - base);
}

void pattern_each(Cascade *c, const Copy *copy, const Pattern *p, FoundFn *each, void *who)
{
    bool run = c->trace == NULL || !c->prefilter || wanted_is(c->packs, &copy->met, p->place);
    if (c->trace != NULL && trace_leaves_out(c, p))
        return;
    if (c->trace != NULL)
        trace_pattern(c, run);
    if (!run)
        return;
    size_t from = 0;
    const size_t *ends;
    for (int n = 0; from <= copy->text.len; n++) {
        c->crowded = c->crowded || n == MATCHES_MAX;
        if (n == MATCHES_MAX)
            return;
        MatchResult r = match_next(c->matcher, p->code, copy->text, from, &ends);
        if (r == MATCH_RUNAWAY && c->runaway == NULL)
            c->runaway = p;
        if (r != MATCH_YES)
            return;
        size_t end = ends[1], begin = ends[0];
        if (c->trace != NULL)
            trace_match(c, copy, p, begin, end);
        each(who, copy, p, ends);
        from = end > begin ? end : end + 1;
        while (from < copy->text.len && ((unsigned char)copy->text.at[from] & 0xC0) == 0x80)
            from++;
    }
}

/* --- a mention out of a match ------------------------------------------------------------------ */

static bool has_spread(const Mention *m)
{
    return number_is(&m->num[NUM_LOW].number) || number_is(&m->num[NUM_HIGH].number);
}

/* "31.2 ± 4.1 (95% CI 30.1-32.3)": the confidence interval of a mean with both, and not that of a change ("to 27.9 ± 3.8; 95%
 * CI -4.9 to -1.6"), is told instead of the deviation. */
static bool is_told_instead(const Mention *to, const Mention *from)
{
    const char *interval = to->set[SETTING_interval];
    double value = to->num[NUM_VALUE].number.value, a = from->num[NUM_LOW].number.value, b = from->num[NUM_HIGH].number.value;
    return interval != NULL && strcmp(interval, "sd") == 0 && from->set[SETTING_interval] == NULL && value >= fmin(a, b) &&
           value <= fmax(a, b);
}

/* Of two spreads the first stays. */
static void take_spread(Mention *to, const Mention *from)
{
    static const NumName ends[] = {NUM_LOW, NUM_HIGH, NUM_LEVEL};
    bool instead = has_spread(from) && has_spread(to) && is_told_instead(to, from);
    if (!has_spread(from) || (has_spread(to) && !instead))
        return;
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
        to->num[ends[i]] = from->num[ends[i]];
    if (instead)
        to->set[SETTING_interval] = NULL;
}

static void take_rest(Mention *to, const Mention *from)
{
    take_spread(to, from);
    for (int i = 0; i < N_NUMS; i++)
        if (!number_is(&to->num[i].number) && !(i == NUM_LOW && has_spread(to)))
            to->num[i] = from->num[i];
    for (int i = 0; i < N_SETTINGS; i++)
        if (to->set[i] == NULL && !(i == SETTING_interval && has_spread(to) && !has_spread(from)))
            to->set[i] = from->set[i];
    if (to->unit.at == NULL)
        to->unit = from->unit;
    if (to->quote.end == 0)
        to->quote = from->quote;
    for (int i = 0; i < N_SLOTS; i++)
        if (to->slot[i].end == 0)
            to->slot[i] = from->slot[i];
    to->words = to->words || from->words;
}

static NumName num_of(Slot slot)
{
    return slot == SLOT_p ? NUM_P : (NumName)(slot - SLOT_value);
}

/* "10.1 vs 14.3 months", "hazard ratios of 0.71 and 0.85": what is said once of a list. */
static void inherit(Mention *to, const Mention *from)
{
    static const Setting said_once[] = {SETTING_kind, SETTING_measure, SETTING_adjusted};
    if (to->unit.at == NULL)
        to->unit = from->unit;
    for (size_t i = 0; i < sizeof said_once / sizeof said_once[0]; i++)
        if (to->set[said_once[i]] == NULL)
            to->set[said_once[i]] = from->set[said_once[i]];
}

static void take_atom(Mention *to, const Capture *cap, const Mention *from)
{
    if (cap->slot == N_SLOTS) {
        take_rest(to, from);
    } else if (cap->slot == SLOT_inherit) {
        inherit(to, from);
    } else if (cap->slot <= SLOT_p) {
        NumName n = num_of(cap->slot);
        if (!number_is(&to->num[n].number))
            to->num[n] = from->num[NUM_VALUE];
        if (n == NUM_VALUE) {
            if (from->quote.end > 0) /* "18 of 240 patients (7.5%)": the percentage is the figure */
                to->quote = from->quote;
            take_rest(to, from);
            if (to->type < 0)
                to->type = from->type;
        }
        if (to->unit.at == NULL && n <= NUM_HIGH)
            to->unit = from->unit;
    } else {
        to->slot[cap->slot] = (Words){from->start, from->end};
    }
}

/* The standard name of a unit, or as printed: "mL" is not its copy's "ml". */
static Span unit_of(const Cascade *c, const Copy *copy, size_t from, size_t end)
{
    Span words = span_cut(copy->text, from, end), known = packs_unit(c->packs, words);
    return known.at != words.at ? known : span_cut(c->normal->text, copy_offset(copy, from), copy_end(copy, end));
}

const char *sign_said(const Packs *packs, Span words)
{
    Span known = packs_unit(packs, words);
    return known.at != words.at ? known.at : NULL;
}

static void take_words(Cascade *c, Mention *to, const Capture *cap, const Copy *copy, size_t from, size_t end)
{
    Span words = span_cut(copy->text, from, end);
    if (cap->slot == SLOT_sign)
        to->num[NUM_VALUE].sign = sign_said(c->packs, words);
    else if (cap->slot == SLOT_unit)
        to->unit = unit_of(c, copy, from, end);
    else
        to->slot[cap->slot] = (Words){copy_offset(copy, from), copy_offset(copy, end)};
}

static void take_range(Mention *m, int slot, const Copy *copy, Range r)
{
    if (r.end > 0)
        m->slot[slot / 10] = (Words){copy_offset(copy, r.from), copy_offset(copy, r.end)};
}

typedef struct {
    Cascade *c;
    Mention *found[MATCHES_MAX];
    size_t n;
} Level;

/* "did not change (9.1% to 8.8%)": a range is told from low to high; these are two figures. */
static bool falls_as_range(const Mention *m)
{
    const Number *low = &m->num[NUM_LOW].number, *high = &m->num[NUM_HIGH].number;
    if (m->by->set[SETTING_whole] == NULL || !number_is(low) || !number_is(high))
        return false;
    return high->value >= 0 && low->value > high->value; /* "-12% to -17%" is one */
}

static void mention_make(void *who, const Copy *copy, const Pattern *p, const size_t *ends)
{
    Level *level = who;
    Cascade *c = level->c;
    c->crowded = c->crowded || level->n == MATCHES_MAX;
    if (level->n == MATCHES_MAX || ends[1] == ends[0])
        return;
    Mention *m = arena_take(c->arena, sizeof *m);
    m->type = p->type;
    m->by = p;
    m->start = copy_offset(copy, ends[0]);
    m->end = copy_end(copy, ends[1]);
    memcpy(m->set, p->set, sizeof m->set);
    if (p->set[SETTING_unit] != NULL)
        m->unit = span_of(p->set[SETTING_unit]);
    const char *sign = p->set[SETTING_sign];
    for (int i = 0; i < p->n_captures; i++) {
        const Capture *cap = &p->captures[i];
        size_t from = ends[2 * cap->group], end = ends[2 * cap->group + 1];
        /* what a look-around saw is context: only what is said once comes from there */
        if (from == SIZE_MAX ||
            ((from < ends[0] || from >= ends[1]) && cap->slot != SLOT_inherit && cap->slot != SLOT_denominator))
            continue;
        if (!cap->atom && cap->slot != SLOT_sign)
            take_words(c, m, cap, copy, from, end);
        else if (cap->atom && copy_atom(copy, from) != NULL)
            take_atom(m, cap, copy_atom(copy, from));
        else if (!cap->atom)
            sign = sign_said(c->packs, span_cut(copy->text, from, end));
    }
    if (p->left_phrase >= 0)
        take_range(m, p->left_phrase, copy, phrase_left(c->packs, copy, ends[0]));
    if (p->right_phrase >= 0)
        take_range(m, p->right_phrase, copy, phrase_right(c->packs, copy, ends[1]));
    if (sign != NULL && strcmp(sign, "=") != 0)
        m->num[NUM_VALUE].sign = sign;
    if (m->set[SETTING_whole] != NULL && m->by->set[SETTING_whole] != NULL)
        m->quote = (Words){m->start, m->end};
    if (m->type >= 0 && c->packs->part >> m->type & 1)
        m->part = true;
    if (m->type >= 0 && !falls_as_range(m))
        level->found[level->n++] = m;
}

/* Leftmost, then longest, then the order in which the patterns were tried. */
static size_t choose(Mention **list, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        Mention *m = list[i];
        size_t j = i;
        for (; j > 0 && (list[j - 1]->start > m->start || (list[j - 1]->start == m->start && list[j - 1]->end < m->end)); j--)
            list[j] = list[j - 1];
        list[j] = m;
    }
    size_t kept = 0;
    for (size_t i = 0; i < n; i++)
        if (kept == 0 || list[i]->start >= list[kept - 1]->end)
            list[kept++] = list[i];
    return kept;
}

static void level_read(Cascade *c, Copy *copy, int number)
{
    Level level = {.c = c};
    size_t at = 0;
    while ((at = pattern_next(c, copy, number, at)) < c->packs->n_by_level[number])
        pattern_each(c, copy, c->packs->by_level[number][at++], mention_make, &level);
    if (level.n == 0)
        return;
    level.n = choose(level.found, level.n);
    if (number == ARM_LEVEL) {
        copy->arms = arena_take(c->arena, level.n * sizeof *copy->arms);
        memcpy(copy->arms, level.found, level.n * sizeof *copy->arms);
        copy->n_arms = level.n;
        return;
    }
    Mention *all[ATOMS_MAX + MATCHES_MAX];
    size_t n = 0, old = 0;
    for (size_t i = 0; i <= level.n; i++) {
        uint32_t until = i < level.n ? level.found[i]->start : UINT32_MAX;
        for (; old < copy->n_atoms && copy->atoms[old].mention->start < until && n < ATOMS_MAX; old++)
            all[n++] = copy->atoms[old].mention;
        if (i == level.n)
            break;
        while (old < copy->n_atoms && copy->atoms[old].mention->start < level.found[i]->end)
            old++;
        all[n++] = level.found[i];
    }
    copy_write(c, copy, all, n);
}

enum { FIGURE_WORD_MIN = 4, FIGURE_WORD_MAX = 16 }; /* letters of "half", and more than any such word has */

/* "Median survival was not reached", "half of the nurses slept": a figure without a number. */
static bool says_figure(const Cascade *c, size_t start, size_t end)
{
    Span t = span_cut(c->normal->text, start, end);
    char low[FIGURE_WORD_MAX];
    for (size_t i = 0, e; i < t.len; i = e + 1) {
        for (e = i; e < t.len && (t.at[e] | 32) >= 'a' && (t.at[e] | 32) <= 'z'; e++)
            if (e - i < sizeof low)
                low[e - i] = (char)(t.at[e] | 32);
        Span word = {low, e - i};
        bool fits = word.len >= FIGURE_WORD_MIN && word.len <= sizeof low;
        if (fits && (packs_has(c->packs, WORDS_unreached, word) || packs_has(c->packs, WORDS_fraction, word)))
            return true;
    }
    return false;
}

bool mentions_read(Cascade *c, size_t start, size_t end, Copy *out)
{
    *out = (Copy){.start = (uint32_t)start, .end = (uint32_t)end};
    if (!numbers_read(c, out)) {
        if (!says_figure(c, start, end))
            return false;
        copy_write(c, out, NULL, 0);
    }
    trace_level(c, out, 0);
    for (int level = 1; level < ARM_LEVEL; level++) {
        level_read(c, out, level);
        trace_level(c, out, level);
    }
    return true;
}

void arms_read(Cascade *c, Copy *copy)
{
    bool numbers = copy->text.at != NULL;
    if (!numbers)
        copy_write(c, copy, NULL, 0);
    level_read(c, copy, ARM_LEVEL);
    if (numbers)
        trace_level(c, copy, ARM_LEVEL);
}
