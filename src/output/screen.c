#include "output/screen.h"

#include "base/arena.h"
#include "base/clean.h"

#include <libsmartcols.h>
#include <stdlib.h>
#include <wchar.h>

struct Screen {
    int width;
    struct libscols_table *table;
    struct libscols_line *line; /* that is being filled */
    Str cell, clean; /* of the cell */
};

typedef enum {
    SCREEN_DOC, SCREEN_KIND, SCREEN_VALUE, SCREEN_COUNT, SCREEN_OUTCOME, SCREEN_GROUP, SCREEN_TIME, N_SCREEN
} ScreenColumn;

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

/* The bytes of the character at `i`, and in *width the columns that it takes: two for most of East Asia, none for what combines,
 * -1 for what is not printed. */
static size_t character(Span s, size_t i, int *width)
{
    size_t n = 1;
    while (i + n < s.len && ((unsigned char)s.at[i + n] & 0xC0) == 0x80)
        n++;
    wchar_t c;
    mbstate_t state = {0};
    size_t read = mbrtowc(&c, s.at + i, n, &state);
    *width = s.at[i] == '\0' ? -1 : read == n ? wcwidth(c) : 1;
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
        width = width < 0 ? 1 : width; /* of what stands for it */
        if (*used + width > room)
            break;
    }
    return i;
}

/* The library fails for want of memory alone. */
static void must(int code)
{
    if (code != 0)
        out_of_memory();
}

Screen *screen_open(int width)
{
    Screen *s = calloc(1, sizeof *s);
    if (s == NULL)
        out_of_memory();
    s->width = width;
    s->table = scols_new_table();
    must(s->table == NULL);
    must(scols_table_enable_noheadings(s->table, 1));
    must(scols_table_set_termforce(s->table, SCOLS_TERMFORCE_ALWAYS));
    must(scols_table_set_termwidth(s->table, SCREEN_MAX));
    for (int i = 0; i < N_SCREEN; i++)
        must(scols_table_new_column(s->table, layout[i].head, width_of(i, width), SCOLS_FL_STRICTWIDTH | SCOLS_FL_TRUNC) == NULL);
    return s;
}

void screen_close(Screen *s)
{
    if (s == NULL)
        return;
    scols_unref_table(s->table);
    str_free(&s->cell);
    str_free(&s->clean);
    free(s);
}

/* What fits into its column; where more stood, an ellipsis. */
static void set_cell(Screen *s, int column, Span text)
{
    int room = width_of(column, s->width), used;
    str_clear(&s->clean);
    str_add_clean(&s->clean, text);
    text = str_span(&s->clean);
    size_t len = fits(text, room, &used);
    bool cut = len < text.len;
    if (cut)
        len = fits(text, room - 1, &used);
    str_clear(&s->cell);
    str_add(&s->cell, SPAN_LIT(""));
    int width;
    for (size_t i = 0, n; i < len; i += n) {
        n = character(text, i, &width);
        if (width < 0)
            str_add_text(&s->cell, "\uFFFD"); /* what no terminal shows, the library would spell out */
        else
            str_add(&s->cell, (Span){text.at + i, n});
    }
    if (cut)
        str_add_text(&s->cell, "\u2026");
    must(scols_line_set_data(s->line, (size_t)column, s->cell.at));
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

/* "0.71 (0.55-0.92)", "62.4%", "<0.001", "5-10%", "31.5 (27.2-36.8) months": the unit is behind, which a narrow column cuts
 * first. */
static void add_value(const Row *row, Str *out)
{
    bool value = number_is(&row->value), spread = number_is(&row->low) || number_is(&row->high),
         percent = span_is(row->unit, "%");
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

static void begin_line(Screen *s)
{
    s->line = scols_table_new_line(s->table, NULL);
    must(s->line == NULL);
}

void screen_head(Screen *s)
{
    begin_line(s);
    for (int i = 0; i < N_SCREEN; i++)
        set_cell(s, i, span_of(layout[i].head));
}

void screen_row(Screen *s, const Row *row)
{
    Str text = {0};
    begin_line(s);
    set_cell(s, SCREEN_DOC, row->doc);
    set_cell(s, SCREEN_KIND, row->kind);
    add_value(row, &text);
    set_cell(s, SCREEN_VALUE, str_span(&text));
    str_clear(&text);
    add_count(row, &text);
    set_cell(s, SCREEN_COUNT, str_span(&text));
    set_cell(s, SCREEN_OUTCOME, row->outcome);
    set_cell(s, SCREEN_GROUP, row->group);
    set_cell(s, SCREEN_TIME, row->timepoint);
    str_free(&text);
}

void screen_print(Screen *s, Str *out)
{
    char *lines;
    if (scols_table_is_empty(s->table))
        return;
    must(scols_print_table_to_string(s->table, &lines));
    for (const char *line = lines; *line != '\0';) {
        size_t len = strcspn(line, "\n"), filled = len;
        while (filled > 0 && line[filled - 1] == ' ') /* the library fills up to the last column */
            filled--;
        str_add(out, (Span){line, filled});
        str_add_byte(out, '\n');
        line += line[len] == '\n' ? len + 1 : len;
    }
    free(lines);
    scols_table_remove_lines(s->table);
}
