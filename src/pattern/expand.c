#include "pattern/expand.h"

#include "pattern/around.h"
#include "pattern/need.h"
#include "pattern/piece.h"

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

static bool branch_take(Branch *branch, const Needs *needs, Keywords *keywords, Fault *f)
{
    for (int i = 0; i < needs->n; i++) {
        int number = keywords_add(keywords, needs->need[i]);
        if (number < 0)
            return fault(f, FAULT_LIMIT, "the packs require more than %d different things", NEEDS_MAX);
        branch->need[branch->n++] = (uint16_t)number;
    }
    return true;
}

/* What is required around mentions comes last: it is the dearer question. */
static void around_take(Branch *branch, Around *around, const Pieces *pieces, Keywords *keywords)
{
    for (int i = 0; i < pieces->n; i++) {
        int numbers[AROUND_MAX], found = around_add(around, keywords, pieces->piece[i], numbers);
        for (int j = 0; j < found && branch->n < BRANCH_NEEDS; j++)
            branch->need[branch->n++] = (uint16_t)numbers[j];
    }
}

/* The outermost alternatives one by one; where they are too many, what all of them share. */
static bool branches_find(const Packs *packs, Pattern *p, Span expression, Keywords *keywords, Fault *f)
{
    Arena arena = {0};
    Needs needs[BRANCHES_MAX];
    Pieces pieces[BRANCHES_MAX];
    const Node *tree = tree_read(&arena, expression);
    bool ok = true;
    p->n_branches = needs_cut(&arena, tree, needs);
    for (int b = 0; b < p->n_branches && ok; b++)
        ok = branch_take(&p->branches[b], &needs[b], keywords, f);
    (void)pieces_cut(&arena, tree, pieces);
    for (int b = 0; b < p->n_branches && ok; b++)
        around_take(&p->branches[b], packs->around, &pieces[b], keywords);
    arena_free(&arena);
    return ok;
}

bool pattern_expand(const Packs *packs, Pattern *p, Keywords *keywords, Str *out, Fault *f)
{
    Expansion e = {.packs = packs, .p = p, .out = out};
    p->left_phrase = p->right_phrase = -1;
    return expand_text(&e, p->regex, f) && branches_find(packs, p, str_span(out), keywords, f);
}
