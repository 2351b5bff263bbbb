/* sax.c FILE - the least that libxml2 can do with a file: parse it, with handlers that do nothing. */
#include <libxml/parser.h>
#include <stdio.h>

static void start(void *context, const xmlChar *name, const xmlChar **attributes)
{
    (void)context, (void)name, (void)attributes;
}

static void end(void *context, const xmlChar *name)
{
    (void)context, (void)name;
}

static void text(void *context, const xmlChar *at, int n)
{
    (void)context, (void)at, (void)n;
}

int main(int argc, char **argv)
{
    static xmlSAXHandler handler = {.startElement = start, .endElement = end, .characters = text};
    static char buffer[1 << 16];
    FILE *in = argc == 2 ? fopen(argv[1], "rb") : NULL;
    if (in == NULL)
        return 2;
    xmlParserCtxtPtr parser = xmlCreatePushParserCtxt(&handler, NULL, NULL, 0, argv[1]);
    int failed = parser == NULL;
    for (size_t n; !failed && (n = fread(buffer, 1, sizeof buffer, in)) > 0;)
        failed = xmlParseChunk(parser, buffer, (int)n, 0);
    failed = failed || xmlParseChunk(parser, buffer, 0, 1);
    xmlFreeParserCtxt(parser);
    (void)fclose(in);
    return failed ? 1 : 0;
}
