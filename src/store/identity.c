#include "store/identity.h"

#include "store/room.h"
#include "text/trial.h"

/* --- what a title is known by ------------------------------------------------------------------ */

/* Bytes of the character at `at` that is no letter or digit: ASCII, the signs of Latin-1, general punctuation. */
static size_t sign_at(const char *at, size_t left)
{
    unsigned char c = (unsigned char)at[0], d = left > 1 ? (unsigned char)at[1] : 0;
    bool word = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
    if (!word)
        return 1;
    if (c == 0xC2 && left > 1)
        return 2;
    return c == 0xE2 && d == 0x80 && left > 2 ? 3 : 0;
}

/* "Müller-Thurgau: a trial" is "müller thurgau a trial"; returns the count of words. */
static int add_words(Str *out, Span s)
{
    int n = 0;
    bool inside = false;
    for (size_t i = 0; i < s.len;) {
        size_t sign = sign_at(s.at + i, s.len - i);
        if (sign > 0) {
            inside = false;
            i += sign;
            continue;
        }
        if (!inside && n++ > 0)
            str_add_byte(out, ' ');
        inside = true;
        unsigned char c = (unsigned char)s.at[i], before = i > 0 ? (unsigned char)s.at[i - 1] : 0;
        bool upper = (c >= 'A' && c <= 'Z') || (before == 0xC3 && c >= 0x80 && c <= 0x9E && c != 0x97);
        str_add_byte(out, (char)(upper ? c + 0x20 : c));
        i++;
    }
    return n;
}

static bool is_preprint(const Record *r)
{
    static const char *const servers[] = {"10.1101/", "10.64898/", "10.21203/rs.", "10.20944/preprints", "10.2139/ssrn",
                                          "10.31219/", "10.48550/arxiv"};
    for (size_t i = 0; i < r->types.n; i++)
        if (span_is(r->types.at[i], "Preprint"))
            return true;
    for (size_t i = 0; r->doi.at != NULL && i < sizeof servers / sizeof servers[0]; i++)
        if (span_begins(r->doi, servers[i]))
            return true;
    return false;
}

/* --- ids --------------------------------------------------------------------------------------- */

static const char *const way_type[N_WAYS] = {"doi", "pmcid", "given", "title"};

static Span given_of(const Record *r)
{
    return span_equal(r->doc, r->pmid) || span_equal(r->doc, r->doi) ? (Span){0} : r->doc;
}

Names names_of(const Record *r, Arena *a)
{
    Names names = {.by = {[BY_DOI] = r->doi, [BY_PMCID] = r->pmcid, [BY_GIVEN] = given_of(r)}};
    Str words = {0}, author = {0};
    int n = add_words(&words, r->title);
    if (r->authors.n > 0)
        (void)add_words(&author, r->authors.at[0]);
    size_t last = 0; /* of the author's name: "Last Fore" in one source, "Last F" in the next */
    while (last < author.len && author.at[last] != ' ')
        last++;
    if (n > 0 && last > 0) {
        names.work = hash_print(hash_mix(hash_of(str_span(&words)), hash_of((Span){author.at, last})), a);
        names.by[BY_TITLE] = n >= TITLE_WORDS ? r->year : (Span){0};
    }
    for (Way way = 0; way < N_WAYS; way++)
        if (names.by[way].len == 0)
            names.by[way] = (Span){0};
    str_free(&words);
    str_free(&author);
    return names;
}

/* Returns whether it is new. */
static bool id_put(Store *s, const char *type, Span value, Span home)
{
    if (value.at == NULL || value.len == 0)
        return false;
    DB_DO(s->db, "INSERT OR IGNORE INTO record_id(type, value, uid) VALUES(?, ?, ?)", "ttt", span_of(type), value, home);
    return db_changes(s->db) > 0;
}

/* First and last author, where there are three or more. */
static Span team_key(const Record *r, Arena *a)
{
    Str both = {0};
    if (r->authors.n >= 3) {
        size_t ends[] = {0, r->authors.n - 1};
        for (int i = 0; i < 2; i++) {
            Span name = r->authors.at[ends[i]];
            const char *blank = memchr(name.at, ' ', name.len);
            (void)add_words(&both, blank == NULL ? name : span_cut(name, 0, (size_t)(blank - name.at)));
            str_add_byte(&both, '|');
        }
    }
    Span key = both.len == 0 ? (Span){0} : hash_print(hash_of(str_span(&both)), a);
    str_free(&both);
    return key;
}

/* Of its register and of its text. */
static void trials_put(Store *s, const Record *r, Span home)
{
    SpanList numbers = {0};
    for (size_t i = 0; i < r->registry.n; i++)
        trial_numbers(r->registry.at[i], &numbers, &s->arena);
    trial_numbers(r->title, &numbers, &s->arena);
    for (size_t i = 0; i < r->n_sections; i++)
        trial_numbers(r->sections[i].text, &numbers, &s->arena);
    for (size_t i = 0; i < numbers.n; i++)
        (void)id_put(s, "trial", numbers.at[i], home);
}

/* What PubMed links to a record: a later one, of a preprint, an erratum, an expression of concern. */
static bool relations_put(Store *s, const Record *r, Span home)
{
    static const struct {
        const char *name, *type;
        bool bad;
    } kinds[] = {{"UpdateIn", "update", false},         {"UpdateOf", "update", false},
                 {"ErratumIn", "erratum", true},        {"CorrectedandRepublishedIn", "erratum", true},
                 {"ExpressionOfConcernIn", "concern", true}};
    bool any = false;
    for (size_t i = 0; i < r->n_relations; i++) {
        const Relation *to = &r->relations[i];
        for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++)
            if (span_is(to->type, kinds[k].name))
                any = (id_put(s, kinds[k].type, to->pmid.at != NULL || !kinds[k].bad ? to->pmid : to->source, home) &&
                       kinds[k].bad) ||
                      any;
    }
    return any;
}

bool ids_put(Store *s, const Record *r, const Names *names, Span home)
{
    Span year = names->by[BY_TITLE].at != NULL ? names->by[BY_TITLE] : SPAN_LIT(""), team = team_key(r, &s->arena);
    (void)id_put(s, "pmid", r->pmid, home);
    for (Way way = 0; way < BY_TITLE; way++)
        (void)id_put(s, way_type[way], names->by[way], home);
    if (names->work.at != NULL)
        DB_DO(s->db, "INSERT OR IGNORE INTO work(hash, uid, year) VALUES(?, ?, ?)", "ttt", names->work, home, year);
    if (team.at != NULL)
        DB_DO(s->db, "INSERT OR IGNORE INTO team(hash, uid) VALUES(?, ?)", "tt", team, home);
    trials_put(s, r, home);
    if (is_preprint(r))
        (void)id_put(s, "kind", SPAN_LIT("preprint"), home);
    return relations_put(s, r, home);
}

static Span first_text(Store *s, Query *q)
{
    Span out = db_next(q) ? db_text(q, 0, &s->arena) : (Span){0};
    db_end(q);
    return out;
}

/* The home that has this id and none that is stronger. */
static Span home_by(Store *s, const char *type, Span value)
{
    static const char sql[] =
        "SELECT uid FROM record_id i WHERE type = ?1 AND value = ?2 AND NOT EXISTS (SELECT 1 FROM record_id j"
        " WHERE j.uid = i.uid AND j.type IN ('pmid', CASE WHEN ?1 = 'doi' THEN '' ELSE 'doi' END,"
        " CASE WHEN ?1 = 'given' THEN 'pmcid' ELSE '' END)) ORDER BY uid";
    return first_text(s, db_query(s->db, sql, "tt", span_of(type), value));
}

/* RIS: the same number stands for the same record in the same file, or under the same title. */
static Span home_counted(Store *s, const SourceFile *file, Span value, Span work)
{
    static const char sql[] =
        "SELECT uid FROM record_id i WHERE type = 'given' AND value = ?1 AND (EXISTS (SELECT 1 FROM sighting s"
        " WHERE s.uid = i.uid AND s.file = ?2) OR EXISTS (SELECT 1 FROM work w WHERE w.uid = i.uid"
        " AND w.hash = ?3)) AND NOT EXISTS (SELECT 1 FROM record_id j WHERE j.uid = i.uid"
        " AND j.type IN ('pmid', 'doi', 'pmcid'))"
        " ORDER BY uid";
    return first_text(s, db_query(s->db, sql, "tit", value, file->id, work));
}

Span home_find(Store *s, const SourceFile *file, const Found *found, const Names *names)
{
    const Record *r = found->record;
    if (r->pmid.at != NULL)
        return first_text(
            s, db_query(s->db, "SELECT uid FROM record_id WHERE type = 'pmid' AND value = ? ORDER BY uid", "t", r->pmid));
    if (r->doi.at != NULL)
        return home_by(s, "doi", r->doi);
    if (r->pmcid.at != NULL)
        return home_by(s, "pmcid", r->pmcid);
    return found->raw->format == FORMAT_RIS ? home_counted(s, file, r->doc, names->work) : home_by(s, "given", r->doc);
}

Span home_named(Store *s, Span name)
{
    static const char sql[] = "SELECT uid FROM record WHERE uid = ?1 UNION ALL SELECT * FROM (SELECT uid FROM record_id WHERE"
                              " type IN ('pmid', 'doi', 'pmcid', 'given') AND value = ?1 ORDER BY type, uid)";
    return first_text(s, db_query(s->db, sql, "t", name));
}

SpanList homes_by_id(Store *s, const char *type, Span value, Arena *a)
{
    SpanList out = {0};
    Query *q = db_query(s->db, "SELECT uid FROM record_id WHERE type = ? AND value = ? ORDER BY uid", "tt", span_of(type), value);
    while (value.at != NULL && db_next(q))
        *(Span *)arena_push(a, &out.at, &out.n, &out.max, sizeof(Span)) = db_text(q, 0, a);
    db_end(q);
    return out;
}

/* --- merging ----------------------------------------------------------------------------------- */

Span root_of(Store *s, Span uid)
{
    for (;;) {
        Span into = first_text(s, db_query(s->db, "SELECT merged_into FROM record WHERE uid = ?", "t", uid));
        if (into.at == NULL)
            return uid;
        uid = into;
    }
}

/* All homes of two roots. */
#define GROUPS                                                                                               \
    "WITH RECURSIVE a(uid) AS (SELECT ?1 UNION SELECT r.uid FROM record r JOIN a ON r.merged_into = a.uid)," \
    " b(uid) AS (SELECT ?2 UNION SELECT r.uid FROM record r JOIN b ON r.merged_into = b.uid) "

/* Both have ids of this type, and none in common. */
static bool contradict(Store *s, Span a, Span b, const char *type)
{
    static const char sql[] = GROUPS "SELECT EXISTS (SELECT 1 FROM a JOIN record_id i ON i.uid = a.uid WHERE i.type = ?3)"
                                     " AND EXISTS (SELECT 1 FROM b JOIN record_id i ON i.uid = b.uid WHERE i.type = ?3)"
                                     " AND NOT EXISTS (SELECT 1 FROM a JOIN record_id i ON i.uid = a.uid"
                                     " JOIN record_id k ON k.type = i.type"
                                     " AND k.value = i.value JOIN b ON b.uid = k.uid WHERE i.type = ?3)";
    return db_number(db_query(s->db, sql, "ttt", a, b, span_of(type))) > 0;
}

static bool taken_apart(Store *s, Span a, Span b)
{
    static const char sql[] =
        GROUPS "SELECT count(*) FROM apart p WHERE (p.a IN (SELECT uid FROM a) AND p.b IN (SELECT uid FROM b))"
               " OR (p.a IN (SELECT uid FROM b) AND p.b IN (SELECT uid FROM a))";
    return db_number(db_query(s->db, sql, "tt", a, b)) > 0;
}

/* One of the two has neither PMID nor DOI, and both or none is a preprint. */
static bool title_may(Store *s, Span a, Span b)
{
    static const char sql[] =
        GROUPS "SELECT (NOT EXISTS (SELECT 1 FROM a JOIN record_id i ON i.uid = a.uid WHERE i.type IN ('pmid', 'doi'))"
               " OR NOT EXISTS (SELECT 1 FROM b JOIN record_id i ON i.uid = b.uid"
               " WHERE i.type IN ('pmid', 'doi')))"
               " AND EXISTS (SELECT 1 FROM a JOIN record_id i ON i.uid = a.uid WHERE i.type = 'kind')"
               " = EXISTS (SELECT 1 FROM b JOIN record_id i ON i.uid = b.uid WHERE i.type = 'kind')";
    return db_number(db_query(s->db, sql, "tt", a, b)) > 0;
}

static bool may_merge(Store *s, Span a, Span b, Way way)
{
    return !contradict(s, a, b, "pmid") && (way < BY_PMCID || !contradict(s, a, b, "doi")) &&
           (way < BY_GIVEN || !contradict(s, a, b, "pmcid")) && (way != BY_TITLE || title_may(s, a, b)) && !taken_apart(s, a, b);
}

/* The older one stays. */
static void merge(Store *s, Span a, Span b, Way way, Span value)
{
    static const char older[] = "SELECT (SELECT rowid FROM record WHERE uid = ?1) < (SELECT rowid FROM record WHERE uid = ?2)";
    bool a_stays = db_number(db_query(s->db, older, "tt", a, b)) > 0;
    Span stays = a_stays ? a : b, goes = a_stays ? b : a;
    Span why = way == BY_TITLE ? SPAN_LIT("title, first author and year")
                               : arena_format(&s->arena, "%s %.*s", way_type[way], SPAN_FMT(value));
    Span note = arena_format(&s->arena, "into %.*s by %.*s", SPAN_FMT(stays), SPAN_FMT(why));
    DB_DO(s->db, "UPDATE record SET merged_into = ?, why = ? WHERE uid = ?", "ttt", stays, why, goes);
    change_put(s, goes, goes, CHANGE_record_merged, note);
    record_retire(s, goes);
}

/* The homes with this name. */
static Query *holders(Store *s, const Names *names, Way way)
{
    if (way == BY_TITLE)
        return db_query(s->db, "SELECT uid FROM work WHERE hash = ? AND year = ? ORDER BY uid", "tt", names->work,
                        names->by[way]);
    return db_query(s->db, "SELECT uid FROM record_id WHERE type = ? AND value = ? ORDER BY uid", "tt", span_of(way_type[way]),
                    names->by[way]);
}

bool identity_is_alone(Store *s, const Record *r, const Names *names)
{
    static const char sql[] = "SELECT EXISTS (SELECT 1 FROM record WHERE uid = ?1) OR EXISTS"
                              " (SELECT 1 FROM decision WHERE uid = ?1 AND what <> 'figure')";
    bool alone = db_number(db_query(s->db, sql, "t", r->doc)) == 0;
    for (Way way = 0; alone && way < N_WAYS; way++)
        alone = names->by[way].at == NULL || first_text(s, holders(s, names, way)).at == NULL;
    return alone;
}

static bool is_work(Store *s, Span uid, Span work)
{
    return db_number(db_query(s->db, "SELECT EXISTS (SELECT 1 FROM work WHERE hash = ? AND uid = ?)", "tt", work, uid)) > 0;
}

/* The other roots with this name that may be the same; `counted`: of those with the same title only. */
static SpanList candidates(Store *s, Span home, const Names *names, Way way, bool counted)
{
    SpanList homes = {0}, out = {0};
    Query *q = holders(s, names, way);
    while (db_next(q))
        *(Span *)arena_push(&s->arena, &homes.at, &homes.n, &homes.max, sizeof(Span)) = db_text(q, 0, &s->arena);
    for (size_t i = 0; i < homes.n; i++) {
        if (span_equal(homes.at[i], home) || (counted && !is_work(s, homes.at[i], names->work)))
            continue;
        Span root = root_of(s, homes.at[i]), own = root_of(s, home);
        bool listed = span_equal(root, own);
        for (size_t k = 0; k < out.n; k++)
            listed = listed || span_equal(out.at[k], root);
        if (!listed && may_merge(s, own, root, way))
            *(Span *)arena_push(&s->arena, &out.at, &out.n, &out.max, sizeof(Span)) = root;
    }
    return out;
}

bool identity_unite(Store *s, const Found *found, const Names *names, Span home)
{
    bool any = false;
    for (Way way = 0; way < N_WAYS; way++) {
        bool counted = way == BY_GIVEN && found->raw->format == FORMAT_RIS;
        if (names->by[way].at == NULL || (counted && names->work.at == NULL))
            continue;
        SpanList same = candidates(s, home, names, way, counted);
        for (size_t i = 0; i < same.n && (way != BY_TITLE || same.n == 1); i++) {
            Span own = root_of(s, home);
            if (!may_merge(s, own, same.at[i], way)) /* what was merged a moment ago speaks against it */
                continue;
            merge(s, own, same.at[i], way, names->by[way]);
            any = true;
        }
    }
    return any;
}
