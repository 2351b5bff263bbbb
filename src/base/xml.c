#include "base/xml.h"

#include <ctype.h>
#include <stdio.h>

#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

enum { NESTED_MAX = 200 }; /* below libxml2's own limit, which says 256 in other words from version to version */

struct XmlAttributes {
    const xmlChar **at; /* libxml2's five pointers an attribute */
    int n;
};

typedef struct {
    const XmlEvents *events;
    void *who;
    xmlParserCtxtPtr parser;
    int depth;
    char what[FAULT_WHAT];
    long line;
} Parse;

static xmlParserInputPtr no_entity(const char *url, const char *id, xmlParserCtxtPtr parser)
{
    (void)url, (void)id, (void)parser;
    return NULL;
}

void xml_begin(void)
{
    xmlInitParser();
    xmlSetExternalEntityLoader(no_entity);
}

/* libxml2 leaves every ampersand of an attribute as "&#38;" when it is told to expand no entities. */
static Span decoded(Span s, Arena *a)
{
    Span mark = SPAN_LIT("&#38;");
    char *out = arena_take(a, s.len + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.len; i++) {
        out[n++] = s.at[i];
        if (s.at[i] == '&' && span_begins(span_cut(s, i, s.len), mark.at))
            i += mark.len - 1;
    }
    return (Span){out, n};
}

Span xml_attribute(const XmlAttributes *attributes, const char *name, Arena *a)
{
    for (int i = 0; i < attributes->n; i++) {
        const xmlChar **at = attributes->at + 5 * i;
        if (strcmp((const char *)at[0], name) == 0)
            return decoded((Span){(const char *)at[3], (size_t)(at[4] - at[3])}, a);
    }
    return (Span){0};
}

static void stop(Parse *p, const char *what)
{
    if (p->what[0] != '\0')
        return;
    (void)snprintf(p->what, sizeof p->what, "%s", what);
    p->line = xmlSAX2GetLineNumber(p->parser);
    xmlStopParser(p->parser);
}

static void on_start(void *who, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int n_namespaces,
                     const xmlChar **namespaces, int n, int n_defaulted, const xmlChar **attributes)
{
    (void)prefix, (void)uri, (void)n_namespaces, (void)namespaces, (void)n_defaulted;
    Parse *p = who;
    if (++p->depth > NESTED_MAX)
        stop(p, "elements nested more than 200 deep");
    XmlAttributes a = {attributes, n};
    p->events->start(p->who, span_of((const char *)name), &a);
}

static void on_end(void *who, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    (void)prefix, (void)uri;
    Parse *p = who;
    p->depth--;
    p->events->end(p->who, span_of((const char *)name));
}

static void on_text(void *who, const xmlChar *text, int n)
{
    Parse *p = who;
    p->events->text(p->who, (Span){(const char *)text, (size_t)n});
}

static void on_entity_declared(void *who, const xmlChar *name, int type, const xmlChar *public_id, const xmlChar *system_id,
                               xmlChar *content)
{
    (void)name, (void)type, (void)public_id, (void)system_id, (void)content;
    stop(who, "declares an entity: refused");
}

static void on_reference(void *who, const xmlChar *name)
{
    (void)name;
    stop(who, "XML that is not well formed: an entity that is not declared");
}

/* Our words, so that they do not change with libxml2's version. */
static const char *said(int code)
{
    switch (code) {
    case XML_ERR_UNDECLARED_ENTITY:
        return "an entity that is not declared";
    case XML_ERR_TAG_NAME_MISMATCH:
        return "an end tag that is not the one of the element that is open";
    case XML_ERR_TAG_NOT_FINISHED:
    case XML_ERR_DOCUMENT_END:
    case XML_ERR_LTSLASH_REQUIRED:
        return "it ends inside an element";
    case XML_ERR_INVALID_CHAR:
    case XML_ERR_INVALID_CHARREF:
        return "a character that XML does not allow";
    case XML_ERR_ATTRIBUTE_REDEFINED:
        return "an attribute given twice";
    default:
        return NULL;
    }
}

static void on_error(void *who, xmlErrorPtr e)
{
    Parse *p = who;
    if (e->level != XML_ERR_FATAL || p->what[0] != '\0')
        return;
    const char *known = said(e->code);
    (void)snprintf(p->what, sizeof p->what, "XML that is not well formed: %s",
                   known != NULL ? known : e->message == NULL ? "broken" : e->message);
    p->what[strcspn(p->what, "\n")] = '\0';
    p->line = e->line;
}

bool xml_parse(Span bytes, long first_line, const XmlEvents *events, void *who, Fault *f)
{
    Parse p = {.events = events, .who = who};
    xmlSAXHandler sax = {.initialized = XML_SAX2_MAGIC,
                         .startElementNs = on_start,
                         .endElementNs = on_end,
                         .characters = on_text,
                         .cdataBlock = on_text,
                         .entityDecl = on_entity_declared,
                         .reference = on_reference,
                         .serror = on_error};
    xmlParserCtxtPtr parser = xmlCreateMemoryParserCtxt(bytes.at, (int)bytes.len);
    if (parser == NULL)
        return fault(f, FAULT_LIMIT, "libxml2 has no memory");
    xmlSAXHandlerPtr own = parser->sax;
    parser->sax = &sax;
    parser->userData = &p;
    p.parser = parser;
    (void)xmlCtxtUseOptions(parser, XML_PARSE_NONET);
    (void)xmlSwitchEncoding(parser, XML_CHAR_ENCODING_UTF8);
    int got = xmlParseDocument(parser);
    parser->sax = own;
    bool ok = got == 0 && p.what[0] == '\0' && parser->wellFormed;
    xmlFreeDoc(parser->myDoc); /* libxml2 makes one for a declared entity, even before it tells us */
    xmlFreeParserCtxt(parser);
    if (ok)
        return true;
    (void)fault(f, FAULT_INPUT, "%s", p.what[0] != '\0' ? p.what : "XML that is not well formed");
    return fault_at(f, NULL, first_line + (p.line > 0 ? p.line - 1 : 0), 0);
}

/* The character of a reference; 0: it is none. */
static unsigned long referred(const char *body)
{
    unsigned long point = 0;
    int used = 0;
    bool hex = body[0] == '#' && (body[1] == 'x' || body[1] == 'X');
    if (body[0] != '#' || !(hex ? isxdigit((unsigned char)body[2]) && body[3] != 'x' : isdigit((unsigned char)body[1])))
        return 0; /* sscanf would skip blanks and take a sign, or another "0x" */
    if (sscanf(body + (hex ? 2 : 1), hex ? "%6lx%n" : "%7lu%n", &point, &used) != 1 || body[(hex ? 2 : 1) + used] != '\0')
        return 0;
    bool control = (point < 0x20 && point != '\t' && point != '\n' && point != '\r') || (point >= 0x7F && point < 0xA0);
    return control || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF) ? 0xFFFD : point;
}

size_t xml_entity(Span s, Str *out)
{
    char body[12], bytes[8];
    const char *end = s.len > 2 && s.at[0] == '&' ? memchr(s.at, ';', s.len < sizeof body ? s.len : sizeof body) : NULL;
    if (end == NULL)
        return 0;
    (void)snprintf(body, sizeof body, "%.*s", (int)(end - s.at) - 1, s.at + 1);
    const htmlEntityDesc *named = htmlEntityLookup((const xmlChar *)body);
    unsigned long point = named != NULL ? named->value : referred(body);
    if (point == 0)
        return 0;
    str_add(out, (Span){bytes, (size_t)xmlCopyCharMultiByte((xmlChar *)bytes, (int)point)});
    return (size_t)(end - s.at) + 1;
}

const char *xml_version(void)
{
    return LIBXML_DOTTED_VERSION;
}
