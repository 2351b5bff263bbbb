#!/bin/sh
# cli.sh [--bless]: runs each tests/cli/NAME/cmd and compares what comes out with out, err and status beside it (a file that is
# not there means: nothing, nothing, 0).  --bless writes them; `git diff` is then the review.
# CLI_MATCH: an expression of grep -E; only what has it in its cmd is run.
# CLI_ONE=yes: in the C locale only.
# A cmd is shell; it runs in tests/cli/files with $EVITAB; $TMP is a folder of its own.
set -u
export LC_ALL=C

data=${TEST_DATA:-$(cd "$(dirname "$0")" && pwd)}
: "${EVITAB:=$data/../build/evitab}"
bless=${1-}
scratch=$(mktemp -d "${TMPDIR:-/tmp}/evitab-cli.XXXXXX") || exit 1
trap 'rm -rf "$scratch"' EXIT
export EVITAB
export LSAN_OPTIONS="suppressions=$data/leaks.txt:print_suppressions=0" # in a build with the address sanitizer
. "$data/counted.sh"

# A German locale of our own, wherever the tests run; false if it cannot be made, or is none.
german_locale() {
    mkdir -p "$scratch/locale"
    localedef -i de_DE -f UTF-8 "$scratch/locale/de_DE.UTF-8" >/dev/null 2>&1
    [ "$(LOCPATH="$scratch/locale" LC_ALL=de_DE.UTF-8 locale decimal_point 2>/dev/null)" = , ]
}

run() { # NAME ENVIRONMENT...: leaves $scratch/got/{out,err,status}
    name=$1
    shift
    rm -rf "$scratch/got" "$scratch/tmp"
    mkdir -p "$scratch/got" "$scratch/tmp"
    (cd "$data/cli/files" && env TMP="$scratch/tmp" XDG_CONFIG_HOME="$scratch/tmp/config" "$@" sh "$data/cli/$name/cmd") \
        >"$scratch/got/out" 2>"$scratch/got/err"
    echo $? >"$scratch/got/status"
}

same() { # FILE GOLDEN DEFAULT
    if [ -f "$2" ]; then
        diff -u "$2" "$1"
    else
        printf '%s' "$3" | diff -u - "$1"
    fi
}

bless_one() {
    for part in out err status; do
        if [ -s "$scratch/got/$part" ] && [ "$part $(cat "$scratch/got/$part")" != 'status 0' ]; then
            cp "$scratch/got/$part" "$data/cli/$1/$part"
        else
            rm -f "$data/cli/$1/$part"
        fi
    done
}

same_all() { # GOLDEN
    same "$scratch/got/out" "$1/out" '' && same "$scratch/got/err" "$1/err" '' && same "$scratch/got/status" "$1/status" '0
'
}

run_all() { # WHERE ENVIRONMENT...
    where=$1
    shift
    for folder in "$data"/cli/*/; do
        name=$(basename "$folder")
        [ -s "$folder/cmd" ] || continue
        grep -qE -e "${CLI_MATCH:-}" "$folder/cmd" || continue
        run "$name" "$@"
        if [ "$bless" = --bless ]; then
            bless_one "$name"
        else
            ok "tests/cli/$name ($where)" same_all "$data/cli/$name"
        fi
    done
}

# All of them in a folder of their own; what differs, then "PASSED FAILED", go to $scratch/WHERE.log.
run_apart() { # WHERE ENVIRONMENT...
    (
        log=$scratch/$1.log
        scratch=$scratch/$1
        mkdir -p "$scratch"
        run_all "$@" >"$log"
        echo "$passed $failed" >>"$log"
    )
}

add_counts() { # WHERE
    sed '$d' "$scratch/$1.log"
    set -- $(tail -n 1 "$scratch/$1.log")
    passed=$((passed + $1))
    failed=$((failed + $2))
}

if [ "$bless" = --bless ]; then
    run_all C LC_ALL=C TZ=UTC
else
    run_apart C LC_ALL=C TZ=UTC &
    if [ "${CLI_ONE:-no}" = yes ]; then
        wait
        add_counts C
    elif german_locale; then
        run_apart de_DE.UTF-8 LC_ALL=de_DE.UTF-8 LOCPATH="$scratch/locale" TZ=Asia/Tokyo
        wait
        add_counts C
        add_counts de_DE.UTF-8
    else
        wait
        add_counts C
        fail "localedef makes no de_DE.UTF-8: install its sources (Debian: locales)"
    fi
    [ $((passed + failed)) -gt 0 ] || fail "no golden has '${CLI_MATCH:-}' in its cmd"
    counted
fi
