#include "input/fragment.h"

#include "base/xml.h"
#include "input/inline.h"
#include "input/tagged.h"
#include "input/tidy.h"

enum { TAG_MAX = 400, OPEN_MAX = 100 };

typedef struct {
    Arena *arena;
    Inline text;
    Span open[OPEN_MAX]; /* names of elements within the text */
    int depth;
    Section *sections;
    size_t n, max;
    bool going_on;       /* text belongs to the last section */
    bool plain;          /* a title: no sections             */
} Fragment;

typedef struct {
    Span name;           /* without its prefix */
    bool end, empty;     /* </name>, <name/>   */
} Tag;

/* --- what the bytes are ------------------------------------------------------------------------- */

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_name(char c)
{
    return is_letter(c) || (c >= '0' && c <= '9') || c == ':' || c == '-' || c == '_';
}

/* The bytes of the tag that `s` begins with; 0: none, as in "P <0.05" or "n<m and k>2". */
static size_t tag_at(Span s, Tag *out)
{
    size_t i = 1, most = s.len < TAG_MAX ? s.len : TAG_MAX;
    *out = (Tag){0};
    out->end = i < most && s.at[i] == '/';
    i += out->end;
    size_t from = i;
    while (i < most && is_name(s.at[i]))
        i++;
    if (i == from || !is_letter(s.at[from]))
        return 0;
    Span name = span_cut(s, from, i);
    const char *colon = memchr(name.at, ':', name.len);
    out->name = colon == NULL ? name : span_cut(name, (size_t)(colon - name.at) + 1, name.len);
    const char *close = memchr(s.at + i, '>', most - i);
    if (close == NULL)
        return 0;
    Span rest = tidy_trimmed((Span){s.at + i, (size_t)(close - s.at) - i});
    out->empty = rest.len > 0 && rest.at[rest.len - 1] == '/';
    bool attributes = rest.len > (size_t)out->empty && memchr(rest.at, '=', rest.len) != NULL;
    bool whole = (rest.len == (size_t)out->empty || attributes) && memchr(rest.at, '<', rest.len) == NULL;
    return whole ? (size_t)(close - s.at) + 1 : 0;
}

/* --- sections ----------------------------------------------------------------------------------- */

static bool is_heading(Span name)
{
    return span_is(name, "title") ||
           (name.len == 2 && (name.at[0] == 'h' || name.at[0] == 'H') && name.at[1] >= '1' && name.at[1] <= '6');
}

static bool is_block(Span name)
{
    static const char *const names[] = {"p", "sec", "div", "br", "break", "li", "list-item", "abstract", "P", "BR", "DIV"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (span_is(name, names[i]))
            return true;
    return false;
}

static Span text_taken(Fragment *f)
{
    Span text = arena_copy(f->arena, tidy_trimmed(str_span(&f->text.text)));
    inline_clear(&f->text);
    f->depth = 0;
    return text;
}

static void end_paragraph(Fragment *f)
{
    if (f->plain) {
        inline_text(&f->text, SPAN_LIT(" "));
        return;
    }
    Span text = text_taken(f);
    if (text.len == 0)
        return;
    if (!f->going_on) {
        Section *s = arena_push(f->arena, &f->sections, &f->n, &f->max, sizeof *s);
        *s = (Section){.text = text};
        f->going_on = true;
        return;
    }
    Section *s = &f->sections[f->n - 1];
    s->text = s->text.len == 0 ? text : arena_format(f->arena, "%.*s %.*s", SPAN_FMT(s->text), SPAN_FMT(text));
}

static void end_heading(Fragment *f)
{
    if (f->plain)
        return;
    Span label = text_taken(f);
    if (label.len > 0 && label.at[label.len - 1] == ':')
        label = tidy_trimmed(span_cut(label, 0, label.len - 1));
    f->going_on = false;
    if (label.len == 0 || span_is(label, "Abstract") || span_is(label, "ABSTRACT") || span_is(label, "abstract"))
        return;
    Section *s = arena_push(f->arena, &f->sections, &f->n, &f->max, sizeof *s);
    *s = (Section){.label = label, .text = SPAN_LIT("")};
    f->going_on = true;
}

static void end_element(Fragment *f, Span name)
{
    int at = f->depth;
    while (at > 0 && !span_equal(f->open[at - 1], name))
        at--;
    if (at == 0)
        return; /* it never began */
    for (; f->depth >= at; f->depth--)
        inline_end(&f->text);
}

static void take_tag(Fragment *f, const Tag *t)
{
    if (is_block(t->name)) {
        end_paragraph(f);
        if (span_is(t->name, "sec"))
            f->going_on = false;
    } else if (is_heading(t->name)) {
        if (t->end)
            end_heading(f);
        else
            end_paragraph(f);
    } else if (t->end) {
        end_element(f, t->name);
    } else if (!t->empty && f->depth < OPEN_MAX) {
        f->open[f->depth++] = t->name;
        inline_start(&f->text, t->name);
    }
}

static void read_all(Fragment *f, Span s)
{
    Str point = {0};
    size_t from = 0, i = 0;
    while (i < s.len) {
        Span rest = span_cut(s, i, s.len);
        Tag tag;
        size_t n = 0;
        str_clear(&point);
        if (s.at[i] == '<' && (n = tag_at(rest, &tag)) > 0) {
            inline_text(&f->text, span_cut(s, from, i));
            take_tag(f, &tag);
        } else if (s.at[i] == '&' && (n = xml_entity(rest, &point)) > 0) {
            inline_text(&f->text, span_cut(s, from, i));
            inline_text(&f->text, str_span(&point));
        }
        i += n > 0 ? n : 1;
        from = n > 0 ? i : from;
    }
    inline_text(&f->text, span_cut(s, from, s.len));
    str_free(&point);
}

/* Some deposit tags that are escaped once too often: "&lt;b&gt;Summary.&lt;/b&gt;". */
static Span unescaped(Span s, Arena *a)
{
    if (s.len == 0 || memmem(s.at, s.len, "&lt;/", 5) == NULL)
        return s;
    Str out = {0};
    for (size_t i = 0; i < s.len;) {
        size_t n = s.at[i] == '&' ? xml_entity(span_cut(s, i, s.len), &out) : 0;
        if (n == 0)
            str_add_byte(&out, s.at[i]);
        i += n > 0 ? n : 1;
    }
    Span copy = arena_copy(a, str_span(&out));
    str_free(&out);
    return copy;
}

Span fragment_text(Span fragment, Arena *a)
{
    if (fragment.len == 0)
        return fragment;
    Fragment *f = arena_take(a, sizeof *f);
    f->arena = a;
    f->plain = true;
    read_all(f, unescaped(fragment, a));
    Span text = text_taken(f);
    str_free(&f->text.text);
    return text;
}

void fragment_sections(Span fragment, Arena *a, Record *r)
{
    if (fragment.len == 0)
        return;
    Fragment *f = arena_take(a, sizeof *f);
    f->arena = a;
    read_all(f, unescaped(fragment, a));
    end_paragraph(f);
    str_free(&f->text.text);
    if (f->n == 1 && f->sections[0].label.at == NULL) {
        tagged_sections(f->sections[0].text, a, r);
        return;
    }
    r->sections = f->sections;
    r->n_sections = f->n;
}
