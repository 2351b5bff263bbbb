#include "figure/lists.h"

#include "figure/phrase.h"

enum { LIST_MAX = 24, PARTS_MAX = 8, NAME_BYTES_MAX = 40 };

typedef struct {
    Words at[PARTS_MAX];
    size_t n;
} Parts;

static bool is_blank(char c)
{
    return c == ' ';
}

/* The length of a joining word or mark at `at` ("and", "or", "vs", "versus", ","), or 0. */
static size_t joint_at(Span t, size_t at, size_t end)
{
    static const char *const joints[] = {", and ", " and ", " or ", " versus ", " vs. ", " vs ", ", ", " & "};
    for (size_t i = 0; i < sizeof joints / sizeof joints[0]; i++) {
        size_t n = strlen(joints[i]);
        if (at + n <= end && memcmp(t.at + at, joints[i], n) == 0)
            return n;
    }
    return 0;
}

static Parts parts_of(Span text, Words w)
{
    Parts p = {.n = 0};
    uint32_t from = w.start;
    for (uint32_t i = w.start; i <= w.end; i++) {
        size_t joint = i < w.end ? joint_at(text, i, w.end) : 0;
        if (joint == 0 && i < w.end)
            continue;
        while (from < i && is_blank(text.at[from]))
            from++;
        if (p.n == PARTS_MAX || i <= from)
            return (Parts){.n = 0};
        p.at[p.n++] = (Words){from, i};
        if (i == w.end)
            break;
        from = i + (uint32_t)joint;
        i = from - 1;
    }
    return p;
}

/* "2- and 5-year", "1, 3 and 5 years": the j-th time as text. */
static Span time_part(Span text, const Parts *p, size_t j, Arena *a)
{
    Words last = p->at[p->n - 1], mine = p->at[j];
    uint32_t unit = last.end;
    while (unit > last.start && text.at[unit - 1] != '-' && text.at[unit - 1] != ' ')
        unit--;
    Span words = span_cut(text, mine.start, mine.end);
    const char *space = memchr(words.at, ' ', words.len);
    if (j == 0 && words.len > 3 && space != NULL && (span_begins(words, "at ") || span_begins(words, "At ")))
        mine.start += 3; /* "at 1, 3 and 5 years": the others stand without it */
    while (mine.end > mine.start && (text.at[mine.end - 1] == '-' || text.at[mine.end - 1] == ' '))
        mine.end--;
    if (j + 1 == p->n || unit == last.start)
        return arena_copy(a, span_cut(text, mine.start, mine.end));
    return arena_format(a, "%.*s%.*s", SPAN_FMT(span_cut(text, mine.start, mine.end)), SPAN_FMT(span_cut(text, unit - 1, last.end)));
}

/* The one member's words that have as many parts as asked for. */
static Parts shared_parts(Span text, Mention **list, size_t n, Slot slot, size_t wanted)
{
    for (size_t i = n; i-- > 0;) {
        Words w = list[i]->slot[slot];
        Parts p = w.end > w.start ? parts_of(text, w) : (Parts){.n = 0};
        if (p.n == wanted || (wanted == 0 && p.n > 1))
            return p;
    }
    return (Parts){.n = 0};
}

static Words time_in(const Copy *c, Span text)
{
    for (size_t i = 0; i < c->n_atoms; i++) {
        const Mention *m = c->atoms[i].mention;
        if (m->type == TYPE_TIME && parts_of(text, (Words){m->start, m->end}).n > 1)
            return (Words){m->start, m->end};
    }
    return (Words){0, 0};
}

/* Arms named in the sentence before byte `until`, in order, each once; then those of the record that it does not name. */
static size_t arms_in_order(const Packs *packs, const Arms *arms, const Sentence *s, uint32_t until, int *order)
{
    (void)packs;
    size_t n = 0;
    uint32_t first[ARMS_MAX];
    for (size_t i = 0; i < arms->n; i++) {
        Span name = arms->at[i].name;
        const char *at = NULL;
        char low[512];
        size_t len = s->copy.end - s->copy.start < sizeof low ? s->copy.end - s->copy.start : sizeof low;
        for (size_t j = 0; j < len; j++) {
            char c = s->normal->text.at[s->copy.start + j];
            low[j] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
        }
        at = name.len > 1 ? memmem(low, len, name.at, name.len) : NULL;
        if (at == NULL || s->copy.start + (uint32_t)(at - low) >= until)
            continue;
        uint32_t where = (uint32_t)(at - low);
        size_t j = n++;
        for (; j > 0 && first[j - 1] > where; j--) {
            first[j] = first[j - 1];
            order[j] = order[j - 1];
        }
        first[j] = where;
        order[j] = (int)i;
    }
    return n;
}

static void set_arm(const Arms *arms, Mention *m, int arm, Arena *a)
{
    if (arm >= 0 && m->slot[SLOT_group].end == 0)
        m->group_text = arena_copy(a, arms->at[arm].print);
}

static void pair_by_arms(const Packs *packs, const Arms *arms, const Sentence *s, Mention **list, Words subject, Arena *a)
{
    int order[ARMS_MAX];
    size_t named = arms_in_order(packs, arms, s, list[0]->start, order);
    int first = named > 0 ? order[0] : -1, second = named > 1 ? order[1] : -1;
    if (subject.end > 0) {
        first = arms_which(packs, arms, span_cut(s->normal->text, subject.start, subject.end));
        second = named > 1 ? order[order[0] == first ? 1 : 0] : -1;
        if (list[0]->slot[SLOT_group].end == 0)
            list[0]->slot[SLOT_group] = subject;
    } else if (first < 0 && arms->n >= 2) {
        first = 0;
        second = 1;
    }
    if (first >= 0 && second < 0 && arms->n >= 2 && first <= 1)
        second = 1 - first;
    set_arm(arms, list[0], first, a);
    set_arm(arms, list[1], second, a);
}

/* The words right behind each figure, up to the next joint: "1 (0.6 %) TT versus 15 (8.6 %) DO". */
static bool names_behind(const Packs *packs, const Sentence *s, Mention **list, size_t n)
{
    Words found[LIST_MAX];
    for (size_t i = 0; i < n; i++) {
        const Copy *c = &s->copy;
        Range r = phrase_right(packs, c, c->atoms[list[i]->order].at + 3);
        found[i] = r.end == 0 ? (Words){0, 0} : (Words){copy_offset(c, r.from), copy_offset(c, r.end)};
        if (r.end == 0 || r.end - r.from > NAME_BYTES_MAX || (list[i]->slot[SLOT_group].end > 0 && i + 1 < n))
            return false;
    }
    for (size_t i = 0; i < n; i++)
        if (list[i]->slot[SLOT_group].end == 0)
            list[i]->slot[SLOT_group] = found[i];
    return true;
}

static bool is_compared(Span text, Mention **list)
{
    uint32_t from = list[0]->end, to = list[1]->start;
    bool compared = memmem(text.at + from, to - from, "compared", 8) != NULL;
    for (uint32_t i = from; i < to && !compared; i++)
        compared = joint_at(text, i, to) > 0 && text.at[i + 1] == 'v';
    return compared;
}

typedef struct {
    Words groups[LIST_MAX];
    size_t n;
} Before; /* the list before, for a list that names no groups of its own */

static void list_link(const Packs *packs, const Arms *arms, const Sentence *s, Mention **list, size_t n, Words subject, Before *before,
                      Arena *a)
{
    Span text = s->normal->text;
    Words times = time_in(&s->copy, text);
    Parts t = times.end > 0 ? parts_of(text, times) : (Parts){.n = 0};
    size_t n_times = t.n > 1 && n % t.n == 0 ? t.n : 1, n_groups = n / n_times;
    Parts g = n_groups > 1 ? shared_parts(text, list, n, SLOT_group, n_groups) : (Parts){.n = 0};
    if (n_times > 1 && (g.n == n_groups || n_groups == 1)) {
        for (size_t i = 0; i < n; i++)
            list[i]->time_text = time_part(text, &t, n_groups == 1 ? i : i / n_groups, a);
        for (size_t i = 0; g.n > 1 && i < n; i++)
            list[i]->slot[SLOT_group] = g.at[i % n_groups];
    } else {
        g = shared_parts(text, list, n, SLOT_group, n);
        for (size_t i = 0; g.n > 1 && i < n; i++)
            list[i]->slot[SLOT_group] = g.at[i];
    }
    bool compared = is_compared(text, list), named = g.n > 1;
    for (size_t i = 1; compared && i < n; i++)
        list[i]->list_tail = true;
    if (!named && compared)
        named = names_behind(packs, s, list, n);
    for (size_t i = 0; !named && before->n == n && i < n; i++)
        if (list[i]->slot[SLOT_group].end == 0)
            list[i]->slot[SLOT_group] = before->groups[i];
    if (!named && before->n != n && n == 2 && compared)
        pair_by_arms(packs, arms, s, list, subject, a);
    before->n = 0;
    for (size_t i = 0; i < n && list[i]->slot[SLOT_group].end > 0; i++)
        before->groups[before->n++] = list[i]->slot[SLOT_group];
    if (before->n < n)
        before->n = 0;
}

void lists_link(const Packs *packs, const Arms *arms, Sentence *s, Words subject, Arena *a)
{
    const Copy *c = &s->copy;
    Mention *list[LIST_MAX];
    Before before = {.n = 0};
    size_t n = 0;
    for (size_t i = 0; i <= c->n_atoms; i++) {
        Mention *m = i < c->n_atoms ? c->atoms[i].mention : NULL;
        if (m != NULL && (m->part || packs->soft >> m->type & 1))
            continue;
        bool more = m != NULL && figure_kind(m) != NULL && n > 0 && n < LIST_MAX && figures_join(packs, c, list[n - 1], m) &&
                    figure_kind(m) == figure_kind(list[n - 1]);
        if (!more) {
            if (n > 1)
                list_link(packs, arms, s, list, n, subject, &before, a);
            n = 0;
        }
        if (m != NULL && figure_kind(m) != NULL && !kind_is(m, KIND_p_value))
            list[n++] = m;
    }
}
