#include "refresh/online.h"

typedef struct {
    Span *at;
    size_t n, max;
} Ids;

static Harvest harvest_of(const Online *l)
{
    return (Harvest){.http = l->http, .query = l->ask, .path = l->file.path.at, .source = l->source};
}

static void add_id(Online *l, Ids *ids, Span id)
{
    if (id.len > 0)
        *(Span *)arena_push(&l->arena, &ids->at, &ids->n, &ids->max, sizeof id) = arena_copy(&l->arena, id);
}

/* Where a run that was cut had come in this list. */
static QueryCut cut_of(Online *l, Span since)
{
    Str before = {0}, behind = {0}, first = {0};
    source_address(l->source, &l->ask, &(SourceAsk){.since = since, .rows = l->source->rows}, &before, &behind);
    form_add(&first, "", SPAN_LIT("*"));
    QueryCut cut = query_cut(l->r->store, &l->file, str_span(&before), str_span(&behind),
                             span_cut(str_span(&first), 1, first.len), &l->arena);
    str_free(&before);
    str_free(&behind);
    str_free(&first);
    return cut;
}

static void add_seen(void *seen, int64_t number)
{
    numbers_add(seen, number);
}

/* Takes in a list: what changed since that day, or all; it goes on where a run that was cut had come.  *seen is what came, of
 * such a run too. */
static bool take_list(Online *l, Span since, bool go_on, Numbers *seen)
{
    Harvest h = harvest_of(l);
    QueryCut cut = go_on ? cut_of(l, since) : (QueryCut){0};
    h.since = since;
    if (cut.cursor.at != NULL)
        h.resume = form_value(cut.cursor, &l->arena);
    bool ok = online_take(l, &h);
    seen->n = 0;
    for (size_t i = 0; i < h.seen.n; i++)
        numbers_add(seen, h.seen.at[i]);
    l->asked += h.seen.n;
    l->list_began = (Span){0};
    if (h.resumed) {
        l->list_began = cut.began;
        query_seen(l->r->store, &l->file, cut.run, add_seen, seen);
    }
    numbers_sort(seen);
    if (since.at == NULL)
        l->count = h.count;
    bool other = ok && h.resumed && l->fault.kind == FAULT_NONE && (int64_t)seen->n != h.count;
    harvest_close(&h);
    return other ? take_list(l, since, false, seen) : ok; /* what was listed is not what is: from its begin, then */
}

/* Takes in the records of these ids. */
static bool take_ids(Online *l, const Ids *ids)
{
    Harvest h = harvest_of(l);
    h.ids = ids->at;
    h.n_ids = ids->n;
    bool ok = ids->n == 0 || online_take(l, &h);
    l->asked += ids->n;
    harvest_close(&h);
    return ok;
}

/* How the source names a record that it gave once. */
static Span id_kept(Online *l, int64_t number, Arena *a)
{
    Span bytes;
    Fault f = {0};
    Json *j = query_raw(l->r->store, &l->file, number, a, &bytes) ? json_open(bytes, &f) : NULL;
    Span id = j == NULL ? (Span){0} : l->source->id(j, a);
    json_close(j);
    return id;
}

/* Those that the query finds no more are asked for by their ids: then it is known whether the source has them. */
static bool take_gone(Online *l, Ids *more)
{
    size_t n = 0;
    for (size_t i = 0; i < l->gone.n; i++) {
        Span id = id_kept(l, l->gone.at[i], &l->arena);
        if (id.len == 0 || memchr(id.at, ',', id.len) != NULL)
            continue; /* it cannot be asked for in a list of filters, so nothing is said of it */
        l->gone.at[n++] = l->gone.at[i];
        add_id(l, more, id);
    }
    l->gone.n = n;
    return take_ids(l, more);
}

/* All of it; what was known and does not come now is missing, if all came that was counted. */
static bool list_all(Online *l)
{
    Numbers seen = {0};
    Ids none = {0};
    bool ok = take_list(l, (Span){0}, true, &seen);
    if (ok && l->fault.kind == FAULT_NONE && (int64_t)seen.n == l->count)
        numbers_part(&l->known, &seen, false, &l->gone);
    if (ok && l->fault.kind == FAULT_NONE) {
        online_short(l, seen.n);
        ok = take_gone(l, &none);
    }
    numbers_free(&seen);
    return ok;
}

/* The ids of all, those of unknown ones in *fresh.  False: the source failed. */
static bool read_ids(Online *l, Numbers *found, Ids *fresh)
{
    Harvest h = harvest_of(l);
    SourcePage page;
    while (harvest_ids(&h, &page)) {
        for (size_t i = 0; page.holder != NULL && i < json_count(page.holder, page.list); i++) {
            const Json *record = json_item(page.holder, page.list, i);
            Span id = record == NULL ? (Span){0} : l->source->id(record, &h.arena);
            int64_t number = source_number(id);
            if (id.len == 0)
                continue;
            numbers_add(found, number);
            if (!numbers_have(&l->known, number))
                add_id(l, fresh, id);
        }
    }
    l->count = h.count;
    numbers_sort(found);
    if (h.fault.kind != FAULT_NONE)
        l->fault = h.fault;
    harvest_close(&h);
    return l->fault.kind == FAULT_NONE;
}

static bool list_ids(Online *l)
{
    Numbers found = {0};
    Ids want = {0};
    bool ok = true;
    if (read_ids(l, &found, &want)) {
        if ((int64_t)found.n == l->count)
            numbers_part(&l->known, &found, false, &l->gone);
        online_short(l, found.n);
        for (size_t i = 0; i < want.n; i++)
            numbers_add(&l->want, source_number(want.at[i]));
        numbers_sort(&l->want);
        ok = take_gone(l, &want);
    }
    numbers_free(&found);
    return ok;
}

/* How many the query finds now.  False: the source failed. */
static bool ask_count(Online *l)
{
    Json *reply;
    SourcePage page;
    bool ok =
        source_ask(l->source, l->http, &l->ask, &(SourceAsk){.rows = 1, .ids_only = true}, &page, &reply, &l->arena, &l->fault);
    json_close(reply);
    l->count = page.count;
    return ok;
}

bool list_refresh(Online *l)
{
    if (l->since.at == NULL || l->r->wish.full)
        return list_all(l);
    if (l->source->windows) {
        Numbers seen = {0};
        bool ok = take_list(l, l->since, true, &seen);
        numbers_free(&seen);
        if (!ok || l->fault.kind != FAULT_NONE || !ask_count(l))
            return ok;
        online_look(l);
        if ((int64_t)l->known.n == l->count && !online_is_look(l))
            return true;
    }
    return list_ids(l);
}
