#include "command/harvest.h"

#include "source/pubmed.h"

enum {
    GROW_AFTER = 8, /* pages that came well: what made them smaller is over */
};

/* The source says that it has none of these: they are not delivered, which is counted where all are. */
static bool has_none(const HttpReply *r)
{
    return r->outcome == OUTCOME_EMPTY ||
           (r->status == 400 && r->body.len > 0 && memmem(r->body.at, r->body.len, "ID list is empty", strlen("ID list is empty")) != NULL);
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

/* Asks for the next page; where it fails, and one of the ids or their number may be why, for half of it.  False: the source failed. */
static bool ask_page(Harvest *h)
{
    size_t left = h->want->n - h->next, n = left < h->size ? left : h->size;
    HttpReply reply;
    Fault f = {0};
    bool ok = pubmed_fetch(h->http, &h->query, h->want->at + h->next, n, &reply, &f);
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
    h->reader = NULL;
    b->page_end = true;
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

bool harvest_fill(Harvest *h, Batch *b)
{
    size_t bytes = 0;
    while (b->n < BATCH_RECORDS && bytes < BATCH_BYTES && !(b->page_end && b->n > 0)) {
        b->page_end = false;
        if (h->reader != NULL)
            bytes += next_record(h, b);
        else if (h->fault.kind != FAULT_NONE || h->next >= h->want->n || !ask_page(h))
            break;
    }
    b->bytes_total = h->want->n; /* records stand for bytes: nobody knows how many of these are to come */
    b->bytes_read = h->next;
    return b->n > 0;
}

void harvest_close(Harvest *h)
{
    reader_close(h->reader);
    h->reader = NULL;
}
