#include "config.h"

#include "base/gzip.h"
#include "base/json.h"
#include "base/xml.h"
#include "base/yaml.h"
#include "command/doctor.h"
#include "pattern/match.h"
#include "source/access.h"
#include "store/db.h"

#include <stdio.h>

static const char clock_advice[] = "set this machine's clock: what changed since a day is asked for by it";

static void add_versions(Str *out)
{
    str_add_text(out, "evitab/" PACKAGE_VERSION " ");
    http_version(out);
    str_add_format(out, " libxml2/%s PCRE2/", xml_version());
    match_version(out);
    str_add_format(out, " SQLite/%s libyaml/%s jansson/%s %s", db_version(), yaml_version(), json_version(), gzip_version());
}

static void add_problem(Str *out, const char *what, const char *todo)
{
    str_add_format(out, "    %s\n    what to do: %s\n", what, todo);
}

static void add_keys(const Visit *v, Str *out)
{
    char line[FAULT_WHERE + FAULT_WHAT + 256];
    fault_print(&v->keys, line, sizeof line);
    str_add_format(out, "    keys: %s\n", line);
}

static void add_limits(const HttpReply *r, Str *out)
{
    bool first = true;
    for (int i = 0; i < HTTP_LIMITS; i++) {
        if (r->limits[i][0] == '\0')
            continue;
        str_add_format(out, "%s%s %s", first ? "    limits: " : ", ", http_limits[i], r->limits[i]);
        first = false;
    }
    if (r->retry_after[0] != '\0')
        str_add_format(out, "%sRetry-After %s", first ? "    limits: " : ", ", r->retry_after);
    if (!first || r->retry_after[0] != '\0')
        str_add_text(out, "\n");
}

static void add_visit(const Visit *v, Str *out)
{
    const char *variable = v->source->key_variable;
    bool key = v->query.key.at != NULL;
    str_add_format(out, v->ok ? "%s answers after %.2f s" : "%s", v->ok ? v->source->name : v->fault.what, v->seconds);
    str_add_format(out, " (%.*s)", SPAN_FMT(v->query.base));
    if (variable != NULL)
        str_add_format(out, ", %s key (%s)", key ? "with the" : "no", variable);
    str_add_text(out, "\n");
    if (!v->ok)
        str_add_format(out, "    what to do: %.*s\n", (int)v->advice.len, v->advice.at);
    add_limits(&v->reply, out);
    if (v->clock_off) {
        char line[80];
        (void)snprintf(line, sizeof line, "clock: ours is %ld s %s", v->ahead > 0 ? v->ahead : -v->ahead,
                       v->ahead > 0 ? "ahead" : "behind");
        add_problem(out, line, clock_advice);
    } else if (v->reply.date[0] != '\0') {
        str_add_format(out, "    clock: agrees to %ld s\n", v->ahead > 0 ? v->ahead + 1 : 1 - v->ahead);
    }
    if (v->keys.kind != FAULT_NONE)
        add_keys(v, out);
}

void doctor_text(const Project *p, const Visit *v, int n, Str *out)
{
    add_versions(out);
    str_add_text(out, "\n");
    if (p->contact.len > 0)
        str_add_format(out, "contact: %.*s\n", SPAN_FMT(p->contact));
    else
        str_add_text(out, "contact: none; a project gives one, and the sources ask for it\n");
    for (int i = 0; i < n; i++)
        add_visit(&v[i], out);
}

static void add_member(Str *out, const char *name, Span value)
{
    str_add_format(out, ",\"%s\":", name);
    json_add_string(out, value);
}

/* "NAME/VERSION NAME/VERSION" as members. */
static void add_json_versions(Span all, Str *out)
{
    for (size_t from = 0, slash = 0, i = 0; i <= all.len; i++) {
        if (i < all.len && all.at[i] == '/')
            slash = i;
        if (i < all.len && all.at[i] != ' ')
            continue;
        str_add_text(out, from > 0 ? "," : "");
        json_add_string(out, span_cut(all, from, slash));
        str_add_byte(out, ':');
        json_add_string(out, span_cut(all, slash + 1, i));
        from = i + 1;
    }
}

static void add_json_limits(const HttpReply *r, Str *out)
{
    str_add_text(out, ",\"limits\":{");
    bool first = true;
    for (int i = 0; i < HTTP_LIMITS; i++) {
        if (r->limits[i][0] == '\0')
            continue;
        str_add_format(out, "%s\"%s\":", first ? "" : ",", http_limits[i]);
        json_add_string(out, span_of(r->limits[i]));
        first = false;
    }
    str_add_text(out, "}");
}

static void add_json_visit(const Visit *v, Str *out)
{
    str_add_text(out, "{\"source\":");
    json_add_string(out, span_of(v->source->name));
    add_member(out, "base", v->query.base);
    str_add_format(out, ",\"answers\":%s,\"status\":%d,\"seconds\":%.3f,\"key\":%s", v->ok ? "true" : "false",
                   v->reply.status, v->seconds, v->query.key.at != NULL ? "true" : "false");
    add_json_limits(&v->reply, out);
    add_member(out, "retry_after", span_of(v->reply.retry_after[0] != '\0' ? v->reply.retry_after : NULL));
    if (v->reply.date[0] != '\0')
        str_add_format(out, ",\"clock_ahead\":%ld", v->ahead);
    add_member(out, "failure", span_of(v->ok ? NULL : v->fault.what));
    add_member(out, "advice", v->ok ? span_of(v->clock_off ? clock_advice : NULL) : str_span(&v->advice));
    char keys[FAULT_WHERE + FAULT_WHAT + 256];
    fault_print(&v->keys, keys, sizeof keys);
    add_member(out, "keys", span_of(v->keys.kind != FAULT_NONE ? keys : NULL));
    str_add_text(out, "}");
}

void doctor_json(const Project *p, const Visit *v, int n, Str *out)
{
    Str versions = {0};
    add_versions(&versions);
    str_add_text(out, "{\"versions\":{");
    add_json_versions(str_span(&versions), out);
    str_add_text(out, "}");
    add_member(out, "contact", p->contact);
    str_add_text(out, ",\"sources\":[");
    for (int i = 0; i < n; i++) {
        str_add_text(out, i > 0 ? "," : "");
        add_json_visit(&v[i], out);
    }
    str_add_text(out, "]}\n");
    str_free(&versions);
}
