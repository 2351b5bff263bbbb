/* gzip.h - a stream of bytes from a file, looked through gzip (one or many members) where it is packed.
 * The door to ISA-L's igzip, or to zlib where that is not at hand. */
#ifndef EVITAB_GZIP_H
#define EVITAB_GZIP_H

#include "base/arena.h"
#include "base/fault.h"

#include <stddef.h>
#include <stdint.h>

typedef struct Stream Stream;

/* `path` "-" is standard input.  NULL: FAULT_INPUT (no such file, a folder). */
Stream *stream_open(const char *path, Fault *f) MUST_USE;
void stream_close(Stream *s); /* takes NULL */

/* Up to `size` unpacked bytes; *n 0 is the end.  False: FAULT_INPUT (cannot be read, damaged or cut gzip). */
bool stream_read(Stream *s, char *to, size_t size, size_t *n, Fault *f) MUST_USE;

/* Bytes packed as one zlib stream, fast before small, in `a`. */
Span bytes_pack(Span bytes, Arena *a);

/* Packs, as bare deflate, what has much in common with bytes that whoever unpacks it knows: faster, and smaller.  `known` (the
 * first KNOWN_MAX bytes of it count, not 0) is borrowed. */
typedef struct Packer Packer;
enum { KNOWN_MAX = 32 * 1024 }; /* how far deflate looks back */
Packer *packer_open(Span known);
Span packer_pack(Packer *p, Span bytes, Arena *a);
void packer_close(Packer *p); /* takes NULL */

/* What bytes_pack (`known` NULL) or a packer of `known` packed; its `size` must be known.  In `a`.  False: damaged. */
bool bytes_unpack(Span packed, Span known, size_t size, Span *out, Arena *a) MUST_USE;

const char *gzip_version(void); /* of the library that unpacks: "zlib/1.3" */

uint64_t stream_bytes_read(const Stream *s);  /* packed bytes so far */
uint64_t stream_bytes_total(const Stream *s); /* 0: not known        */

#endif
