#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include "base/gzip.h"

#include "base/arena.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#ifdef HAVE_ISAL
#include <isa-l.h>
#define DIGITS_(n) #n
#define DIGITS(n) DIGITS_(n)
#define ISAL_VERSION_TEXT "ISA-L/" DIGITS(ISAL_MAJOR_VERSION) "." DIGITS(ISAL_MINOR_VERSION) "." DIGITS(ISAL_PATCH_VERSION)
#else
#include <zlib.h>
#endif

enum { PACKED_BYTES = 64 * 1024 };

struct Stream {
    FILE *file;
    const char *path;
    unsigned char packed[PACKED_BYTES];
    size_t from, len; /* what of `packed` is still to be used */
    uint64_t read, total;
    bool gzip, started, in_member, end, damaged;
#ifdef HAVE_ISAL
    struct inflate_state state;
#else
    z_stream state;
#endif
};

Stream *stream_open(const char *path, Fault *f)
{
    bool standard = strcmp(path, "-") == 0;
    FILE *file = standard ? stdin : fopen(path, "rb");
    struct stat st;
    if (file == NULL || fstat(fileno(file), &st) != 0) {
        (void)fault(f, FAULT_INPUT, "%s", strerror(errno));
        (void)fault_at(f, path, 0, 0);
        return NULL;
    }
    if (S_ISDIR(st.st_mode)) {
        (void)fclose(file);
        (void)fault(f, FAULT_INPUT, "is a folder, not a file of records");
        (void)fault_at(f, path, 0, 0);
        return NULL;
    }
    Stream *s = calloc(1, sizeof *s);
    if (s == NULL)
        out_of_memory();
    s->file = file;
    s->path = path;
    s->total = S_ISREG(st.st_mode) ? (uint64_t)st.st_size : 0;
    return s;
}

void stream_close(Stream *s)
{
    if (s == NULL)
        return;
#ifndef HAVE_ISAL
    if (s->gzip)
        (void)inflateEnd(&s->state);
#endif
    if (s->file != stdin)
        (void)fclose(s->file);
    free(s);
}

static bool packed_fill(Stream *s, Fault *f)
{
    if (s->from < s->len || s->end)
        return true;
    s->from = 0;
    s->len = fread(s->packed, 1, sizeof s->packed, s->file);
    s->read += s->len;
    s->end = s->len == 0;
    if (s->len == 0 && ferror(s->file)) {
        (void)fault(f, FAULT_INPUT, "%s", strerror(errno));
        return fault_at(f, s->path, 0, 0);
    }
    return true;
}

static bool damaged(const Stream *s, const char *what, Fault *f)
{
    (void)fault(f, FAULT_INPUT, "%s", what);
    return fault_at(f, s->path, 0, 0);
}

static void member_begin(Stream *s)
{
#ifdef HAVE_ISAL
    isal_inflate_init(&s->state);
    s->state.crc_flag = ISAL_GZIP;
#else
    if (s->gzip && s->started)
        (void)inflateEnd(&s->state);
    s->state = (z_stream){0};
    if (inflateInit2(&s->state, 15 + 16) != Z_OK)
        out_of_memory();
#endif
    s->started = true;
    s->in_member = true;
}

/* One step of unpacking: uses some of `packed`, makes *n bytes.  False: damaged. */
static bool inflate_step(Stream *s, char *to, size_t size, size_t *n)
{
#ifdef HAVE_ISAL
    s->state.next_in = s->packed + s->from;
    s->state.avail_in = (uint32_t)(s->len - s->from);
    s->state.next_out = (uint8_t *)to;
    s->state.avail_out = (uint32_t)size;
    bool ok = isal_inflate(&s->state) == ISAL_DECOMP_OK;
    s->from = s->len - s->state.avail_in;
    *n = size - s->state.avail_out;
    s->in_member = s->state.block_state != ISAL_BLOCK_FINISH;
    return ok;
#else
    s->state.next_in = s->packed + s->from;
    s->state.avail_in = (uInt)(s->len - s->from);
    s->state.next_out = (Bytef *)to;
    s->state.avail_out = (uInt)size;
    int got = inflate(&s->state, Z_NO_FLUSH);
    s->from = s->len - s->state.avail_in;
    *n = size - s->state.avail_out;
    s->in_member = got != Z_STREAM_END;
    return got == Z_OK || got == Z_STREAM_END || got == Z_BUF_ERROR;
#endif
}

static bool gzip_read(Stream *s, char *to, size_t size, size_t *n, Fault *f)
{
    while (*n == 0) {
        if (s->damaged)
            return damaged(s, "damaged gzip data", f);
        if (!packed_fill(s, f))
            return false;
        if (s->end)
            return !s->in_member || damaged(s, "cut: the gzip file ends too early", f);
        if (!s->in_member) {
            if (s->packed[s->from] == 0) { /* padding behind the last member */
                s->from++;
                continue;
            }
            if (s->packed[s->from] != 0x1F)
                return damaged(s, "what stands behind the gzip data is none", f);
            member_begin(s);
        }
        s->damaged = !inflate_step(s, to, size, n); /* what came before is given first */
    }
    return true;
}

bool stream_read(Stream *s, char *to, size_t size, size_t *n, Fault *f)
{
    *n = 0;
    if (size > 1 << 30)
        size = 1 << 30;
    if (!packed_fill(s, f))
        return false;
    if (!s->started && !s->gzip && s->read == s->len && s->len >= 2 && s->packed[0] == 0x1F && s->packed[1] == 0x8B)
        s->gzip = true;
    if (s->gzip)
        return gzip_read(s, to, size, n, f);
    s->started = true;
    *n = s->len - s->from < size ? s->len - s->from : size;
    memcpy(to, s->packed + s->from, *n);
    s->from += *n;
    return true;
}

uint64_t stream_bytes_read(const Stream *s)
{
    return s->read;
}

uint64_t stream_bytes_total(const Stream *s)
{
    return s->total;
}

Span bytes_pack(Span bytes, Arena *a)
{
    size_t size = bytes.len + bytes.len / 512 + 512; /* what cannot be packed is stored, with a few bytes a block */
    char *to = arena_room(a, size);
#ifdef HAVE_ISAL
    struct isal_zstream z;
    uint8_t *memory = arena_room(a, ISAL_DEF_LVL1_SMALL);
    isal_deflate_stateless_init(&z);
    z.level = 1;
    z.level_buf = memory;
    z.level_buf_size = ISAL_DEF_LVL1_SMALL;
    z.gzip_flag = IGZIP_ZLIB;
    z.next_in = (uint8_t *)(uintptr_t)bytes.at;
    z.avail_in = (uint32_t)bytes.len;
    z.next_out = (uint8_t *)to;
    z.avail_out = (uint32_t)size;
    bool ok = isal_deflate_stateless(&z) == COMP_OK;
    size = z.total_out;
#else
    uLongf n = size;
    bool ok = compress2((Bytef *)to, &n, (const Bytef *)bytes.at, bytes.len, 1) == Z_OK;
    size = n;
#endif
    if (!ok)
        out_of_memory(); /* the only cause: the bound above holds for both */
    return (Span){to, size};
}

struct Packer {
#ifdef HAVE_ISAL
    struct isal_zstream z;
    struct isal_dict known;
#else
    z_stream z;
    Span known;
#endif
};

static Span known_part(Span known)
{
    return span_cut(known, 0, known.len < KNOWN_MAX ? known.len : KNOWN_MAX);
}

Packer *packer_open(Span known)
{
    known = known_part(known);
    Packer *p = calloc(1, sizeof *p);
    if (p == NULL)
        out_of_memory();
#ifdef HAVE_ISAL
    isal_deflate_init(&p->z);
    bool ok = isal_deflate_process_dict(&p->z, &p->known, (uint8_t *)(uintptr_t)known.at, (uint32_t)known.len) == COMP_OK;
    assert(ok); /* it refuses none but an empty one */
#else
    if (deflateInit2(&p->z, 1, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        out_of_memory();
    p->known = known;
#endif
    return p;
}

void packer_close(Packer *p)
{
    if (p == NULL)
        return;
#ifndef HAVE_ISAL
    (void)deflateEnd(&p->z);
#endif
    free(p);
}

Span packer_pack(Packer *p, Span bytes, Arena *a)
{
#ifdef HAVE_ISAL
    size_t size = 2 * bytes.len + 1024; /* its fixed codes have 15 bits at most */
    char *to = arena_room(a, size);
    isal_deflate_reset(&p->z);
    bool ok = isal_deflate_reset_dict(&p->z, &p->known) == COMP_OK;
    p->z.end_of_stream = 1;
    p->z.next_in = (uint8_t *)(uintptr_t)bytes.at;
    p->z.avail_in = (uint32_t)bytes.len;
    p->z.next_out = (uint8_t *)to;
    p->z.avail_out = (uint32_t)size;
    ok = ok && isal_deflate(&p->z) == COMP_OK && p->z.internal_state.state == ZSTATE_END;
    size = p->z.total_out;
#else
    bool ok = deflateReset(&p->z) == Z_OK && deflateSetDictionary(&p->z, (const Bytef *)p->known.at, (uInt)p->known.len) == Z_OK;
    size_t size = deflateBound(&p->z, bytes.len);
    char *to = arena_room(a, size);
    p->z.next_in = (z_const Bytef *)(uintptr_t)bytes.at;
    p->z.avail_in = (uInt)bytes.len;
    p->z.next_out = (Bytef *)to;
    p->z.avail_out = (uInt)size;
    ok = ok && deflate(&p->z, Z_FINISH) == Z_STREAM_END;
    size = p->z.total_out;
#endif
    if (!ok)
        out_of_memory(); /* the only cause: the bounds above hold */
    return (Span){to, size};
}

bool bytes_unpack(Span packed, Span known, size_t size, Span *out, Arena *a)
{
    char *to = arena_room(a, size + 1); /* the byte more: the end of a stream that fills it is read, too */
    bool bare = known.at != NULL;
    known = known_part(known);
#ifdef HAVE_ISAL
    struct inflate_state z;
    isal_inflate_init(&z);
    z.crc_flag = bare ? ISAL_DEFLATE : ISAL_ZLIB;
    bool ok = !bare || isal_inflate_set_dict(&z, (uint8_t *)(uintptr_t)known.at, (uint32_t)known.len) == COMP_OK;
    z.next_in = (uint8_t *)(uintptr_t)packed.at;
    z.avail_in = (uint32_t)packed.len;
    z.next_out = (uint8_t *)to;
    z.avail_out = (uint32_t)size + 1;
    ok = ok && isal_inflate(&z) == ISAL_DECOMP_OK && z.block_state == ISAL_BLOCK_FINISH && z.total_out == size;
#else
    z_stream z = {0};
    if (inflateInit2(&z, bare ? -15 : 15) != Z_OK)
        out_of_memory();
    bool ok = !bare || inflateSetDictionary(&z, (const Bytef *)known.at, (uInt)known.len) == Z_OK;
    z.next_in = (z_const Bytef *)(uintptr_t)packed.at;
    z.avail_in = (uInt)packed.len;
    z.next_out = (Bytef *)to;
    z.avail_out = (uInt)size + 1;
    ok = ok && inflate(&z, Z_FINISH) == Z_STREAM_END && z.total_out == size;
    (void)inflateEnd(&z);
#endif
    *out = (Span){to, size};
    return ok;
}

const char *gzip_version(void)
{
#ifdef HAVE_ISAL
    return ISAL_VERSION_TEXT;
#else
    return "zlib/" ZLIB_VERSION;
#endif
}
