/* reading.h - any bytes as a file of one format, through the whole reader: sniffed, unpacked, cut, parsed. */
#ifndef EVITAB_TESTS_FUZZ_READING_H
#define EVITAB_TESTS_FUZZ_READING_H

#include "base/xml.h"
#include "tests/agree.h"

#include <assert.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>
#include <zlib.h>

/* The bytes as a file in memory, alone or packed with gzip in two members; its path is good until reading_close. */
static inline int reading_open(const uint8_t *bytes, size_t n, bool packed, char path[64])
{
    int file = memfd_create("fuzz", MFD_CLOEXEC);
    assert(file >= 0);
    (void)snprintf(path, 64, "/proc/self/fd/%d", file);
    for (int part = 0; packed && part < 2; part++) {
        int to = open(path, O_WRONLY | O_APPEND | O_CLOEXEC);
        gzFile gz = gzdopen(to, "ab");
        size_t from = part == 0 ? 0 : n / 2, end = part == 0 ? n / 2 : n;
        assert(gz != NULL && gzwrite(gz, bytes + from, (unsigned)(end - from)) == (int)(end - from));
        assert(gzclose(gz) == Z_OK);
    }
    assert(packed || write(file, bytes, n) == (ssize_t)n);
    return file;
}

/* Reads all of it; what holds of records is asserted.  Writes each record as JSON, each fault as its words. */
static inline void reading_read(const char *path, Format format, Str *out)
{
    Fault f = {0};
    Reader *reader = reader_open(path, &f);
    bool more = reader != NULL;
    while (more) {
        Arena arena = {0};
        RawRecord raw;
        Record *records;
        size_t n;
        f = (Fault){0};
        more = reader_next(reader, &arena, &raw, &f);
        if (more && raw.format == format && record_parse(&raw, PARSE_ALL, &arena, &records, &n, &f)) {
            assert(records_agree(&raw, records, n));
            for (size_t i = 0; i < n; i++)
                record_json(&records[i], out);
        }
        str_add_text(out, f.what);
        str_add_byte(out, '\n');
        more = more || (f.kind != FAULT_NONE && reader_goes_on(reader));
        arena_free(&arena);
    }
    reader_close(reader);
}

/* Read as it is and packed, a file gives the same. */
static inline void reading_agrees(const uint8_t *bytes, size_t n, Format format)
{
    Str plain = {0}, packed = {0};
    char path[64];
    int file = reading_open(bytes, n, false, path);
    reading_read(path, format, &plain);
    (void)close(file);
    if (n < 2 || bytes[0] != 0x1F || bytes[1] != 0x8B) { /* what is packed already would be packed twice */
        file = reading_open(bytes, n, true, path);
        reading_read(path, format, &packed);
        (void)close(file);
        assert(agree_same("packed", &plain, &packed));
    }
    str_free(&plain);
    str_free(&packed);
}

#endif
