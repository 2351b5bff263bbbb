#!/bin/sh
# kill.sh [N [COPIES]]: ends a refresh over COPIES of a file of the corpus with SIGKILL at N moments, and as often an import of decisions
# on all its figures, each followed by a whole one; every dump must be that of one that nobody disturbed, and decisions.ndjson hold
# what the store holds.  Moments are drawn, one from each N-th of the time that the undisturbed one takes; a failure tells the seed (SEED).
set -u
export LC_ALL=C

data=${TEST_DATA:-$(cd "$(dirname "$0")" && pwd)}
: "${EVITAB:=$data/../build/evitab}"
n=${1-6}
copies=${2-8}
seed=${SEED:-$$}
scratch=$(mktemp -d "${TMPDIR:-/tmp}/evitab-kill.XXXXXX") || exit 1
trap 'rm -rf "$scratch"' EXIT
. "$data/counted.sh"

# Each copy under ids of its own, and a revision of one.
make_input() {
    mkdir -p "$1"
    i=10
    while [ $i -lt $((10 + copies)) ]; do
        sed "s|>99|>$i|; s|\\.99|.$i|" "$data"/../corpus/oncology-others.xml > "$1/$i.xml"
        i=$((i + 1))
    done
    sed 's/survival/survival time/g' "$1/10.xml" > "$1/zz.xml"
}

project() { # NAME
    "$EVITAB" init "$scratch/$1" >/dev/null && cp "$scratch/input/"*.xml "$scratch/$1/import/"
}

run() { # NAME COMMAND...: again while what was killed has not quite gone yet
    (cd "$scratch/$1" && shift && "$EVITAB" "$@") >/dev/null 2>&1
    while [ $? = 6 ]; do
        (cd "$scratch/$1" && shift && "$EVITAB" "$@") >/dev/null 2>&1
    done
}

time_of() { # COMMAND...: sets took, in nanoseconds
    begun=$(date +%s%N)
    run "$@" || fail "the undisturbed $2"
    took=$(($(date +%s%N) - begun))
}

# Of a copy of a project, `cut`, ended somewhere in the I-th part of the time that the undisturbed one took; where it was over by
# then, sooner, until it was ended.
run_cut() { # I PROJECT COMMAND...
    part=$1
    from=$2
    shift 2
    for tries in 0 1 2 3 4 5 6 7 8 9; do
        moment=$(awk "BEGIN { srand($seed + $part); printf \"%.4f\", $took * ($part - rand()) / $n / 1e9 * 0.7 ^ $tries }")
        rm -rf "$scratch/cut"
        cp -r "$scratch/$from" "$scratch/cut"
        (cd "$scratch/cut" && timeout -s KILL "$moment" "$EVITAB" "$@" >/dev/null 2>&1) 2>/dev/null
        [ $? != 137 ] || return 0
    done
    fail "$1 could not be ended, at $moment s neither (SEED=$seed)"
}

same_dump() { # NAME DUMP WHAT
    "$EVITAB" dump -C "$scratch/$1" > "$scratch/$1.dump"
    ! grep '^broken' "$scratch/$1.dump" || fail "what refers to what is not there, after $3 (SEED=$seed)"
    ok "$3 ended at $moment s (SEED=$seed)" cmp "$scratch/$2" "$scratch/$1.dump"
}

# What stands in decisions.ndjson, without times; a torn line is no decision.
journal_of() { # NAME
    grep '}$' "$scratch/$1/decisions.ndjson" | sed 's/"id":"[^"]*"//; s/"at":"[^"]*"//' | sort
}

make_input "$scratch/input"
project fresh
project whole
time_of whole refresh
"$EVITAB" dump -C "$scratch/whole" > "$scratch/refreshed"
[ -s "$scratch/refreshed" ] || fail "an empty dump"
i=0
while [ $i -lt "$n" ]; do
    i=$((i + 1))
    run_cut $i fresh refresh
    run cut refresh
    same_dump cut refreshed refresh
done

"$EVITAB" export -C "$scratch/whole" | sed 's/,open,,/,open,accept,/' > "$scratch/sheet.csv"
cp -r "$scratch/whole" "$scratch/decided"
time_of decided import "$scratch/sheet.csv" --reviewer ann
"$EVITAB" dump -C "$scratch/decided" > "$scratch/imported"
journal_of decided > "$scratch/journal"
[ "$(grep -c '^decision' "$scratch/imported")" -gt 100 ] || fail "hardly a decision was imported"
i=0
while [ $i -lt "$n" ]; do
    i=$((i + 1))
    run_cut $i whole import "$scratch/sheet.csv" --reviewer ann
    "$EVITAB" dump -C "$scratch/cut" > "$scratch/state"
    cmp -s "$scratch/state" "$scratch/imported" || cmp -s "$scratch/state" "$scratch/refreshed" || fail "half an import after $moment s (SEED=$seed)"
    run cut import "$scratch/sheet.csv" --reviewer ann
    journal_of cut | cmp - "$scratch/journal" || fail "decisions.ndjson is not what the store holds after $moment s (SEED=$seed)"
    same_dump cut imported import
done
counted
