#include "input/tagged.h"

#include "input/tidy.h"

#include <stdint.h>

enum { LABEL_MAX = 80, LABEL_WORD = 5 }; /* bytes of a label; letters of its longest word, at least: "HR: 0.7" has none */

static bool is_tag_char(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* The bytes of the tag and its dash at the begin of a line, 0: none. */
static size_t tag_length(Tagging tagging, Span line)
{
    enum { DASH = 4 };
    size_t letters = 0;
    while (letters < line.len && letters < DASH && is_tag_char(line.at[letters]))
        letters++;
    if (letters < 2 || (tagging == TAGGED_RIS && letters != 2) || line.len <= DASH || line.at[0] < 'A' || line.at[DASH] != '-')
        return 0;
    for (size_t i = letters; i < DASH; i++)
        if (line.at[i] != ' ')
            return 0;
    return line.len == DASH + 1 || is_space(line.at[DASH + 1]) ? DASH + 1 : 0;
}

/* The byte behind the line that begins at `at`, its end included; SIZE_MAX: it may go on (a CR may have its LF to come). */
static size_t line_end(Span s, size_t at, bool end)
{
    size_t i = at;
    while (i < s.len && s.at[i] != '\n' && s.at[i] != '\r')
        i++;
    if (i + 1 < s.len && s.at[i] == '\r' && s.at[i + 1] == '\n')
        return i + 2;
    if (i == s.len || (i + 1 == s.len && s.at[i] == '\r'))
        return end ? s.len : SIZE_MAX;
    return i + 1;
}

static bool is_blank(Span line)
{
    return tidy_trimmed(line).len == 0;
}

static bool has_tag(Tagging tagging, Span line, const char *tag)
{
    return tag_length(tagging, line) > 0 && span_begins(line, tag);
}

bool tagged_is(Tagging tagging, Span head)
{
    for (size_t at = 0; at < head.len; at = line_end(head, at, true)) {
        Span line = span_cut(head, at, line_end(head, at, true));
        if (has_tag(tagging, line, tagging == TAGGED_RIS ? "TY  -" : "PMID-"))
            return true;
        if (tagging == TAGGED_NBIB && !is_blank(line))
            return false;
    }
    return false;
}

/* Whether a record that has begun ends before `line`, `blank` telling of the line before. */
static bool begins_next(Tagging tagging, Span line, bool blank)
{
    if (tagging == TAGGED_RIS)
        return has_tag(tagging, line, "TY  -");
    return has_tag(tagging, line, "PMID-") || (blank && tag_length(tagging, line) > 0);
}

/* What stands between records: blank lines, and before the first of RIS whatever is not its begin. */
static bool is_between(Tagging tagging, Span line)
{
    return tagging == TAGGED_RIS ? !has_tag(tagging, line, "TY  -") : is_blank(line);
}

Slice tagged_slice(Tagging tagging, Span s, bool end, size_t *n, size_t *seen)
{
    *n = 0;
    bool blank = false;
    for (size_t at = *seen, next; at < s.len; at = next) {
        next = line_end(s, at, end);
        if (next == SIZE_MAX)
            return SLICE_MORE;
        Span line = span_cut(s, at, next);
        if (at == 0 && is_between(tagging, line)) {
            *n = next;
            return SLICE_SKIP;
        }
        bool ends = tagging == TAGGED_RIS && has_tag(tagging, line, "ER  -");
        if (ends || (at > 0 && begins_next(tagging, line, blank))) {
            *n = ends ? next : at;
            *seen = 0;
            return SLICE_RECORD;
        }
        blank = is_blank(line);
        *seen = blank ? *seen : at; /* a line is looked at again, with the blank ones behind it */
    }
    if (!end)
        return SLICE_MORE;
    *n = s.len;
    *seen = 0;
    return s.len > 0 ? SLICE_RECORD : SLICE_END;
}

static bool goes_on(Tagging tagging, Span line)
{
    return is_blank(line) || (tagging == TAGGED_NBIB ? span_begins(line, "      ") : tag_length(tagging, line) == 0);
}

/* The lines of `s` without their ends and the white space around them, joined by blanks. */
static Span joined(Span s, Arena *a)
{
    char *out = arena_room(a, s.len + 1);
    size_t n = 0;
    for (size_t at = 0, next; at < s.len; at = next) {
        next = line_end(s, at, true);
        Span piece = tidy_trimmed(span_cut(s, at, next));
        if (n > 0 && piece.len > 0)
            out[n++] = ' ';
        memcpy(out + n, piece.at, piece.len);
        n += piece.len;
    }
    return (Span){out, n};
}

bool tagged_next(Tagging tagging, Span *rest, Arena *a, Tagged *out)
{
    size_t at = 0, next = 0, dash = 0;
    for (; dash == 0; at = dash == 0 ? next : at) {
        if (at == rest->len)
            return false;
        next = line_end(*rest, at, true);
        dash = tag_length(tagging, span_cut(*rest, at, next));
    }
    while (next < rest->len) {
        size_t end = line_end(*rest, next, true);
        if (!goes_on(tagging, span_cut(*rest, next, end)))
            break;
        next = end;
    }
    out->tag = tidy_trimmed(span_cut(*rest, at, at + dash - 1));
    out->value = joined(span_cut(*rest, at + dash, next), a);
    *rest = span_cut(*rest, next, rest->len);
    return true;
}

/* --- labels in the text ------------------------------------------------------------------------- */

/* The bytes of a label with its colon at the begin of `s`: words in capitals, one of them long, and a full stop that some
 * journals print ("METHODS.:"); 0: none. */
static size_t label_length(Span s)
{
    size_t word = 0, longest = 0;
    for (size_t i = 0; i < s.len && i < LABEL_MAX; i++) {
        char c = s.at[i];
        if (c == '.' && i + 1 < s.len && s.at[i + 1] == ':')
            return longest >= LABEL_WORD ? i + 2 : 0;
        if (c == ':')
            return longest >= LABEL_WORD || (longest >= 3 && i == longest) ? i + 1 : 0;
        bool letter = c >= 'A' && c <= 'Z';
        if (!letter && (i == 0 || strchr(" ,/&()'-", c) == NULL || c == '\0'))
            return 0;
        word = letter ? word + 1 : 0;
        longest = word > longest ? word : longest;
    }
    return 0;
}

/* Where the next label begins at or after `from`, behind the end of a sentence; s.len: none. */
static size_t next_label(Span s, size_t from)
{
    for (size_t i = from; i + 2 < s.len; i++) {
        if (strchr(".?!)]", s.at[i]) == NULL || s.at[i + 1] != ' ' || s.at[i] == '\0')
            continue;
        size_t n = label_length(span_cut(s, i + 2, s.len));
        if (n > LABEL_WORD && i + 2 + n < s.len && s.at[i + 2 + n] == ' ')
            return i + 2;
    }
    return s.len;
}

static void add_section(Record *r, size_t *max, Span text, size_t label, Arena *a)
{
    Section *s = arena_push(a, &r->sections, &r->n_sections, max, sizeof *s);
    if (label > 0)
        s->label = span_cut(text, 0, label - 1);
    s->text = tidy_trimmed(span_cut(text, label, text.len));
}

void tagged_sections(Span abstract, Arena *a, Record *r)
{
    size_t max = 0;
    Span rest = tidy_trimmed(abstract);
    while (rest.len > 0) {
        size_t label = label_length(rest), next = next_label(rest, label);
        add_section(r, &max, span_cut(rest, 0, next), label, a);
        rest = span_cut(rest, next, rest.len);
    }
}
