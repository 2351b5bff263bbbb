#include "output/screen.h"

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

static bool is_first_byte(char c)
{
    return ((unsigned char)c & 0xC0) != 0x80;
}

/* Code points, each taken as one column wide. */
static int count(Span s)
{
    int n = 0;
    for (size_t i = 0; i < s.len; i++)
        n += is_first_byte(s.at[i]);
    return n;
}

/* The first `n` code points. */
static Span first(Span s, int n)
{
    size_t i = 0;
    while (i < s.len && (n > 0 || !is_first_byte(s.at[i])))
        n -= is_first_byte(s.at[i++]) ? 1 : 0;
    return (Span){s.at, i};
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
    int room = width_of(i, width), n = count(s);
    if (n > room) {
        add_clean(out, first(s, room - 1));
        str_add_text(out, "\u2026");
        n = room;
    } else {
        add_clean(out, s);
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

/* "0.71 (0.55-0.92)", "62.4 %", "<0.001" */
static void add_value(const Row *row, Str *out)
{
    if (row->comparator.at != NULL && !span_is(row->comparator, "="))
        str_add(out, row->comparator);
    if (number_is(&row->value))
        str_add(out, row->value.digits);
    if (span_is(row->unit, "%"))
        str_add_text(out, "%");
    if (!number_is(&row->low) && !number_is(&row->high))
        return;
    str_add_text(out, out->len > 0 ? " (" : "(");
    if (!number_is(&row->low) && row->interval.at != NULL) {
        str_add(out, row->interval);
        str_add_byte(out, ' ');
    }
    str_add(out, number_is(&row->low) ? row->low.digits : SPAN_LIT(""));
    if (number_is(&row->low) && number_is(&row->high))
        str_add_text(out, row->high.digits.at[0] == '-' || row->low.digits.at[0] == '-' ? " to " : "-");
    str_add(out, number_is(&row->high) ? row->high.digits : SPAN_LIT(""));
    str_add_byte(out, ')');
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
