/* cases.h - tests as data: a file of inputs, each with the answer or the fault that it must give.
 *
 *   # a comment
 *   an input line
 *   a second line of the same input
 *   => the answer, one line
 *   => its second line
 *
 *   another input
 *   !> the fault, word for word
 *
 * In inputs and answers \n is a line break, \t a tab, \\ a backslash, \# a leading '#', \u00AD a code point that
 * would not be seen.  Lines of an input are joined by line breaks.
 */
#ifndef EVITAB_TESTS_CASES_H
#define EVITAB_TESTS_CASES_H

#include "base/fault.h"
#include "base/str.h"

#include <check.h>

/* What is tested: writes the answer for `input` into `out`, or notes a fault. */
typedef bool CaseFn(Span input, Str *out, Fault *f);

/* A suite with one Check test a case of tests/FILE, each named by its file and line when it fails. */
void cases_add(Suite *suite, const char *file, CaseFn *run);

/* The path of tests/NAME, wherever the tests run; lives until the next call. */
const char *test_path(const char *name);

/* Runs the suite, prints the counts, and gives the exit status for main. */
int suite_run(Suite *suite);

#endif
