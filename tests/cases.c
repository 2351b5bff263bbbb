#include "tests/cases.h"

#include "base/arena.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct {
    char file[64];
    int line; /* of its first input line */
    CaseFn *run;
    Str input, want;
    bool fails; /* want is a fault */
} Case;

static struct {
    Case *at;
    int n;
} all; /* Check's loop tests are given nothing but a number */

const char *test_path(const char *name)
{
    static char path[4096];
    const char *folder = getenv("TEST_DATA");
    (void)snprintf(path, sizeof path, "%s/%s", folder == NULL ? "tests" : folder, name);
    return path;
}

static Case *case_new(const char *file, int line, CaseFn *run)
{
    all.at = realloc(all.at, ((size_t)all.n + 1) * sizeof *all.at);
    if (all.at == NULL)
        out_of_memory();
    Case *c = &all.at[all.n++];
    *c = (Case){.line = line, .run = run};
    (void)snprintf(c->file, sizeof c->file, "%s", file);
    return c;
}

/* The four hexadecimal digits at `hex` as UTF-8. */
static void add_code_point(Str *to, const char *hex)
{
    char digits[5] = {0};
    memcpy(digits, hex, 4);
    unsigned c = (unsigned)strtoul(digits, NULL, 16);
    if (c >= 0x800) {
        str_add_byte(to, (char)(0xE0 | c >> 12));
        str_add_byte(to, (char)(0x80 | (c >> 6 & 0x3F)));
        str_add_byte(to, (char)(0x80 | (c & 0x3F)));
    } else if (c >= 0x80) {
        str_add_byte(to, (char)(0xC0 | c >> 6));
        str_add_byte(to, (char)(0x80 | (c & 0x3F)));
    } else {
        str_add_byte(to, (char)c);
    }
}

/* What the escape at `line` (a backslash) says; returns its last byte. */
static const char *add_escape(Str *to, const char *line)
{
    char c = *++line;
    if (c == 'u' && strspn(line + 1, "0123456789ABCDEF") >= 4) {
        add_code_point(to, line + 1);
        return line + 4;
    }
    str_add_byte(to, (char)(c == 'n' ? '\n' : c == 't' ? '\t' : c));
    return line;
}

static void add_line(Str *to, const char *line)
{
    if (to->at != NULL)
        str_add_byte(to, '\n');
    str_add_text(to, "");
    for (; *line != '\0' && *line != '\n'; line++) {
        if (*line == '\\' && line[1] != '\0')
            line = add_escape(to, line);
        else
            str_add_byte(to, *line);
    }
}

static bool is_answer(const char *line, const char *mark)
{
    return strncmp(line, mark, 2) == 0 && (line[2] == ' ' || line[2] == '\n' || line[2] == '\0');
}

/* The rest of a line after its mark. */
static const char *after(const char *line)
{
    return line[2] == ' ' ? line + 3 : line + 2;
}

static void read_cases(FILE *in, const char *file, CaseFn *run)
{
    char line[1 << 16];
    Case *c = NULL;
    for (int n = 1; fgets(line, sizeof line, in) != NULL; n++) {
        bool answer = is_answer(line, "=>"), fails = is_answer(line, "!>");
        if (line[0] == '#')
            continue;
        if (line[0] == '\n') {
            c = NULL;
        } else if (!answer && !fails) {
            if (c == NULL)
                c = case_new(file, n, run);
            add_line(&c->input, line);
        } else if (c == NULL) {
            (void)fprintf(stderr, "%s:%d: an answer without an input\n", file, n), exit(EXIT_FAILURE);
        } else {
            c->fails = fails;
            add_line(&c->want, after(line));
        }
    }
}

START_TEST(test_case)
{
    Case *c = &all.at[_i];
    Str got = {0};
    Fault f = {0};
    bool ok = c->run(str_span(&c->input), &got, &f);
    ck_assert_msg(ok == (f.kind == FAULT_NONE), "%s:%d: the answer and the fault disagree", c->file, c->line);
    char said[FAULT_WHERE + FAULT_WHAT + 256];
    fault_print(&f, said, sizeof said);
    Span have = ok ? str_span(&got) : span_of(said), want = str_span(&c->want);
    ck_assert_msg(ok == !c->fails && span_equal(have, want), "%s:%d: want %s\n%.*s\ngot %s\n%.*s", c->file, c->line,
                  c->fails ? "a fault" : "an answer", SPAN_FMT(want), ok ? "an answer" : "a fault", SPAN_FMT(have));
    str_free(&got);
}
END_TEST

void cases_add(Suite *suite, const char *file, CaseFn *run)
{
    int from = all.n;
    FILE *in = fopen(test_path(file), "r");
    if (in == NULL) {
        (void)fprintf(stderr, "%s: cannot be opened\n", test_path(file));
        exit(EXIT_FAILURE); /* a suite without its data proves nothing */
    }
    read_cases(in, file, run);
    (void)fclose(in);
    TCase *tc = tcase_create(file);
    tcase_set_timeout(tc, 60);
    tcase_add_loop_test(tc, test_case, from, all.n);
    suite_add_tcase(suite, tc);
}

int suite_run(Suite *suite)
{
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    for (int i = 0; i < all.n; i++) {
        str_free(&all.at[i].input);
        str_free(&all.at[i].want);
    }
    free(all.at);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
