#include "command/harvest.h"

#include "source/pubmed.h"

enum {
    ATTEMPTS = 6,
    ATTEMPTS_OF_MANY = 3, /* then fewer records are asked for at a time */
    ONE_BY_ONE = 8,
};

/* Whether fewer records at a time can help: the server gave up, or one of the ids is bad, and that one must not cost the others. */
static bool is_worth_halving(const HttpReply *r, size_t n)
{
    return n > 1 && (r->too_large || r->status >= 500 || r->status == 400 || (r->status == 200 && r->outcome != OUTCOME_OK));
}

/* The source says that it has none of these: they are not delivered, which is counted where all are. */
static bool has_none(const HttpReply *r)
{
    return r->outcome == OUTCOME_EMPTY ||
           (r->status == 400 && r->body.len > 0 && memmem(r->body.at, r->body.len, "ID list is empty", strlen("ID list is empty")) != NULL);
}

/* Asks for the next page.  False: the source failed. */
static bool ask_page(Harvest *h)
{
    size_t left = h->want->n - h->next, n = left < h->size ? left : h->size;
    HttpReply reply;
    Fault f = {0};
    bool ok = pubmed_fetch(h->http, &h->query, h->want->at + h->next, n, n > ONE_BY_ONE ? ATTEMPTS_OF_MANY : ATTEMPTS, &reply, &f);
    if (has_none(&reply)) {
        h->next += n;
        ok = true;
    } else if (ok) {
        h->reader = reader_open_bytes(str_span(&reply.body), h->path, &h->fault);
        h->next += n;
        ok = h->reader != NULL;
    } else if (is_worth_halving(&reply, n)) {
        h->size = (n + 1) / 2;
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
