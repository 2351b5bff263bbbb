#include "base/sink.h"
#include "command/command.h"
#include "command/session.h"
#include "figure/extract.h"
#include "figure/prove.h"
#include "store/report.h"

#include <string.h>

enum { EXPLAIN_MAX = 1 << 20 }; /* bytes of a text to explain: an abstract has 2,000 */

static ExitStatus list(const Packs *packs, const Options *o, Str *out, Fault *f)
{
    (void)o, (void)f;
    packs_list(packs, out);
    return EXIT_DONE;
}

static ExitStatus test(const Packs *packs, const Options *o, Str *out, Fault *f)
{
    (void)o, (void)f;
    Proof proof = {0};
    packs_prove(packs, &proof, out);
    str_add_format(out, "%ld patterns, %ld examples, %ld failed\n", proof.patterns, proof.examples, proof.failed);
    return proof.failed == 0 ? EXIT_DONE : EXIT_PROBLEMS;
}

static ExitStatus explain(const Packs *packs, const Options *o, Str *out, Fault *f)
{
    const char *text = o->words[1];
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

static const struct {
    const char *word;
    int words; /* with it */
    ExitStatus (*run)(const Packs *packs, const Options *o, Str *out, Fault *f);
} what[] = {{"list", 1, list}, {"test", 1, test}, {"explain", 2, explain}};

enum { LIST, TEST, EXPLAIN, N_WHATS };

/* Which of them is wanted; N_WHATS: wrong use. */
static int read_words(const Options *o, Fault *f)
{
    const char *word = o->n_words > 0 ? o->words[0] : "";
    int i = 0;
    while (i < N_WHATS && strcmp(word, what[i].word) != 0)
        i++;
    bool stats = o->given[OPTION_STATS] != NULL;
    if (i == N_WHATS)
        (void)fault(f, FAULT_USAGE, "patterns: wants list, test or explain, not '%s'", word);
    else if (stats && i != LIST)
        (void)fault(f, FAULT_USAGE, "patterns %s: takes no --stats", word);
    else if (stats && o->n_packs > 0)
        (void)fault(f, FAULT_USAGE, "patterns list --stats: takes no --pack");
    else if (!stats && o->given[OPTION_PROJECT] != NULL)
        (void)fault(f, FAULT_USAGE, "patterns: -C goes with list --stats");
    else if (i == EXPLAIN && o->n_words < what[i].words)
        (void)fault(f, FAULT_USAGE, "patterns explain: wants one text (in quotes), or - for standard input");
    else if (o->n_words > what[i].words)
        (void)fault(f, FAULT_USAGE, "patterns %s: takes no '%s'", word, o->words[what[i].words]);
    return f->kind == FAULT_NONE ? i : N_WHATS;
}

ExitStatus patterns_run(const Options *o, Fault *f)
{
    int i = read_words(o, f);
    if (i == N_WHATS)
        return EXIT_USAGE;
    if (o->given[OPTION_STATS] != NULL)
        return session_report(o, report_patterns, f); /* packs are not asked */
    Packs *packs = load_packs(o, NULL, f);
    if (packs == NULL)
        return EXIT_NOTHING;
    Str out = {0};
    ExitStatus status = what[i].run(packs, o, &out, f);
    if (!sink_write(str_span(&out), f))
        status = EXIT_DONE; /* where nobody reads any more */
    str_free(&out);
    packs_free(packs);
    return status;
}
