#include "figure/trust.h"

#include "base/str.h"
#include "pattern/measured.h"

#include <math.h>

static Span joined(Arena *a, const Span *part, size_t n)
{
    size_t len = 0;
    for (size_t i = 0; i < n; i++)
        len += part[i].len;
    char *at = arena_room(a, len + 1);
    size_t to = 0;
    for (size_t i = 0; i < n; to += part[i++].len)
        memcpy(at + to, part[i].at, part[i].len);
    at[len] = '\0';
    return (Span){at, len};
}

static Span class_of(const Row *r, Arena *a)
{
    const char *slash = memchr(r->pattern.at, '/', r->pattern.len);
    Span pack = span_cut(r->pattern, 0, slash == NULL ? 0 : (size_t)(slash - r->pattern.at));
    return joined(a, (Span[]){pack, SPAN_LIT("/"), r->kind}, 3);
}

static Span flags_of(const Row *r, Arena *a)
{
    Str out = {.max = 1024};
    for (int i = 0; r->flags != 0 && i < N_FLAGS; i++) {
        if ((r->flags >> i & 1) == 0)
            continue;
        if (out.len > 0)
            str_add_byte(&out, ';');
        str_add_text(&out, flag_name[i]);
    }
    Span flags = out.len > 0 ? arena_copy(a, str_span(&out)) : SPAN_LIT("");
    str_free(&out);
    return flags;
}

FoundBy row_found_by(const Row *r, Arena *a)
{
    static const char *const outcome[N_LINKS] = {"no outcome", "outcome beside", "outcome apart", "outcome elsewhere"},
                             *const group[N_LINKS] = {"; no group", "; group beside", "; group apart", "; group elsewhere"},
                             *const time[N_LINKS] = {"; no time", "; time beside", "; time apart", "; time elsewhere"};
    Span known = r->concept.at != NULL ? SPAN_LIT(", known") : SPAN_LIT("");
    const Span part[] = {span_of(outcome[r->outcome_link]), known, span_of(group[r->group_link]), span_of(time[r->time_link])};
    return (FoundBy){class_of(r, a), joined(a, part, sizeof part / sizeof part[0]), flags_of(r, a)};
}

void rows_trust(const Packs *packs, Rows *rows, Arena *a)
{
    for (size_t i = 0; i < rows->n; i++) {
        FoundBy by = row_found_by(&rows->at[i], a);
        double share = measured_share(packs, by.of, by.link, by.flags);
        if (share >= 0)
            rows->at[i].confidence = (Real){round(share * 1000) / 1000, true};
    }
}
