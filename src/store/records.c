#include "store/identity.h"
#include "store/room.h"

#include <stdlib.h>

enum { WORTH_NONE, WORTH_CUT, WORTH_WHOLE, RANKS = 4 };
enum { VERSION_STEP = 256, VERSION_MAX = 9999 }; /* what each version of a PMID behind the first adds to it */

static Span record_new(Store *s, const Record *r)
{
    static const char sql[] = "INSERT INTO record(uid, state, since) VALUES(?, 'current', ?) ON CONFLICT DO NOTHING";
    Span uid = r->doc;
    Fault f = {0};
    for (int i = 2; db_ok(s->db, &f); i++) {
        DB_DO(s->db, sql, "ti", uid, s->run);
        if (db_changes(s->db) > 0)
            break;
        uid = arena_format(&s->arena, "%.*s~%d", SPAN_FMT(r->doc), i);
    }
    if (db_number(db_query(s->db, "SELECT count(*) FROM decision WHERE uid = ? AND what <> 'figure'", "t", uid)) > 0)
        record_judged(s, uid); /* restored before it came */
    return uid;
}

/* --- its versions ------------------------------------------------------------------------------ */

/* The number that PubMed gives a version of a record, from 1; 0: none. */
static int64_t version_of(const Record *r)
{
    int64_t n = 0;
    for (size_t i = 0; i < r->version.len && r->version.at[i] >= '0' && r->version.at[i] <= '9' && n <= VERSION_MAX; i++)
        n = n * 10 + (r->version.at[i] - '0');
    return n < VERSION_MAX ? n : VERSION_MAX;
}

/* How much of the abstract a version has, and which one of the PMID it is. */
static int64_t worth_of(const Record *r)
{
    int64_t version = version_of(r), before = version > 1 ? (version - 1) * VERSION_STEP : 0;
    for (size_t i = 0; i < r->n_sections; i++)
        if (r->sections[i].text.len > 0)
            return before + (r->truncated ? WORTH_CUT : WORTH_WHOLE);
    return before + WORTH_NONE;
}

/* False: it stood there already, byte for byte. */
static bool sight(Store *s, const SourceFile *file, const Found *f, Span home, Span hash, bool is_new)
{
    static const char there[] =
        "SELECT count(*) FROM sighting WHERE uid = ? AND file = ? AND number = ? AND part = ? AND raw IS ?";
    bool known = !is_new &&
                 db_number(db_query(s->db, there, "tiiit", home, file->id, (int64_t)f->raw->number, (int64_t)f->part, hash)) > 0;
    DB_DO(s->db, "INSERT INTO sighting(uid, file, number, part, raw, deleted, seen, worth) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
                 " ON CONFLICT DO UPDATE SET raw = ?5, deleted = ?6, seen = ?7,"
                 " worth = ?8", "tiiitiii", home, file->id, (int64_t)f->raw->number,
          (int64_t)f->part, hash, (int64_t)(f->record->kind == RECORD_DELETED), (int64_t)file->hash.low, worth_of(f->record));
    return !known;
}

typedef struct {
    Span raw, path;
    int64_t number, part, worth;
    bool deleted, any; /* deleted: by its source, and no other has it */
} Version;

static bool is_listed(const SpanList *list, Span s)
{
    for (size_t i = 0; i < list->n; i++)
        if (span_equal(list->at[i], s))
            return true;
    return false;
}

static void list_add(SpanList *list, Span s, Arena *a)
{
    *(Span *)arena_push(a, &list->at, &list->n, &list->max, sizeof(Span)) = s;
}

/* How well a source tells an abstract: OpenAlex gives words without sections, Crossref what publishers deposit. */
static int64_t rank_of(int64_t format)
{
    return format == FORMAT_OPENALEX ? 0 : format == FORMAT_CROSSREF ? 1 : format == FORMAT_EUROPEPMC ? 2 : RANKS - 1;
}

/* The version in force of a root, from the last, by path, version of the PMID and place, to the first.  What its source deleted
 * is out with all that came before; of the versions in one format of one home the last counts; of these one with a whole abstract
 * comes before a cut one, and that before one without; of equal ones that of the better source; of these the last is taken. */
static Version version_in_force(Store *s, Span root)
{
    static const char sql[] =
        "WITH RECURSIVE g(uid) AS (SELECT ?1 UNION SELECT r.uid FROM record r JOIN g ON r.merged_into = g.uid)"
        " SELECT s.raw, f.path, s.number, s.part, s.worth, s.deleted, s.uid,"
        " s.uid || ' ' || coalesce(w.format, ''), w.format FROM g"
        " JOIN sighting s ON s.uid = g.uid JOIN file f ON f.id = s.file LEFT JOIN raw w ON w.hash = s.raw"
        " ORDER BY f.path DESC, s.worth / ?2 DESC, s.number DESC, s.part DESC";
    Version best = {.worth = -1};
    SpanList out = {0}, counted = {0};
    Query *q = db_query(s->db, sql, "ti", root, (int64_t)VERSION_STEP);
    while (db_next(q)) {
        Span home = db_text(q, 6, &s->arena), format = db_text(q, 7, &s->arena);
        if (is_listed(&out, home) || is_listed(&counted, format))
            continue;
        if (db_int(q, 5) != 0) {
            list_add(&out, home, &s->arena);
            continue;
        }
        list_add(&counted, format, &s->arena);
        int64_t worth = db_int(q, 4) % VERSION_STEP * RANKS + rank_of(db_int(q, 8));
        if (worth > best.worth)
            best = (Version){db_text(q, 0, &s->arena), db_text(q, 1, &s->arena), db_int(q, 2), db_int(q, 3), worth, false, true};
    }
    if (!best.any && out.n > 0)
        best = (Version){.any = true, .deleted = true};
    return best;
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

/* Of a record that is there, or of one that comes. */
static void head_put(Store *s, Span uid, const Record *r, Span raw, Span text, Span packs)
{
    static const char sql[] =
        "INSERT INTO record(uid, state, raw, text_hash, packs, title, journal, year, date, authors, types, registry, languages,"
        " status, retracted, since) VALUES(?1, 'current', ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)"
        " ON CONFLICT(uid) DO UPDATE SET state = 'current', left_query = 0, raw = ?2, text_hash = ?3,"
        " packs = ?4, title = ?5,"
        " journal = ?6, year = ?7, date = ?8, authors = ?9, types = ?10, registry = ?11, languages = ?12, status = ?13,"
        " retracted = ?14";
    DB_DO(s->db, sql, "tttttttttttttii", uid, raw, text, packs, r->title,
          r->journal_abbreviation.at != NULL ? r->journal_abbreviation : r->journal, r->year, r->date, joined(s, &r->authors),
          joined(s, &r->types), joined(s, &r->registry), joined(s, &r->languages), r->status, (int64_t)r->retracted, s->run);
}

typedef struct {
    Span state, raw, text, packs, title;
    bool retracted;
    int64_t since;
} Head;

static Head head_read(Store *s, Span uid)
{
    Head h = {0};
    Query *q =
        db_query(s->db, "SELECT state, raw, text_hash, packs, title, retracted, since FROM record WHERE uid = ?", "t", uid);
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
        change_put(s, uid, uid, CHANGE_record_restored, was->title);
    else if (!span_equal(was->text, text))
        change_put(s, uid, uid, CHANGE_record_revised, was->title);
    else if (!span_equal(was->raw, raw))
        change_put(s, uid, uid, CHANGE_record_reissued, was->title);
    if (r->retracted && !was->retracted)
        change_put(s, uid, uid, CHANGE_record_retracted, was->title);
}

static void put_in_force(Store *s, Span uid, const Head *was, Found *f, Span raw, Span packs)
{
    Span text = hash_print(text_hash(f->record), &s->arena);
    bool fresh = was->text.at == NULL;
    if (!fresh)
        note_changes(s, uid, was, f->record, raw, text);
    head_put(s, uid, f->record, raw, text, packs);
    evidence_put(s, uid, f->record, &f->rows, fresh, span_equal(was->text, text));
}

/* `kind` is gone, deleted, or left: gone because no query asks for it any more. */
static void withdraw(Store *s, Span uid, const Head *was, ChangeKind kind)
{
    Span state = kind == CHANGE_record_deleted ? SPAN_LIT("deleted") : SPAN_LIT("gone");
    if (span_equal(was->state, state))
        return;
    if (was->since != s->run)
        change_end(s, uid, uid, kind, was->title);
    evidence_drop(s, uid);
    DB_DO(s->db, "UPDATE record SET state = ?, left_query = ?, raw = NULL WHERE uid = ?", "tit", state,
          (int64_t)(kind == CHANGE_record_left), uid);
}

void record_retire(Store *s, Span uid)
{
    evidence_retire(s, uid);
    DB_DO(s->db, "UPDATE record SET packs = NULL WHERE uid = ?", "t", uid);
}

/* The record made again of the bytes that the store has. */
static bool reread(Store *s, const Version *v, Found *out)
{
    Format format;
    Span bytes;
    if (!raw_read(s, v->raw, &format, &bytes, &s->arena))
        return false;
    RawRecord *raw = arena_take(&s->arena, sizeof *raw);
    *raw = (RawRecord){format, bytes, arena_copy(&s->arena, v->path).at, (long)v->number, 0};
    return s->again != NULL && s->again(s->who, raw, (int)v->part, &s->arena, out);
}

static void settle(Store *s, Span uid, Span packs, bool left)
{
    Span root = root_of(s, uid);
    Head was = head_read(s, root);
    Version v = version_in_force(s, root);
    Found found;
    if (!v.any)
        withdraw(s, root, &was, left ? CHANGE_record_left : CHANGE_record_gone);
    else if (v.deleted)
        withdraw(s, root, &was, CHANGE_record_deleted);
    else if (!span_equal(v.raw, was.raw) || !span_equal(packs, was.packs)) {
        problems_end(s, root);
        if (reread(s, &v, &found))
            put_in_force(s, root, &was, &found, v.raw, packs);
        else
            problem_put(s, root, SPAN_LIT("the bytes kept of it cannot be read again"));
    }
}

void record_settle(Store *s, Span uid, Span packs)
{
    settle(s, uid, packs, false);
}

void record_leave(Store *s, Span uid, Span packs)
{
    settle(s, uid, packs, true);
}

/* One that nothing in the store has to do with: it is in force as it comes, and half as many questions need be asked. */
static void put_alone(Store *s, const SourceFile *file, const Found *found, const Names *names, Span hash, Span packs)
{
    Found copy = *found;
    Span home = found->record->doc;
    put_in_force(s, home, &(Head){.since = s->run}, &copy, hash, packs);
    (void)sight(s, file, found, home, hash, true);
    (void)ids_put(s, found->record, names, home);
}

void record_put(Store *s, const SourceFile *file, const Found *found, Span packs)
{
    arena_reset(&s->arena);
    Names names = names_of(found->record, &s->arena);
    Span home = home_find(s, file, found, &names);
    bool deletion = found->record->kind == RECORD_DELETED, is_new = home.at == NULL;
    if (deletion && is_new)
        return; /* of a record that this project never had */
    Span hash = deletion ? (Span){0} : hash_print(found->hash, &s->arena);
    if (!deletion)
        raw_put(s, found->raw, hash, is_new);
    if (is_new && found->extracted && identity_is_alone(s, found->record, &names)) {
        put_alone(s, file, found, &names, hash, packs);
        return;
    }
    if (is_new)
        home = record_new(s, found->record);
    static const char read_so[] = "SELECT count(*) FROM record WHERE uid = ? AND packs = ?";
    bool seen_new = sight(s, file, found, home, hash, is_new) || db_number(db_query(s->db, read_so, "tt", home, packs)) == 0;
    bool corrected = seen_new && !deletion && ids_put(s, found->record, &names, home);
    bool merged = seen_new && !deletion && identity_unite(s, found, &names, home);
    Span root = root_of(s, home);
    Head was = is_new && !merged ? (Head){.since = s->run} : head_read(s, root);
    Version v = is_new && !merged ? (Version){hash, file->path, found->raw->number, found->part, 0, false, true}
                                  : version_in_force(s, root);
    bool this_one = v.any && v.number == found->raw->number && v.part == found->part && span_equal(v.path, file->path);
    Found copy = *found;
    if (!this_one || v.deleted || !found->extracted)
        record_settle(s, root, packs);
    else if (!span_equal(was.raw, hash) || !span_equal(was.packs, packs))
        put_in_force(s, root, &was, &copy, hash, packs);
    if (corrected && was.since != s->run)
        change_put(s, root, root, CHANGE_record_corrected, was.title);
    if (merged || !span_equal(root, home)) {
        decisions_follow(s, root);
        record_judged(s, root);
    }
}

/* --- files that no query names any more -------------------------------------------------------- */

static SpanList texts(Query *q, Arena *a)
{
    SpanList out = {0};
    while (db_next(q))
        list_add(&out, db_text(q, 0, a), a);
    return out;
}

static void file_left(Store *s, Span path, int64_t id, Span packs, Arena *a)
{
    SpanList homes =
        texts(db_query(s->db, "SELECT DISTINCT uid FROM sighting WHERE file = ? AND deleted = 0 ORDER BY uid", "i", id), a);
    DB_DO(s->db, "DELETE FROM sighting WHERE file = ? AND deleted = 0", "i", id); /* what a source withdrew stays withdrawn */
    DB_DO(s->db, "UPDATE file SET hash = NULL, packs = NULL WHERE id = ?", "i", id);
    DB_DO(s->db, "DELETE FROM query WHERE file = ?", "i", id);
    DB_DO(s->db, "DELETE FROM absent WHERE file = ?", "i", id);
    DB_DO(s->db, "DELETE FROM file WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM sighting WHERE file = ?1)", "i", id);
    problems_end(s, path);
    for (size_t h = 0; h < homes.n; h++) {
        arena_reset(&s->arena);
        settle(s, homes.at[h], packs, true);
    }
}

void files_left(Store *s, const SpanList *paths, Span packs)
{
    Arena a = {0};
    SpanList known = texts(db_query(s->db, "SELECT path FROM file ORDER BY path", ""), &a);
    for (size_t i = 0, k = 0; i < known.n; i++) { /* both are sorted by byte */
        while (k < paths->n && strcmp(paths->at[k].at, known.at[i].at) < 0)
            k++;
        if (k < paths->n && span_equal(paths->at[k], known.at[i]))
            continue;
        file_left(s, known.at[i], db_number(db_query(s->db, "SELECT id FROM file WHERE path = ?", "t", known.at[i])), packs, &a);
    }
    arena_free(&a);
}

/* --- taking apart ------------------------------------------------------------------------------ */

static SpanList group_of(Store *s, Span root, Arena *a)
{
    static const char sql[] =
        "WITH RECURSIVE g(uid) AS (SELECT ?1 UNION SELECT r.uid FROM record r JOIN g ON r.merged_into = g.uid)"
        " SELECT uid FROM g ORDER BY uid";
    return texts(db_query(s->db, sql, "t", root), a);
}

bool record_part(Store *s, Span name, Span packs, Fault *f)
{
    Arena a = {0};
    arena_reset(&s->arena);
    Span uid = arena_copy(&a, home_named(s, name)), root = {0}, into = {0};
    Query *q = db_query(s->db, "SELECT merged_into FROM record WHERE uid = ?", "t", uid);
    if (uid.at != NULL && db_next(q))
        into = db_text(q, 0, &a);
    db_end(q);
    if (into.at == NULL) {
        arena_free(&a);
        return fault(f, FAULT_USAGE, "no record '%.*s' was merged into another", SPAN_FMT(name));
    }
    root = arena_copy(&a, root_of(s, uid));
    DB_DO(s->db, "INSERT OR IGNORE INTO apart(a, b) VALUES(?, ?)", "tt", into, uid);
    DB_DO(s->db, "UPDATE record SET merged_into = NULL, why = NULL WHERE uid = ?", "t", uid);
    change_put(s, uid, uid, CHANGE_record_parted, arena_format(&a, "from %.*s", SPAN_FMT(into)));
    Span both[] = {root, uid};
    for (int i = 0; i < 2; i++) {
        SpanList homes = group_of(s, both[i], &a);
        for (size_t h = 0; h < homes.n; h++)
            decisions_rebuild(s, homes.at[h]);
        record_settle(s, both[i], packs);
        decisions_follow(s, both[i]);
        record_judged(s, both[i]);
    }
    arena_free(&a);
    return db_ok(s->db, f);
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
