#include "input/reader.h"

#include "base/gzip.h"
#include "base/utf8.h"
#include "input/foreign.h"
#include "input/slice.h"
#include "input/tagged.h"

#include <stdlib.h>

/* HEADER: what may stand before the first record of RIS */
enum { STEP_BYTES = 256 * 1024, SNIFF_BYTES = 512, HEADER_BYTES = 4096 };

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
    size_t seen;         /* nbib, RIS: bytes of the record at hand that hold no end */
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
    if (r->stream != NULL && !stream_read(r->stream, r->window + r->len, STEP_BYTES, &n, f))
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

static size_t head_bytes(const Reader *r)
{
    size_t n = r->len - r->from;
    return n < HEADER_BYTES ? n : HEADER_BYTES;
}

/* `seen` begins with the first byte that is no white space. */
static Format format_of(Span seen, Span head)
{
    if (seen.at[0] == '<')
        return FORMAT_PUBMED_XML;
    if (seen.at[0] == '{')
        return FORMAT_JSON_LINES;
    return tagged_is(TAGGED_NBIB, head) ? FORMAT_NBIB : tagged_is(TAGGED_RIS, head) ? FORMAT_RIS : FORMAT_PLAIN_TEXT;
}

static bool sniff(Reader *r, Fault *f)
{
    Fault later = {0}; /* what cannot be read behind some bytes is said again, behind the records in them */
    while (r->len - r->from < SNIFF_BYTES && !r->end && later.kind == FAULT_NONE)
        if (!window_fill(r, &later) && r->len == r->from) {
            *f = later;
            return false;
        }
    if (span_begins(window_span(r), "\xEF\xBB\xBF"))
        window_drop(r, 3);
    Span head = window_span(r);
    size_t skip = 0;
    while (skip < head.len && strchr(" \t\r\n", head.at[skip]) != NULL && head.at[skip] != '\0')
        skip++;
    if (head.len > SNIFF_BYTES)
        head.len = SNIFF_BYTES;
    Span seen = skip < head.len ? span_cut(head, skip, head.len) : (Span){head.at, 0};
    const char *other = foreign_kind(seen);
    if (other != NULL) {
        (void)fault(f, FAULT_INPUT, "%s", other);
        return fault_at(f, r->path, 0, 0);
    }
    r->format = format_of(seen, span_cut(window_span(r), 0, head_bytes(r)));
    return true;
}

static Reader *reader_new(const char *path)
{
    Reader *r = calloc(1, sizeof *r);
    if (r == NULL)
        out_of_memory();
    r->path = path;
    r->line = 1;
    return r;
}

static Reader *reader_sniffed(Reader *r, Fault *f)
{
    if (sniff(r, f))
        return r;
    (void)fault_at(f, r->path, 0, 0);
    reader_close(r);
    return NULL;
}

Reader *reader_open(const char *path, Fault *f)
{
    Stream *stream = stream_open(path, f);
    if (stream == NULL)
        return NULL;
    Reader *r = reader_new(path);
    r->stream = stream;
    return reader_sniffed(r, f);
}

Reader *reader_open_bytes(Span bytes, const char *name, Fault *f)
{
    Reader *r = reader_new(name);
    r->window = malloc(bytes.len + 1);
    if (r->window == NULL)
        out_of_memory();
    memcpy(r->window, bytes.at, bytes.len);
    r->len = bytes.len;
    r->size = bytes.len + 1;
    r->end = true;
    return reader_sniffed(r, f);
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
    return r->stream == NULL ? 0 : stream_bytes_read(r->stream);
}

uint64_t reader_bytes_total(const Reader *r)
{
    return r->stream == NULL ? 0 : stream_bytes_total(r->stream);
}

/* What Windows' Latin (code page 1252) has at 0x80 to 0x9F; what it leaves open is kept. */
static const uint16_t windows[32] = {
    0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D, 0x8F,
    0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178};

static Span from_windows(Span s, Arena *a)
{
    char *out = arena_room(a, 3 * s.len + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.len; i++) {
        unsigned c = (unsigned char)s.at[i];
        c = c >= 0x80 && c < 0xA0 ? windows[c - 0x80] : c;
        if (c >= 0x800) {
            out[n++] = (char)(0xE0 | c >> 12);
            out[n++] = (char)(0x80 | (c >> 6 & 0x3F));
        } else if (c >= 0x80) {
            out[n++] = (char)(0xC0 | c >> 6);
        }
        out[n++] = (char)(c < 0x80 ? c : 0x80 | (c & 0x3F));
    }
    return (Span){out, n};
}

/* The first `n` bytes of the window as the next record, if they are text in UTF-8 (RIS has no way to say what it is in). */
static bool give(Reader *r, size_t n, Arena *a, RawRecord *out, Fault *f)
{
    Span bytes = span_cut(window_span(r), 0, n);
    bool utf8 = utf8_is_valid(bytes), recode = !utf8 && r->format == FORMAT_RIS;
    const char *bad = memchr(bytes.at, '\0', n) != NULL ? "a NUL byte: no text"
                      : !utf8 && !recode                ? "not UTF-8"
                      : r->format == FORMAT_PLAIN_TEXT  ? foreign_text(bytes)
                                                        : NULL;
    if (bad != NULL) {
        (void)reader_fault(r, FAULT_INPUT, bad, f);
        r->goes_on = r->format != FORMAT_PLAIN_TEXT;
        r->number++;
        window_drop(r, n);
        return false;
    }
    Format format = r->place.jats ? FORMAT_JATS_XML : r->format;
    *out = (RawRecord){format, recode ? from_windows(bytes, a) : arena_copy(a, bytes), r->path, ++r->number, r->line};
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

static bool next_tagged(Reader *r, Tagging tagging, Arena *a, RawRecord *out, Fault *f)
{
    for (;;) {
        size_t n = 0;
        Slice found = tagged_slice(tagging, window_span(r), r->end, &n, &r->seen);
        if (found == SLICE_RECORD)
            return give(r, n, a, out, f);
        if (found == SLICE_END)
            return false;
        if (found == SLICE_SKIP)
            window_drop(r, n);
        else if (!window_fill(r, f))
            return false;
    }
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
    case FORMAT_JATS_XML:
        return next_xml(r, a, out, f);
    case FORMAT_NBIB:
        return next_tagged(r, TAGGED_NBIB, a, out, f);
    case FORMAT_RIS:
        return next_tagged(r, TAGGED_RIS, a, out, f);
    case FORMAT_JSON_LINES:
        return next_line(r, a, out, f);
    case FORMAT_PLAIN_TEXT:
        return next_text(r, a, out, f);
    case FORMAT_EUROPEPMC:
    case FORMAT_CROSSREF:
    case FORMAT_OPENALEX:
        break;
    }
    return false;
}
