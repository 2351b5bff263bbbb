#include "figure/predicate.h"

#include "figure/slots.h"
#include "figure/token.h"

enum {
    SUBJECT_WORDS = 14, /* between a figure and the verb of the people whom it counts */
    SAID_WORDS = 14,    /* behind "that" */
    SORT_WORDS = 6,     /* that say of what sort people are */
};

Words outcome_named(const Packs *packs, const Arms *arms, const Sentence *s, Range r)
{
    Phrase parts = phrase_parts(packs, &s->copy, r);
    Span words = span_cut(s->normal->text, parts.outcome.start, parts.outcome.end);
    bool named = parts.outcome.end > 0 && arms_which(packs, arms, words) < 0 && !phrase_is_whole(packs, words);
    return named ? parts.outcome : (Words){0, 0};
}

typedef struct {
    const Packs *packs;
    const Arms *arms;
    const Sentence *sentence;
    Span text; /* of the copy */
    Tokens tokens;
} Clause;

/* Its 20 KB are not cleared: most of them are not used. */
static void clause_read(const Packs *packs, const Arms *arms, const Sentence *s, Clause *out)
{
    out->packs = packs;
    out->arms = arms;
    out->sentence = s;
    out->text = s->copy.text;
    tokens_read(packs, &s->copy, &out->tokens);
}

static Span word_of(const Clause *k, size_t i)
{
    return span_cut(k->text, k->tokens.at[i].from, k->tokens.at[i].end);
}

static bool ends_in(Span word, const char *tail)
{
    size_t n = strlen(tail);
    return word.len > n + 1 && memcmp(word.at + word.len - n, tail, n) == 0;
}

static bool is_adverb(const Clause *k, size_t i)
{
    return ends_in(word_of(k, i), "ly");
}

/* People, or the name of an arm. */
static bool is_people(const Clause *k, const Token *t)
{
    bool arm = t->atom != NULL && (t->atom->type == packs_type(k->packs, "arm") || t->atom->type == packs_type(k->packs, "grp"));
    return arm || token_in(t, WORDS_person) || token_in(t, WORDS_group_noun);
}

/* "girls desaturated": where a word in -ed that no list knows stands right behind people, and before no preposition ("girls
 * chosen by lot"), it is their verb. */
static bool is_past(const Clause *k, size_t i)
{
    const Token *before = i > 0 ? &k->tokens.at[i - 1] : NULL, *next = i + 1 < k->tokens.n ? &k->tokens.at[i + 1] : NULL;
    if (!ends_in(word_of(k, i), "ed") || before == NULL)
        return false;
    bool helped = token_in(before, WORDS_helps), letter = before->end - before->from == 1 && token_is_word(before);
    bool article = next != NULL && (span_is(word_of(k, i + 1), "the") || span_is(word_of(k, i + 1), "a"));
    bool to_do = next != NULL && i + 2 < k->tokens.n && span_is(word_of(k, i + 1), "to") &&
                 (span_is(word_of(k, i + 2), "be") || (before->hard || token_closes(before))); /* "9 % agreed to sing" */
    bool modifies = next != NULL && !article && !to_do && !is_adverb(k, i + 1) &&
                    (token_in(next, WORDS_group_preposition) || token_in(next, WORDS_trailing));
    bool that = next != NULL && before->hard && span_is(word_of(k, i + 1), "that"); /* "31 % reported that" */
    bool subject = that || to_do || is_people(k, before) || token_closes(before) || is_adverb(k, i - 1) || letter;
    return helped || (subject && !modifies);
}

/* "developed", "had", "fell": what may be the verb of a clause.  "treated" and such tell one group from another. */
static bool is_verb(const Clause *k, size_t i)
{
    const Token *t = &k->tokens.at[i];
    if (!token_is_word(t) || (token_in(t, WORDS_narrows) && !token_in(t, WORDS_helps)))
        return false;
    return token_in(t, WORDS_acts) || token_in(t, WORDS_helps) || token_in(t, WORDS_changes) || is_past(k, i);
}

/* "more than 1 cause" is what they had: a number that is no figure ends nothing. */
static bool is_end(const Token *t)
{
    bool figure = t->hard && figure_kind(t->atom) != NULL, stop = t->mark == ';' || t->mark == ':' || t->mark == '.';
    return figure || stop || token_in(t, WORDS_refers) || token_in(t, WORDS_opens);
}

/* Behind the bracket that opens at token `i`. */
static size_t past_bracket(const Clause *k, size_t i, size_t until)
{
    while (i < until && !token_closes(&k->tokens.at[i]))
        i++;
    return i < until ? i + 1 : until;
}

/* Words between a verb and what it says. */
static bool is_light(const Clause *k, size_t i)
{
    const Token *t = &k->tokens.at[i];
    return token_in(t, WORDS_helps) || token_in(t, WORDS_judged) || is_adverb(k, i) || span_is(word_of(k, i), "not");
}

/* "believed that", but "had wells that". */
static bool says_that(const Clause *k, size_t i)
{
    return token_in(&k->tokens.at[i], WORDS_judged) || ends_in(word_of(k, i), "ed") ||
           token_in(&k->tokens.at[i], WORDS_acts);
}

/* "thought that their wells were clean": all that stands behind "that", up to a mark or figure. */
static Words said_that(const Clause *k, size_t i, size_t until)
{
    const Copy *c = &k->sentence->copy;
    size_t last = i;
    while (last < until && last < k->tokens.n && k->tokens.at[last].mark == 0 && !k->tokens.at[last].hard &&
           !token_in(&k->tokens.at[last], WORDS_refers))
        last++;
    bool all = last == k->tokens.n || !k->tokens.at[last].hard;
    bool short_enough = last > i && last - i <= SAID_WORDS;
    return all && short_enough ? (Words){copy_offset(c, k->tokens.at[i].from), copy_end(c, k->tokens.at[last - 1].end)}
                               : (Words){0, 0};
}

/* What stands behind the verb `i`: its object ("needed a drain"), what people were ("were found to be left-handed"), or the verb
 * with what says of what ("recovered from shock").  `until`: the token at which the clause ends. */
static Words said_by(const Clause *k, size_t i, size_t until)
{
    const Copy *c = &k->sentence->copy;
    size_t kept = SIZE_MAX;
    bool changed = false;
    size_t first = i;
    for (; i < until; i++) {
        const Token *t = &k->tokens.at[i];
        if (is_light(k, i))
            continue;
        if (token_opens(t)) { /* "showed a significant (P = 0.01) loss of weight" */
            i = past_bracket(k, i, until) - 1;
            continue;
        }
        if (token_in(t, WORDS_changes) && !changed) {
            changed = true;
            continue;
        }
        if (token_in(t, WORDS_more) || token_in(t, WORDS_less)) {
            kept = SIZE_MAX; /* "chewed fewer lozenges": not that they chewed */
            continue;
        }
        bool verb = !changed && kept == SIZE_MAX && is_verb(k, i);
        if (is_end(t) || t->mark != 0 || (token_in(t, WORDS_group_preposition) && kept == SIZE_MAX))
            break;
        Range r = verb ? (Range){0, 0} : phrase_right(k->packs, c, t->hard ? t->end : t->from);
        size_t from = kept != SIZE_MAX ? k->tokens.at[kept].from : t->hard ? t->from : r.from;
        bool inside = r.end > 0 && (until == k->tokens.n || r.end <= k->tokens.at[until].from);
        Words named = inside ? outcome_named(k->packs, k->arms, k->sentence, (Range){from, r.end}) : (Words){0, 0};
        if (named.end > 0)
            return named;
        if (!verb && (r.end == 0 || phrase_is_group(k->packs, c, r)))
            break;
        kept = verb ? i : kept;
    }
    if (i > first && i < k->tokens.n && span_is(word_of(k, i), "that") && says_that(k, i - 1)) {
        Words said = said_that(k, i + 1, k->tokens.n);
        if (said.end > 0)
            return said;
    }
    Range alone = kept != SIZE_MAX ? (Range){k->tokens.at[kept].from, k->tokens.at[kept].end} : (Range){0, 0};
    return alone.end > 0 ? outcome_named(k->packs, k->arms, k->sentence, alone) : (Words){0, 0};
}

static size_t token_of(const Clause *k, const Mention *m)
{
    size_t i = 0;
    while (i < k->tokens.n && k->tokens.at[i].atom != m)
        i++;
    return i;
}

static bool is_article(const Clause *k, size_t i)
{
    return token_in(&k->tokens.at[i], WORDS_article) || span_is(word_of(k, i), "no");
}

static bool is_plural(Span word)
{
    return word.len > 4 && word.at[word.len - 1] == 's' && word.at[word.len - 2] != 's';
}

/* "812 casualties", "9 % casualties": a noun right behind the figure is what it counts, if it is in the plural. */
static bool is_counted(const Clause *k, size_t at, size_t i)
{
    Span word = word_of(k, i);
    size_t first = at + 1 + token_closes(&k->tokens.at[at + 1]);
    for (size_t j = first; j < i; j++) /* "15 late blooms" */
        if (!token_is_word(&k->tokens.at[j]) || token_in(&k->tokens.at[j], WORDS_group_preposition))
            return false;
    return is_plural(word) && i >= first && i < first + 3 && token_is_word(&k->tokens.at[i]);
}

/* How many there were, or no figure at all. */
static bool is_number_of(const Mention *m)
{
    return figure_kind(m) == NULL || kind_is(m, KIND_cohort_size) || kind_is(m, KIND_group_size) || kind_is(m, KIND_count);
}

/* "in whom it was placed late": a clause about those counted; "9 %, of whom 4 had" is about others. */
static bool begins_whom(const Clause *k, size_t i)
{
    return i > 0 && span_is(word_of(k, i), "whom") && token_in(&k->tokens.at[i - 1], WORDS_locative);
}

/* "whom it was placed": behind "whom" the verb that helps another ends nothing. */
static bool ends_whom(const Clause *k, size_t i)
{
    bool helps = token_in(&k->tokens.at[i], WORDS_helps) && i + 1 < k->tokens.n && is_verb(k, i + 1);
    return is_verb(k, i) && !helps;
}

/* "8 % of the girls were left-handed", "eleven boys (4 %) withdrew".  `people`: that it counts people was said before. */
static Words behind(const Clause *k, size_t at, bool people)
{
    bool relative = false, whom = false, closed = false;
    size_t n = k->tokens.n, next = at + 1, end;
    size_t close = at > 0 && token_opens(&k->tokens.at[at - 1]) ? past_bracket(k, next, n) : next;
    bool alone = close > next; /* "half (54 %, 21) of the crews" */
    for (size_t i = next; i < close; i++)
        alone = alone && (!k->tokens.at[i].hard || is_number_of(k->tokens.at[i].atom));
    closed = alone;
    next = alone ? close : next + (next < n && token_closes(&k->tokens.at[next]));
    end = next;
    while (end < n && !is_end(&k->tokens.at[end]))
        end++;
    for (size_t i = next; i < end && i - next <= SUBJECT_WORDS; i++) {
        const Token *t = &k->tokens.at[i];
        closed = closed || token_closes(t);
        /* "9 % (3/33), were open" */
        bool comma = i == next && t->mark == ',' && i + 1 < end && token_in(&k->tokens.at[i + 1], WORDS_helps);
        if (t->mark != 0 && !token_closes(t) && !comma)
            return (Words){0, 0};
        bool share = i > next + 1 && span_is(word_of(k, next), "of"); /* "9 % of leaks were late" */
        bool first = i == at + 1 || i == next || (closed && i == at + 2) || (i == next + 1 && k->tokens.at[next].mark == ',');
        if (is_verb(k, i) && (people || share || first) && !relative && !whom)
            return said_by(k, i, end);
        relative = token_in(t, WORDS_relative) || (relative && !is_verb(k, i));
        whom = begins_whom(k, i) || (whom && !ends_whom(k, i));
        people = people || is_people(k, t) || is_counted(k, at, i);
    }
    size_t other = end + 1; /* "9 % of crews with maps vs. 4 % of those without had lost it" */
    other += other < n && k->tokens.at[other].mark == '.';
    bool compared = other < n && token_in(&k->tokens.at[end], WORDS_refers) && k->tokens.at[other].hard;
    bool joined = end < n && k->tokens.at[end].hard && span_is(word_of(k, end - 1), "and") &&
                  figure_kind(k->tokens.at[end].atom) == figure_kind(k->tokens.at[at].atom); /* "9 men and 4 women had lost it" */
    return people && (compared || joined) ? behind(k, joined ? end : other, true) : (Words){0, 0};
}

/* "The late arm needed fewer drains (P = 0.04)". */
static Words before(const Clause *k, size_t at, size_t begin)
{
    size_t from = 0;
    while (from < at && k->tokens.at[from].from < begin)
        from++;
    Words found = {0, 0};
    bool people = false, relative = false, whom = false;
    for (size_t i = from; i < at; i++) {
        const Token *t = &k->tokens.at[i];
        bool it = span_is(word_of(k, i), "it") && i + 1 < at && is_verb(k, i + 1);
        if (it) { /* "in the late group it rose": not these people did */
            people = false;
            continue;
        }
        if (token_opens(t)) {
            i = past_bracket(k, i, at) - 1;
            continue;
        }
        if (is_verb(k, i) && people && !relative && !whom)
            found = said_by(k, i, at); /* the last verb has the word */
        relative = token_in(t, WORDS_relative) || (relative && !is_verb(k, i));
        whom = begins_whom(k, i) || (whom && !ends_whom(k, i));
        bool counted =
            i > from && k->tokens.at[i - 1].hard && is_number_of(k->tokens.at[i - 1].atom) && is_plural(word_of(k, i));
        people = people || is_people(k, t) || counted; /* "three dancers fell (4 %)" */
    }
    return found;
}

Words predicate_find(const Packs *packs, const Arms *arms, const Sentence *s, const Mention *m, size_t begin)
{
    Clause k;
    clause_read(packs, arms, s, &k);
    size_t at = token_of(&k, m);
    if (at == k.tokens.n)
        return (Words){0, 0};
    Words found = behind(&k, at, false);
    return found.end > 0 ? found : before(&k, at, begin);
}

/* Whether the clause from token `from` only opens before token `at`: "Overall, 9 % of crews", "In May, 9 % of crews". */
static bool only_opens(const Clause *k, size_t from, size_t at)
{
    if (from == at)
        return true;
    for (size_t i = from; i < at; i++) {
        const Token *t = &k->tokens.at[i];
        bool span = t->hard && is_followup(t->atom); /* a length of follow-up */
        if (is_verb(k, i) || (t->hard && !span && !is_number_of(t->atom))) /* "Of 46 crews with one boat, 9 %" */
            return false;
    }
    bool preposition = token_in(&k->tokens.at[from], WORDS_group_preposition) || token_in(&k->tokens.at[from], WORDS_adverb);
    return k->tokens.at[at - 1].mark == ',' && (preposition || at - from < 3);
}

/* "In 33 of 62 goats no foot rot was found": the subject behind those in whom it was. */
static Words subject_in(const Clause *k, size_t at)
{
    size_t n = k->tokens.n, i = at + 1;
    const Copy *c = &k->sentence->copy;
    while (i < n && i - at < SUBJECT_WORDS && token_is_word(&k->tokens.at[i]) && !is_article(k, i))
        i++;
    if (span_is(word_of(k, at + 1), "of") && i == at + 2 && i < n) /* "of the flocks the losses were high" */
        while (++i < n && token_is_word(&k->tokens.at[i]) && !is_article(k, i))
            ;
    i += i < n && k->tokens.at[i].mark == ',';
    Range r = i < n && i > at + 1 - is_article(k, i) ? phrase_right(k->packs, c, k->tokens.at[i].from) : (Range){0, 0};
    size_t verb = i;
    while (verb < n && k->tokens.at[verb].from < r.end)
        verb++;
    bool said = r.end > 0 && verb < n && (token_in(&k->tokens.at[verb], WORDS_helps) || is_verb(k, verb));
    return said ? outcome_named(k->packs, k->arms, k->sentence, r) : (Words){0, 0};
}

/* "9 % would", "9 % (3) of the crews", "9 % crews": what goes on as a clause of its own. */
static bool says_next(const Clause *k, size_t at)
{
    size_t next = at + 1, n = k->tokens.n;
    if (next < n && token_opens(&k->tokens.at[next]))
        next = past_bracket(k, next, n);
    next += next < n && token_closes(&k->tokens.at[next]);
    return next < n && (is_verb(k, next) || span_is(word_of(k, next), "of") || is_counted(k, at, next));
}

Words counted_find(const Packs *packs, const Arms *arms, const Sentence *s, const Mention *m, size_t begin)
{
    if (!kind_is(m, KIND_proportion) && !kind_is(m, KIND_count))
        return (Words){0, 0};
    Clause k;
    clause_read(packs, arms, s, &k);
    size_t at = token_of(&k, m), from = 0;
    while (from < at && k.tokens.at[from].from < begin)
        from++;
    if (at == k.tokens.n)
        return (Words){0, 0};
    bool in = at > from && token_in(&k.tokens.at[at - 1], WORDS_locative);
    if (in && only_opens(&k, from, at - 1))
        return subject_in(&k, at);
    static const WordSet about = WORD_SET(WORDS_vague, WORDS_leading);
    size_t first = at;
    if (at > from + 1 && token_opens(&k.tokens.at[at - 1])) /* "Nearly half (48 %) of the crews" */
        for (first = at - 1; first > from && word_sets_meet(k.tokens.at[first - 1].lists, about);)
            first--;
    bool comma = first > from && (k.tokens.at[first - 1].mark == ',' || span_is(word_of(&k, first - 1), "and"));
    bool joined = comma && says_next(&k, at);
    return joined || only_opens(&k, from, first) ? behind(&k, at, false) : (Words){0, 0}; /* "and 9 % would like to go" */
}

Words quantified_find(const Packs *packs, const Arms *arms, const Sentence *s, const Mention *m, size_t begin)
{
    Clause k;
    clause_read(packs, arms, s, &k);
    size_t at = token_of(&k, m), from = 0;
    while (from < at && k.tokens.at[from].from < begin)
        from++;
    if (at == k.tokens.n || at == from || !token_opens(&k.tokens.at[at - 1]))
        return (Words){0, 0};
    from += is_article(&k, from);
    if (at - from > SUBJECT_WORDS || !token_in(&k.tokens.at[from], WORDS_quantifier))
        return (Words){0, 0};
    for (size_t i = from; i + 1 < at; i++)
        if (k.tokens.at[i].hard || k.tokens.at[i].mark != 0 || is_verb(&k, i))
            return (Words){0, 0};
    return behind(&k, at, true);
}

/* "were elective same-day patients": what these were, of what the words from token `i` say; end 0: they say no more. */
static Words sort_of_people(const Clause *k, size_t i)
{
    size_t last = i;
    while (last < k->tokens.n && last - i < SORT_WORDS && token_is_word(&k->tokens.at[last]) &&
           !is_people(k, &k->tokens.at[last])) {
        const Token *t = &k->tokens.at[last];
        if (token_in(t, WORDS_group_preposition) || token_in(t, WORDS_breaks) || token_in(t, WORDS_leading) ||
            token_in(t, WORDS_more))
            return (Words){0, 0};
        last++;
    }
    bool people = last > i && last < k->tokens.n && token_in(&k->tokens.at[last], WORDS_person);
    const Token *next = last + 1 < k->tokens.n ? &k->tokens.at[last + 1] : NULL;
    bool ends = people && (next == NULL || next->mark != 0 || token_in(next, WORDS_joins));
    const Copy *c = &k->sentence->copy;
    size_t end = ends && token_in(&k->tokens.at[last], WORDS_anybody) ? last - 1 : last; /* but "regular users" */
    return ends ? (Words){copy_offset(c, k->tokens.at[i].from), copy_end(c, k->tokens.at[end].end)} : (Words){0, 0};
}

static bool is_in_bracket(const Clause *k, size_t i)
{
    int depth = 0;
    for (size_t j = 0; j < i; j++)
        depth += token_closes(&k->tokens.at[j]) ? -1 : token_opens(&k->tokens.at[j]) ? 1 : 0;
    return depth > 0;
}

Words people_are(const Packs *packs, const Sentence *s, const Mention *m)
{
    Clause k;
    clause_read(packs, NULL, s, &k);
    size_t n = k.tokens.n, i = token_of(&k, m) + 1;
    const Token *sex = i > 5 && i <= n ? &k.tokens.at[i - 3] : NULL;
    bool item_before = sex != NULL && sex[-2].mark != 0 && sex[-1].hard && token_opens(&sex[1]);
    if (item_before && token_in(sex, WORDS_subgroup_word)) /* "(mean age 8 years; 35 boys [71 %])" */
        return (Words){copy_offset(&s->copy, sex->from), copy_end(&s->copy, sex->end)};
    bool item = i > 1 && i <= n && k.tokens.at[i - 2].mark != 0 && is_in_bracket(&k, i - 1);
    bool closed = i < n && token_closes(&k.tokens.at[i]);
    i += closed;
    size_t last = i < n && span_is(word_of(&k, i), "of") ? i + 5 : i; /* "(19 %) of the altos were boys" */
    while (i < n && i < last && !token_in(&k.tokens.at[i], WORDS_helps) && token_is_word(&k.tokens.at[i]))
        i++;
    bool were = i < n && token_in(&k.tokens.at[i], WORDS_helps);
    bool with = i < n && item && !closed && span_is(word_of(&k, i), "with");
    i += were || with;
    bool counted = number_is(&m->num[NUM_VALUE].number) || were; /* "12 of 80 girls": what they are comes later */
    Words sort = were && i < n ? sort_of_people(&k, i) : (Words){0, 0};
    if (sort.end > 0)
        return sort;
    if (i >= n || (!with && (!counted || !token_in(&k.tokens.at[i], WORDS_subgroup_word))))
        return (Words){0, 0};
    const Token *t = &k.tokens.at[i], *next = i + 1 < n ? &k.tokens.at[i + 1] : NULL;
    Range r = with ? phrase_right(packs, &s->copy, t->from) : (Range){t->from, t->end};
    bool alone = with || next == NULL || next->mark != 0 || next->atom != NULL || span_is(word_of(&k, i + 1), "and") ||
                 span_is(word_of(&k, i + 1), "whose");
    return alone && r.end > r.from ? (Words){copy_offset(&s->copy, r.from), copy_end(&s->copy, r.end)} : (Words){0, 0};
}
