-- What a new store holds.  The columns of evidence and decided that columns.def names are added when a store is opened.
CREATE TABLE run (
    id INTEGER PRIMARY KEY,
    state TEXT NOT NULL CHECK (state IN ('running', 'done')), -- a run that was cut off goes on under its own number
    started TEXT NOT NULL, ended TEXT, version TEXT NOT NULL, packs TEXT NOT NULL, sources TEXT NOT NULL
) STRICT;
CREATE TABLE file (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    size INTEGER, mtime INTEGER, hash TEXT, packs TEXT -- null until all of it was read
) STRICT;
CREATE TABLE record (
    uid TEXT PRIMARY KEY, -- for good; the id under which it was first seen
    state TEXT NOT NULL CHECK (state IN ('current', 'deleted', 'gone')),
    raw TEXT, text_hash TEXT, packs TEXT, -- of the version in force; packs that read it
    title TEXT, journal TEXT, year TEXT, date TEXT, authors TEXT, types TEXT, registry TEXT, languages TEXT, status TEXT,
    retracted INTEGER NOT NULL DEFAULT 0,
    since INTEGER NOT NULL REFERENCES run (id)
) STRICT;
CREATE TABLE record_id (
    type TEXT NOT NULL, value TEXT NOT NULL, uid TEXT NOT NULL REFERENCES record (uid),
    PRIMARY KEY (type, value)
) STRICT, WITHOUT ROWID;
CREATE INDEX record_id_uid ON record_id (uid);
CREATE TABLE raw (
    hash TEXT PRIMARY KEY, format INTEGER NOT NULL, size INTEGER NOT NULL, bytes BLOB NOT NULL -- zlib
) STRICT;
CREATE TABLE sighting ( -- a version of a record at its place in a file; the last one, by path and place, is in force
    uid TEXT NOT NULL REFERENCES record (uid), file INTEGER NOT NULL REFERENCES file (id),
    number INTEGER NOT NULL, part INTEGER NOT NULL,
    raw TEXT, deleted INTEGER NOT NULL,
    seen INTEGER NOT NULL, -- the file's content in which it stood
    PRIMARY KEY (uid, file, number, part)
) STRICT, WITHOUT ROWID;
CREATE INDEX sighting_file ON sighting (file, seen);
CREATE TABLE evidence (
    "key" TEXT PRIMARY KEY, -- for good; the anchor it had when it was first found
    uid TEXT NOT NULL REFERENCES record (uid),
    anchor TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('found', 'gone')),
    since INTEGER NOT NULL REFERENCES run (id),
    look TEXT NOT NULL -- a fingerprint of what it says: where a decision saw another one, it asks for another look
) STRICT;
CREATE INDEX evidence_uid ON evidence (uid);
CREATE INDEX evidence_since ON evidence (since);
CREATE TABLE change ( -- beside what is new, which `since` says
    run INTEGER NOT NULL REFERENCES run (id), "key" TEXT NOT NULL, uid TEXT NOT NULL,
    what TEXT NOT NULL, old TEXT, -- the row or record as it was when the run began, as JSON
    PRIMARY KEY (run, "key", what)
) STRICT, WITHOUT ROWID;
CREATE TABLE problem (
    place TEXT NOT NULL, what TEXT NOT NULL, run INTEGER NOT NULL,
    PRIMARY KEY (place, what)
) STRICT, WITHOUT ROWID;
CREATE TABLE decision ( -- what people said; only ever added to
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    what TEXT NOT NULL CHECK (what IN ('figure', 'record', 'study')),
    "key" TEXT NOT NULL, uid TEXT NOT NULL, verdict TEXT NOT NULL,
    fields TEXT, "row" TEXT, reviewer TEXT NOT NULL, at TEXT NOT NULL, reason TEXT, note TEXT
) STRICT;
CREATE INDEX decision_key ON decision ("key");
CREATE TRIGGER decision_stays BEFORE UPDATE ON decision BEGIN SELECT raise(ABORT, 'decisions are never altered'); END;
CREATE TRIGGER decision_lasts BEFORE DELETE ON decision BEGIN SELECT raise(ABORT, 'decisions are never deleted'); END;
CREATE TABLE decided ( -- the last decision of each figure, and the row that it stands for
    "key" TEXT PRIMARY KEY, verdict TEXT NOT NULL, seq INTEGER NOT NULL REFERENCES decision (seq), seen TEXT NOT NULL
) STRICT;
