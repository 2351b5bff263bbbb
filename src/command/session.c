#include "config.h"

#include "command/session.h"

#include "base/utf8.h"
#include "base/yaml.h"
#include "pattern/builtin.h"
#include "store/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

bool said_by(const Options *o, const char *command, Fault *f)
{
    static const OptionName texts[] = {OPTION_REVIEWER, OPTION_REASON, OPTION_NOTE, OPTION_NAME};
    const char *reviewer = o->given[OPTION_REVIEWER];
    if (reviewer == NULL || reviewer[strspn(reviewer, " \t\n")] == '\0')
        return fault(f, FAULT_USAGE, "%s: wants --reviewer NAME", command);
    bool valid = true;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        valid = valid && utf8_is_valid(span_of(o->given[texts[i]]));
    for (int i = 0; i < o->n_words; i++)
        valid = valid && utf8_is_valid(span_of(o->words[i]));
    return valid || fault(f, FAULT_USAGE, "%s: what it is told is not UTF-8", command);
}

static bool enter(const Options *o, Fault *f)
{
    const char *folder = o->given[OPTION_PROJECT];
    if (folder == NULL || chdir(folder) == 0)
        return true;
    (void)fault(f, FAULT_INPUT, "%s", strerror(errno));
    return fault_at(f, folder, 0, 0);
}

/* The lock is on the project's own file: it is always there, and nobody removes it while a run goes on. */
static bool lock(Session *s, Fault *f)
{
    s->lock = open(PROJECT_FILE, O_RDONLY | O_CLOEXEC);
    if (s->lock >= 0 && flock(s->lock, LOCK_EX | LOCK_NB) == 0)
        return true;
    (void)fault(f, errno == EWOULDBLOCK ? FAULT_BUSY : FAULT_INPUT, "%s",
                errno == EWOULDBLOCK ? "another refresh of this project is running" : strerror(errno));
    return fault_at(f, PROJECT_FILE, 0, 0);
}

static bool read_project(Session *s, Fault *f)
{
    if (access(PROJECT_FILE, F_OK) != 0 && errno == ENOENT)
        return fault(f, FAULT_INPUT,
                     "no project here (no " PROJECT_FILE "): make one with evitab init, or name its folder with -C");
    Str bytes = {0};
    bool ok = load_bytes(PROJECT_FILE, YAML_FILE_MAX, &bytes, f) && project_read(str_span(&bytes), PROJECT_FILE, &s->project, f);
    str_free(&bytes);
    return ok;
}

static bool print_packs(Session *s, Fault *f)
{
    Hash h = hash_of(SPAN_LIT(PACKAGE_VERSION));
    for (size_t i = 0; i < n_builtin_packs; i++)
        h = hash_mix(h, builtin_packs[i].print);
    for (size_t i = 0; i < s->project.built_in.n; i++)
        h = hash_mix(h, hash_of(s->project.built_in.at[i]));
    for (size_t i = 0; i < s->project.packs.n; i++) {
        Str bytes = {0};
        bool ok = load_bytes(s->project.packs.at[i].at, YAML_FILE_MAX, &bytes, f);
        h = hash_mix(h, hash_of(str_span(&bytes)));
        str_free(&bytes);
        if (!ok)
            return false;
    }
    memcpy(s->fingerprint, hash_print(h, &s->project.arena).at, sizeof s->fingerprint);
    return true;
}

bool session_packs(Session *s, Fault *f)
{
    if (s->packs != NULL)
        return true;
    const char **files = arena_take(&s->project.arena, (s->project.packs.n + 1) * sizeof *files);
    for (size_t i = 0; i < s->project.packs.n; i++)
        files[i] = s->project.packs.at[i].at;
    Options o = {.packs = files, .n_packs = (int)s->project.packs.n};
    return print_packs(s, f) && (s->packs = load_packs(&o, s->project.all_packs ? NULL : &s->project.built_in, f)) != NULL;
}

/* Whoever comes first brings an older store up to date, though it came to look. */
static bool update_store(Session *s, Fault *f)
{
    if (!store_is_older(STORE_FILE))
        return true;
    if (!lock(s, f))
        return false;
    Store *store = store_open(STORE_FILE, DB_WRITE, f);
    store_close(store);
    (void)close(s->lock);
    s->lock = -1;
    return store != NULL;
}

static bool open_store(Session *s, SessionMode mode, Fault *f)
{
    if (mode != SESSION_REFRESH && access(STORE_FILE, F_OK) != 0) {
        (void)fault(f, FAULT_INPUT, "no evidence yet: run evitab refresh");
        return fault_at(f, STORE_FILE, 0, 0);
    }
    static const DbMode how[] = {[SESSION_READ] = DB_READ, [SESSION_WRITE] = DB_WRITE, [SESSION_REFRESH] = DB_CREATE};
    return (mode == SESSION_REFRESH || update_store(s, f)) && (s->store = store_open(STORE_FILE, how[mode], f)) != NULL;
}

/* Who decides keeps the turn to the end; who refreshes has it while decisions.ndjson is looked at, and gives way from then on. */
static bool open_to_write(Session *s, SessionMode mode, Fault *f)
{
    if (!turn_open(&s->turn, f))
        return false;
    bool ok = turn_take(&s->turn, f) && open_store(s, mode, f) && journal_complete(s->store, f);
    if (mode == SESSION_REFRESH)
        turn_give(&s->turn);
    if (ok && mode == SESSION_REFRESH)
        db_yields(store_db(s->store), &s->turn);
    return ok;
}

static bool open_all(Session *s, SessionMode mode, Fault *f)
{
    if (mode == SESSION_READ)
        return open_store(s, mode, f);
    return (mode == SESSION_WRITE || (lock(s, f) && session_packs(s, f))) && open_to_write(s, mode, f);
}

bool session_open(const Options *o, SessionMode mode, Session *s, Fault *f)
{
    *s = (Session){.lock = -1};
    return enter(o, f) && read_project(s, f) && (mode == SESSION_PROJECT || open_all(s, mode, f));
}

void session_close(Session *s)
{
    store_close(s->store);
    packs_free(s->packs);
    project_free(&s->project);
    turn_close(&s->turn);
    if (s->lock >= 0)
        (void)close(s->lock);
}

ExitStatus session_report(const Options *o, void (*say)(Store *s, Str *out), Fault *f)
{
    Session s = {.lock = -1};
    Str out = {0};
    if (session_open(o, SESSION_READ, &s, f)) {
        say(s.store, &out);
        if (db_ok(store_db(s.store), f))
            report_print(&out, f);
    }
    session_close(&s);
    str_free(&out);
    return EXIT_DONE;
}
