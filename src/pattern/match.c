#include "pattern/match.h"

#include "base/arena.h"
#include "pattern/factor.h"

#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

struct Code {
    Span expression;
    pcre2_code *code;     /* NULL: not compiled yet */
    pthread_mutex_t lock; /* of who compiles it and makes the machine code */
    atomic_int state;     /* a State */
};

/* An expression is compiled when it first runs: a short text asks for few of them, and half of a start went into all. */
typedef enum { NOT_TRIED, NO_JIT, HAS_JIT } State;

struct Matcher {
    pcre2_match_data *data;
    pcre2_match_context *context;
    pcre2_jit_stack *stack;
};

enum { JIT_STACK_MIN = 32 * 1024, JIT_STACK_MAX = 1024 * 1024 };

Code *code_new(Span expression)
{
    Code *c = calloc(1, sizeof *c);
    if (c == NULL)
        out_of_memory();
    c->expression = expression;
    (void)pthread_mutex_init(&c->lock, NULL);
    return c;
}

static pcre2_code *compiled(Span expression, int *error, size_t *at)
{
    return pcre2_compile((PCRE2_SPTR)expression.at, expression.len, PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C, error, at, NULL);
}

bool code_check(Code *c, Fault *f)
{
    if (c->code != NULL)
        return true;
    int error = 0;
    size_t at = 0;
    Str quick = {0};
    expression_factor(c->expression, &quick);
    c->code = compiled(str_span(&quick), &error, &at);
    if (c->code == NULL) /* its error at its own place */
        c->code = compiled(c->expression, &error, &at);
    str_free(&quick);
    if (c->code != NULL)
        return true;
    char why[128];
    (void)pcre2_get_error_message(error, (PCRE2_UCHAR *)why, sizeof why);
    return fault(f, FAULT_PACK, "regular expression: %s (byte %zu)", why, at + 1);
}

void code_free(Code *c)
{
    if (c == NULL)
        return;
    pcre2_code_free(c->code);
    (void)pthread_mutex_destroy(&c->lock);
    free(c);
}

Matcher *matcher_open(void)
{
    Matcher *m = calloc(1, sizeof *m);
    if (m == NULL)
        out_of_memory();
    m->data = pcre2_match_data_create(GROUPS_MAX, NULL);
    m->context = pcre2_match_context_create(NULL);
    m->stack = pcre2_jit_stack_create(JIT_STACK_MIN, JIT_STACK_MAX, NULL);
    if (m->data == NULL || m->context == NULL)
        out_of_memory();
    (void)pcre2_set_match_limit(m->context, MATCH_LIMIT);
    (void)pcre2_set_depth_limit(m->context, DEPTH_LIMIT);
    if (m->stack != NULL)
        pcre2_jit_stack_assign(m->context, NULL, m->stack);
    return m;
}

void matcher_close(Matcher *m)
{
    if (m == NULL)
        return;
    pcre2_match_data_free(m->data);
    pcre2_match_context_free(m->context);
    pcre2_jit_stack_free(m->stack);
    free(m);
}

static bool has_jit(Code *c)
{
    int state = atomic_load_explicit(&c->state, memory_order_acquire);
    if (state != NOT_TRIED)
        return state == HAS_JIT;
    pthread_mutex_lock(&c->lock);
    state = atomic_load_explicit(&c->state, memory_order_relaxed);
    if (state == NOT_TRIED) {
        Fault f = {0};
        bool good = code_check(c, &f);
        assert(good); /* else it was checked, and must not be run */
        (void)good;
        state = pcre2_jit_compile(c->code, PCRE2_JIT_COMPLETE) == 0 ? HAS_JIT : NO_JIT;
        atomic_store_explicit(&c->state, state, memory_order_release);
    }
    pthread_mutex_unlock(&c->lock);
    return state == HAS_JIT;
}

MatchResult match_next(Matcher *m, Code *c, Span text, size_t from, const size_t **ends)
{
    int got = has_jit(c) ? pcre2_jit_match(c->code, (PCRE2_SPTR)text.at, text.len, from, 0, m->data, m->context)
                     : pcre2_match(c->code, (PCRE2_SPTR)text.at, text.len, from, PCRE2_NO_UTF_CHECK, m->data, m->context);
    if (got == PCRE2_ERROR_NOMATCH)
        return MATCH_NO;
    if (got < 0)
        return MATCH_RUNAWAY;
    size_t *all = pcre2_get_ovector_pointer(m->data);
    /* groups behind the last one that took part are left from an earlier match */
    for (uint32_t g = (uint32_t)got; got > 0 && g < GROUPS_MAX; g++)
        all[2 * g] = all[2 * g + 1] = SIZE_MAX;
    *ends = all;
    return MATCH_YES;
}

void match_version(Str *out)
{
    char said[64] = "";
    (void)pcre2_config(PCRE2_CONFIG_VERSION, said);
    str_add_format(out, "%.*s", (int)strcspn(said, " "), said);
}
