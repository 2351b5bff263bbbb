#include "figure/subset.h"

#include "figure/phrase.h"
#include "figure/slots.h"
#include "figure/token.h"

enum { NAME_WORDS_MAX = 10, NAME_BYTES = 80, THINGS_MIN = 10 }; /* fewer things are criteria, sites, scales */

typedef struct {
    const Packs *packs;
    const Everybody *everybody;
    Sentence *s;
    Subsets *told;
    Tokens t;
    Arena *a;
} Reader;

static Span word(const Reader *r, size_t i)
{
    return i < r->t.n && token_is_word(&r->t.at[i]) ? span_cut(r->s->copy.text, r->t.at[i].from, r->t.at[i].end)
                                                    : (Span){"", 0};
}

static bool is(const Reader *r, size_t i, const char *text)
{
    return span_is(word(r, i), text);
}

static Span print(const Reader *r, Words w)
{
    return span_cut(r->s->normal->text, w.start, w.end);
}

static Span group_of(const Reader *r, const Mention *m)
{
    return m->slot[SLOT_group].end > 0 ? print(r, m->slot[SLOT_group]) : m->group_text;
}

static Span outcome_of(const Reader *r, const Mention *m)
{
    return m->outcome_text.at != NULL      ? m->outcome_text
           : m->slot[SLOT_outcome].end > 0 ? print(r, m->slot[SLOT_outcome])
                                           : (Span){0};
}

static double counted(const Mention *m)
{
    const Num *n = number_is(&m->num[NUM_NUMERATOR].number) ? &m->num[NUM_NUMERATOR] : &m->num[NUM_VALUE];
    bool shares = kind_is(m, KIND_proportion), counts = kind_is_size(m) || kind_is(m, KIND_count);
    return (counts || (shares && n == &m->num[NUM_NUMERATOR])) && n->number.value > 0 ? n->number.value : 0;
}

static void note(Reader *r, const Mention *m)
{
    double value = counted(m),
           of = number_is(&m->num[NUM_DENOMINATOR].number) ? m->num[NUM_DENOMINATOR].number.value : 0;
    Subsets *told = r->told;
    bool whole = kind_is(m, KIND_cohort_size);
    told->most = value > told->most ? value : told->most;
    told->most = of > told->most ? of : told->most;
    if (value == 0)
        return;
    if (told->n == SUBSETS_MAX)
        memmove(told->at, told->at + 1, --told->n * sizeof *told->at);
    Span name = whole ? (Span){0} : kind_is_size(m) ? group_of(r, m) : outcome_of(r, m);
    told->at[told->n++] = (Subset){.value = value,
                                   .of = of,
                                   .name = name,
                                   .group = group_of(r, m),
                                   .whole = whole,
                                   .size = kind_is_size(m),
                                   .in = r->s};
}

/* The latest that were so many; NULL: none, or the sentence that told them had two such numbers. */
static const Subset *of_number(const Reader *r, double value)
{
    const Subset *found = NULL;
    for (size_t i = r->told->n; i-- > 0;) {
        const Subset *s = &r->told->at[i];
        if (found != NULL && s->in != found->in)
            break;
        if (s->value == value && found != NULL && !span_equal(s->name, found->name))
            return NULL;
        found = s->value == value ? s : found;
    }
    return found;
}

static bool is_plain(const Reader *r, size_t i)
{
    const Token *t = &r->t.at[i];
    return token_in(t, WORDS_anybody) || token_in(t, WORDS_whole) || token_in(t, WORDS_leading) ||
           token_in(t, WORDS_trailing) || token_in(t, WORDS_person) ||
           (token_is_word(t) && everybody_is(r->everybody, word(r, i)));
}

/* The words from token `at` that name some of those who were studied ("type C nurses", "nurses with gout"; `things`:
 * "late sprains" too; `alone`: a noun by itself that is not what all are called); end 0: not so. */
static Words narrowed(const Reader *r, size_t at, bool things, bool alone)
{
    size_t end = at, head = at;
    bool narrows = false, some = false, people = false;
    for (; end < r->t.n && end - at < NAME_WORDS_MAX; end++) {
        const Token *t = &r->t.at[end];
        bool inner = end > at && (token_in(t, WORDS_narrows) || is(r, end, "of") || is(r, end, "in"));
        if (t->mark != 0 || t->hard || (!inner && token_in(t, WORDS_breaks)))
            break;
        narrows = narrows || inner;
        head = narrows ? head : end;
        some = some || (!inner && !is_plain(r, end));
        people = people || (!narrows && (token_in(t, WORDS_person) || everybody_is(r->everybody, word(r, end))));
    }
    while (end > at && (token_in(&r->t.at[end - 1], WORDS_trailing) || token_in(&r->t.at[end - 1], WORDS_connects) ||
                        token_in(&r->t.at[end - 1], WORDS_narrows)))
        end--;
    bool noun = end > at && !token_in(&r->t.at[at], WORDS_narrows); /* not "17 of 84 without gloves" */
    if (!noun || (end == at + 1 && !alone) || !some || (!people && (!things || !word_is_plural(word(r, head)))))
        return (Words){0, 0};
    Words w = {r->t.at[at].start, r->t.at[end - 1].stop};
    return w.end - w.start <= NAME_BYTES ? w : (Words){0, 0};
}

static bool points(const Reader *r, size_t i)
{
    return is(r, i, "the") || is(r, i, "these") || is(r, i, "those");
}

/* Gives the figure the group of the `value` people whom the words behind token `at - 1` may name as well; `back`: "the
 * 63"; `opens`: the clause opens with them. */
static void give(const Reader *r, Mention *m, double value, size_t at, bool back, bool opens)
{
    const Subset *told = of_number(r, value);
    if (has_group(m) || (told != NULL && told->whole))
        return;
    Words own = r->told->most > value ? narrowed(r, at, value >= THINGS_MIN, opens) : (Words){0, 0};
    if (own.end > 0)
        m->slot[SLOT_group] = own;
    else if (back && told != NULL && told->name.at != NULL && (told->size || r->s - told->in <= 1))
        m->group_text = told->name;
}

/* "Of the 267 nurses whom we asked, 201 (75 %) ...": these are all. */
static void drop_whole(const Reader *r, Mention *m, double value, size_t at)
{
    const Subset *told = of_number(r, value);
    Words w = m->slot[SLOT_group];
    if (told != NULL && told->whole && at < r->t.n && w.end > 0 && w.start >= r->t.at[at].start &&
        w.start <= r->t.at[at].stop)
        m->slot[SLOT_group] = (Words){0, 0};
}

static bool stands_before(Span text, size_t at, const char *words)
{
    size_t n = strlen(words);
    return at >= n && memcmp(text.at + at - n, words, n) == 0;
}

/* "18 of the 63", "5 of 22 late rowers"; not "4 out of 7 scales", "two in five". */
static void denominator_link(const Reader *r, size_t i)
{
    Mention *m = r->t.at[i].atom;
    const Num *d = &m->num[NUM_DENOMINATOR];
    Span t = r->s->normal->text;
    if (!kind_is(m, KIND_proportion) || !number_is(&d->number) || d->end < m->end)
        return;
    bool the = stands_before(t, d->start, " of the ") || stands_before(t, d->start, " of these ") ||
               stands_before(t, d->start, " of those ");
    if (the || (stands_before(t, d->start, " of ") && !stands_before(t, d->start, "out of ")))
        give(r, m, d->number.value, i + 1, the, false);
}

/* "The remaining 149", "the other four": those whom a part before leaves. */
static void rest_link(const Reader *r, size_t i)
{
    Mention *m = r->t.at[i].atom;
    if (i == 0 || (!is(r, i - 1, "remaining") && !is(r, i - 1, "other")) || has_group(m) || !kind_is(m, KIND_count))
        return;
    for (size_t k = r->told->n; k-- > 0;) {
        const Subset *s = &r->told->at[k];
        if (s->of - s->value == m->num[NUM_VALUE].number.value && s->of > 0) {
            m->group_text = s->group;
            return;
        }
    }
}

static bool opens(const Reader *r, size_t i)
{
    return i == 0 || r->t.at[i - 1].mark == ';' || token_in(&r->t.at[i - 1], WORDS_opens);
}

/* "Of 44 nurses with gout, 9 ...": the number that the clause of token `i` opens with, and where it stands; 0: none. */
static double opening(const Reader *r, size_t i, size_t *at)
{
    bool of = is(r, i, "of") || is(r, i, "among") || is(r, i, "in");
    *at = i + 1;
    *at += of && points(r, *at);
    const Mention *m = of && *at < r->t.n ? r->t.at[*at].atom : NULL;
    bool counts = m != NULL && !m->part && (figure_kind(m) == NULL || kind_is_size(m) || kind_is(m, KIND_count)) &&
                  number_is(&m->num[NUM_VALUE].number) && m->unit.at == NULL && m->type != TYPE_TIME;
    return counts ? m->num[NUM_VALUE].number.value : 0;
}

/* The figures of the clause that opens with such a number. */
static void opening_link(const Reader *r, size_t i)
{
    size_t at, end = i;
    double value = opens(r, i) ? opening(r, i, &at) : 0;
    while (value > 0 && end < r->t.n && r->t.at[end].mark != ',')
        end++;
    for (; value > 0 && end < r->t.n && !(end > i && opens(r, end) && end > at + 1); end++) {
        Mention *m = r->t.at[end].atom;
        if (m != NULL &&
            (kind_is(m, KIND_proportion) || kind_is(m, KIND_count) || kind_is(m, KIND_mean) || kind_is(m, KIND_median)))
            give(r, m, value, at + 1, points(r, at - 1), true), drop_whole(r, m, value, at + 1);
    }
}

static bool points_back(const Reader *r)
{
    for (size_t i = 0; i < r->s->copy.n_atoms; i++) {
        const Mention *m = r->s->copy.atoms[i].mention;
        if (kind_is(m, KIND_proportion) || kind_is(m, KIND_count))
            return true;
    }
    return false;
}

void subsets_link(const Packs *packs, const Everybody *everybody, Sentence *s, Subsets *told, Arena *a)
{
    Reader r; /* some 20 KB: what is not used of it is not cleared */
    r.packs = packs, r.everybody = everybody, r.s = s, r.told = told, r.a = a;
    if (points_back(&r)) {
        tokens_read(packs, &s->copy, &r.t);
        for (size_t i = 0; i < r.t.n; i++) {
            if (r.t.at[i].atom != NULL) {
                denominator_link(&r, i);
                rest_link(&r, i);
                note(&r, r.t.at[i].atom);
            }
            opening_link(&r, i);
        }
        return;
    }
    for (size_t i = 0; i < s->copy.n_atoms; i++)
        note(&r, s->copy.atoms[i].mention);
}
