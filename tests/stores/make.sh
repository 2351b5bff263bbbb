#!/bin/sh
# make.sh EVITAB > N.sql: a store as the program EVITAB makes it, as SQL text.  Run once for every version of the schema, with the
# program of the commit that lands it; what a store once was is never made again.  Needs sqlite3.
set -eu
export LC_ALL=C
here=$(cd "$(dirname "$0")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
"$1" init p >/dev/null
cd p
cp "$here/../cli/files/trial.xml" "$here/../cli/files/three.xml" "$here/../cli/files/bad-line.jsonl" import/
"$1" refresh >&2 || true
sed -i 's/hazard ratio/risk/' import/trial.xml
"$1" refresh >&2 || true
set -- "$1" $("$1" export | sed '1d; s/,.*//')
"$1" decide accept "$2" --reviewer ann >&2
"$1" decide correct "$3" group=all --reviewer ann --reason 'all of them' >&2
"$1" decide reject "$4" --reviewer bob --note 'not ours' >&2
"$1" decide include "$("$1" dump | awk '$1 == "record" { print $2; exit }')" --reviewer bob >&2
sqlite3 evidence.db 'PRAGMA application_id; PRAGMA user_version' | {
    read -r id
    read -r version
    sqlite3 evidence.db .dump
    echo "PRAGMA application_id = $id; PRAGMA user_version = $version;"
}
