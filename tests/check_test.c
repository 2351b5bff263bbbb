/* Rows to the flags that arithmetic raises on them: one row a case, its columns as words. */
#include "base/arena.h"
#include "figure/allowed.h"
#include "figure/check.h"
#include "tests/cases.h"

#include <stdio.h>
#include <stdlib.h>

static Number number_of(Span print, Arena *a)
{
    const char *point = memchr(print.at, '.', print.len);
    Number n = {.digits = arena_copy(a, print)};
    n.value = strtod(n.digits.at, NULL);
    n.decimals = point == NULL ? 0 : (int)(print.at + print.len - point) - 1;
    return n;
}

/* Sets the column `name` of the row, or says that there is none. */
static bool set_column(Row *r, Span name, Span value, Arena *a, Fault *f)
{
    for (int c = 0; c < N_COLUMNS; c++) {
        char *at = (char *)r + column_offset[c];
        if (!span_is(name, column_name[c]))
            continue;
        if (column_type[c] == TYPE_TEXT)
            *(Row_TEXT *)(void *)at = arena_copy(a, value);
        else if (column_type[c] == TYPE_NUMBER)
            *(Row_NUMBER *)(void *)at = number_of(value, a);
        if (column_type[c] == TYPE_TEXT || column_type[c] == TYPE_NUMBER)
            return true;
    }
    return fault(f, FAULT_USAGE, "no column of text or number '%.*s'", SPAN_FMT(name));
}

/* "hazard_ratio value=0.72 low=0.55": a kind and then columns. */
static bool read_row(Span input, Row *r, Arena *a, Fault *f)
{
    for (int i = 0; i < N_SPANS; i++)
        r->spans.at[i].start = -1;
    for (size_t i = 0, end; i < input.len; i = end + 1) {
        for (end = i; end < input.len && input.at[end] != ' ' && input.at[end] != '\n';)
            end++;
        Span word = span_cut(input, i, end);
        const char *sign = memchr(word.at, '=', word.len);
        size_t n = sign == NULL ? 0 : (size_t)(sign - word.at);
        bool ok = sign == NULL ? set_column(r, SPAN_LIT("kind"), word, a, f)
                               : set_column(r, span_cut(word, 0, n), span_cut(word, n + 1, word.len), a, f);
        if (!ok)
            return false;
    }
    if (number_is(&r->value))
        r->spans.at[SPAN_VALUE].start = 0; /* printed */
    return true;
}

static bool run(Span input, Str *out, Fault *f)
{
    Arena arena = {0};
    Row row = {0};
    Rows rows = {.at = &row, .n = 1, .max = 1};
    bool ok = read_row(input, &row, &arena, f);
    if (ok)
        rows_check(&rows);
    for (int i = 0; i < N_FLAGS; i++)
        if (row.flags & 1u << i)
            str_add_format(out, "%s%s", out->len > 0 ? " " : "", flag_name[i]);
    arena_free(&arena);
    return ok;
}

static bool run_allowed(Span input, Str *out, Fault *f)
{
    const char *blank = memchr(input.at, ' ', input.len);
    size_t n = blank == NULL ? input.len : (size_t)(blank - input.at);
    Span name = span_cut(input, 0, n), text = span_cut(input, blank == NULL ? n : n + 1, input.len);
    for (int c = 0; c < N_COLUMNS; c++) {
        if (!span_is(name, column_name[c]))
            continue;
        const char *wanted = cell_wants(c, text);
        str_add_text(out, wanted == NULL ? "fits" : wanted);
        return true;
    }
    return fault(f, FAULT_INPUT, "no column '%.*s'", SPAN_FMT(name));
}

/* columns.def tells every word that closed.def allows. */
START_TEST(closed_words_are_told)
{
#define CLOSED(column, words)                                                                        \
    for (const char *at = words; *at != '\0'; at += strspn(at, " ")) {                               \
        char word[64];                                                                               \
        size_t n = strcspn(at, " ");                                                                 \
        (void)snprintf(word, sizeof word, "%.*s", (int)n, at);                                       \
        ck_assert_msg(strstr(column_help[COLUMN_##column], word) != NULL, "%s: %s", #column, word);  \
        at += n;                                                                                     \
    }
#include "figure/closed.def"
#undef CLOSED
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("check");
    cases_add(suite, "checks.case", run);
    cases_add(suite, "allowed.case", run_allowed);
    TCase *plain = tcase_create("closed words");
    tcase_add_test(plain, closed_words_are_told);
    suite_add_tcase(suite, plain);
    return suite_run(suite);
}
