#include "base/clock.h"
#include "command/command.h"
#include "command/session.h"
#include "figure/allowed.h"
#include "store/decisions.h"
#include "store/identity.h"

#include <stdio.h>

typedef struct {
    Session session;
    const Options *options;
    int verdict;
    Decision decision; /* what all of them have in common */
    Cells edits;       /* of the rows that are shown      */
    Str journal;
    Arena arena;
    long n;
    Fault *fault;
} Deciding;

static int find_verdict(const Options *o, Fault *f)
{
    for (int i = 0; i < N_VERDICTS && o->n_words > 0; i++)
        if (strcmp(o->words[0], verdict_words[i].word) == 0)
            return i;
    (void)fault(f, FAULT_USAGE, "decide: wants accept, correct, reject or reopen, include, exclude or undecide, then keys");
    return -1;
}

/* COLUMN=VALUE of `correct`; false with FAULT_NONE: the word is none. */
static bool read_field(Deciding *d, const char *word)
{
    const char *equal = strchr(word, '=');
    if (equal == NULL || d->verdict != VERDICT_correct)
        return false;
    Span name = {word, (size_t)(equal - word)};
    for (int c = 0; c < N_COLUMNS; c++) {
        if (cell_is_judged(c) && span_is(name, column_name[c])) {
            const char *wanted = cell_wants(c, span_of(equal + 1));
            if (wanted != NULL)
                return fault(d->fault, FAULT_USAGE, "decide: %s wants %s, not '%s'", column_name[c], wanted, equal + 1);
            if (d->edits.at[c].at != NULL)
                return fault(d->fault, FAULT_USAGE, "decide: %s is said twice", column_name[c]);
            d->edits.at[c] = span_of(equal + 1);
            return true;
        }
    }
    return fault(d->fault, FAULT_USAGE, "decide: no column '%.*s' can be corrected", SPAN_FMT(name));
}

static bool decide_one(Deciding *d, Span key)
{
    Decision one = d->decision;
    one.key = one.uid = key;
    if (span_is(d->decision.what, "figure")) {
        Figure figure;
        if (!figure_read(d->session.store, key, &figure, &d->arena))
            return fault(d->fault, FAULT_USAGE, "decide: no figure has the key '%.*s'", SPAN_FMT(key));
        decision_of_figure(&figure, &d->edits, &one);
        Cells right = one.row;
        cells_set(&right, &one.fields);
        Column against = cells_conflict(&right);
        if (against != N_COLUMNS)
            return fault(d->fault, FAULT_USAGE, "decide: low would be above high in %.*s", SPAN_FMT(key));
    } else if ((one.key = one.uid = home_named(d->session.store, key)).at == NULL) {
        return fault(d->fault, FAULT_USAGE, "decide: no record is kept under '%.*s'", SPAN_FMT(key));
    } else {
        one.key = one.uid = arena_copy(&d->arena, one.key);
    }
    d->n += decision_put(d->session.store, &one, &d->journal, &d->arena);
    return true;
}

static bool decide_all(Deciding *d)
{
    bool ok = true;
    int fields = 0;
    const Options *o = d->options;
    for (int i = 1; i < o->n_words && d->fault->kind == FAULT_NONE; i++)
        fields += read_field(d, o->words[i]) ? 1 : 0;
    if (d->fault->kind != FAULT_NONE)
        return false;
    if (d->verdict == VERDICT_correct && fields == 0)
        return fault(d->fault, FAULT_USAGE, "decide correct: wants COLUMN=VALUE");
    if (o->n_words - 1 == fields)
        return fault(d->fault, FAULT_USAGE, "decide: %s what? wants keys", verdict_words[d->verdict].word);
    decisions_begin(d->session.store);
    for (int i = 1; ok && i < o->n_words; i++)
        if (d->verdict != VERDICT_correct || strchr(o->words[i], '=') == NULL)
            ok = decide_one(d, span_of(o->words[i]));
    return ok && decisions_commit(d->session.store, &d->journal, d->fault);
}

ExitStatus decide_run(const Options *o, Fault *f)
{
    char now[CLOCK_UTC];
    clock_utc(now);
    Deciding d = {.session = {.lock = -1}, .options = o, .fault = f, .verdict = find_verdict(o, f)};
    if (f->kind == FAULT_NONE && said_by(o, "decide", f) && session_open(o, SESSION_WRITE, &d.session, f)) {
        d.decision = (Decision){.what = span_of(verdict_words[d.verdict].of),
                                .verdict = span_of(verdict_words[d.verdict].kept), .reviewer = span_of(o->given[OPTION_REVIEWER]),
                                .at = span_of(now), .reason = span_of(o->given[OPTION_REASON]),
                                .note = span_of(o->given[OPTION_NOTE])};
        Str out = {0};
        if (decide_all(&d)) {
            str_add_format(&out, "%ld decided\n", d.n);
            report_print(&out, f);
        }
        str_free(&out);
    }
    session_close(&d.session);
    str_free(&d.journal);
    arena_free(&d.arena);
    return EXIT_DONE;
}
