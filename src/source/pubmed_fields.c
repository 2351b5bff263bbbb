#include "source/pubmed.h"

/* Tags and names of PubMed's fields, as its help and einfo.fcgi list them; in lower case. */
static const char *const fields[] = {
    "1au", "ad", "affiliation", "affl", "aid", "all", "all fields", "au", "aucl", "author", "author - corporate",
    "author - first", "author - identifier", "author - last", "author cluster id", "author name", "auid", "auth", "book", "cdat",
    "cn", "cnty", "cois", "coln", "completion date", "conflict of interest statements", "corporate author", "crdt", "create date",
    "date - completion", "date - create", "date - entry", "date - mesh", "date - modification", "date - publication", "dcom",
    "doi", "dp", "dso", "ec/rn number", "ecno", "ed", "edat", "editor", "eid", "electronic publication date", "entrez date",
    "entry date", "epdat", "epdt", "extended pmid", "fau", "faut", "filt", "filter", "finv", "fir", "first author", "full",
    "full author name", "full investigator name", "gr", "grant number", "grants and funding", "grnt", "investigator", "ip", "ir",
    "is", "isbn", "iss", "issue", "jid", "jour", "journal", "la", "lang", "language", "last author", "lastau", "laut", "lid",
    "location id", "lr", "majr", "mdat", "mesh", "mesh date", "mesh major topic", "mesh subheading", "mesh terms", "mh", "mhda",
    "modification date", "nm", "ot", "other term", "otrm", "owner", "pa", "page", "pagination", "papx", "pdat",
    "personal name as subject", "pg", "pharmacological action", "pid", "pl", "place of publication", "pmcid", "pmid", "ppdat",
    "ppdt", "print publication date", "ps", "pt", "ptyp", "publication date", "publication type", "publisher", "publisher id",
    "pubn", "registry number", "rn", "sb", "secondary source id", "sh", "si", "so", "subh", "subheading",
    "subject - personal name", "subs", "subset", "substance name", "supplementary concept", "ta", "text word", "text words", "ti",
    "tiab", "title", "title/abstract", "titl", "transliterated title", "tt", "tw", "uid", "vi", "vol", "volume", "word"};

static bool is_field(Span tag)
{
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        if (strlen(fields[i]) == tag.len && strncasecmp(fields[i], tag.at, tag.len) == 0)
            return true;
    return false;
}

/* The field of "[ mesh:noexp ]", without brackets. */
static Span tag_of(Span inside)
{
    const char *colon = inside.len == 0 ? NULL : memchr(inside.at, ':', inside.len);
    if (colon != NULL)
        inside.len = (size_t)(colon - inside.at);
    while (inside.len > 0 && inside.at[0] == ' ')
        inside = span_cut(inside, 1, inside.len);
    while (inside.len > 0 && inside.at[inside.len - 1] == ' ')
        inside.len--;
    return inside;
}

void pubmed_no_fields(Span text, Str *out)
{
    bool quoted = false;
    for (size_t i = 0; i < text.len; i++) {
        quoted = quoted != (text.at[i] == '"');
        if (quoted || text.at[i] != '[')
            continue;
        const char *close = memchr(text.at + i, ']', text.len - i);
        size_t end = close == NULL ? text.len : (size_t)(close - text.at);
        Span tag = tag_of(span_cut(text, i + 1, end));
        if (!is_field(tag))
            str_add_format(out, "%s[%.*s]", out->len > 0 ? " " : "", SPAN_FMT(tag));
        i = end < text.len ? end : text.len - 1;
    }
}
