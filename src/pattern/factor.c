#include "pattern/factor.h"

enum { ALTERNATIVES_MAX = 128, DEPTH_MAX = 40 };
enum { FACTOR_FROM = 3, AHEAD_MAX = 200 }; /* fewer alternatives are quick as they stand; bytes looked for ahead */

/* The place behind the character, class or escape at `i`. */
static size_t item_end(Span e, size_t i)
{
    if (e.at[i] == '\\')
        return i + 2 < e.len ? i + 2 : e.len;
    if (e.at[i] != '[')
        return i + 1;
    i++;
    i += i < e.len && e.at[i] == '^';
    i += i < e.len && e.at[i] == ']';
    while (i < e.len && e.at[i] != ']')
        i += e.at[i] == '\\' ? 2 : 1;
    return i < e.len ? i + 1 : e.len;
}

/* The place of the `)` of the group that opens at `i`, or the end. */
static size_t group_close(Span e, size_t i)
{
    int depth = 0;
    for (; i < e.len; i = item_end(e, i)) {
        depth += e.at[i] == '(' ? 1 : e.at[i] == ')' ? -1 : 0;
        if (depth == 0)
            return i;
    }
    return e.len;
}

/* The alternatives of `e` outside its groups; 0: too many to look at. */
static size_t alternatives(Span e, Span *out)
{
    size_t n = 0, from = 0;
    for (size_t i = 0; i <= e.len;) {
        if (i == e.len || e.at[i] == '|') {
            if (n == ALTERNATIVES_MAX)
                return 0;
            out[n++] = span_cut(e, from, i);
            from = ++i;
        } else {
            i = e.at[i] == '(' ? group_close(e, i) : i;
            i = i < e.len ? item_end(e, i) : i;
        }
    }
    return n;
}

/* Captures count from left to right: what holds one stays in its place. */
static bool captures(Span e)
{
    for (size_t i = 0; i < e.len; i = item_end(e, i))
        if (e.at[i] == '(' && (i + 1 == e.len || e.at[i + 1] != '?'))
            return true;
    return false;
}

/* Begins with a letter that is always there, once. */
static bool has_head(Span e)
{
    bool letter = e.len > 0 && e.at[0] >= 'a' && e.at[0] <= 'z';
    return letter && (e.len == 1 || strchr("?*+{", e.at[1]) == NULL) && !captures(e);
}

typedef struct {
    Str *out;
    bool anchored; /* every alternative begins with ^ */
} Factor;

static void add_alternatives(const Factor *f, Span e, int depth);

/* Length of what opens a group at `i` and says what it is for. */
static size_t opening(Span e, size_t i)
{
    if (i + 2 >= e.len || e.at[i + 1] != '?')
        return 1;
    return e.at[i + 2] == '<' ? 4 : 3;
}

/* Where what is surely next at `i` ends: characters and classes, and groups of them, each there once. */
static size_t follows_end(Span e, size_t i)
{
    for (size_t end; i < e.len; i = end) {
        bool group = e.at[i] == '(';
        if (strchr("^$|).", e.at[i]) != NULL || (group && opening(e, i) != 1 && (e.at[i + 1] != '?' || e.at[i + 2] != ':')))
            return i;
        size_t close = group ? group_close(e, i) : i;
        end = close < e.len ? item_end(e, close) : e.len;
        bool escape = e.at[i] == '\\' && strchr(".()[]{}+*?|^$\\/-", e.at[i + 1]) == NULL;
        bool counted = end < e.len && strchr("?*+{", e.at[end]) != NULL;
        if (escape || counted || close == e.len)
            return i;
    }
    return i;
}

/* The same without captures: "([ab])" is "(?:[ab])". */
static void add_plain(Span e, Str *out)
{
    for (size_t i = 0, end; i < e.len; i = end) {
        end = item_end(e, i);
        str_add(out, span_cut(e, i, end));
        if (e.at[i] == '(' && opening(e, i) == 1)
            str_add_text(out, "?:");
    }
}

static void add_ahead(const Factor *f, Span e, Span behind, size_t at)
{
    Span all[ALTERNATIVES_MAX];
    size_t end = follows_end(e, at), n = alternatives(behind, all);
    if (end == at || end - at > AHEAD_MAX || (n > 0 && n < FACTOR_FROM))
        return;
    str_add_text(f->out, "(?=");
    add_plain(span_cut(e, at, end), f->out);
    str_add_byte(f->out, ')');
}

static void add_sequence(const Factor *f, Span e, int depth)
{
    for (size_t i = 0, end; i < e.len; i = end) {
        end = item_end(e, i);
        if (e.at[i] == '^' && !f->anchored) {
            str_add_text(f->out, "(?<![\\s\\S])");
            continue;
        }
        if (e.at[i] != '(') {
            str_add(f->out, span_cut(e, i, end));
            continue;
        }
        size_t close = group_close(e, i), open = i + opening(e, i);
        end = close < e.len ? close + 1 : e.len;
        if (open == i + 4 || open > close || depth == DEPTH_MAX) { /* each alternative of a look-behind keeps its length */
            if (open == i + 4 && open <= close)
                add_ahead(f, e, span_cut(e, open, close), end);
            str_add(f->out, span_cut(e, i, end));
            continue;
        }
        str_add(f->out, span_cut(e, i, open));
        add_alternatives(f, span_cut(e, open, close), depth + 1);
        str_add(f->out, span_cut(e, close, end));
    }
}

/* All of all[0] .. all[n - 1] that begin with the letter of the first one, which they share; they are marked as done. */
static void add_shared(const Factor *f, const Span *all, bool *done, size_t n, int depth)
{
    Str rest = {0};
    size_t shared = 0;
    for (size_t i = 0; i < n; i++) {
        if (done[i] || all[i].at[0] != all[0].at[0])
            continue;
        done[i] = true;
        if (shared++ > 0)
            str_add_byte(&rest, '|');
        str_add(&rest, span_cut(all[i], 1, all[i].len));
    }
    str_add_byte(f->out, all[0].at[0]);
    if (shared > 1)
        str_add_text(f->out, "(?:");
    add_alternatives(f, str_span(&rest), depth + 1);
    if (shared > 1)
        str_add_byte(f->out, ')');
    str_free(&rest);
}

static void add_alternatives(const Factor *f, Span e, int depth)
{
    Span all[ALTERNATIVES_MAX];
    bool done[ALTERNATIVES_MAX], head[ALTERNATIVES_MAX];
    size_t n = depth < DEPTH_MAX ? alternatives(e, all) : 0;
    if (n == 0)
        str_add(f->out, e);
    for (size_t i = 0; i < n; i++) {
        done[i] = false;
        head[i] = has_head(all[i]);
    }
    for (size_t i = 0, to; i < n; i++) {
        if (done[i])
            continue;
        if (i > 0)
            str_add_byte(f->out, '|');
        for (to = i; to < n && head[to]; to++)
            ;
        if (to - i >= FACTOR_FROM || (to > i && i > 0 && head[i - 1]))
            add_shared(f, all + i, done + i, to - i, depth);
        else
            add_sequence(f, all[i], depth);
    }
}

void expression_factor(Span expression, Str *out)
{
    Span all[ALTERNATIVES_MAX];
    Factor f = {.out = out, .anchored = true};
    size_t n = alternatives(expression, all);
    for (size_t i = 0; i < n; i++)
        f.anchored = f.anchored && all[i].len > 0 && all[i].at[0] == '^';
    add_alternatives(&f, expression, 0);
}
