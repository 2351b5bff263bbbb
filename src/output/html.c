#include "output/html.h"

static const char style[] =
    "body{font:15px/1.45 system-ui,sans-serif;color:#1c1c1c;max-width:76rem;margin:2rem auto;padding:0 1rem}"
    "h1{font-size:1.5rem;margin:0 0 .25rem}h2{font-size:1.1rem;margin:2rem 0 .5rem}p{margin:.3rem 0}"
    "table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;"
    "border-bottom:1px solid #ddd;overflow-wrap:anywhere}th{border-bottom:2px solid #888;font-weight:600;white-space:nowrap}"
    "td.n{text-align:right;white-space:nowrap}"
    "th.n{text-align:right}td.id{white-space:nowrap;width:9rem}del{background:#fbe3e0;text-decoration:none}"
    "ins{background:#dff2df;text-decoration:none}"
    ".alert{border-left:4px solid #b33;padding:.2rem .8rem;background:#fbf3f2}.quiet{color:#666}a{color:#0b4f8a}"
    "@media print{body{margin:0;max-width:none}}";

void html_add(Str *out, Span s)
{
    if (s.at == NULL) {
        str_add_text(out, "\u2013");
        return;
    }
    for (size_t i = 0, from = 0; i <= s.len; i++) {
        const char *as = i == s.len       ? ""
                         : s.at[i] == '&' ? "&amp;"
                         : s.at[i] == '<' ? "&lt;"
                         : s.at[i] == '>' ? "&gt;"
                         : s.at[i] == '"' ? "&quot;"
                                          : NULL;
        if (as == NULL)
            continue;
        str_add(out, span_cut(s, from, i));
        str_add_text(out, as);
        from = i + 1;
    }
}

void html_begin(const char *what, Span project, Str *out)
{
    str_add_text(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
                      "<meta name=\"viewport\" content=\"width=device-width\">\n<title>");
    html_add(out, project);
    str_add_format(out, ": %s</title>\n<style>%s</style>\n</head>\n<body>\n<h1>", what, style);
    html_add(out, project);
    str_add_format(out, ": %s</h1>\n", what);
}

void html_end(Str *out)
{
    str_add_text(out, "</body>\n</html>\n");
}

void html_cell(Str *out, Span text)
{
    str_add_text(out, "<td>");
    html_add(out, text);
    str_add_text(out, "</td>");
}

void html_number(Str *out, long n)
{
    str_add_format(out, "<td class=\"n\">%ld</td>", n);
}

static bool is_number(Span s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.at[i] < '0' || s.at[i] > '9')
            return false;
    return s.len > 0;
}

void html_record(Str *out, Span id)
{
    const char *at = is_number(id) ? "https://pubmed.ncbi.nlm.nih.gov/"
                     : span_begins(id, "PMC") && is_number(span_cut(id, 3, id.len)) ? "https://pmc.ncbi.nlm.nih.gov/articles/"
                     : span_begins(id, "10.") ? "https://doi.org/" : NULL;
    if (at != NULL) {
        str_add_format(out, "<a href=\"%s", at);
        for (size_t i = 0; i < id.len; i++) /* a DOI may hold what an address may not */
            if (strchr("<>\"#?% ", id.at[i]) != NULL || (unsigned char)id.at[i] < 0x20)
                str_add_format(out, "%%%02X", (unsigned char)id.at[i]);
            else if (id.at[i] == '&')
                str_add_text(out, "&amp;");
            else
                str_add_byte(out, id.at[i]);
        str_add_text(out, "\">");
    }
    html_add(out, id);
    str_add_text(out, at != NULL ? "</a>" : "");
}
