#include "command/command.h"
#include "command/session.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static bool write_file(const char *path, Fault *f)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    Str sample = {0};
    project_sample(&sample);
    bool ok = fd >= 0 && write(fd, sample.at, sample.len) == (ssize_t)sample.len && fsync(fd) == 0;
    int why = errno;
    str_free(&sample);
    if (fd >= 0)
        (void)close(fd);
    if (ok)
        return true;
    if (fd >= 0)
        (void)unlink(path);
    (void)fault(f, fd < 0 && why == EEXIST ? FAULT_USAGE : FAULT_OUTPUT, "%s",
                fd < 0 && why == EEXIST ? "is there already" : strerror(why));
    return fault_at(f, path, 0, 0);
}

/* The folder that the sample's `paths` names, so that files can be put there at once. */
static bool make_import(const char *folder, Fault *f)
{
    Str path = {0};
    str_add_format(&path, "%s/import", folder);
    bool ok = mkdir(path.at, 0777) == 0 || errno == EEXIST;
    if (!ok) {
        (void)fault(f, FAULT_OUTPUT, "%s", strerror(errno));
        (void)fault_at(f, path.at, 0, 0);
    }
    str_free(&path);
    return ok;
}

ExitStatus init_run(const Options *o, Fault *f)
{
    const char *folder = o->n_words > 0 ? o->words[0] : ".";
    if (mkdir(folder, 0777) != 0 && errno != EEXIST)
        (void)fault(f, FAULT_OUTPUT, "%s: %s", folder, strerror(errno));
    Str out = {0};
    str_add_format(&out, "%s/%s", folder, PROJECT_FILE);
    if (f->kind == FAULT_NONE && write_file(out.at, f) && make_import(folder, f)) {
        str_add_text(&out, " is made: put files of records in its folder import (or change `paths`), then run evitab refresh\n");
        report_print(&out, f);
    }
    str_free(&out);
    return EXIT_DONE;
}
