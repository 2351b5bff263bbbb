/* compose.h - which mentions are figures, of which kind, and what the patterns link to them. */
#ifndef EVITAB_COMPOSE_H
#define EVITAB_COMPOSE_H

#include "figure/mention.h"
#include "record/record.h"
#include "text/abbreviation.h"

/* One sentence of a record with what was found in it. */
typedef struct {
    int section;
    const Normal *normal;
    Copy copy;
    bool has_copy;       /* false: no number in it */
    bool labelled;       /* its section says that it is of methods */
    bool methods;        /* stands before the results: patterns with `where: methods` are for it, `where: results` not */
} Sentence;

/* Runs the figure patterns over the sentence: kinds, settings and linked words go to the mentions.  Between the patterns
 * proper and the last ones (`label: last`) a kind spreads over lists: "4.1 days in A and 5.2 in B". */
void figures_compose(Cascade *c, Sentence *s);

/* Whether the figure's number is printed with its sign: "-0.6 kg", "+4 mm", "(+ 4.2 %)". */
bool figure_has_sign(const Sentence *s, const Mention *m);

/* Whether `b`, the figure after `a` in the copy, goes on a list with it ("4.1 days in A and 5.2 in B"): the same sort of
 * number, and words that join between them. */
bool figures_join(const Packs *packs, const Copy *c, const Mention *a, const Mention *b);

/* The kind of a mention, one of kind_name; or NULL: no figure ("none" is none). */
static inline const char *figure_kind(const Mention *m)
{
    const char *kind = m->set[SETTING_kind];
    return m->part || kind == kind_name[KIND_none] ? NULL : kind;
}

static inline bool kind_is(const Mention *m, Kind kind)
{
    return figure_kind(m) == kind_name[kind];
}

static inline bool kind_is_size(const Mention *m)
{
    return kind_is(m, KIND_cohort_size) || kind_is(m, KIND_group_size);
}

static inline bool kind_is_ratio(const Mention *m)
{
    return kind_is(m, KIND_hazard_ratio) || kind_is(m, KIND_odds_ratio) || kind_is(m, KIND_risk_ratio);
}

/* A P-value or a ratio: it tests what other figures report. */
static inline bool kind_is_test(const Mention *m)
{
    return kind_is(m, KIND_p_value) || kind_is_ratio(m);
}

/* "At baseline", "after surgery": a time without a number, of what stands right beside it, or of the clause that it opens. */
static inline bool is_moment(const Mention *m)
{
    return m->type == TYPE_TIME && m->set[SETTING_label] != NULL && strcmp(m->set[SETTING_label], "moment") == 0;
}

#endif
