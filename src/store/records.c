#include "store/room.h"

#include <stdlib.h>
#include <zlib.h>

enum { RAW_LEVEL = 1 }; /* of zlib: a record is read back seldom, and written once for every version */

/* --- which record it is ------------------------------------------------------------------------ */

static Span uid_by(Store *s, const char *type, Span value)
{
    if (value.at == NULL || value.len == 0)
        return (Span){0};
    Query *q = db_query(s->db, "SELECT uid FROM record_id WHERE type = ? AND value = ?", "tt", span_of(type), value);
    Span uid = db_next(q) ? db_text(q, 0, &s->arena) : (Span){0};
    db_end(q);
    return uid;
}

/* Whether the record kept under `uid` has an id of this type that is another one. */
static bool contradicts(Store *s, Span uid, const char *type, Span value)
{
    static const char sql[] = "SELECT count(*) FROM record_id WHERE uid = ? AND type = ? AND value <> ?";
    return value.at != NULL && db_number(db_query(s->db, sql, "ttt", uid, span_of(type), value)) > 0;
}

/* The uid under which `r` is kept; NULL: it is new.  A weaker id never overrules a stronger one that differs. */
static Span identify(Store *s, const Record *r)
{
    Span uid = uid_by(s, "pmid", r->pmid);
    if (uid.at == NULL && (uid = uid_by(s, "doi", r->doi)).at != NULL && contradicts(s, uid, "pmid", r->pmid))
        uid = (Span){0};
    if (uid.at == NULL && (uid = uid_by(s, "pmcid", r->pmcid)).at != NULL &&
        (contradicts(s, uid, "pmid", r->pmid) || contradicts(s, uid, "doi", r->doi)))
        uid = (Span){0};
    if (uid.at == NULL && r->pmid.at == NULL && r->doi.at == NULL)
        uid = uid_by(s, "given", r->doc);
    return uid;
}

static void id_put(Store *s, const char *type, Span value, Span uid)
{
    if (value.at != NULL && value.len > 0)
        DB_DO(s->db, "INSERT OR IGNORE INTO record_id(type, value, uid) VALUES(?, ?, ?)", "ttt", span_of(type), value, uid);
}

static void ids_put(Store *s, const Record *r, Span uid)
{
    id_put(s, "pmid", r->pmid, uid);
    id_put(s, "doi", r->doi, uid);
    id_put(s, "pmcid", r->pmcid, uid);
    if (r->pmid.at == NULL && r->doi.at == NULL)
        id_put(s, "given", r->doc, uid);
}

static Span record_new(Store *s, const Record *r)
{
    static const char there[] = "SELECT count(*) FROM record WHERE uid = ?";
    Span uid = r->doc;
    for (int i = 2; db_number(db_query(s->db, there, "t", uid)) > 0; i++)
        uid = arena_format(&s->arena, "%.*s~%d", SPAN_FMT(r->doc), i);
    DB_DO(s->db, "INSERT INTO record(uid, state, since) VALUES(?, 'current', ?)", "ti", uid, s->run);
    return uid;
}

/* --- its versions ------------------------------------------------------------------------------ */

static void raw_put(Store *s, const Found *f, Span hash)
{
    if (db_number(db_query(s->db, "SELECT count(*) FROM raw WHERE hash = ?", "t", hash)) > 0)
        return;
    uLongf n = compressBound(f->raw->bytes.len);
    char *packed = arena_room(&s->arena, n);
    if (compress2((Bytef *)packed, &n, (const Bytef *)f->raw->bytes.at, f->raw->bytes.len, RAW_LEVEL) != Z_OK)
        out_of_memory();
    DB_DO(s->db, "INSERT INTO raw(hash, format, size, bytes) VALUES(?, ?, ?, ?)", "tiib", hash, (int64_t)f->raw->format,
          (int64_t)f->raw->bytes.len, (Span){packed, n});
}

static void sight(Store *s, const SourceFile *file, const Found *f, Span uid, Span hash)
{
    DB_DO(s->db, "INSERT INTO sighting(uid, file, number, part, raw, deleted, seen) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)"
                 " ON CONFLICT DO UPDATE SET raw = ?5, deleted = ?6, seen = ?7", "tiiitii", uid, file->id, (int64_t)f->raw->number,
          (int64_t)f->part, hash, (int64_t)(f->record->kind == RECORD_DELETED), (int64_t)file->hash.low);
}

typedef struct {
    Span raw, path;
    int64_t number, part;
    bool deleted, any;
} Version;

/* The version in force: the last one, by path and place. */
static Version version_in_force(Store *s, Span uid)
{
    Version v = {0};
    Query *q = db_query(s->db, "SELECT s.raw, f.path, s.number, s.part, s.deleted FROM sighting s JOIN file f ON f.id = s.file"
                               " WHERE s.uid = ? ORDER BY f.path DESC, s.number DESC, s.part DESC LIMIT 1", "t", uid);
    if (db_next(q))
        v = (Version){db_text(q, 0, &s->arena), db_text(q, 1, &s->arena), db_int(q, 2), db_int(q, 3), db_int(q, 4) != 0, true};
    db_end(q);
    return v;
}

/* --- the version in force ---------------------------------------------------------------------- */

static Hash text_hash(const Record *r)
{
    Hash h = hash_of(r->title);
    for (size_t i = 0; i < r->n_sections; i++)
        h = hash_mix(h, hash_of(r->sections[i].text));
    return h;
}

static Span joined(Store *s, const SpanList *list)
{
    Str all = {0};
    for (size_t i = 0; i < list->n; i++) {
        if (i > 0)
            str_add_text(&all, "; ");
        str_add(&all, list->at[i]);
    }
    Span out = list->n == 0 ? (Span){0} : arena_copy(&s->arena, str_span(&all));
    str_free(&all);
    return out;
}

static void head_put(Store *s, Span uid, const Record *r, Span raw, Span text, Span packs)
{
    static const char sql[] = "UPDATE record SET state = 'current', raw = ?2, text_hash = ?3, packs = ?4, title = ?5, journal = ?6,"
                              " year = ?7, date = ?8, authors = ?9, types = ?10, registry = ?11, languages = ?12, status = ?13,"
                              " retracted = ?14 WHERE uid = ?1";
    DB_DO(s->db, sql, "ttttttttttttti", uid, raw, text, packs, r->title, r->journal_abbreviation.at != NULL ? r->journal_abbreviation : r->journal,
          r->year, r->date, joined(s, &r->authors), joined(s, &r->types), joined(s, &r->registry), joined(s, &r->languages), r->status,
          (int64_t)r->retracted);
}

typedef struct {
    Span state, raw, text, packs, title;
    bool retracted;
    int64_t since;
} Head;

static Head head_read(Store *s, Span uid)
{
    Head h = {0};
    Query *q = db_query(s->db, "SELECT state, raw, text_hash, packs, title, retracted, since FROM record WHERE uid = ?", "t", uid);
    if (db_next(q))
        h = (Head){db_text(q, 0, &s->arena), db_text(q, 1, &s->arena), db_text(q, 2, &s->arena), db_text(q, 3, &s->arena),
                   db_text(q, 4, &s->arena), db_int(q, 5) != 0, db_int(q, 6)};
    db_end(q);
    return h;
}

static void note_changes(Store *s, Span uid, const Head *was, const Record *r, Span raw, Span text)
{
    if (was->since == s->run)
        return;
    if (!span_is(was->state, "current"))
        change_put(s, uid, uid, "restored", was->title);
    else if (!span_equal(was->text, text))
        change_put(s, uid, uid, "revised", was->title);
    else if (!span_equal(was->raw, raw))
        change_put(s, uid, uid, "reissued", was->title);
    if (r->retracted && !was->retracted)
        change_put(s, uid, uid, "retracted", was->title);
}

static void put_in_force(Store *s, Span uid, const Head *was, Found *f, Span raw, Span packs)
{
    Span text = hash_print(text_hash(f->record), &s->arena);
    bool fresh = was->text.at == NULL;
    if (!fresh)
        note_changes(s, uid, was, f->record, raw, text);
    ids_put(s, f->record, uid);
    head_put(s, uid, f->record, raw, text, packs);
    evidence_put(s, uid, f->record, &f->rows, fresh, span_equal(was->text, text));
}

static void withdraw(Store *s, Span uid, const Head *was, const char *state)
{
    if (span_is(was->state, state))
        return;
    if (was->since != s->run)
        change_put(s, uid, uid, state, was->title);
    evidence_drop(s, uid);
    DB_DO(s->db, "UPDATE record SET state = ?, raw = NULL WHERE uid = ?", "tt", span_of(state), uid);
}

/* The record made again of the bytes that the store has. */
static bool reread(Store *s, const Version *v, Found *out)
{
    Query *q = db_query(s->db, "SELECT format, size, bytes FROM raw WHERE hash = ?", "t", v->raw);
    RawRecord *raw = arena_take(&s->arena, sizeof *raw);
    bool ok = db_next(q);
    if (ok) {
        uLongf n = (uLongf)db_int(q, 1);
        Span packed = db_text(q, 2, &s->arena);
        char *bytes = arena_room(&s->arena, n + 1);
        ok = uncompress((Bytef *)bytes, &n, (const Bytef *)packed.at, packed.len) == Z_OK;
        *raw = (RawRecord){(Format)db_int(q, 0), {bytes, n}, arena_copy(&s->arena, v->path).at, (long)v->number, 0};
    }
    db_end(q);
    return ok && s->again != NULL && s->again(s->who, raw, (int)v->part, &s->arena, out);
}

void record_settle(Store *s, Span uid, Span packs)
{
    Head was = head_read(s, uid);
    Version v = version_in_force(s, uid);
    Found found;
    if (!v.any)
        withdraw(s, uid, &was, "gone");
    else if (v.deleted)
        withdraw(s, uid, &was, "deleted");
    else if (!span_equal(v.raw, was.raw) || !span_equal(packs, was.packs)) {
        if (reread(s, &v, &found))
            put_in_force(s, uid, &was, &found, v.raw, packs);
        else
            problem_put(s, uid, SPAN_LIT("the bytes kept of it cannot be read again"));
    }
}

void record_put(Store *s, const SourceFile *file, const Found *found, Span packs)
{
    arena_reset(&s->arena);
    Span uid = identify(s, found->record);
    bool deletion = found->record->kind == RECORD_DELETED, is_new = uid.at == NULL;
    if (deletion && is_new)
        return; /* of a record that this project never had */
    Span hash = deletion ? (Span){0} : hash_print(found->hash, &s->arena);
    if (!deletion)
        raw_put(s, found, hash);
    if (is_new)
        uid = record_new(s, found->record);
    sight(s, file, found, uid, hash);
    Head was = head_read(s, uid);
    Version v = is_new ? (Version){hash, file->path, found->raw->number, found->part, false, true} : version_in_force(s, uid);
    bool this_one = v.number == found->raw->number && v.part == found->part && span_equal(v.path, file->path);
    Found copy = *found;
    if (!this_one || v.deleted || !found->extracted)
        record_settle(s, uid, packs);
    else if (!span_equal(was.raw, hash) || !span_equal(was.packs, packs))
        put_in_force(s, uid, &was, &copy, hash, packs);
}

void records_known(Store *s, Span packs, bool (*each)(void *who, uint64_t hash), void *who)
{
    Arena a = {0};
    Query *q = db_query(s->db, "SELECT raw FROM record WHERE packs = ? AND raw IS NOT NULL", "t", packs);
    while (db_next(q)) {
        Span hash = db_text(q, 0, &a);
        if (hash.len == 32 && !each(who, strtoull(hash.at + 16, NULL, 16)))
            break;
        arena_reset(&a);
    }
    db_end(q);
    arena_free(&a);
}
