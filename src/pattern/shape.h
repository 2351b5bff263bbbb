/* shape.h - what the YAML of a pack must look like; each false notes FAULT_PACK at the node's line and column. */
#ifndef EVITAB_SHAPE_H
#define EVITAB_SHAPE_H

#include "base/yaml.h"

bool shape_is(const YamlNode *n, YamlKind kind, const char *what, Fault *f) MUST_USE;
bool shape_is_texts(const YamlNode *list, const char *what, Fault *f) MUST_USE; /* a list of texts */
bool shape_is_maps(const YamlNode *list, const char *what, Fault *f) MUST_USE;  /* a list of maps  */

/* The map has no keys but these; NULL ends them. */
bool shape_has_only(const YamlNode *map, const char *const *keys, Fault *f) MUST_USE;

#endif
