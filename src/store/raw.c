#include "store/room.h"

#include "base/gzip.h"

#include <stdlib.h>

/* The first version of a format that a store got is the base of all later ones: what they share with it, tags above all, is not
 * kept again. */
struct RawBase {
    Span hash, known; /* in `memory`; NULL: there is none yet */
    Packer *packer;
    Arena memory;
};

void raw_close(Store *s)
{
    for (int i = 0; s->base != NULL && i < N_FORMATS; i++) {
        packer_close(s->base[i].packer);
        arena_free(&s->base[i].memory);
    }
    free(s->base);
}

static bool read_alone(Store *s, Span hash, Span *bytes, Arena *a)
{
    Query *q = db_query(s->db, "SELECT size, bytes FROM raw WHERE hash = ? AND base IS NULL", "t", hash);
    bool ok = db_next(q) && bytes_unpack(db_text(q, 1, a), (Span){0}, (size_t)db_int(q, 0), bytes, a);
    db_end(q);
    return ok;
}

static const struct RawBase *base_of(Store *s, int64_t format)
{
    if (s->base == NULL && (s->base = calloc(N_FORMATS, sizeof *s->base)) == NULL)
        out_of_memory();
    struct RawBase *b = &s->base[format];
    if (b->hash.at != NULL)
        return b;
    Query *q = db_query(s->db, "SELECT hash FROM raw WHERE format = ? AND base IS NULL ORDER BY rowid LIMIT 1", "i", format);
    Span hash = db_next(q) ? db_text(q, 0, &b->memory) : (Span){0};
    db_end(q);
    b->hash = hash;
    if (hash.at != NULL && read_alone(s, hash, &b->known, &b->memory) && b->known.len > 0)
        b->packer = packer_open(b->known);
    return b;
}

void raw_put(Store *s, const RawRecord *raw, Span hash, bool is_new)
{
    static const char sql[] = "INSERT OR IGNORE INTO raw(hash, format, size, bytes, base) VALUES(?, ?, ?, ?, ?)";
    if (!is_new && db_number(db_query(s->db, "SELECT count(*) FROM raw WHERE hash = ?", "t", hash)) > 0)
        return;
    const struct RawBase *b = base_of(s, raw->format);
    Span bytes = b->packer == NULL ? bytes_pack(raw->bytes, &s->arena) : packer_pack(b->packer, raw->bytes, &s->arena);
    DB_DO(s->db, sql, "tiibt", hash, (int64_t)raw->format, (int64_t)raw->bytes.len, bytes,
          b->packer == NULL ? (Span){0} : b->hash);
}

static bool known_of(Store *s, int64_t format, Span base, Span *known, Arena *a)
{
    const struct RawBase *b = base_of(s, format);
    if (b->packer == NULL || !span_equal(b->hash, base))
        return read_alone(s, base, known, a);
    *known = b->known;
    return true;
}

bool raw_read(Store *s, Span hash, Format *format, Span *bytes, Arena *a)
{
    Query *q = db_query(s->db, "SELECT format, size, bytes, base FROM raw WHERE hash = ?", "t", hash);
    bool ok = db_next(q);
    int64_t kind = ok ? db_int(q, 0) : 0, size = ok ? db_int(q, 1) : 0;
    Span packed = ok ? db_text(q, 2, a) : (Span){0}, base = ok ? db_text(q, 3, a) : (Span){0}, known = {0};
    db_end(q);
    *format = (Format)kind;
    return ok && kind >= 0 && kind < N_FORMATS && (base.at == NULL || known_of(s, kind, base, &known, a)) &&
           bytes_unpack(packed, known, (size_t)size, bytes, a) && span_equal(hash_print(hash_of(*bytes), a), hash);
}
