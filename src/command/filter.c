#include "command/filter.h"

#include "pattern/pattern.h"
#include "store/queries.h"

#include <stdio.h>
#include <stdlib.h>

enum { YEAR_MAX = 9999 };

static bool read_year(const char *given, Filter *out, Fault *f)
{
    if (given == NULL)
        return true;
    char *end;
    out->year_low = out->year_high = strtol(given, &end, 10);
    if (*end == '-')
        out->year_high = strtol(end + 1, &end, 10);
    if (end > given && *end == '\0' && out->year_low > 0 && out->year_high <= YEAR_MAX && out->year_low <= out->year_high)
        return true;
    return fault(f, FAULT_USAGE, "--year wants 2020 or 2015-2020, not '%s'", given);
}

static bool read_limit(const char *given, Filter *out, Fault *f)
{
    if (given == NULL)
        return true;
    char *end;
    out->limit = strtol(given, &end, 10);
    return (end > given && *end == '\0' && out->limit > 0) ||
           fault(f, FAULT_USAGE, "--limit wants a number above 0, not '%s'", given);
}

static bool read_sort(const char *given, Filter *out, Fault *f)
{
    out->sort = -1;
    if (given == NULL)
        return true;
    out->down = given[0] == '-';
    for (int c = 0; c < N_COLUMNS + N_MORE; c++)
        if (strcmp(given + out->down, c < N_COLUMNS ? column_name[c] : more_name[c - N_COLUMNS]) == 0)
            out->sort = c;
    return out->sort >= 0 ||
           fault(f, FAULT_USAGE, "--sort: no column '%s'; the head of table -f csv has them, columns.md tells them",
                 given + out->down);
}

/* One of the `n` words that the option takes; NULL: it was not given. */
static bool check_word(const char *option, const char *given, const char *const *known, int n, Fault *f)
{
    for (int i = 0; given != NULL && i < n; i++)
        if (strcmp(given, known[i]) == 0)
            return true;
    if (given == NULL)
        return true;
    Str words = {0};
    for (int i = 0; i < n; i++)
        str_add_format(&words, "%s%s", i == 0 ? "" : i == n - 1 ? " or " : ", ", known[i]);
    (void)fault(f, FAULT_USAGE, "--%s wants %s, not '%s'", option, words.at, given);
    str_free(&words);
    return false;
}

static bool check_words(const Filter *r, Fault *f)
{
    static const char *const eligible[] = {"include", "exclude", "undecided", "all"}, *const basis[] = {"own", "cited"};
    return check_word("kind", r->kind, kind_name + 1, N_KINDS - 1, f) && check_word("flag", r->flag, flag_name, N_FLAGS, f) &&
           check_word("basis", r->basis, basis, 2, f) && check_word("status", r->status, status_name, N_STATUSES, f) &&
           check_word("eligible", r->eligible, eligible, 4, f);
}

static bool concept_fits(Session *s, const Filter *filter, Fault *f)
{
    if (filter->concept == NULL || concept_is_there(s->store, filter->concept))
        return db_ok(store_db(s->store), f);
    if (!session_packs(s, f))
        return false;
    if (packs_concept(s->packs, span_of(filter->concept)) != NULL)
        return true;
    Str some = {0};
    concepts_some(s->store, &some);
    (void)fault(f, FAULT_USAGE, "--concept: no pack of this project has '%s'%s%s", filter->concept,
                some.len > 0 ? "; often here: " : "", some.len > 0 ? some.at : "");
    str_free(&some);
    return false;
}

bool filter_fits(Session *s, const Options *o, Filter *filter, Fault *f)
{
    const char *record = o->given[OPTION_PMID];
    if (record != NULL && !record_is_there(s->store, span_of(record), &filter->record, &s->project.arena))
        (void)fault(f, FAULT_USAGE, "--pmid: no record is kept under '%s'", record);
    if (filter->study != NULL && !study_is_there(s->store, filter->study))
        (void)fault(f, FAULT_USAGE, "--study: no record is of a study '%s' (see study list)", filter->study);
    return db_ok(store_db(s->store), f) && f->kind == FAULT_NONE && concept_fits(s, filter, f);
}

void filter_say(Store *s, const Filter *filter)
{
    Str partial = {0};
    report_partial(s, "evitab: ", &partial);
    if (partial.len > 0)
        (void)fwrite(partial.at, 1, partial.len, stderr);
    str_free(&partial);
    long n = filter->eligible == NULL ? records_excluded(s) : 0;
    if (n > 0)
        (void)fprintf(stderr, "evitab: %ld excluded record%s left out: --eligible all\n", n, n == 1 ? " is" : "s are");
}

bool filter_read(const Options *o, Filter *out, Fault *f)
{
    *out = (Filter){.kind = o->given[OPTION_KIND], .concept = o->given[OPTION_CONCEPT], .outcome = o->given[OPTION_OUTCOME],
                    .group = o->given[OPTION_GROUP], .flag = o->given[OPTION_FLAG], .basis = o->given[OPTION_BASIS],
                    .status = o->given[OPTION_STATUS], .text = o->given[OPTION_TEXT], .study = o->given[OPTION_STUDY],
                    .eligible = o->given[OPTION_ELIGIBLE]};
    return check_words(out, f) && read_year(o->given[OPTION_YEAR], out, f) && read_limit(o->given[OPTION_LIMIT], out, f) &&
           read_sort(o->given[OPTION_SORT], out, f);
}
