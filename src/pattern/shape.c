#include "pattern/shape.h"

bool shape_is(const YamlNode *n, YamlKind kind, const char *what, Fault *f)
{
    static const char *const names[] = {"a text", "a list", "a map"};
    return yaml_kind(n) == kind || yaml_fault(n, f, "%s must be %s", what, names[kind]);
}

static bool items_are(const YamlNode *list, YamlKind kind, const char *what, Fault *f)
{
    if (!shape_is(list, YAML_LIST, what, f))
        return false;
    for (size_t i = 0; i < yaml_count(list); i++)
        if (!shape_is(yaml_item(list, i), kind, what, f))
            return false;
    return true;
}

bool shape_is_texts(const YamlNode *list, const char *what, Fault *f)
{
    return items_are(list, YAML_TEXT, what, f);
}

bool shape_is_maps(const YamlNode *list, const char *what, Fault *f)
{
    return items_are(list, YAML_MAP, what, f);
}

bool shape_has_only(const YamlNode *map, const char *const *keys, Fault *f)
{
    for (size_t i = 0; i < yaml_count(map); i++) {
        bool known = false;
        for (const char *const *k = keys; *k != NULL && !known; k++)
            known = span_is(yaml_text(yaml_key(map, i)), *k);
        if (!known)
            return yaml_fault(yaml_key(map, i), f, "unknown key '%.*s'", SPAN_FMT(yaml_text(yaml_key(map, i))));
    }
    return true;
}
