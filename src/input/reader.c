#include "input/reader.h"

#include "base/gzip.h"
#include "input/slice.h"

#include <stdlib.h>

enum { STEP_BYTES = 256 * 1024, SNIFF_BYTES = 512 };

struct Reader {
    Stream *stream;
    const char *path;
    Format format;
    char *window;        /* bytes read and not yet given out: from .. len */
    size_t from, len, size;
    bool end;            /* the stream gave all it has */
    long line;           /* of window[from]            */
    long number;         /* records given out          */
    bool goes_on;
    XmlPlace place;      /* where in the document the slicer stands */
};

static bool reader_fault(const Reader *r, FaultKind kind, const char *what, Fault *f)
{
    (void)fault(f, kind, "%s", what);
    (void)fault_in_record(f, "record %ld", r->number + 1);
    return fault_at(f, r->path, r->line, 0);
}

/* More bytes behind the window's end; RAW_RECORD_MAX bounds what one record may ask for. */
static bool window_fill(Reader *r, Fault *f)
{
    if (r->from > 0 && (r->from == r->len || r->size - r->len < STEP_BYTES)) {
        memmove(r->window, r->window + r->from, r->len - r->from);
        r->len -= r->from;
        r->from = 0;
    }
    if (r->len - r->from >= RAW_RECORD_MAX)
        return reader_fault(r, FAULT_LIMIT, "a record larger than 32 MB", f);
    if (r->size - r->len < STEP_BYTES) {
        r->size = r->size * 2 + STEP_BYTES;
        r->window = realloc(r->window, r->size);
        if (r->window == NULL)
            out_of_memory();
    }
    size_t n = 0;
    if (!stream_read(r->stream, r->window + r->len, STEP_BYTES, &n, f))
        return false;
    r->len += n;
    r->end = n == 0;
    return true;
}

static Span window_span(const Reader *r)
{
    return (Span){r->window + r->from, r->len - r->from};
}

typedef uint8_t Bytes __attribute__((vector_size(16)));

/* 255 at most go into one byte of a sum. */
static long count_lines(Span s)
{
    const Bytes end = (Bytes){0} + '\n';
    long n = 0;
    size_t i = 0;
    while (s.len - i >= sizeof end) {
        Bytes sum = {0}, here;
        for (int k = 0; k < 255 && s.len - i >= sizeof here; k++, i += sizeof here) {
            memcpy(&here, s.at + i, sizeof here);
            sum -= (Bytes)(here == end);
        }
        for (size_t k = 0; k < sizeof sum; k++)
            n += sum[k];
    }
    for (; i < s.len; i++)
        n += s.at[i] == '\n';
    return n;
}

static void window_drop(Reader *r, size_t n)
{
    r->line += count_lines(span_cut(window_span(r), 0, n));
    r->from += n;
}

/* What a file of another kind looks like, or NULL. */
static const char *other_kind(Span head)
{
    if (head.len == 0)
        return "empty file";
    if (span_begins(head, "%PDF"))
        return "looks like a PDF; save its text as plain text first";
    if (span_begins(head, "PK\x03\x04"))
        return "looks like a ZIP or office file; unpack it or save it as plain text first";
    if (span_begins(head, "\xFF\xFE") || span_begins(head, "\xFE\xFF"))
        return "is UTF-16; convert it to UTF-8 first";
    if (head.len > 5 && head.at[0] == '<' && (strncasecmp(head.at, "<!doctype html", head.len < 14 ? head.len : 14) == 0 ||
                                               strncasecmp(head.at, "<html", 5) == 0))
        return "looks like an HTML page, not a file of records";
    for (size_t i = 0; i < head.len; i++) {
        unsigned char c = (unsigned char)head.at[i];
        if (c == 0 || (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x0B))
            return "is no text: a file of records is PubMed XML, JSON lines or plain text";
    }
    return NULL;
}

static bool sniff(Reader *r, Fault *f)
{
    while (r->len - r->from < SNIFF_BYTES && !r->end)
        if (!window_fill(r, f))
            return false;
    if (span_begins(window_span(r), "\xEF\xBB\xBF"))
        window_drop(r, 3);
    Span head = window_span(r);
    size_t skip = 0;
    while (skip < head.len && strchr(" \t\r\n", head.at[skip]) != NULL && head.at[skip] != '\0')
        skip++;
    if (head.len > SNIFF_BYTES)
        head.len = SNIFF_BYTES;
    Span seen = skip < head.len ? span_cut(head, skip, head.len) : (Span){head.at, 0};
    const char *other = other_kind(seen);
    if (other != NULL) {
        (void)fault(f, FAULT_INPUT, "%s", other);
        return fault_at(f, r->path, 0, 0);
    }
    r->format = seen.at[0] == '<' ? FORMAT_PUBMED_XML : seen.at[0] == '{' ? FORMAT_JSON_LINES : FORMAT_PLAIN_TEXT;
    return true;
}

Reader *reader_open(const char *path, Fault *f)
{
    Stream *stream = stream_open(path, f);
    if (stream == NULL)
        return NULL;
    Reader *r = calloc(1, sizeof *r);
    if (r == NULL)
        out_of_memory();
    r->stream = stream;
    r->path = path;
    r->line = 1;
    if (sniff(r, f))
        return r;
    (void)fault_at(f, path, 0, 0);
    reader_close(r);
    return NULL;
}

void reader_close(Reader *r)
{
    if (r == NULL)
        return;
    stream_close(r->stream);
    free(r->window);
    free(r);
}

bool reader_goes_on(const Reader *r)
{
    return r->goes_on;
}

uint64_t reader_bytes_read(const Reader *r)
{
    return stream_bytes_read(r->stream);
}

uint64_t reader_bytes_total(const Reader *r)
{
    return stream_bytes_total(r->stream);
}

/* The first `n` bytes of the window as the next record, if they are UTF-8. */
static bool give(Reader *r, size_t n, Arena *a, RawRecord *out, Fault *f)
{
    Span bytes = span_cut(window_span(r), 0, n);
    if (!utf8_is_valid(bytes)) {
        (void)reader_fault(r, FAULT_INPUT, "not UTF-8", f);
        r->goes_on = r->format != FORMAT_PLAIN_TEXT;
        r->number++;
        window_drop(r, n);
        return false;
    }
    *out = (RawRecord){r->format, arena_copy(a, bytes), r->path, ++r->number, r->line};
    window_drop(r, n);
    return true;
}

static bool next_line(Reader *r, Arena *a, RawRecord *out, Fault *f)
{
    size_t seen = 0;
    for (;;) {
        Span w = window_span(r);
        const char *end = w.len > seen ? memchr(w.at + seen, '\n', w.len - seen) : NULL;
        size_t n = end == NULL ? w.len : (size_t)(end - w.at) + 1;
        if (end == NULL && !r->end) {
            seen = w.len;
            if (!window_fill(r, f))
                return false;
            continue;
        }
        size_t text = n;
        while (text > 0 && strchr(" \t\r\n", w.at[text - 1]) != NULL && w.at[text - 1] != '\0')
            text--;
        if (text > 0)
            return give(r, n, a, out, f);
        window_drop(r, n);
        seen = 0;
        if (n == 0)
            return false;
    }
}

static bool next_text(Reader *r, Arena *a, RawRecord *out, Fault *f)
{
    if (r->number > 0)
        return false;
    while (!r->end)
        if (!window_fill(r, f))
            return false;
    return give(r, r->len - r->from, a, out, f);
}

static bool next_xml(Reader *r, Arena *a, RawRecord *out, Fault *f)
{
    for (;;) {
        size_t n = 0;
        const char *why = NULL;
        switch (slice_next(&r->place, window_span(r), r->end, &n, &why)) {
        case SLICE_RECORD:
            return give(r, n, a, out, f);
        case SLICE_SKIP:
            window_drop(r, n);
            break;
        case SLICE_MORE:
            if (!window_fill(r, f))
                return false;
            break;
        case SLICE_END:
            return false;
        case SLICE_BAD:
            window_drop(r, n);
            return reader_fault(r, FAULT_INPUT, why, f);
        }
    }
}

bool reader_next(Reader *r, Arena *a, RawRecord *out, Fault *f)
{
    r->goes_on = false;
    switch (r->format) {
    case FORMAT_PUBMED_XML:
        return next_xml(r, a, out, f);
    case FORMAT_JSON_LINES:
        return next_line(r, a, out, f);
    case FORMAT_PLAIN_TEXT:
        return next_text(r, a, out, f);
    }
    return false;
}
