#include "figure/sorts.h"

static bool ends_name(const Finder *f, size_t at)
{
    char mark = at < f->tokens.n ? f->tokens.at[at].mark : '.';
    return mark == ',' || mark == ';' || mark == '.' || mark == ')' || mark == ']';
}

/* "The crew consisted of 14 (78 %) men and four (22 %) women": of what people are made up, and no place where they are found. */
static bool is_made_up(const Finder *f, size_t at)
{
    at -= at > 0 && finder_is(f, at - 1, "of");
    return at > 0 && token_in(&f->tokens.at[at - 1], WORDS_made_up);
}

/* The word that says what sort of people a share behind which token `at` stands is: "57 % women", "57 % of patients were women";
 * its token, or 0.  `of`: the figure ends with "of 60", and only "were" makes what follows its outcome. */
static size_t sort_behind(const Finder *f, size_t at, bool of, bool made_up)
{
    bool were = false;
    for (; at < f->tokens.n; at++) {
        const Token *t = &f->tokens.at[at];
        bool sort = token_is_word(t) && token_in(t, WORDS_person) && token_in(t, WORDS_subgroup_word);
        bool ends = ends_name(f, at + 1) || (made_up && (finder_is(f, at + 1, "and") || finder_is(f, at + 1, "whose")));
        if (sort && (were || !of) && ends)
            return at;
        bool be = finder_is(f, at, "were") || finder_is(f, at, "was");
        of = of || finder_is(f, at, "of");
        bool where = token_in(t, WORDS_group_preposition) && !finder_is(f, at, "of"); /* "57 % in women" */
        if (were || where || (!be && !finder_is(f, at, "of") && !token_in(t, WORDS_anybody) && !token_in(t, WORDS_leading)))
            return 0;
        were = be;
    }
    return 0;
}

static void sort_take(Finder *f, Mention *m, size_t at)
{
    Words w = finder_words(f, at, at + 1);
    m->slot[SLOT_outcome] = w;
    m->sort = true;
    m->set[SETTING_outcome] = NULL;
    if (m->slot[SLOT_group].start <= w.start && m->slot[SLOT_group].end >= w.end)
        m->slot[SLOT_group] = (Words){0, 0};
    size_t n = 0;
    for (size_t i = 0; i < f->n_whos; i++)
        if (f->who[i].last <= at || f->who[i].first > at)
            f->who[n++] = f->who[i];
    f->n_whos = n;
}

void sorts_link(Finder *f, const List *l)
{
    bool made_up = !l->compared && is_made_up(f, l->begin);
    for (size_t i = 0; i < l->n && (l->n == 1 || made_up); i++) {
        Mention *m = l->at[i];
        size_t from = l->n == 1 ? l->end : series_token(f, m) + 1;
        bool share = kind_is(m, KIND_proportion) && m->num[NUM_VALUE].number.value >= 0; /* "-39 % men" is a change */
        size_t at = share ? sort_behind(f, from, number_is(&m->num[NUM_DENOMINATOR].number), made_up) : 0;
        if (at == 0)
            return;
        sort_take(f, m, at);
    }
}
