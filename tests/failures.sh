#!/bin/sh
# failures.sh: each failure that failures.txt names has its test: the file is there, and holds the text.
set -u
export LC_ALL=C
data=${TEST_DATA:-$(cd "$(dirname "$0")" && pwd)}
. "$data/counted.sh"
tab=$(printf '\t')

grep -v '^#' "$data/failures.txt" >"${TMPDIR:-/tmp}/evitab-failures.$$"
trap 'rm -f "${TMPDIR:-/tmp}/evitab-failures.$$"' EXIT
while IFS=$tab read -r number what where; do
    ok "$number ($what): no test at $where" grep -qF -e "${where#*: }" "$data/../${where%%: *}"
done <"${TMPDIR:-/tmp}/evitab-failures.$$"
counted
