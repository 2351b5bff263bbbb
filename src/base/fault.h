/* fault.h - how a failure travels: as a value, with a place and a clause.
 *
 * A function that can fail takes a Fault last and returns bool: true, and every promise of its
 * contract holds; false, and the fault says why.  The first fault stays.  Only the front door
 * (command/main.c) prints faults and ends the program.
 *
 * Never faults: the end of a sequence (false, with kind FAULT_NONE), a bug of ours (assert), an
 * exhausted heap (the program ends; see arena.h).
 */
#ifndef EVITAB_FAULT_H
#define EVITAB_FAULT_H

#include <stdbool.h>

#if defined(__GNUC__)
#define MUST_USE __attribute__((warn_unused_result))
#define PRINTF_LIKE(fmt_, first_) __attribute__((format(printf, fmt_, first_)))
#else
#define MUST_USE
#define PRINTF_LIKE(format, first)
#endif

typedef enum {
    FAULT_NONE = 0,
    FAULT_USAGE,  /* the command line asks for what cannot be        */
    FAULT_INPUT,  /* a record or a file of records breaks its format */
    FAULT_PACK,   /* a pack breaks its format, or its own examples   */
    FAULT_LIMIT,  /* well formed, but larger than we accept          */
    FAULT_OUTPUT, /* an output file, or standard output, refused     */
    FAULT_STORE,  /* the store cannot be opened, read or written     */
    FAULT_SOURCE, /* a source on the network failed, or refused         */
    FAULT_BUSY,   /* somebody else is at this project                */
} FaultKind;

enum { FAULT_WHERE = 256, FAULT_WHAT = 320 }; /* bytes; longer texts are cut */

typedef struct {
    FaultKind kind;
    long line, column;        /* counted from 1, columns in bytes; 0: no such place   */
    char record[64];          /* which record of the file ("record 3", "PMID 123"); "" none */
    char where[FAULT_WHERE];  /* file; "" none                                        */
    char what[FAULT_WHAT];    /* one clause: lower case, no line break, no full stop  */
} Fault;

/* Notes a fault, unless one is noted already.  Always false: `return fault(f, ...)`. */
bool fault(Fault *f, FaultKind kind, const char *format, ...) PRINTF_LIKE(3, 4);

/* Gives the fault its place, unless it has one; `where` NULL and 0 leave a part open.  Always false. */
bool fault_at(Fault *f, const char *where, long line, long column);

/* Gives the fault its record, unless it has one.  Always false. */
bool fault_in_record(Fault *f, const char *format, ...) PRINTF_LIKE(2, 3);

/* Writes "where:line:column: record: what" into `out` (at most `size` bytes, NUL-ended). */
void fault_print(const Fault *f, char *out, int size);

#endif
