#include "pattern/expand.h"

#include "pattern/around.h"
#include "pattern/piece.h"
#include "text/utf8.h"

typedef struct {
    const Packs *packs;
    Pattern *p;
    Str *out;
    int groups; /* captures opened so far */
    int depth;  /* of defines */
} Expansion;

enum { DEFINE_DEPTH = 6, PHRASE_BYTES = 90, WORDS_BYTES = 80 };

static bool atom_bytes(int type, char out[4])
{
    unsigned c = ATOM_FIRST + (unsigned)type;
    out[0] = (char)(0xE0 | c >> 12);
    out[1] = (char)(0x80 | (c >> 6 & 0x3F));
    out[2] = (char)(0x80 | (c & 0x3F));
    out[3] = '\0';
    return true;
}

static void add_types(Str *out, uint64_t types)
{
    bool one = (types & (types - 1)) == 0;
    if (!one)
        str_add_byte(out, '[');
    for (int t = 0; t < TYPES_MAX; t++) {
        char bytes[4];
        if (types >> t & 1 && atom_bytes(t, bytes))
            str_add_text(out, bytes);
    }
    if (!one)
        str_add_byte(out, ']');
}

static bool types_of(const Packs *packs, Span names, uint64_t *types, Fault *f)
{
    for (size_t i = 0, end; i <= names.len; i = end + 1) {
        for (end = i; end < names.len && names.at[end] != '|'; end++)
            ;
        Span name = span_cut(names, i, end);
        uint64_t found = 0;
        for (int t = 0; t < packs->n_types; t++)
            if (span_equal(packs->types[t], name))
                found = (uint64_t)1 << t;
        for (size_t d = 0; d < packs->n_defines; d++)
            if (span_equal(packs->defines[d].name, name))
                found |= packs->defines[d].types;
        if (found == 0)
            return fault(f, FAULT_PACK, "no mention type or set is called '%.*s'", SPAN_FMT(name));
        *types |= found;
    }
    return true;
}

static bool slot_of(Span name, Capture *c, Fault *f)
{
    Span base = name;
    if (base.len > 0 && base.at[base.len - 1] >= '1' && base.at[base.len - 1] <= '9')
        c->index = base.at[--base.len] - '0';
    for (int s = 0; s < N_SLOTS; s++) {
        if (span_is(base, slot_name[s])) {
            c->slot = (Slot)s;
            return true;
        }
    }
    return fault(f, FAULT_PACK, "no slot is called '%.*s'", SPAN_FMT(name));
}

static bool capture_add(Expansion *e, const Capture *c, Fault *f)
{
    if (e->p->n_captures == CAPTURES_MAX)
        return fault(f, FAULT_PACK, "more than %d captures", CAPTURES_MAX);
    e->p->captures[e->p->n_captures++] = *c;
    return true;
}

static bool expand_text(Expansion *e, Span regex, Fault *f);

/* Words: no figure, no bracket, no stop. */
static void add_word_class(Expansion *e)
{
    str_add_text(e->out, "[^,;:()\\[\\]");
    for (int t = 0; t < e->packs->n_types; t++) {
        char bytes[4];
        if (!(e->packs->soft >> t & 1) && atom_bytes(t, bytes))
            str_add_text(e->out, bytes);
    }
    str_add_byte(e->out, ']');
}

static void add_phrase(Expansion *e)
{
    str_add_byte(e->out, '(');
    add_word_class(e);
    str_add_format(e->out, "{1,%d}?)", PHRASE_BYTES);
    e->groups++;
}

static bool expand_phrase(Expansion *e, Span slot, bool first, bool last, Fault *f)
{
    Capture c = {.atom = false};
    if (!slot_of(slot, &c, f))
        return false;
    if (first) {
        e->p->left_phrase = (int)c.slot * 10 + c.index;
        return true;
    }
    if (last) {
        e->p->right_phrase = (int)c.slot * 10 + c.index;
        return true;
    }
    add_phrase(e);
    c.group = e->groups;
    return capture_add(e, &c, f);
}

static bool expand_define(Expansion *e, Span name, Fault *f)
{
    for (size_t d = 0; d < e->packs->n_defines; d++) {
        if (!span_equal(e->packs->defines[d].name, name) || e->packs->defines[d].types != 0)
            continue;
        if (++e->depth > DEFINE_DEPTH)
            return fault(f, FAULT_PACK, "define '%.*s' is nested too deep", SPAN_FMT(name));
        str_add_text(e->out, "(?:");
        bool ok = expand_text(e, e->packs->defines[d].text, f);
        str_add_text(e->out, ")");
        e->depth--;
        return ok;
    }
    return fault(f, FAULT_PACK, "no define is called '%.*s'", SPAN_FMT(name));
}

/* One {...}; `inner` without the braces. */
static bool expand_brace(Expansion *e, Span inner, bool first, bool last, Fault *f)
{
    if (inner.at[0] == '=')
        return expand_define(e, span_cut(inner, 1, inner.len), f);
    size_t colon = 0;
    while (colon < inner.len && inner.at[colon] != ':')
        colon++;
    Span names = span_cut(inner, 0, colon), slot = colon < inner.len ? span_cut(inner, colon + 1, inner.len) : (Span){0};
    if (span_is(inner, "words")) {
        add_word_class(e);
        str_add_format(e->out, "{0,%d}?", WORDS_BYTES);
        return true;
    }
    if (span_is(names, "phrase"))
        return expand_phrase(e, slot, first && e->depth == 0, last && e->depth == 0, f);
    uint64_t types = 0;
    if (!types_of(e->packs, names, &types, f))
        return false;
    Capture c = {.atom = true, .slot = N_SLOTS};
    if (slot.at != NULL && !slot_of(slot, &c, f))
        return false;
    str_add_byte(e->out, '(');
    add_types(e->out, types);
    str_add_byte(e->out, ')');
    c.group = ++e->groups;
    return capture_add(e, &c, f);
}

/* (?<slot>...): a capture of words; PCRE2 sees a plain group. */
static bool expand_named(Expansion *e, Span regex, size_t *at, Fault *f)
{
    size_t begin = *at + 3, end = begin;
    while (end < regex.len && regex.at[end] != '>')
        end++;
    Capture c = {.atom = false, .group = ++e->groups};
    if (!slot_of(span_cut(regex, begin, end), &c, f) || !capture_add(e, &c, f))
        return false;
    str_add_byte(e->out, '(');
    *at = end;
    return true;
}

static bool expand_text(Expansion *e, Span regex, Fault *f)
{
    for (size_t i = 0; i < regex.len; i++) {
        char c = regex.at[i];
        bool letter = i + 1 < regex.len && ((regex.at[i + 1] >= 'a' && regex.at[i + 1] <= 'z') || regex.at[i + 1] == '=');
        size_t end = i;
        if (c == '{' && letter) {
            while (end < regex.len && regex.at[end] != '}')
                end++;
            if (end == regex.len)
                return fault(f, FAULT_PACK, "'{' without '}' at byte %zu", i + 1);
            if (!expand_brace(e, span_cut(regex, i + 1, end), i == 0, end + 1 == regex.len, f))
                return false;
            i = end;
        } else if (c == '\\' && i + 1 < regex.len) {
            str_add(e->out, span_cut(regex, i, i + 2));
            i++;
        } else if (c == '[') { /* a class: its brackets and braces are characters */
            size_t to = i + 1;
            to += to < regex.len && regex.at[to] == '^';
            to += to < regex.len && regex.at[to] == ']';
            while (to < regex.len && regex.at[to] != ']')
                to += regex.at[to] == '\\' ? 2 : 1;
            if (to >= regex.len)
                return fault(f, FAULT_PACK, "'[' without ']' at byte %zu", i + 1);
            str_add(e->out, span_cut(regex, i, to + 1));
            i = to;
        } else if (c == '(' && i + 3 < regex.len && regex.at[i + 1] == '?' && regex.at[i + 2] == '<' && regex.at[i + 3] != '=' &&
                   regex.at[i + 3] != '!') {
            if (!expand_named(e, regex, &i, f))
                return false;
        } else {
            if (c == '(' && !(i + 1 < regex.len && regex.at[i + 1] == '?'))
                return fault(f, FAULT_PACK, "a nameless group at byte %zu: write (?: or (?<slot>", i + 1);
            str_add_byte(e->out, c);
        }
    }
    return true;
}

/* --- what every match must hold ------------------------------------------------------------ */

enum { ALL_MAX = 8 }; /* needs of one sequence that are looked at */

typedef struct {
    const char *at, *end;
    Need all[ALL_MAX]; /* of the outermost sequence */
    int n_all;
} Parser;

static bool is_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_mark(char c)
{
    return c != ' ' && !is_letter(c);
}

/* How seldom a sentence has it: a long text, a mark; any number says little. */
static int weight(const Need *need)
{
    size_t least = need->types != 0 ? 3 : NEED_TEXT_MAX;
    bool weak = need->types >> NUMBER_TYPES == 0 && need->types != 0;
    for (int i = 0; i < need->n; i++) {
        size_t len = strlen(need->text[i]);
        least = len < least ? len : least;
    }
    if (need->n == 0 && need->types == 0)
        return 0;
    int many = need->n + __builtin_popcountll(need->types);
    return weak ? 1 : (int)least * 8 + 100 - many;
}

static void take_better(Need *best, const Need *other)
{
    if (weight(other) > weight(best))
        *best = *other;
}

/* A need of one more text, or of the mention whose code point it is; false: they are too many. */
static bool need_add(Need *need, const char *text, size_t len)
{
    unsigned char first = (unsigned char)text[0];
    if (first == 0xEE && len == 3) {
        need->types |= (uint64_t)1 << (((unsigned char)text[1] & 0x3F) << 6 | ((unsigned char)text[2] & 0x3F));
        return true;
    }
    if (need->n == NEED_TEXTS_MAX || len >= NEED_TEXT_MAX)
        return false;
    memcpy(need->text[need->n], text, len);
    need->text[need->n++][len] = '\0';
    return true;
}

static void need_found(Parser *p, Need *best, const Need *found, bool outer)
{
    if (weight(found) == 0)
        return;
    take_better(best, found);
    if (outer && p->n_all < ALL_MAX)
        p->all[p->n_all++] = *found;
}

static void run_end(Parser *p, Need *best, char *run, int *n, bool outer)
{
    run[*n] = '\0';
    if (*n >= 2 || (*n == 1 && is_mark(run[0]))) { /* "=" tells, one letter does not */
        Need r = {.n = 0};
        if (need_add(&r, run, (size_t)*n))
            need_found(p, best, &r, outer);
    }
    *n = 0;
}

static void skip_class(Parser *p)
{
    p->at++;
    if (p->at < p->end && *p->at == '^')
        p->at++;
    if (p->at < p->end && *p->at == ']')
        p->at++;
    while (p->at < p->end && *p->at != ']')
        p->at += *p->at == '\\' ? 2 : 1;
    p->at++;
}

/* Reads a quantifier at the place; true: the thing before it may be absent. */
static bool quantifier(Parser *p, bool *any)
{
    *any = false;
    if (p->at >= p->end)
        return false;
    char c = *p->at;
    bool optional = c == '?' || c == '*' || (c == '{' && p->at + 1 < p->end && p->at[1] == '0');
    if (c == '?' || c == '*' || c == '+') {
        p->at++;
        *any = true;
    } else if (c == '{') {
        while (p->at < p->end && *p->at != '}')
            p->at++;
        p->at++;
        *any = true;
    }
    if (*any && p->at < p->end && (*p->at == '?' || *p->at == '+'))
        p->at++;
    return optional;
}

static Need parse_alternatives(Parser *p);

/* A group: look-arounds that deny require nothing. */
static Need parse_group(Parser *p)
{
    bool denies = false, behind = false;
    p->at++;
    if (p->at < p->end && *p->at == '?') {
        p->at++;
        behind = *p->at == '<';
        if (behind)
            p->at++;
        denies = *p->at == '!';
        p->at++;
    }
    Need r = parse_alternatives(p);
    if (p->at < p->end)
        p->at++; /* ) */
    if (denies)
        r = (Need){.n = 0};
    return r;
}

/* A class: one of its mentions and marks is required, if it holds nothing else. */
static Need parse_class(Parser *p)
{
    Need r = {.n = 0};
    const char *at = p->at + 1;
    bool known = true;
    while (known && at < p->end && *at != ']') {
        size_t len = utf8_length(*at);
        known =
            !is_letter(*at) && strchr(" ^\\0123456789", *at) == NULL && !(at[1] == '-' && at[2] != ']') && need_add(&r, at, len);
        at += len;
    }
    if (!known || at >= p->end)
        r = (Need){.n = 0};
    skip_class(p);
    return r;
}

static Need parse_sequence(Parser *p, bool outer)
{
    Need best = {.n = 0};
    char run[NEED_TEXT_MAX];
    int n = 0;
    while (p->at < p->end && *p->at != '|' && *p->at != ')') {
        char c = *p->at;
        Need inner = {.n = 0};
        int literal_bytes = 0;
        if (c == '(') {
            run_end(p, &best, run, &n, outer);
            inner = parse_group(p);
        } else if (c == '[') {
            run_end(p, &best, run, &n, outer);
            inner = parse_class(p);
        } else if (c == '\\') {
            bool plain = p->at + 1 < p->end && strchr(".()[]{}+*?|^$\\/-", p->at[1]) != NULL;
            if (plain && n < NEED_TEXT_MAX - 1)
                run[n] = p->at[1], literal_bytes = 1;
            p->at += 2;
        } else if (strchr(".^$", c) != NULL) {
            p->at++;
        } else {
            size_t len = utf8_length(c);
            if (n + (int)len < NEED_TEXT_MAX)
                memcpy(run + n, p->at, len), literal_bytes = (int)len;
            p->at += len;
        }
        bool any, optional = quantifier(p, &any);
        if (literal_bytes > 0 && !optional) {
            n += literal_bytes;
            if (any)
                run_end(p, &best, run, &n, outer);
        } else {
            run_end(p, &best, run, &n, outer);
            if (!optional)
                need_found(p, &best, &inner, outer);
        }
    }
    run_end(p, &best, run, &n, outer);
    return best;
}

/* What all alternatives share: one of the best of each. */
static Need parse_alternatives(Parser *p)
{
    Need sum = parse_sequence(p, false);
    bool known = weight(&sum) > 0;
    while (p->at < p->end && *p->at == '|') {
        p->at++;
        Need next = parse_sequence(p, false);
        known = known && weight(&next) > 0;
        sum.types |= next.types;
        for (int i = 0; known && i < next.n; i++)
            known = need_add(&sum, next.text[i], strlen(next.text[i]));
    }
    return known ? sum : (Need){.n = 0};
}

static bool branch_take(Branch *branch, Parser *p, Keywords *keywords, Fault *f)
{
    for (branch->n = 0; branch->n < 4 && p->n_all > 0;) {
        int best = 0;
        for (int i = 1; i < p->n_all; i++)
            if (weight(&p->all[i]) > weight(&p->all[best]))
                best = i;
        int number = keywords_add(keywords, &p->all[best]);
        if (number < 0)
            return fault(f, FAULT_LIMIT, "the packs require more than %d different things", NEEDS_MAX);
        branch->need[branch->n++] = (uint16_t)number;
        p->all[best] = p->all[--p->n_all];
    }
    return true;
}

/* The outermost alternatives one by one; where they are too many, what all of them share. */
static bool needs_find(Pattern *pattern, Span expression, Keywords *keywords, Fault *f)
{
    Parser p = {.at = expression.at, .end = expression.at + expression.len};
    for (;;) {
        p.n_all = 0;
        (void)parse_sequence(&p, true);
        if (!branch_take(&pattern->branches[pattern->n_branches++], &p, keywords, f))
            return false;
        if (p.at >= p.end || *p.at != '|')
            return true;
        if (pattern->n_branches == BRANCHES_MAX)
            break;
        p.at++;
    }
    p = (Parser){.at = expression.at, .end = expression.at + expression.len, .n_all = 1};
    p.all[0] = parse_alternatives(&p);
    p.n_all = weight(&p.all[0]) > 0;
    pattern->n_branches = 1;
    return branch_take(&pattern->branches[0], &p, keywords, f);
}

/* What each alternative requires around mentions. */
static void needs_around(const Packs *packs, Pattern *pattern, Span expression, Keywords *keywords)
{
    Arena arena = {0};
    Pieces all[BRANCHES_MAX];
    int n = pieces_cut(&arena, tree_read(&arena, expression), all);
    for (int b = 0; b < n && n == pattern->n_branches; b++) {
        Branch *branch = &pattern->branches[b];
        for (int i = 0; i < all[b].n; i++) {
            int numbers[AROUND_MAX], found = around_add(packs->around, keywords, all[b].piece[i], numbers);
            for (int j = 0; j < found && branch->n < BRANCH_NEEDS; j++)
                branch->need[branch->n++] = (uint16_t)numbers[j];
        }
    }
    arena_free(&arena);
}

bool pattern_expand(const Packs *packs, Pattern *p, Keywords *keywords, Str *out, Fault *f)
{
    Expansion e = {.packs = packs, .p = p, .out = out};
    p->left_phrase = p->right_phrase = -1;
    if (!expand_text(&e, p->regex, f) || !needs_find(p, str_span(out), keywords, f))
        return false;
    needs_around(packs, p, str_span(out), keywords);
    return true;
}
