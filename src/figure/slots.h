/* slots.h - the outcome and the group that a figure is linked to: words of its sentence, or a text that stands elsewhere. */
#ifndef EVITAB_SLOTS_H
#define EVITAB_SLOTS_H

#include "figure/compose.h"

static inline bool has_group(const Mention *m)
{
    return m->slot[SLOT_group].end > 0 || m->group_text.at != NULL;
}

static inline bool group_is_same(const Mention *a, const Mention *b)
{
    return a->slot[SLOT_group].start == b->slot[SLOT_group].start && a->group_text.at == b->group_text.at;
}

/* The group is `words` of the sentence (end 0: none), or `text` ({NULL}: these words). */
static inline void group_give(Mention *m, Words words, Span text)
{
    m->slot[SLOT_group] = words;
    m->group_text = text;
}

static inline void group_take(Mention *to, const Mention *from)
{
    group_give(to, from->slot[SLOT_group], from->group_text);
    to->list_tail = from->list_tail;
}

static inline bool has_outcome(const Mention *m)
{
    return m->slot[SLOT_outcome].end > 0 || m->set[SETTING_outcome] != NULL;
}

static inline bool wants_outcome(const Mention *m)
{
    return figure_kind(m) != NULL && !kind_is_size(m) && !has_outcome(m);
}

/* A figure whose outcome stands before it in its own sentence. */
static inline bool outcome_is_before(const Copy *c, const Mention *m)
{
    Words w = m->slot[SLOT_outcome];
    return figure_kind(m) != NULL && w.end > 0 && w.start >= c->start && w.end <= m->start;
}

/* The outcome is `words` of the sentence, or `text` ({NULL}: these words), and none that a pattern knew. */
static inline void outcome_give(Mention *m, Words words, Span text)
{
    m->slot[SLOT_outcome] = words;
    m->outcome_text = text;
    m->set[SETTING_outcome] = NULL;
}

/* That of `from`; one that a pattern knew stays. */
static inline void outcome_take(Mention *to, const Mention *from)
{
    to->slot[SLOT_outcome] = from->slot[SLOT_outcome];
    if (to->set[SETTING_outcome] == NULL && from->slot[SLOT_outcome].end == 0)
        to->set[SETTING_outcome] = from->set[SETTING_outcome];
}

/* The length of follow-up is the time of the other figures, never their outcome. */
static inline bool is_followup(const Mention *m)
{
    return m->set[SETTING_label] != NULL && strcmp(m->set[SETTING_label], "follow-up") == 0;
}

#endif
