#include "figure/trace.h"

bool trace_leaves_out(const Cascade *c, const Pattern *p)
{
    return c->trace != NULL && c->trace->without == p;
}

void trace_pattern(const Cascade *c, bool run)
{
    if (c->trace == NULL)
        return;
    c->trace->tried += run;
    c->trace->of++;
}

void trace_match(const Cascade *c, const Copy *copy, const Pattern *p, size_t begin, size_t end)
{
    if (c->trace == NULL)
        return;
    if (c->trace->matched != NULL)
        c->trace->matched[p->number] = true;
    if (c->trace->out != NULL && end > begin)
        str_add_format(c->trace->out, "    %.*s: %.*s\n", SPAN_FMT(p->id),
                       SPAN_FMT(span_cut(c->normal->text, copy_offset(copy, begin), copy_end(copy, end))));
}

void trace_level(const Cascade *c, const Copy *copy, int level)
{
    if (c->trace == NULL || c->trace->out == NULL)
        return;
    Str *out = c->trace->out;
    str_add_format(out, "  level %d", level);
    if (level > 0)
        str_add_format(out, " (%d of %d patterns tried)", c->trace->tried, c->trace->of);
    str_add_text(out, ": ");
    c->trace->tried = c->trace->of = 0;
    for (size_t i = 0; i < copy->text.len; i++) {
        if (atom_at(copy->text, i)) {
            const Mention *m = copy_atom(copy, i);
            str_add_format(out, "{%.*s}", SPAN_FMT(c->packs->types[m->type]));
            i += 2;
        } else {
            str_add_byte(out, copy->text.at[i]);
        }
    }
    str_add_byte(out, '\n');
}
