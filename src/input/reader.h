/* reader.h - bytes to records, in two steps.
 *
 * reader_next cuts the stream into raw records and knows files, gzip and formats; record_parse makes a Record of one
 * raw record and is pure, so that any thread can do it, a store can keep the raw bytes, and one bad record costs only itself.
 */
#ifndef EVITAB_READER_H
#define EVITAB_READER_H

#include "base/arena.h"
#include "base/fault.h"
#include "record/record.h"

#include <stdint.h>

/* Sniffed from the first bytes, never from a file name; which of the two kinds of XML, from its root.  The last three are objects
 * that these sources send, and stand in no file.  A store keeps these numbers. */
typedef enum {
    FORMAT_PUBMED_XML, FORMAT_JATS_XML, FORMAT_NBIB, FORMAT_RIS, FORMAT_JSON_LINES, FORMAT_PLAIN_TEXT,
    FORMAT_EUROPEPMC, FORMAT_CROSSREF, FORMAT_OPENALEX
} Format;
enum { N_FORMATS = FORMAT_OPENALEX + 1 };

enum {
    RAW_RECORD_MAX = 32 << 20, /* bytes; PubMed's largest, with references, are about 1 MB */
    PLAIN_TEXT_MAX = 32 << 20, /* bytes of one plain text file */
};

typedef struct {
    Format format;
    /* the record as it came, UTF-8 (checked; RIS in Windows' Latin is recoded); in the arena given to reader_next */
    Span bytes;
    const char *path; /* as given; "-" for standard input; lives as long as the reader's caller keeps it */
    long number;      /* of the record in its file, from 1   */
    long line;        /* of its first byte in the file, from 1 (of the unpacked file) */
} RawRecord;

typedef struct Reader Reader;

/* Opens `path` ("-" is standard input), looks through gzip (one or many members) and sniffs the format.
 * NULL: FAULT_INPUT with the file's name (no such file, a folder, no record file: says what it looks like). */
Reader *reader_open(const char *path, Fault *f) MUST_USE;

/* The same over bytes (copied) that came by another way; `name` stands for the path. */
Reader *reader_open_bytes(Span bytes, const char *name, Fault *f) MUST_USE;

/* The next raw record, its bytes in `a`.  False with FAULT_NONE: the end, and the file was whole.  False with a fault
 * (FAULT_INPUT, FAULT_LIMIT; file, line, record): what follows cannot be read (cut, not UTF-8, hostile DTD);
 * unless reader_goes_on is true then: only this record is lost, call again. */
bool reader_next(Reader *r, Arena *a, RawRecord *out, Fault *f) MUST_USE;
bool reader_goes_on(const Reader *r);

/* For progress: packed bytes read so far, and in all (0: not known, a pipe). */
uint64_t reader_bytes_read(const Reader *r);
uint64_t reader_bytes_total(const Reader *r);

void reader_close(Reader *r); /* takes NULL */

/* How much of a record is wanted: what extraction needs (what it is called, title, sections, retraction); with the head that a
 * store keeps (all ids, journal, dates, authors, types, registry numbers, languages, status); or all of it. */
typedef enum { PARSE_TEXT, PARSE_HEAD, PARSE_ALL } ParseDepth;

/* Makes the Record of `raw`.  A raw record may hold several (DeleteCitation): *n of them, in *out, all in `a`.
 * False: FAULT_INPUT with file, line and record; then nothing is in *out.  Pure; any thread. */
bool record_parse(const RawRecord *raw, ParseDepth depth, Arena *a, Record **out, size_t *n, Fault *f) MUST_USE;

#endif
