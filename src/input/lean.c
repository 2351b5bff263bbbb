#include "input/lean.h"

#include "base/find.h"

/* Three quarters of a record's bytes; what a table tells of its head, names but no addresses of authors, is a tenth. */
static const struct {
    Span name;
    bool head;     /* stays where the head is asked for */
    bool retracts; /* may say that the record was retracted */
} dropped[] = {
#define NAME(name) {{name, sizeof(name) - 1}, false, false}
#define HEAD(name) {{name, sizeof(name) - 1}, true, false}
#define SAYS(name) {{name, sizeof(name) - 1}, true, true}
    NAME("AffiliationInfo"), HEAD("ArticleDate"), HEAD("AuthorList"), NAME("ChemicalList"), NAME("CitationSubset"),
    NAME("CoiStatement"), SAYS("CommentsCorrectionsList"), NAME("CopyrightInformation"), HEAD("DataBankList"),
    NAME("DateCompleted"), NAME("DateRevised"), HEAD("ELocationID"), NAME("GeneSymbolList"), NAME("GrantList"), NAME("History"),
    NAME("Identifier"), NAME("Initials"), NAME("InvestigatorList"), HEAD("Journal"), NAME("KeywordList"), HEAD("Language"),
    NAME("MedlineJournalInfo"), NAME("MeshHeadingList"), NAME("OtherAbstract"), NAME("Pagination"),
    NAME("PersonalNameSubjectList"), NAME("PublicationStatus"), SAYS("PublicationTypeList"), HEAD("PubmedData"),
    NAME("ReferenceList"), NAME("SupplMeshList"),
#undef NAME
#undef HEAD
#undef SAYS
};

enum { N_DROPPED = sizeof dropped / sizeof dropped[0] };

/* libxml2 asks for more input before each token of the last 250 bytes: a quarter of its time, where a record is all. */
enum { BLANKS_BEHIND = 256 };

/* The place in the list of an element that is dropped; -1: it stays. */
static int dropped_as(Span name, bool head)
{
    if (name.len < 7 || name.at[0] < 'A' || name.at[0] > 'S')
        return -1;
    for (int d = 0; d < N_DROPPED && dropped[d].name.at[0] <= name.at[0]; d++)
        if (dropped[d].name.at[0] == name.at[0] && span_equal(dropped[d].name, name))
            return head && dropped[d].head ? -1 : d;
    return -1;
}

static bool ends_name(char c)
{
    return c == '>' || c == '/' || c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* The name behind the '<' or "</" before `at`; empty where there is none. */
static Span name_at(Span s, size_t at)
{
    size_t end = at;
    while (end < s.len && !ends_name(s.at[end]))
        end++;
    return span_cut(s, at, end);
}

/* The byte after the tag that begins at `at`, its quoted values stepped over; 0: it is not whole. */
static size_t tag_end(Span s, size_t at)
{
    char quote = '\0';
    for (size_t i = at; i < s.len; i++) {
        char c = s.at[i];
        if (quote != '\0')
            quote = c == quote ? '\0' : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (c == '>')
            return i + 1;
    }
    return 0;
}

static size_t next_tag(Span s, size_t from)
{
    const char *lt = from < s.len ? memchr(s.at + from, '<', s.len - from) : NULL;
    return lt == NULL ? s.len : (size_t)(lt - s.at);
}

/* The end of the element that begins at `at` where its name stands nowhere but in its two tags, as nearly always; else 0. */
static size_t plain_end(Span s, size_t at, Span name)
{
    size_t from = at + 1 + name.len;
    size_t again = span_find(s, from, name);
    if (again == SIZE_MAX || s.at[from] == '/' || s.at[again - 1] != '/' || s.at[again - 2] != '<')
        return 0;
    size_t end = again + name.len;
    return end < s.len && s.at[end] == '>' ? end + 1 : 0;
}

/* The end of the element that begins at `at`, those of its name in it stepped over; 0: it is not whole. */
static size_t element_end(Span s, size_t at, Span name)
{
    size_t plain = plain_end(s, at, name);
    if (plain > 0)
        return plain;
    int depth = 0;
    for (size_t i = at; i < s.len; i = next_tag(s, i + 1)) {
        bool closes = i + 1 < s.len && s.at[i + 1] == '/';
        if (!span_equal(name_at(s, i + 1 + closes), name))
            continue;
        size_t end = tag_end(s, i);
        if (end == 0)
            return 0;
        bool empty = !closes && s.at[end - 2] == '/';
        depth += closes ? -1 : !empty;
        if (depth <= 0)
            return end;
    }
    return 0;
}

/* Whether types or links of a record may say that it was retracted: "Retracted Publication", RetractionIn, or what only libxml2
 * can decode. */
static bool may_retract(Span s)
{
    return memchr(s.at, '&', s.len) != NULL || span_find(s, 0, SPAN_LIT("Retract")) != SIZE_MAX;
}

/* Whether it holds '<' and `mark` behind it. */
static bool has_tag(Span s, char mark)
{
    for (size_t i = 1; i < s.len; i++) {
        const char *at = memchr(s.at + i, mark, s.len - i);
        if (at == NULL)
            return false;
        if (at[-1] == '<')
            return true;
        i = (size_t)(at - s.at);
    }
    return false;
}

Span lean_record(Span bytes, bool head, Arena *a)
{
    if (has_tag(bytes, '!') || has_tag(bytes, '?'))
        return bytes;
    char *out = arena_room(a, bytes.len + BLANKS_BEHIND);
    size_t n = 0, from = 0;
    for (size_t i = next_tag(bytes, 0); i < bytes.len; i = next_tag(bytes, i + 1)) {
        Span name = name_at(bytes, i + 1);
        int as = dropped_as(name, head);
        size_t end = as >= 0 ? element_end(bytes, i, name) : 0;
        if (end == 0 || (dropped[as].retracts && may_retract(span_cut(bytes, i, end))))
            continue;
        memcpy(out + n, bytes.at + from, i - from);
        n += i - from;
        from = end;
        i = end - 1;
    }
    memcpy(out + n, bytes.at + from, bytes.len - from);
    n += bytes.len - from;
    memset(out + n, ' ', BLANKS_BEHIND);
    return (Span){out, n + BLANKS_BEHIND};
}
