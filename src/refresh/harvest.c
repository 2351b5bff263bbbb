#include "refresh/harvest.h"

enum {
    GROW_AFTER = 8,   /* pages that came well: what made them smaller is over */
    PAGES_SPARE = 50, /* that a list may have more than its count asks for    */
};

/* --- by number ---------------------------------------------------------------------------------- */

/* The source says that it has none of these: they are not delivered, which is counted where all are. */
static bool has_none(const HttpReply *r)
{
    return r->outcome == OUTCOME_EMPTY ||
           (r->status == 400 && r->body.len > 0 &&
            memmem(r->body.at, r->body.len, "ID list is empty", strlen("ID list is empty")) != NULL);
}

static bool page_came(Harvest *h, size_t n, const HttpReply *reply)
{
    h->next += n;
    if (++h->came % GROW_AFTER == 0 && h->size < h->full_size)
        h->size = h->size * 2 < h->full_size ? h->size * 2 : h->full_size;
    if (has_none(reply))
        return true;
    h->reader = reader_open_bytes(str_span(&reply->body), h->path, &h->fault);
    return h->reader != NULL;
}

/* Asks for the next page; where it fails, and one of the ids or their number may be why, for half of it.  False: the source
 * failed. */
static bool ask_page(Harvest *h)
{
    size_t left = h->want->n - h->next, n = left < h->size ? left : h->size;
    HttpReply reply;
    Fault f = {0};
    bool ok = h->source->fetch(h->http, &h->query, h->want->at + h->next, n, &reply, &f);
    if (ok || has_none(&reply)) {
        ok = page_came(h, n, &reply);
    } else if (reply.less_may_do && n > 1) {
        h->size = (n + 1) / 2;
        h->came = 0;
        ok = true;
    } else {
        h->fault = f;
    }
    http_reply_free(&reply);
    return ok;
}

static void page_done(Harvest *h, Batch *b)
{
    reader_close(h->reader);
    json_close(h->reply);
    h->reader = NULL;
    h->reply = NULL;
    b->page_end = true;
    if (h->requests == NULL)
        return;
    str_add(&b->requests, str_span(h->requests));
    str_clear(h->requests);
}

static size_t next_record(Harvest *h, Batch *b)
{
    Fault f = {0};
    RawRecord raw;
    if (reader_next(h->reader, &b->arena, &raw, &f)) {
        b->item[b->n++] = (BatchItem){.raw = raw};
        return raw.bytes.len;
    }
    if (f.kind != FAULT_NONE) {
        Fault *kept = arena_take(&b->arena, sizeof *kept);
        *kept = f;
        b->item[b->n++] = (BatchItem){.fault = kept};
    }
    if (f.kind == FAULT_NONE || !reader_goes_on(h->reader))
        page_done(h, b);
    return 0;
}

/* --- lists -------------------------------------------------------------------------------------- */

/* A list ends where its source says so, at an empty page, at a cursor that was there before, or when it goes on for ever. */
static void list_goes_on(Harvest *h, int rows)
{
    size_t n = h->page.holder == NULL ? 0 : json_count(h->page.holder, h->page.list);
    Span cursor = h->page.cursor;
    h->count = h->page.count;
    h->came++;
    h->ended = n == 0 || cursor.len == 0 || span_equal(cursor, str_span(&h->cursor)) ||
               (int64_t)h->came > h->count / rows + PAGES_SPARE;
    str_clear(&h->cursor);
    str_add(&h->cursor, cursor);
}

/* A cursor of a run that was cut may be too old: then the list is read from its begin.  True: so it is. */
static bool begins_anew(Harvest *h, bool ok)
{
    size_t n = h->page.holder == NULL ? 0 : json_count(h->page.holder, h->page.list);
    bool refused = ok ? n == 0 : h->page.refused;
    if (!h->resumed || h->came > 0 || !refused)
        return false;
    json_close(h->reply);
    h->reply = NULL;
    h->fault = (Fault){0};
    h->resumed = false;
    h->resume = (Span){0};
    return true;
}

/* Asks for the next page.  False: there is none, or the source failed. */
static bool ask_list(Harvest *h, bool ids_only)
{
    const Source *s = h->source;
    SourceAsk ask = {.since = h->since, .cursor = h->came > 0 ? str_span(&h->cursor) : h->resume, .ids_only = ids_only,
                     .rows = ids_only ? s->id_rows : s->rows};
    if (h->ids != NULL) {
        size_t left = h->n_ids - h->next;
        ask.ids = h->ids + h->next;
        ask.n_ids = left < (size_t)s->ids_max ? left : (size_t)s->ids_max;
        ask.rows = s->ids_max;
    }
    if (h->ended || (h->ids != NULL && ask.n_ids == 0))
        return false;
    arena_reset(&h->arena);
    h->resumed = h->resumed || (h->came == 0 && h->resume.at != NULL);
    bool ok = source_ask(s, h->http, &h->query, &ask, &h->page, &h->reply, &h->arena, &h->fault);
    if (begins_anew(h, ok))
        return ask_list(h, ids_only);
    if (!ok)
        return false;
    h->item = 0;
    h->next += ask.n_ids;
    if (h->ids != NULL)
        return true;
    list_goes_on(h, ask.rows);
    return h->count <= HITS_MAX ||
           fault(&h->fault, FAULT_SOURCE, "%s finds %lld records, more than %d: the query should say more", s->name,
                 (long long)h->count, HITS_MAX);
}

static size_t next_item(Harvest *h, Batch *b)
{
    const SourcePage *p = &h->page;
    if (p->holder == NULL || h->item >= json_count(p->holder, p->list)) {
        page_done(h, b);
        return 0;
    }
    const Json *record = json_item(p->holder, p->list, h->item++);
    Span id = record == NULL ? (Span){0} : h->source->id(record, &b->arena);
    if (id.len == 0)
        return 0; /* it is counted, and not among those that came */
    Str text = {0};
    json_print(record, h->source->omitted, &text);
    RawRecord raw = {h->source->format, arena_copy(&b->arena, str_span(&text)), h->path, (long)source_number(id), 0};
    str_free(&text);
    numbers_add(&h->seen, raw.number);
    b->item[b->n++] = (BatchItem){.raw = raw};
    return raw.bytes.len;
}

bool harvest_ids(Harvest *h, SourcePage *page)
{
    json_close(h->reply);
    h->reply = NULL;
    if (!ask_list(h, true))
        return false;
    *page = h->page;
    return true;
}

/* --- both --------------------------------------------------------------------------------------- */

static bool by_number(const Harvest *h)
{
    return h->source->fetch != NULL;
}

static bool ask_next(Harvest *h)
{
    if (h->fault.kind != FAULT_NONE)
        return false;
    return by_number(h) ? h->next < h->want->n && ask_page(h) : ask_list(h, false);
}

bool harvest_fill(Harvest *h, Batch *b)
{
    size_t bytes = 0;
    while (b->n < BATCH_RECORDS && bytes < BATCH_BYTES && !b->page_end) {
        if (h->reader != NULL)
            bytes += next_record(h, b);
        else if (h->reply != NULL)
            bytes += next_item(h, b);
        else if (!ask_next(h))
            break;
    }
    /* records stand for bytes: nobody knows how many of these are to come */
    b->bytes_total = by_number(h) ? h->want->n : h->ids != NULL ? h->n_ids : (uint64_t)h->count;
    b->bytes_read = by_number(h) || h->ids != NULL ? h->next : h->seen.n;
    return b->n > 0 || b->page_end;
}

void harvest_close(Harvest *h)
{
    reader_close(h->reader);
    json_close(h->reply);
    numbers_free(&h->seen);
    str_free(&h->cursor);
    arena_free(&h->arena);
    h->reader = NULL;
    h->reply = NULL;
}
