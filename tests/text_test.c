/* Section text as the patterns see it: the copy with its way back, sentences, printed numbers, abbreviations, numbers of trials. */
#include "tests/cases.h"
#include "text/abbreviation.h"
#include "text/normalise.h"
#include "text/numeral.h"
#include "text/sentence.h"
#include "text/trial.h"

static void line_begin(Str *out)
{
    if (out->len > 0)
        str_add_byte(out, '\n');
}

static void add_visible(Str *out, Span s)
{
    for (size_t i = 0; i < s.len; i++)
        str_add(out, s.at[i] == '\n' ? SPAN_LIT("\\n") : span_cut(s, i, i + 1));
}

/* The copy; then each of its words that was printed otherwise, with the print that it came from. */
static void print_normal(const Normal *n, Str *out)
{
    add_visible(out, n->text);
    for (size_t i = 0, end; i < n->text.len; i = end + 1) {
        for (end = i; end < n->text.len && n->text.at[end] != ' ' && n->text.at[end] != '\n';)
            end++;
        Span word = span_cut(n->text, i, end);
        Span print = span_cut(n->print, normal_start(n, i), end > i ? normal_end(n, end) : normal_start(n, i));
        if (span_equal(word, print))
            continue;
        str_add_format(out, "\n%.*s <- ", SPAN_FMT(word));
        add_visible(out, print);
    }
}

static bool run_normalise(Span input, bool plain, Str *out)
{
    Arena arena = {0};
    Normal n = normalise(input, plain, &arena);
    print_normal(&n, out);
    arena_free(&arena);
    return true;
}

static bool run_section(Span input, Str *out, Fault *f)
{
    (void)f;
    return run_normalise(input, false, out);
}

static bool run_plain(Span input, Str *out, Fault *f)
{
    (void)f;
    return run_normalise(input, true, out);
}

/* Stands for the packs' list. */
static bool is_abbreviation(const void *who, Span word)
{
    const char *const *list = who;
    for (; *list != NULL; list++)
        if (span_is(word, *list))
            return true;
    return false;
}

static bool run_sentences(Span input, Str *out, Fault *f)
{
    (void)f;
    static const char *const list[] = {"vs", "al", "e.g", "i.e", "approx", "no", "fig", "dr", NULL};
    Sentences s = {.text = input, .is_abbreviation = is_abbreviation, .who = list};
    for (size_t start, end; sentence_next(&s, &start, &end);) {
        line_begin(out);
        add_visible(out, span_cut(input, start, end));
    }
    return true;
}

/* print = digits, the kind where it is not plain from the digits, and the decimals where they are not either. */
static bool run_numerals(Span input, Str *out, Fault *f)
{
    (void)f;
    Arena arena = {0};
    Numeral n;
    for (size_t at = 0; numeral_next(input, input.len, &at, &arena, &n);) {
        line_begin(out);
        str_add_format(out, "%.*s = %.*s", SPAN_FMT(span_cut(input, n.start, n.end)), SPAN_FMT(n.number.digits));
        if (n.kind == NUMERAL_WORDS)
            str_add_text(out, " in words");
        else if (n.kind == NUMERAL_DECIMAL)
            str_add_format(out, ", %d decimals", n.number.decimals);
    }
    arena_free(&arena);
    return true;
}

static bool run_abbreviations(Span input, Str *out, Fault *f)
{
    (void)f;
    Arena arena = {0};
    Abbreviations found = {0};
    abbreviations_find(input, &arena, &found);
    for (size_t i = 0; i < found.n; i++) {
        line_begin(out);
        str_add_format(out, "%.*s: %.*s", SPAN_FMT(found.at[i].abbreviation), SPAN_FMT(found.at[i].meaning));
    }
    arena_free(&arena);
    return true;
}

static bool run_trials(Span input, Str *out, Fault *f)
{
    (void)f;
    Arena arena = {0};
    SpanList found = {0};
    trial_numbers(input, &found, &arena);
    for (size_t i = 0; i < found.n; i++) {
        line_begin(out);
        str_add(out, found.at[i]);
    }
    arena_free(&arena);
    return true;
}

int main(void)
{
    Suite *suite = suite_create("text");
    cases_add(suite, "normalise.case", run_section);
    cases_add(suite, "normalise_plain.case", run_plain);
    cases_add(suite, "sentences.case", run_sentences);
    cases_add(suite, "numerals.case", run_numerals);
    cases_add(suite, "abbreviations.case", run_abbreviations);
    cases_add(suite, "trials.case", run_trials);
    return suite_run(suite);
}
