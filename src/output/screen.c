#include "output/screen.h"

#include <wchar.h>

typedef enum { SCREEN_DOC, SCREEN_KIND, SCREEN_VALUE, SCREEN_COUNT, SCREEN_OUTCOME, SCREEN_GROUP, SCREEN_TIME, N_SCREEN } ScreenColumn;

static const struct {
    const char *head;
    int least, share; /* columns of text; parts of what is left over on a wider screen */
} layout[N_SCREEN] = {
    [SCREEN_DOC] = {"doc", 10, 0},        [SCREEN_KIND] = {"kind", 12, 0},    [SCREEN_VALUE] = {"value", 16, 2},
    [SCREEN_COUNT] = {"n/N", 9, 0},       [SCREEN_OUTCOME] = {"outcome", 12, 4}, [SCREEN_GROUP] = {"group", 8, 3},
    [SCREEN_TIME] = {"time", 7, 1},
};

enum { SHARES = 10, LEAST = 74, BETWEEN = N_SCREEN - 1 };

static int width_of(int i, int width)
{
    width = width < SCREEN_MIN ? SCREEN_MIN : width > SCREEN_MAX ? SCREEN_MAX : width;
    return layout[i].least + (width - LEAST - BETWEEN) * layout[i].share / SHARES;
}

/* The bytes of the character at `i`, and in *width the columns that it takes: two for most of East Asia, none for what combines. */
static size_t character(Span s, size_t i, int *width)
{
    size_t n = 1;
    while (i + n < s.len && ((unsigned char)s.at[i + n] & 0xC0) == 0x80)
        n++;
    wchar_t c;
    mbstate_t state = {0};
    size_t read = mbrtowc(&c, s.at + i, n, &state);
    *width = read == n && n > 1 ? wcwidth(c) : 1;
    if (*width < 0)
        *width = 1;
    return n;
}

/* The bytes of those first characters that fit into `room` columns; *used: the columns that they take. */
static size_t fits(Span s, int room, int *used)
{
    int width;
    size_t i = 0;
    *used = 0;
    for (size_t n; i < s.len; i += n, *used += width) {
        n = character(s, i, &width);
        if (*used + width > room)
            break;
    }
    return i;
}

static void add_clean(Str *out, Span s)
{
    for (size_t i = 0; i < s.len; i++)
        str_add_byte(out, (unsigned char)s.at[i] < 0x20 || s.at[i] == 0x7F ? ' ' : s.at[i]);
}

/* No blanks before the line end. */
static void end_line(Str *out)
{
    while (out->len > 0 && out->at[out->len - 1] == ' ')
        out->len--;
    str_add_byte(out, '\n');
}

static void add_cell(int i, int width, Span s, Str *out)
{
    int room = width_of(i, width), n;
    size_t len = fits(s, room, &n);
    bool cut = len < s.len;
    if (cut)
        len = fits(s, room - 1, &n);
    add_clean(out, (Span){s.at, len});
    if (cut) {
        str_add_text(out, "\u2026");
        n++;
    }
    if (i + 1 == N_SCREEN)
        end_line(out);
    else
        for (; n < room + 1; n++)
            str_add_byte(out, ' ');
}

void screen_head(int width, Str *out)
{
    for (int i = 0; i < N_SCREEN; i++)
        add_cell(i, width, span_of(layout[i].head), out);
}

/* "27.2-36.8", "-3.9 to -0.9", "sd 2.6" */
static void add_spread(const Row *row, Str *out)
{
    bool low = number_is(&row->low), high = number_is(&row->high);
    if (!low && row->interval.at != NULL) {
        str_add(out, row->interval);
        str_add_byte(out, ' ');
    }
    str_add(out, low ? row->low.digits : SPAN_LIT(""));
    if (low && high)
        str_add_text(out, row->high.digits.at[0] == '-' || row->low.digits.at[0] == '-' ? " to " : "-");
    str_add(out, high ? row->high.digits : SPAN_LIT(""));
}

/* "0.71 (0.55-0.92)", "62.4%", "<0.001", "5-10%", "31.5 (27.2-36.8) months": the unit is behind, which a narrow column cuts first. */
static void add_value(const Row *row, Str *out)
{
    bool value = number_is(&row->value), spread = number_is(&row->low) || number_is(&row->high), percent = span_is(row->unit, "%");
    if (row->comparator.at != NULL && !span_is(row->comparator, "="))
        str_add(out, row->comparator);
    if (value) {
        str_add(out, row->value.digits);
        str_add_text(out, percent ? "%" : "");
    }
    if (spread) {
        str_add_text(out, value ? " (" : "");
        add_spread(row, out);
        str_add_text(out, value ? ")" : percent ? "%" : "");
    }
    if (row->unit.len > 0 && !percent) {
        str_add_byte(out, ' ');
        str_add(out, row->unit);
    }
}

static void add_count(const Row *row, Str *out)
{
    if (number_is(&row->numerator))
        str_add(out, row->numerator.digits);
    if (number_is(&row->denominator)) {
        str_add_byte(out, '/');
        str_add(out, row->denominator.digits);
    }
}

void screen_row(int width, const Row *row, Str *out)
{
    Str cell = {0};
    add_cell(SCREEN_DOC, width, row->doc, out);
    add_cell(SCREEN_KIND, width, row->kind, out);
    add_value(row, &cell);
    add_cell(SCREEN_VALUE, width, str_span(&cell), out);
    str_clear(&cell);
    add_count(row, &cell);
    add_cell(SCREEN_COUNT, width, str_span(&cell), out);
    add_cell(SCREEN_OUTCOME, width, row->outcome, out);
    add_cell(SCREEN_GROUP, width, row->group, out);
    add_cell(SCREEN_TIME, width, row->timepoint, out);
    str_free(&cell);
}
