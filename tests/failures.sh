#!/bin/sh
# failures.sh: each failure that failures.txt names has its test: the file is there, and holds the text.
set -u
export LC_ALL=C
data=${TEST_DATA:-$(cd "$(dirname "$0")" && pwd)}
passed=0
failed=0
tab=$(printf '\t')

grep -v '^#' "$data/failures.txt" >"${TMPDIR:-/tmp}/evitab-failures.$$"
trap 'rm -f "${TMPDIR:-/tmp}/evitab-failures.$$"' EXIT
while IFS=$tab read -r number what where; do
    if grep -qF -e "${where#*: }" "$data/../${where%%: *}"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: $number ($what): no test at $where"
    fi
done <"${TMPDIR:-/tmp}/evitab-failures.$$"
echo "$passed passed, $failed failed"
[ $failed = 0 ] && [ $passed -gt 0 ]
