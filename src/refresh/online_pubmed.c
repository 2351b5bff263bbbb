#include "refresh/online.h"
#include "source/pubmed.h"

#include <stdio.h>

/* Records that changed since, and new ones among them. */
static bool find_changed(Online *l, Numbers *changed)
{
    PubmedFound found;
    bool ok = pubmed_search(l->http, &l->ask, l->query->text, l->since, PUBMED_LIST_MAX, &found, &l->fault) &&
              pubmed_ids(l->http, &l->ask, l->since, &found, &l->fault);
    for (size_t i = 0; ok && i < found.ids.n; i++)
        numbers_add(changed, found.ids.at[i]);
    numbers_sort(changed);
    pubmed_found_free(&found);
    return ok;
}

/* Whether the counts say enough: all ids of a large query cost many requests. */
static bool count_is_enough(const Online *l, const PubmedFound *found, const Numbers *changed)
{
    Numbers fresh = {0};
    numbers_part(changed, &l->known, false, &fresh);
    bool enough = l->since.at != NULL && found->count > PUBMED_LIST_MAX && (int64_t)l->known.n == found->count && fresh.n == 0 &&
                  !online_is_look(l);
    numbers_free(&fresh);
    return enough;
}

/* New ones, those that changed, and those that are missing now, unless this run has them already. */
static void choose(Online *l, const PubmedFound *found, const Numbers *changed, bool all_ids)
{
    Numbers some = {0};
    if (all_ids)
        numbers_part(&found->ids, &l->known, false, &some);
    if (l->r->wish.full)
        numbers_part(&found->ids, &l->known, true, &some);
    if (all_ids && (int64_t)found->ids.n == found->count)
        numbers_part(&l->known, &found->ids, false, &l->gone);
    for (size_t i = 0; i < changed->n; i++)
        numbers_add(&some, changed->at[i]);
    for (size_t i = 0; i < l->gone.n; i++)
        numbers_add(&some, l->gone.at[i]);
    numbers_sort(&some);
    numbers_part(&some, &l->now, false, &l->want);
    numbers_free(&some);
    if (all_ids)
        online_short(l, found->ids.n);
}

static bool find(Online *l, PubmedFound *found)
{
    Numbers changed = {0};
    bool ok = pubmed_search(l->http, &l->ask, l->query->text, (Span){0}, PUBMED_LIST_MAX, found, &l->fault);
    l->count = found->count;
    if (ok && l->since.at != NULL)
        ok = find_changed(l, &changed);
    bool all_ids = ok && !count_is_enough(l, found, &changed);
    if (all_ids)
        ok = pubmed_ids(l->http, &l->ask, (Span){0}, found, &l->fault);
    if (ok)
        choose(l, found, &changed, all_ids);
    numbers_free(&changed);
    return ok;
}

/* False: the store refused. */
static bool fetch(Online *l, const Numbers *want)
{
    size_t size = (size_t)l->source->rows;
    Harvest h = {.source = l->source, .want = want, .full_size = size, .size = size};
    bool ok = want->n == 0 || online_take(l, &h);
    harvest_close(&h);
    return ok;
}

/* What was asked for and did not come is asked for once more. */
static bool fetch_missing(Online *l)
{
    Numbers missing = {0};
    online_look(l);
    numbers_part(&l->want, &l->now, false, &missing);
    bool ok = l->fault.kind != FAULT_NONE || fetch(l, &missing);
    numbers_free(&missing);
    return ok;
}

bool pubmed_refresh(Online *l)
{
    PubmedFound found = {0};
    bool ok = true;
    if (find(l, &found)) {
        l->asked = l->want.n;
        ok = fetch(l, &l->want) && fetch_missing(l);
    }
    str_add(&l->translation, str_span(&found.translation));
    str_add(&l->warnings, str_span(&found.warnings));
    pubmed_found_free(&found);
    return ok;
}
