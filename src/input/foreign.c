#include "input/foreign.h"

#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool begins_word(Span s, const char *word)
{
    size_t n = strlen(word);
    return s.len >= n && strncasecmp(s.at, word, n) == 0;
}

static bool is_html(Span head)
{
    return begins_word(head, "<!doctype html") || begins_word(head, "<html");
}

static bool is_binary(Span head)
{
    for (size_t i = 0; i < head.len; i++) {
        unsigned char c = (unsigned char)head.at[i];
        if (c == 0 || (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x0B))
            return true;
    }
    return false;
}

/* "[" of a text may open a translated title. */
static bool is_json_list(Span head)
{
    size_t i = 1;
    while (i < head.len && strchr(" \t\r\n", head.at[i]) != NULL)
        i++;
    return head.at[0] == '[' && i < head.len && head.at[i] == '{';
}

/* @article{key, */
static bool is_bibtex(Span head)
{
    size_t i = 1;
    while (i < head.len && is_letter(head.at[i]))
        i++;
    return head.at[0] == '@' && i > 1 && i < head.len && (head.at[i] == '{' || head.at[i] == '(');
}

/* EndNote's own export: %0 Journal Article, then %A, %T ... */
static bool is_endnote(Span head)
{
    return begins_word(head, "%0 ");
}

/* Web of Science: FN and VR begin a file, PT J each record (nbib has "PT  - "); as columns PT stands before a tab. */
static bool is_web_of_science(Span head)
{
    if (span_begins(head, "PT\t"))
        return true;
    const char *line = memchr(head.at, '\n', head.len);
    size_t next = line == NULL ? head.len : (size_t)(line - head.at) + 1;
    Span second = span_cut(head, next, head.len);
    return (span_begins(head, "FN ") && span_begins(second, "VR ")) ||
           (span_begins(head, "PT ") && next < 7 && span_begins(second, "AU "));
}

static bool is_cochrane(Span head)
{
    return begins_word(head, "Record #1 of ");
}

/* Nothing but numbers of up to eight digits. */
static bool is_ids(Span head)
{
    size_t digits = 0, numbers = 0;
    for (size_t i = 0; i < head.len; i++) {
        digits = is_digit(head.at[i]) ? digits + 1 : 0;
        numbers += digits == 1;
        if (digits > 8 || (digits == 0 && strchr(" \t\r\n,;", head.at[i]) == NULL))
            return false;
    }
    return numbers > 0;
}

static bool is_heading(Span cell)
{
    static const char *const known[] = {"pmid", "pubmed_id", "pubmed id", "accession number", "doi", "title", "article title",
                                        "abstract", "authors", "author", "journal", "journal/book", "year", "publication year",
                                        "key", "id", "text"};
    while (cell.len > 0 && strchr(" \"\r", cell.at[0]) != NULL)
        cell = span_cut(cell, 1, cell.len);
    while (cell.len > 0 && strchr(" \"\r", cell.at[cell.len - 1]) != NULL)
        cell.len--;
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (cell.len == strlen(known[i]) && strncasecmp(cell.at, known[i], cell.len) == 0)
            return true;
    return false;
}

/* A first line of cells, two of which name what records have. */
static bool is_sheet(Span head)
{
    const char *line = memchr(head.at, '\n', head.len);
    Span first = span_cut(head, 0, line == NULL ? head.len : (size_t)(line - head.at));
    for (const char *mark = ",;\t"; *mark != '\0'; mark++) {
        int headings = 0;
        for (size_t i = 0, from = 0; i <= first.len; i++) {
            if (i < first.len && first.at[i] != *mark)
                continue;
            headings += is_heading(span_cut(first, from, i));
            from = i + 1;
        }
        if (headings > 1)
            return true;
    }
    return false;
}

const char *foreign_kind(Span head)
{
    static const struct {
        bool (*is)(Span head);
        const char *what;
    } kind[] = {
        {is_html, "looks like an HTML page, not a file of records"},
        {is_binary, "is no text: a file of records is PubMed or JATS XML, nbib, RIS, JSON lines or plain text"},
        {is_json_list, "looks like a JSON array; write one record a line (jq -c '.[]')"},
        {is_bibtex, "looks like BibTeX; export as RIS, nbib or XML"},
        {is_endnote, "looks like an EndNote export (%0); export as RIS, nbib or XML"},
        {is_web_of_science, "looks like a Web of Science export (FN, PT); export as RIS"},
        {is_cochrane, "looks like a text export of the Cochrane Library; export as RIS"},
        {is_ids, "is a list of numbers; PMIDs are fetched by a query of source pubmed, or saved from PubMed as nbib or XML"},
        {is_sheet, "looks like a sheet (CSV or tabs); export the records as nbib, RIS or XML"},
    };
    if (head.len == 0)
        return "empty file";
    if (span_begins(head, "%PDF"))
        return "looks like a PDF; save its text as plain text first";
    if (span_begins(head, "PK\x03\x04"))
        return "looks like a ZIP or office file; unpack it or save it as plain text first";
    if (span_begins(head, "\xFF\xFE") || span_begins(head, "\xFE\xFF"))
        return "is UTF-16; convert it to UTF-8 first";
    for (size_t i = 0; i < sizeof kind / sizeof kind[0]; i++)
        if (kind[i].is(head))
            return kind[i].what;
    return NULL;
}

/* PubMed's Abstract (text) ends each record with a line "PMID: 12345678". */
const char *foreign_text(Span text)
{
    static const char mark[] = "PMID:";
    int n = 0;
    for (size_t i = 0; i < text.len && n < 2;) {
        size_t at = i + sizeof mark - 1;
        bool is = span_begins(span_cut(text, i, text.len), mark);
        while (is && at < text.len && text.at[at] == ' ')
            at++;
        n += is && at < text.len && is_digit(text.at[at]);
        const char *end = memchr(text.at + i, '\n', text.len - i);
        i = end == NULL ? text.len : (size_t)(end - text.at) + 1;
    }
    return n < 2 ? NULL
                 : "holds several records (more than one line `PMID:`), as PubMed's Abstract (text) does; export as nbib or XML";
}
