#include "base/sink.h"
#include "command/command.h"
#include "command/session.h"
#include "figure/extract.h"
#include "figure/prove.h"
#include "store/report.h"

#include <string.h>

enum { EXPLAIN_MAX = 1 << 20 }; /* bytes of a text to explain: an abstract has 2,000 */

static ExitStatus list(const Packs *packs, Str *out)
{
    packs_list(packs, out);
    return EXIT_DONE;
}

static ExitStatus test(const Packs *packs, Str *out)
{
    Proof proof = {0};
    packs_prove(packs, &proof, out);
    str_add_format(out, "%ld patterns, %ld examples, %ld failed\n", proof.patterns, proof.examples, proof.failed);
    return proof.failed == 0 ? EXIT_DONE : EXIT_PROBLEMS;
}

static ExitStatus explain(const Packs *packs, const char *text, Str *out, Fault *f)
{
    Str read = {0};
    bool standard = strcmp(text, "-") == 0, ok = !standard || load_bytes(text, EXPLAIN_MAX, &read, f);
    if (ok) {
        Extractor *e = extractor_open(packs, true);
        ok = extract_explain(e, standard ? str_span(&read) : span_of(text), out, f);
        extractor_close(e);
    }
    str_free(&read);
    return ok ? EXIT_DONE : EXIT_NOTHING;
}

static bool check_words(const Options *o, Fault *f)
{
    const char *what = o->n_words > 0 ? o->words[0] : "";
    bool known = strcmp(what, "list") == 0 || strcmp(what, "test") == 0 || strcmp(what, "explain") == 0;
    if (!known)
        return fault(f, FAULT_USAGE, "patterns: wants list, test or explain, not '%s'", what);
    if (o->given[OPTION_STATS] != NULL && strcmp(what, "list") != 0)
        return fault(f, FAULT_USAGE, "patterns %s: takes no --stats", what);
    if (o->given[OPTION_PROJECT] != NULL && o->given[OPTION_STATS] == NULL)
        return fault(f, FAULT_USAGE, "patterns: -C goes with list --stats");
    if (strcmp(what, "explain") == 0)
        return o->n_words == 2 || fault(f, FAULT_USAGE, "patterns explain: wants one text (in quotes), or - for standard input");
    return o->n_words == 1 || fault(f, FAULT_USAGE, "patterns %s: takes no '%s'", what, o->words[1]);
}

ExitStatus patterns_run(const Options *o, Fault *f)
{
    if (!check_words(o, f))
        return EXIT_USAGE;
    if (o->given[OPTION_STATS] != NULL)
        return session_report(o, report_patterns, f); /* packs are not asked */
    Packs *packs = load_packs(o, NULL, f);
    if (packs == NULL)
        return EXIT_NOTHING;
    Str out = {0};
    ExitStatus status = o->words[0][0] == 'l'   ? list(packs, &out)
                        : o->words[0][0] == 't' ? test(packs, &out)
                                                : explain(packs, o->words[1], &out, f);
    if (!sink_write(str_span(&out), f))
        status = EXIT_DONE; /* where nobody reads any more */
    str_free(&out);
    packs_free(packs);
    return status;
}
