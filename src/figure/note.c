#include "figure/note.h"

#include "figure/concept.h"
#include "figure/phrase.h"
#include "figure/tested.h"

enum {
    NOTES_MAX = 64,   /* of one sentence */
    BEHIND_COST = 60, /* bytes by which a note behind a figure is farther than one before it */
    BESIDE_MAX = 14,  /* bytes between words and the figure that they stand beside */
    BRACKET_MAX = 60, /* the same with a bracket between */
};

/* Which kinds have a field. */
enum {
    OF_SIZE = 1,
    OF_SHARE = 2,
    OF_AMOUNT = 4, /* median, mean */
    OF_RATIO = 8,
    OF_DIFFERENCE = 16,
    OF_CHANGE = 32,
    OF_RATE = 64,
    OF_P = 128,
    OF_ALL = 255,
};

static const struct {
    Setting setting;
    unsigned kinds;
} told[] = {
    {SETTING_estimator, OF_SHARE | OF_AMOUNT},
    {SETTING_adjusted, OF_RATIO | OF_DIFFERENCE},
    {SETTING_model, OF_RATIO | OF_DIFFERENCE},
    {SETTING_contrast, OF_DIFFERENCE | OF_CHANGE},
    {SETTING_scale, OF_CHANGE},
    {SETTING_p_kind, OF_P},
    {SETTING_analysis_set, OF_ALL},
    {SETTING_direction, OF_RATIO},
    {SETTING_time_zero, OF_SHARE | OF_AMOUNT | OF_RATE},
};

static const struct {
    Slot slot;
    unsigned kinds;
} worded[] = {
    {SLOT_among, OF_SHARE | OF_AMOUNT},
    {SLOT_versus, OF_RATIO | OF_DIFFERENCE},
    {SLOT_factor, OF_RATIO | OF_P},
    {SLOT_per, OF_RATIO},
    {SLOT_favours, OF_RATIO | OF_DIFFERENCE},
};

enum { N_TOLD = sizeof told / sizeof told[0], N_WORDED = sizeof worded / sizeof worded[0] };

static unsigned kind_bit(const Mention *m)
{
    static const unsigned bits[N_KINDS] = {
        [KIND_cohort_size] = OF_SIZE, [KIND_group_size] = OF_SIZE, [KIND_proportion] = OF_SHARE, [KIND_count] = OF_SHARE,
        [KIND_median] = OF_AMOUNT, [KIND_mean] = OF_AMOUNT, [KIND_hazard_ratio] = OF_RATIO, [KIND_odds_ratio] = OF_RATIO,
        [KIND_risk_ratio] = OF_RATIO, [KIND_difference] = OF_DIFFERENCE, [KIND_change] = OF_CHANGE, [KIND_rate] = OF_RATE,
        [KIND_p_value] = OF_P};
    const char *kind = figure_kind(m);
    for (int k = 0; kind != NULL && k < N_KINDS; k++)
        if (kind == kind_name[k])
            return bits[k];
    return 0;
}

/* The kinds of figures to which the settings of `p`, or words in these slots (bit Slot), say something. */
static unsigned kinds_told(const Pattern *p, unsigned slots)
{
    unsigned kinds = 0;
    for (int i = 0; i < N_TOLD; i++)
        kinds |= p->set[told[i].setting] != NULL ? told[i].kinds : 0;
    for (int i = 0; i < N_WORDED; i++)
        kinds |= slots >> worded[i].slot & 1 ? worded[i].kinds : 0;
    return kinds;
}

/* The same of any match of `p`. */
static unsigned pattern_kinds(const Pattern *p)
{
    unsigned slots = 0;
    for (int i = 0; i < p->n_captures; i++)
        slots |= 1u << p->captures[i].slot;
    slots |= p->left_phrase >= 0 ? 1u << p->left_phrase / 10 : 0;
    slots |= p->right_phrase >= 0 ? 1u << p->right_phrase / 10 : 0;
    return kinds_told(p, slots) | (slots >> SLOT_outcome & 1 ? OF_RATIO | OF_P : 0); /* see factor_note */
}

typedef struct {
    const Pattern *pattern;
    size_t from, end; /* bytes of the copy */
    Words slot[N_SLOTS];
    const Mention *figure; /* the only one it is for; NULL: all that it reaches */
} Note;

typedef struct {
    Cascade *c;
    const Sentence *sentence;
    const Copy *copy;
    const unsigned *kinds; /* by the place of a pattern in its level: pattern_kinds */
    Note at[NOTES_MAX];
    size_t n;
} Notes;

static bool reaches(const Pattern *p, const char *reach)
{
    const char *own = p->set[SETTING_reach];
    return own[0] == reach[0] && strcmp(own, reach) == 0; /* every sentence asks: nearly all end at the first letter */
}

static Words words_of(const Copy *copy, Range r)
{
    return r.end > r.from ? (Words){copy_offset(copy, r.from), copy_end(copy, r.end)} : (Words){0, 0};
}

/* "group A": a lone letter behind the words is no article. */
static Words with_letter(const Sentence *s, Words w)
{
    Span t = s->normal->text;
    uint32_t at = w.end;
    bool letter = w.end > 0 && at + 1 < t.len && t.at[at] == ' ' && t.at[at + 1] >= 'A' && t.at[at + 1] <= 'Z';
    bool lone = letter && (at + 2 == t.len || strchr(" .,;:)", t.at[at + 2]) != NULL);
    return lone ? (Words){w.start, at + 2} : w;
}

/* "delirium in women over 80": of a phrase that is an outcome, what it measures. */
static Words slot_words(const Notes *k, Slot slot, Range r)
{
    Words outcome = slot == SLOT_outcome && r.end > 0 ? phrase_parts(k->c->packs, k->copy, r).outcome : (Words){0, 0};
    return outcome.end > 0 ? outcome : words_of(k->copy, r);
}

/* "it", "factors": words that name no factor. */
static bool is_vague(const Notes *k, Words w)
{
    return w.end > 0 &&
           packs_has(k->c->packs, WORDS_vague, span_lower(k->c->arena, span_cut(k->sentence->normal->text, w.start, w.end)));
}

static void take_words(const Notes *k, Note *note, const Pattern *p, const size_t *ends)
{
    const Packs *packs = k->c->packs;
    for (int i = 0; i < p->n_captures; i++) {
        const Capture *cap = &p->captures[i];
        size_t from = ends[2 * cap->group], end = ends[2 * cap->group + 1];
        if (from != SIZE_MAX && cap->slot != SLOT_figure && cap->slot < N_SLOTS)
            note->slot[cap->slot] = words_of(k->copy, phrase_trim(packs, k->copy, (Range){from, end}));
    }
    if (p->left_phrase >= 0)
        note->slot[p->left_phrase / 10] = slot_words(k, (Slot)(p->left_phrase / 10), phrase_left(packs, k->copy, ends[0]));
    if (is_vague(k, note->slot[SLOT_factor]))
        note->slot[SLOT_factor] = (Words){0, 0};
    if (p->right_phrase >= 0)
        note->slot[p->right_phrase / 10] =
            with_letter(k->sentence, slot_words(k, (Slot)(p->right_phrase / 10), phrase_right(packs, k->copy, ends[1])));
}

static void note_take(void *who, const Copy *copy, const Pattern *p, const size_t *ends)
{
    Notes *k = who;
    Note note = {.pattern = p, .from = ends[0], .end = ends[1]};
    bool captured = false;
    take_words(k, &note, p, ends);
    for (int i = 0; i <= p->n_captures && k->n < NOTES_MAX; i++) {
        const Capture *cap = i < p->n_captures ? &p->captures[i] : NULL;
        bool figure = cap != NULL && cap->slot == SLOT_figure && cap->atom && ends[2 * cap->group] != SIZE_MAX;
        if (!figure && (cap != NULL || captured))
            continue;
        captured = true;
        note.figure = figure ? copy_atom(copy, ends[2 * cap->group]) : NULL;
        k->at[k->n++] = note;
    }
}

/* How many clauses begin before byte `at`; a semicolon in brackets parts figures: "(OR 1.4; P = 0.2)". */
static int clause_of(const Notes *k, size_t at)
{
    int n = 0, depth = 0;
    size_t atom = 0;
    Span t = k->copy->text;
    for (size_t i = 0, e; i < at; i = e) {
        for (e = i; e < at && t.at[e] >= 'a' && t.at[e] <= 'z'; e++)
            ;
        depth += (t.at[i] == '(' || t.at[i] == '[') - (t.at[i] == ')' || t.at[i] == ']');
        if (atom < k->copy->n_atoms && k->copy->atoms[atom].at <= i)
            depth += mention_brackets(k->sentence->normal->text, k->copy->atoms[atom++].mention);
        depth = depth < 0 ? 0 : depth;
        n += e > i ? packs_has(k->c->packs, WORDS_opens, span_cut(t, i, e)) : t.at[i] == ';' && depth == 0;
        e += e == i;
    }
    return n;
}

static bool is_for_kind(const Note *note, const Mention *m)
{
    const char *kind = note->pattern->set[SETTING_kind];
    return figure_kind(m) != NULL && (kind == NULL || strcmp(kind, figure_kind(m)) == 0);
}

static unsigned kinds_of(const Note *note)
{
    unsigned slots = 0;
    for (int i = 0; i < N_SLOTS; i++)
        slots |= note->slot[i].end > 0 ? 1u << i : 0;
    return kinds_told(note->pattern, slots);
}

/* A note for the nearest figure only: the next one of its clause, else the one before. */
static void note_settle(const Notes *k, Note *note)
{
    const Copy *copy = k->copy;
    const Mention *before = NULL;
    int clause = clause_of(k, note->from);
    unsigned kinds = kinds_of(note);
    for (size_t i = 0; i < copy->n_atoms && note->figure == NULL; i++) {
        const Mention *m = copy->atoms[i].mention;
        if (!is_for_kind(note, m) || !(kind_bit(m) & kinds) || clause_of(k, copy->atoms[i].at) != clause)
            continue;
        if (copy->atoms[i].at >= note->end)
            note->figure = m;
        else
            before = m;
    }
    if (note->figure == NULL)
        note->figure = before;
}

static bool is_within_reach(const Notes *k, const Note *note, const Mention *m)
{
    if (!is_for_kind(note, m))
        return false;
    if (note->figure != NULL || reaches(note->pattern, "near") || reaches(note->pattern, "figure"))
        return note->figure == m;
    size_t at = k->copy->atoms[m->order].at;
    if (reaches(note->pattern, "sentence"))
        return true;
    bool side = at > note->from ? !reaches(note->pattern, "behind") : !reaches(note->pattern, "ahead");
    return side && clause_of(k, note->from) == clause_of(k, at);
}

/* Bytes between note and figure, 0 where the note captures it. */
static size_t distance(const Copy *copy, const Note *note, const Mention *m)
{
    size_t at = copy->atoms[m->order].at;
    if (note->figure == m)
        return 0;
    return note->from < at ? (at >= note->end ? at - note->end : 0) : note->from - at + BEHIND_COST;
}

/* The nearest note with this setting, or with words for this slot (setting N_SETTINGS). */
static const Note *nearest(const Notes *k, const Mention *m, Setting setting, Slot slot)
{
    const Note *best = NULL;
    for (size_t i = 0; i < k->n; i++) {
        const Note *note = &k->at[i];
        bool has = setting < N_SETTINGS ? note->pattern->set[setting] != NULL : note->slot[slot].end > 0;
        if (has && is_within_reach(k, note, m) &&
            (best == NULL || distance(k->copy, note, m) < distance(k->copy, best, m)))
            best = note;
    }
    return best;
}

static void figure_note(const Notes *k, Mention *m)
{
    unsigned kind = kind_bit(m);
    for (int i = 0; i < N_TOLD; i++) {
        Setting s = told[i].setting;
        const Note *note = (told[i].kinds & kind) && m->set[s] == NULL ? nearest(k, m, s, N_SLOTS) : NULL;
        if (note != NULL)
            m->set[s] = note->pattern->set[s];
    }
    for (int i = 0; i < N_WORDED; i++) {
        Slot s = worded[i].slot;
        const Note *note = (worded[i].kinds & kind) && m->slot[s].end == 0 ? nearest(k, m, N_SETTINGS, s) : NULL;
        if (note != NULL)
            m->slot[s] = note->slot[s];
    }
    /* "HR per 10-year increase": no time of the figure */
    Words per = m->slot[SLOT_per], time = m->slot[SLOT_time];
    if (per.end > 0 && time.start < per.end && per.start < time.end)
        m->slot[SLOT_time] = (Words){0, 0};
}

static bool overlap(Words a, Words b)
{
    return a.end > 0 && b.end > 0 && a.start < b.end && b.start < a.end;
}

static const Concept *concept_of(const Notes *k, const Sentence *s, Words w)
{
    return w.end > 0 ? concept_find(k->c->packs, span_cut(s->normal->text, w.start, w.end), false, k->c->arena) : NULL;
}

/* How far the words are an outcome: what trials end in ("mortality"), what happens to people, what is measured or not known, what
 * people are before ("male sex", "obesity"). */
static int outcome_rank(const Notes *k, const Sentence *s, Words w)
{
    Span words = span_lower(k->c->arena, span_cut(s->normal->text, w.start, w.end));
    const Concept *c = concept_of(k, s, w);
    if (phrase_says(k->c->packs, (WordSet)WORD_SET(WORDS_endpoint), words))
        return 2;
    if (phrase_says(k->c->packs, (WordSet)WORD_SET(WORDS_trait), words))
        return -1;
    return c != NULL && !span_is(c->polarity, "quantity");
}

/* "Age was associated with recurrence (HR 1.3)": the second is measured and the first the factor, whichever the figure took; but
 * "recurrence was associated with age" is the same, since it is rather an outcome.  What is a predictor of something is never
 * turned. */
static void associated_note(const Notes *k, const Sentence *s, const Note *note, bool beside, Mention *m)
{
    Words first = note->slot[SLOT_factor], second = note->slot[SLOT_outcome], own = m->slot[SLOT_outcome];
    int rank = outcome_rank(k, s, first);
    bool either = strcmp(note->pattern->set[SETTING_label], "either") == 0;
    bool turned = either && rank > outcome_rank(k, s, second), taken = overlap(own, first) || overlap(own, second);
    /* "with A (OR 2) and B (OR 3)": B is a factor where A is */
    if (!taken && !(turned && beside && outcome_rank(k, s, own) < rank))
        return;
    m->slot[SLOT_outcome] = turned ? first : second;
    m->slot[SLOT_factor] = !turned ? first : taken ? second : own;
}

/* Whether between the words and the figure stand only marks and such words as "with an". */
static bool is_beside(const Notes *k, const Sentence *s, Words w, const Mention *m)
{
    if (w.end == 0 || w.end >= m->start || m->start - w.end > BRACKET_MAX)
        return false;
    Span gap = span_cut(s->normal->text, w.end, m->start);
    const char *close = gap.len > 2 && memcmp(gap.at, " (", 2) == 0 ? memchr(gap.at, ')', gap.len) : NULL;
    if (close != NULL) /* "blood group (A or not) with HR 1.6" */
        gap = span_cut(s->normal->text, (size_t)(close + 1 - s->normal->text.at), m->start);
    for (size_t i = 0, e; i < gap.len; i = e + (e == i)) {
        for (e = i; e < gap.len && gap.at[e] >= 'a' && gap.at[e] <= 'z'; e++)
            ;
        if (e > i && !packs_has(k->c->packs, WORDS_leading, span_cut(gap, i, e)))
            return false;
    }
    bool parted =
        memchr(gap.at, ')', gap.len) != NULL || memchr(gap.at, ',', gap.len) != NULL || memchr(gap.at, ';', gap.len) != NULL;
    return gap.len <= BESIDE_MAX && !parted;
}

/* "Predictors of recurrence were stage (HR 2.1) and age (HR 1.3)": what stands right before the bracket is tested, not
 * measured. */
static void factor_note(const Notes *k, const Sentence *s, Mention *m)
{
    const Note *note = kind_bit(m) & (OF_RATIO | OF_P) ? nearest(k, m, N_SETTINGS, SLOT_outcome) : NULL;
    Words own = m->slot[SLOT_outcome];
    bool beside = is_beside(k, s, own, m);
    bool statistic =
        beside && memchr(s->normal->text.at + own.start, '=', own.end - own.start) != NULL; /* "(r = 0.2, P = 0.01)" */
    bool associated = note != NULL && note->pattern->set[SETTING_label] != NULL && note->slot[SLOT_factor].end > 0;
    if (associated && note->from < k->copy->atoms[m->order].at) {
        /* "was associated with A (OR 2) and B (OR 3)": these are measured */
        associated_note(k, s, note, beside && !statistic, m);
        return;
    }
    if (note != NULL && note->pattern->set[SETTING_label] != NULL && strcmp(note->pattern->set[SETTING_label], "unnamed") == 0)
        beside = own.end == 0; /* "at lower risk of gout than others (HR 0.9)": for a figure that no words name */
    if (note == NULL || !beside || statistic || overlap(own, note->slot[SLOT_outcome]))
        return;
    const Concept *concept = concept_of(k, s, own);
    if (concept != NULL && (span_is(concept->polarity, "event_free") || span_is(concept->polarity, "time")))
        return; /* "predictors of overall (P = 0.01) and recurrence-free survival (P = 0.02)" */
    if (m->slot[SLOT_factor].end == 0)
        m->slot[SLOT_factor] = own;
    m->slot[SLOT_outcome] = note->slot[SLOT_outcome];
}

/* Of "stage (HR 2.1, P = 0.01)" the P-value took its words from the ratio, as a list does from its first: what is said of these
 * is said of all. */
static void factors_note(const Notes *k, const Sentence *s)
{
    Words was = {0, 0};
    const Mention *first = NULL, *before = NULL; /* before: the ratio or test before */
    for (size_t i = 0; i < s->copy.n_atoms; i++) {
        Mention *m = s->copy.atoms[i].mention;
        Words own = m->slot[SLOT_outcome];
        if (!(kind_bit(m) & (OF_RATIO | OF_P)))
            continue;
        if (first != NULL && own.end > 0 && own.start == was.start && own.end == was.end) {
            m->slot[SLOT_outcome] = first->slot[SLOT_outcome];
            m->slot[SLOT_factor] = kind_bit(m) == OF_P ? before->slot[SLOT_factor] : m->slot[SLOT_factor];
            before = m;
            continue;
        }
        factor_note(k, s, m);
        before = m;
        first = m->slot[SLOT_outcome].start != own.start ? m : NULL;
        was = own;
    }
}

/* A P-value tells its kind to the figures that it tests. */
static void p_kind_spread(const Copy *copy)
{
    for (size_t i = 0; i < copy->n_atoms; i++) {
        const Mention *p = copy->atoms[i].mention;
        for (size_t j = 0; p->set[SETTING_p_kind] != NULL && j < copy->n_atoms; j++) {
            Mention *m = copy->atoms[j].mention;
            bool tested = m != p && number_is(&m->num[NUM_P].number) && m->num[NUM_P].start == p->num[NUM_VALUE].start;
            if (tested && m->set[SETTING_p_kind] == NULL)
                m->set[SETTING_p_kind] = p->set[SETTING_p_kind];
        }
    }
}

/* "12 % with A versus 18 % with B (OR 0.6)": the ratio's reference is the group of the second. */
static void versus_of_pair(const Copy *copy)
{
    const Mention *second = NULL;
    for (size_t i = 0; i < copy->n_atoms; i++) {
        Mention *m = copy->atoms[i].mention;
        unsigned kind = kind_bit(m);
        if (kind == OF_SHARE || kind == OF_AMOUNT || kind == OF_RATE)
            second = m->list_tail ? m : NULL;
        if (!(kind & (OF_RATIO | OF_DIFFERENCE)) || second == NULL || m->slot[SLOT_versus].end > 0 ||
            m->slot[SLOT_factor].end > 0)
            continue;
        m->slot[SLOT_versus] = second->slot[SLOT_group];
        m->owed |= m->slot[SLOT_versus].end > 0 ? 1u << SLOT_versus : 0;
    }
}

static void record_take(void *who, const Copy *copy, const Pattern *p, const size_t *ends)
{
    RecordNotes *out = who;
    (void)copy, (void)ends;
    for (size_t i = 0; i < out->n; i++)
        if (out->at[i] == p)
            return;
    if (out->n < RECORD_NOTES_MAX)
        out->at[out->n++] = p;
}

/* Notes that say something of figures of these kinds. */
static void notes_find(Cascade *c, const Copy *copy, unsigned kinds, Notes *k)
{
    const Packs *packs = c->packs;
    k->copy = copy;
    for (size_t i = 0; (i = pattern_next(c, copy, NOTE_LEVEL, i)) < packs->n_by_level[NOTE_LEVEL]; i++) {
        const Pattern *p = packs->by_level[NOTE_LEVEL][i];
        if ((k->kinds[i] & kinds) && !reaches(p, "record") && !reaches(p, "statement"))
            pattern_each(c, copy, p, note_take, k);
    }
}

enum { HEAD_MIN = 5, HEAD_MAX = 120 }; /* bytes: "aHR " says nothing more than its name */

/* "stratified hazard ratio for death with A versus B of 0.7": the words that the figure's mention took in are its own. */
static void head_note(Cascade *c, const Sentence *s, Mention *m, Notes *k)
{
    uint32_t stop = m->num[NUM_VALUE].start;
    if (figure_kind(m) == NULL || !(kind_bit(m) & (OF_RATIO | OF_P)) || stop < m->start + HEAD_MIN || stop > m->start + HEAD_MAX)
        return;
    size_t from = k->n;
    Copy head = {.text = span_lower(c->arena, span_cut(s->normal->text, m->start, stop)), .start = m->start, .end = stop};
    copy_ready(c->packs, &head);
    notes_find(c, &head, kind_bit(m), k);
    for (size_t i = from; i < k->n; i++) {
        k->at[i].figure = m;
        k->at[i].from = k->at[i].end = s->copy.atoms[m->order].at;
    }
}

static void sentence_note(Cascade *c, Sentence *s, const unsigned *by_pattern)
{
    const Packs *packs = c->packs;
    unsigned kinds = 0;
    for (size_t i = 0; i < s->copy.n_atoms; i++)
        kinds |= kind_bit(s->copy.atoms[i].mention);
    if (kinds == 0)
        return;
    Notes k; /* 13 KB: what is not used of it is not cleared */
    k.c = c, k.sentence = s, k.copy = NULL, k.kinds = by_pattern, k.n = 0;
    for (size_t i = 0; i < s->copy.n_atoms; i++)
        head_note(c, s, s->copy.atoms[i].mention, &k);
    notes_find(c, &s->copy, kinds, &k);
    for (size_t i = 0; i < k.n; i++)
        if (reaches(k.at[i].pattern, "near"))
            note_settle(&k, &k.at[i]);
    for (size_t i = 0; k.n > 0 && i < s->copy.n_atoms; i++)
        figure_note(&k, s->copy.atoms[i].mention);
    factors_note(&k, s);
    tested_in_sentence(packs, s, c->arena);
    versus_of_pair(&s->copy);
    p_kind_spread(&s->copy);
}

void figures_note(Cascade *c, Sentence *sentences, size_t n, RecordNotes *out)
{
    const Packs *packs = c->packs;
    unsigned *kinds = arena_take(c->arena, (packs->n_by_level[NOTE_LEVEL] + 1) * sizeof *kinds);
    for (size_t j = 0; j < packs->n_by_level[NOTE_LEVEL]; j++)
        kinds[j] = pattern_kinds(packs->by_level[NOTE_LEVEL][j]);
    for (size_t i = 0; i < n; i++) {
        Sentence *s = &sentences[i];
        c->normal = s->normal;
        if (s->has_copy)
            sentence_note(c, s, kinds);
        for (size_t j = 0; (j = pattern_next(c, &s->copy, NOTE_LEVEL, j)) < packs->n_by_level[NOTE_LEVEL]; j++)
            if (reaches(packs->by_level[NOTE_LEVEL][j], "record"))
                pattern_each(c, &s->copy, packs->by_level[NOTE_LEVEL][j], record_take, out);
    }
}

const char *record_says(const RecordNotes *notes, Setting s, Span kind)
{
    for (size_t i = 0; i < notes->n; i++) {
        const Pattern *p = notes->at[i];
        if (p->set[s] != NULL && (p->set[SETTING_kind] == NULL || span_is(kind, p->set[SETTING_kind])))
            return p->set[s];
    }
    return NULL;
}
