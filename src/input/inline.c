#include "input/inline.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

void inline_clear(Inline *i)
{
    str_clear(&i->text);
    i->depth = i->elements = i->math = 0;
    i->closed = false;
}

static void inline_raise(Inline *i, char mark)
{
    if (i->depth < INLINE_DEPTH)
        i->open[i->depth] = (Raised){i->text.len, mark};
    i->depth++;
    i->closed = false;
}

/* Whether `before` ends in a number, its stop or comma included ("21." before a raised reference), or in a mark around one. */
static bool ends_in_number(Span before)
{
    size_t n = before.len;
    if (n > 1 && (before.at[n - 1] == '.' || before.at[n - 1] == ',' || before.at[n - 1] == '}'))
        n--;
    return n > 0 && is_digit(before.at[n - 1]);
}

static bool begins_number(Span text)
{
    static const char *const signs[] = {"-", "+", ".", "\xE2\x88\x92", "\xE2\x80\x93"}; /* U+2212 minus, U+2013 dash */
    size_t sign = 0;
    for (size_t k = 0; k < sizeof signs / sizeof signs[0] && sign == 0; k++)
        sign = span_begins(text, signs[k]) ? strlen(signs[k]) : 0;
    return text.len > sign && is_digit(text.at[sign]);
}

/* Puts the marks around all that follows the begin of `r`. */
static void mark(Inline *i, const Raised *r)
{
    size_t n = i->text.len - r->from;
    if (str_room(&i->text, 3) == NULL)
        return;
    char *at = i->text.at + r->from;
    memmove(at + 2, at, n);
    at[0] = r->mark;
    at[1] = '{';
    at[n + 2] = '}';
    i->text.len += 3;
    at[n + 3] = '\0';
}

static void inline_lower(Inline *i)
{
    if (i->depth == 0 || --i->depth >= INLINE_DEPTH)
        return;
    Raised r = i->open[i->depth];
    Span all = str_span(&i->text);
    Span run = span_cut(all, r.from, all.len);
    bool joins = ends_in_number(span_cut(all, 0, r.from)) && begins_number(run);
    if (joins)
        mark(i, &r);
    i->closed = !joins && run.len > 0 && is_digit(run.at[run.len - 1]);
    i->last = r;
}

static void add(Inline *i, Span text)
{
    if (text.len == 0)
        return;
    if (i->closed && is_digit(text.at[0]))
        mark(i, &i->last);
    i->closed = false;
    str_add(&i->text, text);
}

static InlineKind kind_of(Span name)
{
    static const struct {
        const char *name;
        InlineKind kind;
    } kinds[] = {{"math", INLINE_MATH}, {"mtext", INLINE_WORDS}, {"msup", INLINE_SUP}, {"msub", INLINE_SUB},
                 {"msubsup", INLINE_SUBSUP}, {"mfrac", INLINE_FRACTION}};
    for (size_t k = 0; name.len > 3 && k < sizeof kinds / sizeof kinds[0]; k++)
        if (span_is(name, kinds[k].name))
            return kinds[k].kind;
    return INLINE_PLAIN;
}

/* How the next child of `up` stands: '^', '_', or '\0' as its parent does. */
static char script_of(const InlineElement *up)
{
    if (up->kind == INLINE_SUP)
        return up->children == 2 ? '^' : '\0';
    if (up->kind == INLINE_SUB)
        return up->children == 2 ? '_' : '\0';
    return up->kind != INLINE_SUBSUP || up->children < 2 ? '\0' : up->children == 2 ? '_' : '^';
}

void inline_start(Inline *i, Span name)
{
    char script = span_is(name, "sup") ? '^' : span_is(name, "sub") ? '_' : '\0';
    InlineElement *up = i->elements > 0 && i->elements <= INLINE_ELEMENTS ? &i->element[i->elements - 1] : NULL;
    if (up != NULL) {
        up->children++;
        if (up->kind == INLINE_FRACTION && up->children == 2)
            add(i, SPAN_LIT("/"));
        script = script == '\0' ? script_of(up) : script;
    }
    InlineElement e = {.kind = kind_of(name), .raised = script != '\0'};
    bool minded = i->elements < INLINE_ELEMENTS;
    if (minded) {
        i->element[i->elements] = e;
        i->math += e.kind == INLINE_MATH;
    }
    i->elements++;
    if (minded && e.raised)
        inline_raise(i, script);
}

void inline_end(Inline *i)
{
    if (i->elements == 0 || --i->elements >= INLINE_ELEMENTS)
        return;
    const InlineElement *e = &i->element[i->elements];
    i->math -= e->kind == INLINE_MATH;
    if (e->raised)
        inline_lower(i);
}

/* Between the elements of a formula; what mtext holds was meant. */
static bool is_layout(const Inline *i, Span text)
{
    if (i->math == 0 || (i->elements <= INLINE_ELEMENTS && i->element[i->elements - 1].kind == INLINE_WORDS))
        return false;
    for (size_t k = 0; k < text.len; k++)
        if (strchr(" \t\r\n", text.at[k]) == NULL || text.at[k] == '\0')
            return false;
    return true;
}

void inline_text(Inline *i, Span text)
{
    if (!is_layout(i, text))
        add(i, text);
}
