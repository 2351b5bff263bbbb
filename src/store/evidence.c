#include "store/room.h"

#include "figure/anchor.h"

#include <stdlib.h>

/* A figure that the store has. */
typedef struct {
    Span key, anchor;
    int64_t since;
    bool found;   /* false: gone           */
    bool matched; /* a new row is this one */
    Cells cells;
} Old;

typedef struct {
    Old *at;
    size_t n, max;
} Olds;

static Olds olds_read(Store *s, Span uid)
{
    Olds olds = {0};
    query_again(s->evidence_of);
    query_bind(s->evidence_of, 1, uid);
    while (db_next(s->evidence_of)) {
        Old *o = arena_push(&s->arena, &olds.at, &olds.n, &olds.max, sizeof *o);
        o->key = db_text(s->evidence_of, 0, &s->arena);
        o->anchor = db_text(s->evidence_of, 1, &s->arena);
        o->found = span_is(db_text(s->evidence_of, 2, &s->arena), "found");
        o->since = db_int(s->evidence_of, 3);
        for (int c = 0, i = 4; c < N_COLUMNS; c++)
            if (column_is_kept(c))
                o->cells.at[c] = db_text(s->evidence_of, i++, &s->arena);
    }
    return olds;
}

/* Of a query that is fresh. */
static void bind_cells(Query *q, int i, const Cells *c)
{
    for (int k = 0; k < N_COLUMNS; k++) {
        if (column_is_kept(k) && c->at[k].at != NULL) /* two in three are null */
            query_bind(q, i, c->at[k]);
        i += column_is_kept(k) ? 1 : 0;
    }
}

/* The key for one whose own an older figure bears already. */
static Span next_key(Store *s, Span key)
{
    uint64_t h = 14695981039346656037u;
    for (size_t i = 0; i < key.len; i++)
        h = (h ^ (unsigned char)key.at[i]) * 1099511628211u;
    return key_print(h, &s->arena);
}

static void add(Store *s, Span uid, Span anchor, const Cells *c)
{
    Query *q = s->evidence_add;
    Fault f = {0};
    query_fresh(q);
    query_bind(q, 2, uid);
    query_bind(q, 3, anchor);
    query_bind(q, 4, arena_format(&s->arena, "%ld", (long)s->run));
    query_bind(q, 5, cells_look(c, &s->arena));
    bind_cells(q, 6, c);
    for (Span key = anchor; db_ok(s->db, &f); key = next_key(s, key)) {
        query_bind(q, 1, key);
        db_end_after(q);
        if (db_changes(s->db) > 0)
            break;
    }
}

static Span json_of(Store *s, const Cells *c)
{
    Str json = {0};
    cells_json(c, &json);
    Span out = arena_copy(&s->arena, str_span(&json));
    str_free(&json);
    return out;
}

static void set(Store *s, Span uid, const Old *old, Span anchor, const Cells *c)
{
    if (old->since != s->run && !old->found)
        change_put(s, old->key, uid, CHANGE_figure_back, json_of(s, &old->cells));
    else if (old->since != s->run && cells_differ(&old->cells, c) != N_COLUMNS)
        change_put(s, old->key, uid, CHANGE_figure_altered, json_of(s, &old->cells));
    Query *q = s->evidence_set;
    query_fresh(q);
    query_bind(q, 1, old->key);
    query_bind(q, 2, anchor);
    query_bind(q, 3, cells_look(c, &s->arena));
    bind_cells(q, 4, c);
    db_end_after(q);
}

static void drop(Store *s, Span uid, const Old *old)
{
    if (old->since == s->run) { /* nobody has seen it */
        DB_DO(s->db, "DELETE FROM evidence WHERE \"key\" = ?", "t", old->key);
        return;
    }
    change_end(s, old->key, uid, CHANGE_figure_gone, json_of(s, &old->cells));
    DB_DO(s->db, "UPDATE evidence SET state = 'gone' WHERE \"key\" = ?", "t", old->key);
}

/* --- which old figure a new row is ------------------------------------------------------------- */

static long number_of(Span s)
{
    return s.at == NULL ? 0 : strtol(s.at, NULL, 10);
}

static bool same_cell(const Cells *a, const Cells *b, int c)
{
    return (a->at[c].at == NULL) == (b->at[c].at == NULL) && span_equal(a->at[c], b->at[c]);
}

static bool overlaps(const Cells *a, const Cells *b)
{
    return same_cell(a, b, COLUMN_section) && number_of(a->at[COLUMN_start]) < number_of(b->at[COLUMN_end]) &&
           number_of(b->at[COLUMN_start]) < number_of(a->at[COLUMN_end]);
}

static bool says_the_same(const Cells *a, const Cells *b)
{
    return same_cell(a, b, COLUMN_kind) && same_cell(a, b, COLUMN_outcome) && same_cell(a, b, COLUMN_group) &&
           same_cell(a, b, COLUMN_timepoint);
}

static long distance(const Cells *a, const Cells *b)
{
    enum { A_SECTION = 1 << 20 };
    return labs(number_of(a->at[COLUMN_section]) - number_of(b->at[COLUMN_section])) * A_SECTION +
           labs(number_of(a->at[COLUMN_start]) - number_of(b->at[COLUMN_start]));
}

typedef enum { BY_ANCHOR, BY_PLACE, BY_WORDS, N_WAYS } Way;

static Old *find(Olds *olds, Way way, Span anchor, const Cells *c)
{
    Old *best = NULL;
    for (size_t i = 0; i < olds->n; i++) {
        Old *o = &olds->at[i];
        if (o->matched || (way != BY_ANCHOR && !o->found))
            continue;
        bool is = way == BY_ANCHOR  ? span_equal(o->anchor, anchor)
                  : way == BY_PLACE ? overlaps(&o->cells, c)
                                    : says_the_same(&o->cells, c);
        if (is && (best == NULL || distance(&o->cells, c) < distance(&best->cells, c)))
            best = o;
    }
    return best;
}

static Old **match(Olds *olds, const Rows *rows, const Cells *cells, bool same_text, Arena *a)
{
    Old **of = arena_take(a, (rows->n + 1) * sizeof *of);
    for (Way way = 0; way < N_WAYS; way++) {
        if (way == BY_PLACE && !same_text)
            continue;
        for (size_t i = 0; i < rows->n; i++) {
            if (of[i] == NULL && (of[i] = find(olds, way, rows->at[i].key, &cells[i])) != NULL)
                of[i]->matched = true;
        }
    }
    return of;
}

/* Kept under another id than it bears: keys come from the one it is kept under. */
static void rekey(Span uid, const Record *record, Rows *rows, Arena *a)
{
    Span *was = arena_take(a, (rows->n + 1) * sizeof *was);
    for (size_t i = 0; i < rows->n; i++)
        was[i] = rows->at[i].key;
    rows_anchor(uid, record, rows, a);
    for (size_t i = 0; i < rows->n; i++)
        for (size_t j = 0; j < i && rows->at[i].repeat_of.at != NULL; j++)
            if (span_equal(was[j], rows->at[i].repeat_of)) {
                rows->at[i].repeat_of = rows->at[j].key;
                break;
            }
}

void evidence_put(Store *s, Span uid, const Record *record, Rows *rows, bool is_new, bool same_text)
{
    if (!span_equal(uid, record->doc))
        rekey(uid, record, rows, &s->arena);
    Cells *cells = arena_take(&s->arena, (rows->n + 1) * sizeof *cells);
    for (size_t i = 0; i < rows->n; i++)
        cells_of_row(&rows->at[i], &cells[i], &s->arena);
    Olds olds = is_new ? (Olds){0} : olds_read(s, uid);
    Old **of = match(&olds, rows, cells, same_text, &s->arena);
    for (size_t i = 0; i < rows->n; i++) {
        if (of[i] == NULL)
            add(s, uid, rows->at[i].key, &cells[i]);
        else
            set(s, uid, of[i], rows->at[i].key, &cells[i]);
    }
    for (size_t i = 0; i < olds.n; i++)
        if (!olds.at[i].matched && olds.at[i].found)
            drop(s, uid, &olds.at[i]);
}

void evidence_drop(Store *s, Span uid)
{
    Olds olds = olds_read(s, uid);
    for (size_t i = 0; i < olds.n; i++)
        if (olds.at[i].found)
            drop(s, uid, &olds.at[i]);
}

void evidence_retire(Store *s, Span uid)
{
    DB_DO(s->db,
          "DELETE FROM evidence WHERE uid = ?1 AND since = ?2 AND NOT EXISTS (SELECT 1 FROM decided d WHERE"
          " d.\"key\" = evidence.\"key\")",
          "ti", uid, s->run);
    DB_DO(s->db, "UPDATE evidence SET state = 'gone' WHERE uid = ?", "t", uid);
}

Span evidence_twin(Store *s, Span uid, const Cells *row)
{
    Olds olds = olds_read(s, uid);
    Old *best = NULL;
    int best_rank = 0;
    for (size_t i = 0; i < olds.n; i++) {
        Old *o = &olds.at[i];
        bool quote = same_cell(&o->cells, row, COLUMN_quote), words = says_the_same(&o->cells, row);
        int rank = !o->found ? 0 : quote && same_cell(&o->cells, row, COLUMN_sentence) ? 3 : quote && words ? 2
                   : words && row->at[COLUMN_value].at != NULL && same_cell(&o->cells, row, COLUMN_value) ? 1 : 0;
        if (rank > best_rank || (rank > 0 && rank == best_rank && distance(&o->cells, row) < distance(&best->cells, row))) {
            best = o;
            best_rank = rank;
        }
    }
    return best == NULL ? (Span){0} : best->key;
}
