#!/bin/sh
# kill.sh [N]: ends a refresh with SIGKILL at N moments (default 12), each followed by a whole refresh; every dump must be that of
# a refresh that nobody disturbed.  The moments are fractions of how long the undisturbed one takes.
set -u
export LC_ALL=C

data=${TEST_DATA:-$(cd "$(dirname "$0")" && pwd)}
: "${EVITAB:=$data/../build/evitab}"
n=${1-12}
scratch=$(mktemp -d "${TMPDIR:-/tmp}/evitab-kill.XXXXXX") || exit 1
trap 'rm -rf "$scratch"' EXIT
passed=0
failed=0

# 30 versions of the corpus, each under ids of its own, and a revision of some.
make_input() {
    mkdir -p "$1/import"
    for i in 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39; do
        cat "$data"/../corpus/oncology-others.xml | sed "s|>99|>$i|; s|\\.99|.$i|" > "$1/import/$i.xml"
    done
    sed 's/survival/survival time/g' "$1/import/10.xml" > "$1/import/zz.xml"
}

project() { # NAME
    "$EVITAB" init "$scratch/$1" >/dev/null && cp "$scratch/input/import/"*.xml "$scratch/$1/import/"
}

refresh() { # NAME
    (cd "$scratch/$1" && "$EVITAB" refresh) >/dev/null 2>&1
}

make_input "$scratch/input"
project whole
begun=$(date +%s%N)
refresh whole || { echo "FAILED: the undisturbed refresh"; failed=1; }
took=$(($(date +%s%N) - begun))
"$EVITAB" dump -C "$scratch/whole" > "$scratch/whole.dump"
[ -s "$scratch/whole.dump" ] || failed=1
i=0
while [ $i -lt "$n" ]; do
    i=$((i + 1))
    project cut
    { (cd "$scratch/cut" && exec timeout -s KILL "$(awk "BEGIN { printf \"%.4f\", $took * $i / ($n + 1) / 1e9 }")" "$EVITAB" refresh) >/dev/null 2>&1; } 2>/dev/null
    refresh cut
    while [ $? = 6 ]; do # what was killed has not quite gone yet
        refresh cut
    done
    if "$EVITAB" dump -C "$scratch/cut" | cmp "$scratch/whole.dump" -; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: ended at $i/$((n + 1)) of a refresh"
    fi
    rm -rf "$scratch/cut"
done
echo "$passed passed, $failed failed"
[ $failed = 0 ]
