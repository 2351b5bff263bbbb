#include "flow/intake.h"

#include <string.h>
#include <sys/stat.h>

void intake_open(Intake *in, const char *const *files, int n_files)
{
    *in = (Intake){.files = files, .n_files = n_files};
    for (int i = 0; i < n_files; i++) {
        struct stat s;
        if (strcmp(files[i], "-") == 0 || (stat(files[i], &s) == 0 && !S_ISREG(s.st_mode))) {
            in->total = 0; /* a pipe: nobody knows how much is to come */
            return;
        }
        if (stat(files[i], &s) == 0)
            in->total += (uint64_t)s.st_size;
    }
}

void intake_close(Intake *in)
{
    reader_close(in->reader);
    in->reader = NULL;
}

static void add_fault(Batch *b, const Fault *f)
{
    Fault *kept = arena_take(&b->arena, sizeof *kept);
    *kept = *f;
    b->item[b->n++] = (BatchItem){.fault = kept};
}

static void next_file(Intake *in, Batch *b)
{
    Fault f = {0};
    in->reader = reader_open(in->files[in->next++], &f);
    if (in->reader == NULL)
        add_fault(b, &f);
}

static void file_done(Intake *in)
{
    in->before += reader_bytes_read(in->reader);
    reader_close(in->reader);
    in->reader = NULL;
}

/* One item more, or one step to the next file. */
static size_t next_record(Intake *in, Batch *b)
{
    Fault f = {0};
    RawRecord raw;
    if (reader_next(in->reader, &b->arena, &raw, &f)) {
        b->item[b->n++] = (BatchItem){.raw = raw};
        return raw.bytes.len;
    }
    if (f.kind != FAULT_NONE)
        add_fault(b, &f);
    if (f.kind == FAULT_NONE || !reader_goes_on(in->reader))
        file_done(in);
    return 0;
}

bool intake_fill(Intake *in, Batch *b)
{
    size_t bytes = 0;
    while (b->n < BATCH_RECORDS && bytes < BATCH_BYTES) {
        if (in->reader != NULL)
            bytes += next_record(in, b);
        else if (in->next < in->n_files)
            next_file(in, b);
        else
            break;
    }
    b->bytes_total = in->total;
    b->bytes_read = in->before + (in->reader == NULL ? 0 : reader_bytes_read(in->reader));
    return b->n > 0;
}
