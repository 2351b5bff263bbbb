#include "figure/name.h"

#include "figure/clause.h"
#include "figure/phrase.h"
#include "figure/series.h"

/* The tokens of the words, half open. */
typedef struct {
    size_t first, last;
} Run;

static Run run_of(const Finder *f, Words w)
{
    Run out = {f->tokens.n, f->tokens.n};
    for (size_t i = 0; i < f->tokens.n; i++) {
        uint32_t at = f->tokens.at[i].start;
        if (at >= w.start && at < w.end) {
            out.first = out.first == f->tokens.n ? i : out.first;
            out.last = i + 1;
        }
    }
    return out;
}

static bool is_people(const Finder *f, size_t at)
{
    const Token *t = &f->tokens.at[at];
    return token_in(t, WORDS_group_noun) || token_in(t, WORDS_person) ||
           (token_is_word(t) && everybody_is(f->everybody, finder_word(f, t)));
}

static bool ends_in_ed(const Finder *f, size_t at)
{
    Span w = finder_word(f, &f->tokens.at[at]);
    return token_is_word(&f->tokens.at[at]) && w.len > 3 && memcmp(w.at + w.len - 2, "ed", 2) == 0;
}

static bool is_preposition(const Finder *f, size_t at)
{
    static const WordSet prepositions = WORD_SET(WORDS_directs, WORDS_lasts, WORDS_group_preposition);
    return at < f->tokens.n && word_sets_meet(f->tokens.at[at].lists, prepositions) && !finder_is(f, at, "receiving");
}

/* "bakers noticed this": a word in -ed behind people is their verb, where its object follows. */
static bool is_past(const Finder *f, size_t at)
{
    return ends_in_ed(f, at) && at + 1 < f->tokens.n && token_in(&f->tokens.at[at + 1], WORDS_leading) &&
           !is_preposition(f, at + 1);
}

/* "students saw all", "patients lung capacity": behind those whom the record is about another phrase begins, unless it tells some
 * of them from others ("students older than", "students chosen by lot"). */
static bool ends_everybody(const Finder *f, size_t at)
{
    const Token *t = &f->tokens.at[at], *before = t - 1;
    static const WordSet tell = WORD_SET(WORDS_narrows, WORDS_group_preposition, WORDS_subgroup_word, WORDS_graded, WORDS_more,
                                         WORDS_less, WORDS_group_noun, WORDS_connects);
    Span w = finder_word(f, t);
    bool everybody = token_is_word(before) && f->s->copy.text.at[before->end - 1] == 's' &&
                     (token_in(before, WORDS_anybody) || everybody_is(f->everybody, finder_word(f, before)));
    bool participle = ends_in_ed(f, at) || (w.len > 4 && memcmp(w.at + w.len - 3, "ing", 3) == 0);
    return everybody && token_is_word(t) && (w.len > 2 || finder_is(f, at, "no")) && !word_sets_meet(t->lists, tell) &&
           !participle;
}

/* Whether at token `at`, behind others of a name, something else begins: the verb of these people ("the SLED group had"), a time
 * ("usual care over a median"), another noun ("of the harvests the load"). */
static bool ends_group(const Finder *f, size_t at, bool size)
{
    const Token *t = &f->tokens.at[at], *before = t - 1;
    bool article = finder_is(f, at + 1, "a") || finder_is(f, at + 1, "the");
    if (token_is_word(t) && t->end - t->from == 1) /* "group B" */
        return false;
    if (article && (finder_is(f, at, "during") || (finder_is(f, at, "over") && finder_is(f, at + 1, "a"))))
        return true;
    if (finder_is(f, at, "the"))
        return token_is_word(before) && !token_in(before, WORDS_breaks) && !token_in(before, WORDS_group_preposition) &&
               f->s->copy.text.at[before->end - 1] == 's';
    bool narrows =
        ends_in_ed(f, at) && is_preposition(f, at + 1); /* "placebo added to rest", "women invited for the first time" */
    bool verb = (token_in(t, WORDS_breaks) && !narrows) || token_in(t, WORDS_acts) || is_past(f, at);
    bool relative = finder_is(f, at - 1, "that") || finder_is(f, at - 1, "which"); /* "animals that had salt" */
    /* "axitinib was more" */
    bool arm = !relative && (token_in(t, WORDS_be) || finder_is(f, at, "had") || finder_is(f, at, "has"));
    return arm || (!size && ends_everybody(f, at)) || (is_people(f, at - 1) && verb && !token_in(t, WORDS_narrows));
}

/* "music dropped out", "pairs assigned to chess completed": behind the name of an arm stands its verb. */
static bool is_arms_verb(const Finder *f, size_t first, size_t at)
{
    enum { ARM_WORDS = 3 };
    const Token *t = &f->tokens.at[at];
    bool verb = token_in(t, WORDS_breaks) || token_in(t, WORDS_acts);
    if (!verb || token_in(t, WORDS_narrows) || finder_is(f, at, "that") || finder_is(f, at, "which"))
        return false;
    for (size_t i = at; i-- > first && i + ARM_WORDS >= at;)
        if (arms_which(f->packs, f->arms, finder_print(f, finder_words(f, i, at))) >= 0)
            return true;
    return false;
}

/* "nurses with gout and the remaining 14": behind "and" another group begins, unless one noun behind is both's. */
static bool begins_other(const Finder *f, size_t at, size_t last)
{
    const Token *next = at + 1 < last ? &f->tokens.at[at + 1] : NULL;
    bool other = next != NULL && (token_in(next, WORDS_article) || finder_is(f, at + 1, "remaining") ||
                                  finder_is(f, at + 1, "other"));
    Span noun = finder_word(f, &f->tokens.at[last - 1]);
    bool shared = token_in(&f->tokens.at[last - 1], WORDS_group_noun) && word_is_plural(noun);
    return finder_joins(f, at) && other && !shared;
}

/* Those whom the title names, where the sentence compares nobody with them. */
static bool is_titled(const Finder *f, Words w)
{
    for (size_t i = 0; i < f->tokens.n; i++)
        if (token_in(&f->tokens.at[i], WORDS_refers) || token_in(&f->tokens.at[i], WORDS_control_word))
            return false;
    return everybody_titled(f->packs, f->everybody, span_lower(f->a, finder_print(f, w)));
}

/* "For 9 (18 %) the key was lost", "31 % used the ladder": what stands right behind the figure is a subject or a verb. */
static bool is_clause(const Finder *f, Run r)
{
    bool subject = r.first > 1 && finder_is(f, r.first - 1, "the") && token_is_figure(&f->tokens.at[r.first - 2]);
    return r.first > 0 && r.first < r.last && (subject || (token_is_figure(&f->tokens.at[r.first - 1]) && is_past(f, r.first)));
}

/* "80 % of all fractures", "40 % and 37 % of exams": a noun alone tells nobody from others, where the sentence names no other
 * group; of people only one that the title has. */
static bool is_counted(const Finder *f, Run r)
{
    size_t at = r.first;
    while (at < r.last && token_in(&f->tokens.at[at], WORDS_leading))
        at++;
    if (at + 1 != r.last || !token_is_word(&f->tokens.at[at]) || token_in(&f->tokens.at[at], WORDS_control_word))
        return false;
    Span noun = finder_word(f, &f->tokens.at[at]), title = f->everybody->title;
    bool plural = noun.len > 3 && noun.at[noun.len - 1] == 's', person = token_in(&f->tokens.at[at], WORDS_person);
    bool titled = title.at != NULL && memmem(title.at, title.len, noun.at, noun.len) != NULL;
    size_t before = at;
    while (before > 0 && token_in(&f->tokens.at[before - 1], WORDS_leading) &&
           !token_in(&f->tokens.at[before - 1], WORDS_group_preposition))
        before--;
    const Token *last = before > 0 ? &f->tokens.at[before - 1] : NULL;
    bool of = last != NULL && (finder_is(f, before - 1, "of") || token_closes(last) || token_is_figure(last));
    for (size_t i = 0; i < f->n_whos; i++)
        if (f->who[i].first > at || f->who[i].last <= at)
            return false;
    return plural && of && (!person || titled) && arms_which(f->packs, f->arms, noun) < 0;
}

/* "each further year" is a step of a measure. */
static bool is_step(const Finder *f, size_t at)
{
    static const char *const steps[] = {"additional", "further",   "extra", "added", "increase",
                                        "decrease",   "increment", "unit",  "one"};
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
        if (finder_is(f, at, steps[i]))
            return true;
    return false;
}

/* "40 % of tumours", "80 % of the 30 altos" of a choir: whether the words only say that anybody is counted.  `cut`: by
 * name_cut(). */
static bool name_is_anybody(const Finder *f, Words w, bool cut)
{
    Run r = run_of(f, w);
    if (r.first < r.last && token_in(&f->tokens.at[r.first], WORDS_each) && is_step(f, r.first + 1)) /* "for each further year" */
        return true;
    if (is_titled(f, w) || is_clause(f, r) || is_counted(f, r))
        return true;
    if (r.first < r.last && (finder_is(f, r.first, "which") || finder_is(f, r.first, "whom"))) /* "in whom it was found" */
        return true;
    bool anybody = r.last > r.first,
         of = cut || (r.first > 0 && (finder_is(f, r.first - 1, "of") || token_is_figure(&f->tokens.at[r.first - 1])));
    for (size_t i = 0; anybody && finder_is(f, r.last - 1, "cases") && i < f->tokens.n; i++) /* "of cases and of controls" */
        if (finder_is(f, i, "controls") || finder_is(f, i, "control"))
            return false;
    for (size_t i = r.first; anybody && i < r.last; i++) {
        const Token *t = &f->tokens.at[i];
        bool counted = token_is_word(t) && everybody_is(f->everybody, finder_word(f, t));
        anybody = counted || token_in(t, WORDS_anybody) || token_in(t, WORDS_leading);
        of = of || counted || finder_is(f, i, "of");
    }
    return anybody && of;
}

/* "leak rate in group B": the group stands behind the preposition. */
static void begin_cut(const Finder *f, Mention *m, Run *r)
{
    if (finder_is(f, r->first, "under") && r->first + 1 < r->last) { /* "9 points under placebo" */
        m->slot[SLOT_group].start = f->tokens.at[++r->first].start;
        return;
    }
    size_t at = r->first;
    while (at < r->last && !is_people(f, at) && !token_in(&f->tokens.at[at], WORDS_locative))
        at++;
    if (at == r->first || at + 1 >= r->last || !token_in(&f->tokens.at[at], WORDS_locative) ||
        !token_in(&f->tokens.at[at + 1], WORDS_group_noun))
        return;
    r->first = at + 1;
    m->slot[SLOT_group].start = f->tokens.at[at + 1].start;
}

static bool tells_who(const Finder *f, size_t at)
{
    return finder_is(f, at, "who") || finder_is(f, at, "whose");
}

/* What patterns took for the figure's group is so up to where something else begins: the verb of these people, a time, another
 * noun.  True: something did. */
static bool name_cut(const Finder *f, Mention *m)
{
    Run r = run_of(f, m->slot[SLOT_group]);
    begin_cut(f, m, &r);
    size_t end = r.first;
    while (end < r.last && !tells_who(f, end)) {
        if (end > r.first &&
            (ends_group(f, end, kind_is_size(m)) || begins_other(f, end, r.last) || is_arms_verb(f, r.first, end)))
            break;
        end++;
    }
    for (size_t who = end; end < r.last && tells_who(f, who) && !who_has_more(f, who, end);)
        end++;
    bool cut = end < r.last;
    if (cut)
        m->slot[SLOT_group].end = copy_end(&f->s->copy, f->tokens.at[end - 1].end);
    return cut;
}

/* "3 of 9 nurses in whom no rash was seen": the words "whom no rash" are part of a name that begins with these people. */
static void begin_whole(const Finder *f, Mention *m)
{
    Run r = run_of(f, m->slot[SLOT_group]);
    bool relative = finder_is(f, r.first, "whom") && r.last > r.first + 1 && r.first > 1;
    if (relative && token_in(&f->tokens.at[r.first - 1], WORDS_locative) && token_in(&f->tokens.at[r.first - 2], WORDS_person))
        m->slot[SLOT_group].start = f->tokens.at[r.first - 2].start;
}

/* What names anybody is no group: then it is that in which anybody is counted ("in the early group 20 % of women"). */
static void drop_anybody(Finder *f, size_t at, bool cut)
{
    Mention *m = f->tokens.at[at].atom;
    begin_whole(f, m);
    if (!name_is_anybody(f, m->slot[SLOT_group], cut))
        return;
    m->slot[SLOT_group] = (Words){0, 0};
    Who *in = clause_leader(f, at);
    if (in != NULL && in->located && !in->person && in->last + 1 >= at && in->first >= clause_begin(f, at)) {
        who_give(m, in);
        return;
    }
    size_t end = clause_end(f, at);
    for (size_t i = at + 1; i < end && !token_is_figure(&f->tokens.at[i]); i++) /* "11 cases were seen in A" */
        for (size_t k = 0; k < f->n_whos; k++)
            if (f->who[k].first == i && f->who[k].located && !f->who[k].person && !f->who[k].refers &&
                !name_is_anybody(f, f->who[k].words, true)) {
                who_give(m, &f->who[k]);
                return;
            }
}

/* "2.1 % overall, 1.2 % in A": it is of all. */
static bool is_overall(const Finder *f, size_t at)
{
    at++;
    while (at < f->tokens.n && token_closes(&f->tokens.at[at]))
        at++;
    const Token *next = at + 1 < f->tokens.n ? &f->tokens.at[at + 1] : NULL;
    return finder_is(f, at, "overall") && (next == NULL || next->mark != 0 || token_in(next, WORDS_connects));
}

void names_cut(Finder *f, bool last)
{
    for (size_t i = 0; i < f->tokens.n; i++) {
        Mention *m = f->tokens.at[i].atom;
        f->cut[i] = last && f->cut[i];
        if (m != NULL && kind_is(m, KIND_group_size) && m->slot[SLOT_group].end > 0)
            name_cut(f, m);
        if (m == NULL || !takes_group(m) || m->slot[SLOT_group].end == 0)
            continue;
        f->cut[i] = name_cut(f, m) || f->cut[i];
        if (last)
            drop_anybody(f, i, f->cut[i]);
        if (last && is_overall(f, i))
            m->slot[SLOT_group] = (Words){0, 0};
    }
}

void names_date(const Finder *f)
{
    int date = packs_type(f->packs, "date");
    for (size_t i = 0; i < f->tokens.n; i++) {
        Mention *m = f->tokens.at[i].atom;
        bool dated = m != NULL && takes_group(m) && m->slot[SLOT_group].end > 0, any = false;
        for (size_t k = 0; dated && k < f->tokens.n; k++) {
            const Token *t = &f->tokens.at[k];
            uint32_t at = copy_offset(&f->s->copy, t->from);
            if (at < m->slot[SLOT_group].start || at >= m->slot[SLOT_group].end)
                continue;
            dated = (t->atom != NULL && t->atom->type == date) || finder_joins(f, k);
            any = true;
        }
        if (!dated || !any)
            continue;
        if (m->slot[SLOT_time].end == 0)
            m->slot[SLOT_time] = m->slot[SLOT_group];
        m->slot[SLOT_group] = (Words){0, 0};
    }
}
