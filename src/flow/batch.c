#include "flow/batch.h"

void batch_clear(Batch *b)
{
    arena_reset(&b->arena);
    str_clear(&b->out);
    str_clear(&b->problems);
    str_clear(&b->requests);
    b->n = 0;
    b->bytes_read = b->bytes_total = 0;
    b->n_records = b->n_problems = 0;
    b->page_end = false;
}

void batch_free(Batch *b)
{
    arena_free(&b->arena);
    str_free(&b->out);
    str_free(&b->problems);
    str_free(&b->requests);
    *b = (Batch){0};
}

void batch_problem(Batch *b, const Fault *f)
{
    char line[FAULT_WHERE + FAULT_WHAT + 256];
    fault_print(f, line, sizeof line);
    str_add_format(&b->problems, "evitab: %s\n", line);
    b->n_problems++;
}
