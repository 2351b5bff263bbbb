/* session.h - a project that is open: its folder, file, packs and store. */
#ifndef EVITAB_SESSION_H
#define EVITAB_SESSION_H

#include "command/command.h"
#include "pattern/pack.h"
#include "project/project.h"
#include "store/store.h"

typedef struct {
    Project project;
    Store *store;
    Packs *packs;      /* SESSION_REFRESH, session_packs; else NULL */
    char fingerprint[33]; /* of program and packs: the same one gives the same rows */
    int lock;          /* of evitab.yaml: this one refreshes; -1: not held */
    Turn turn;
} Session;

typedef enum {
    SESSION_PROJECT, /* its file only        */
    SESSION_READ,    /* look at the store       */
    SESSION_WRITE,   /* decide                  */
    SESSION_REFRESH, /* the one that refreshes  */
} SessionMode;

/* Whether the options say who decides, and all that they say can be kept: FAULT_USAGE where --reviewer is not given or empty,
 * and where a word is not UTF-8. */
bool said_by(const Options *o, const char *command, Fault *f) MUST_USE;

/* Goes to the project's folder, reads its file and opens its store.  False: FAULT_PACK, FAULT_INPUT, FAULT_STORE, and FAULT_BUSY
 * where another one refreshes, of SESSION_REFRESH (and where the store has to be brought up to date first).  session_close in
 * both cases. */
bool session_open(const Options *o, SessionMode mode, Session *out, Fault *f) MUST_USE;
void session_close(Session *s);

/* Loads the project's packs where they are not loaded yet.  False: FAULT_PACK, FAULT_INPUT. */
bool session_packs(Session *s, Fault *f) MUST_USE;

/* Prints what `say` tells of the project's store, which is only looked at. */
ExitStatus session_report(const Options *o, void (*say)(Store *s, Str *out), Fault *f);

#endif
