/* command.h - what each command is to the front door. */
#ifndef EVITAB_COMMAND_H
#define EVITAB_COMMAND_H

#include "base/str.h"
#include "command/options.h"
#include "command/pipeline.h"

typedef enum {
#define EXIT(name, status, help) EXIT_##name = (status),
#include "command/exit.def"
#undef EXIT
} ExitStatus;

/* Runs the command and returns the exit status; where a fault is noted, its kind decides instead. */
typedef ExitStatus CommandFn(const Options *o, Fault *f);

#define COMMAND(name, words, most, help) CommandFn name##_run;
#include "command/commands.def"
#undef COMMAND

/* The status of a fault that ended a command. */
ExitStatus exit_of_fault(FaultKind kind);

/* The status of a run over records that ended by itself. */
ExitStatus exit_of_tally(const Tally *tally);

/* Writes a whole text to standard output, unless the reader has left; one that did not fit is FAULT_LIMIT. */
void report_print(const Str *out, Fault *f);

/* Adds the bytes of a file ("-" is standard input; gzip is unpacked) to *out.  False: FAULT_INPUT, or FAULT_LIMIT where there
 * are more than `max`. */
bool load_bytes(const char *path, size_t max, Str *out, Fault *f) MUST_USE;

/* The packs built in (`built_in`: those of them that it names, and what they and the files need; NULL: all) and the files of `o`,
 * each of these proved by its examples when it is added.
 * NULL: FAULT_PACK (its form, or the first example that fails), FAULT_LIMIT, FAULT_INPUT (its file cannot be read). */
Packs *load_packs(const Options *o, const SpanList *built_in, Fault *f) MUST_USE;

#endif
