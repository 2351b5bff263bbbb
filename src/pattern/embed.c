/* embed FOLDER PACK...: writes builtin.c on standard output, each pack FOLDER/PACK as the nodes that libyaml reads in it.
 *
 * Run by the build, so that a start reads no YAML but that of the user.
 */
#include "base/hash.h"
#include "base/str.h"
#include "base/yaml.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

typedef struct {
    Str nodes, texts; /* as C */
    size_t len;       /* of the texts */
} Tables;

static void add_text(Str *out, Span text)
{
    str_add_text(out, "    \"");
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (c == '"' || c == '\\' || c == '?' || c < ' ' || c > '~')
            str_add_format(out, "\\%03o", (unsigned char)c);
        else
            str_add_byte(out, c);
    }
    str_add_text(out, "\\0\"\n");
}

static bool add_node(Tables *t, const YamlNode *n, Fault *f)
{
    static const char *const kinds[] = {[YAML_TEXT] = "YAML_TEXT", [YAML_LIST] = "YAML_LIST", [YAML_MAP] = "YAML_MAP"};
    bool text = yaml_kind(n) == YAML_TEXT;
    size_t len = text ? yaml_text(n).len : 0, count = text ? t->len : yaml_count(n);
    if (len > USHRT_MAX)
        return yaml_fault(n, f, "longer than %d bytes", USHRT_MAX);
    str_add_format(&t->nodes, "    {%s, %d, %zu, %ld, %zu},\n", kinds[yaml_kind(n)], text && yaml_is_null(n), len,
                   yaml_line(n), count);
    if (text) {
        add_text(&t->texts, yaml_text(n));
        t->len += len + 1;
        return true;
    }
    for (size_t i = 0; i < count; i++)
        if ((yaml_kind(n) == YAML_MAP && !add_node(t, yaml_key(n, i), f)) || !add_node(t, yaml_value(n, i), f))
            return false;
    return true;
}

static bool read_file(const char *path, Str *out, Fault *f)
{
    FILE *in = fopen(path, "rbe");
    for (size_t n = in != NULL; n > 0; out->len += n)
        n = fread(str_room(out, BUFSIZ), 1, BUFSIZ, in);
    bool ok = in != NULL && ferror(in) == 0;
    if (in != NULL)
        (void)fclose(in);
    return ok || fault(f, FAULT_PACK, "cannot read it") || fault_at(f, path, 0, 0);
}

/* The pack's nodes and texts as C, numbered. */
static bool pack_write(const char *path, int number, Hash *print, Fault *f)
{
    Str bytes = {0};
    Tables t = {.len = 0};
    Yaml *y = read_file(path, &bytes, f) ? yaml_open(str_span(&bytes), path, f) : NULL;
    bool ok = y != NULL && yaml_root(y) != NULL && add_node(&t, yaml_root(y), f);
    if (ok) {
        *print = hash_of(str_span(&bytes));
        (void)printf("static const YamlKept nodes_%d[] = {\n%s};\n", number, t.nodes.at);
        (void)printf("static const char texts_%d[] =\n%s;\n", number, t.texts.at);
    }
    yaml_close(y);
    str_free(&bytes);
    str_free(&t.nodes);
    str_free(&t.texts);
    return ok;
}

int main(int argc, char **argv)
{
    Hash *prints = calloc((size_t)argc, sizeof *prints);
    Fault f = {0};
    bool ok = prints != NULL && argc > 1 && chdir(argv[1]) == 0;
    (void)puts("/* made from the packs by src/pattern/embed.c */\n#include \"pattern/builtin.h\"");
    for (int i = 2; i < argc && ok; i++)
        ok = pack_write(argv[i], i, &prints[i], &f);
    (void)puts("const BuiltinPack builtin_packs[] = {");
    for (int i = 2; i < argc && ok; i++)
        (void)printf("    {\"%s\", {0x%016lxu, 0x%016lxu}, nodes_%d, texts_%d},\n", argv[i], (unsigned long)prints[i].high,
                     (unsigned long)prints[i].low, i, i);
    (void)printf("};\nconst size_t n_builtin_packs = %d;\n", argc - 2);
    free(prints);
    if (!ok) {
        char said[FAULT_WHERE + FAULT_WHAT + 64];
        fault_print(&f, said, sizeof said);
        (void)fprintf(stderr, "embed: %s\n", said);
    }
    return ok && fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
