/* yaml.h - the door to YAML (libyaml's document API): a tree of nodes that know their line and column. */
#ifndef EVITAB_YAML_H
#define EVITAB_YAML_H

#include "base/fault.h"
#include "base/span.h"

enum { YAML_FILE_MAX = 4 << 20 }; /* bytes of one file: a pack of a thousand patterns is 0.5 MB */

typedef struct Yaml Yaml;
typedef struct YamlNode YamlNode; /* lives as long as its Yaml */

typedef enum { YAML_TEXT, YAML_LIST, YAML_MAP } YamlKind;

/* Reads one document; anchors, aliases and tags are refused with everything that libyaml refuses.
 * NULL: FAULT_PACK with `name`, line and column. */
Yaml *yaml_open(Span bytes, const char *name, Fault *f) MUST_USE;
void yaml_close(Yaml *y); /* takes NULL */

/* A node of a document that was read when the program was built; behind it stands what it holds, of a map each key before its
 * value. */
typedef struct {
    unsigned char kind; /* a YamlKind */
    bool null;          /* yaml_is_null */
    unsigned short len; /* of a text: its bytes */
    unsigned line, n;   /* of a text: where it begins among the texts; else: how many nodes or pairs it holds */
} YamlKept;

/* The document that these are; its nodes know no column.  `nodes` and `texts` (each NUL-ended) must outlive it. */
Yaml *yaml_of_kept(const YamlKept *nodes, const char *texts, const char *name);

const YamlNode *yaml_root(const Yaml *y); /* NULL: an empty document */
YamlKind yaml_kind(const YamlNode *n);
Span yaml_text(const YamlNode *n); /* of a scalar; NUL-ended */
bool yaml_is_null(const YamlNode *n); /* a plain (unquoted) null, ~ or nothing */
size_t yaml_count(const YamlNode *n);                       /* of a list or map           */
const YamlNode *yaml_item(const YamlNode *n, size_t i);     /* of a list                  */
const YamlNode *yaml_key(const YamlNode *n, size_t i);      /* of a map, in print order   */
const YamlNode *yaml_value(const YamlNode *n, size_t i);
long yaml_line(const YamlNode *n);                          /* from 1                     */
const YamlNode *yaml_find(const YamlNode *map, const char *key); /* NULL: not there       */

/* Notes a fault at the node's place.  Always false. */
bool yaml_fault(const YamlNode *n, Fault *f, const char *format, ...) PRINTF_LIKE(3, 4);

const char *yaml_version(void); /* of the library */

#endif
