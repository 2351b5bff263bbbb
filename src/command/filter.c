#include "command/filter.h"

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
    return (end > given && *end == '\0' && out->limit > 0) || fault(f, FAULT_USAGE, "--limit wants a number above 0, not '%s'", given);
}

static bool read_sort(const char *given, Filter *out, Fault *f)
{
    out->sort = -1;
    if (given == NULL)
        return true;
    out->down = given[0] == '-';
    for (int c = 0; c < N_COLUMNS; c++)
        if (strcmp(given + out->down, column_name[c]) == 0)
            out->sort = c;
    return out->sort >= 0 || fault(f, FAULT_USAGE, "--sort wants a column, not '%s'", given);
}

static bool check_eligible(const char *given, Fault *f)
{
    static const char *const which[] = {"include", "exclude", "undecided", "all"};
    for (size_t i = 0; given != NULL && i < sizeof which / sizeof which[0]; i++)
        if (strcmp(given, which[i]) == 0)
            return true;
    return given == NULL || fault(f, FAULT_USAGE, "--eligible wants include, exclude, undecided or all, not '%s'", given);
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
                    .status = o->given[OPTION_STATUS], .pmid = o->given[OPTION_PMID], .text = o->given[OPTION_TEXT], .study = o->given[OPTION_STUDY],
                    .eligible = o->given[OPTION_ELIGIBLE]};
    return check_eligible(out->eligible, f) && read_year(o->given[OPTION_YEAR], out, f) && read_limit(o->given[OPTION_LIMIT], out, f) && read_sort(o->given[OPTION_SORT], out, f);
}
