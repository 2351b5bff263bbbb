#!/bin/sh
# Lists the sources in build-aux/sources.mk and makes ./configure; needs autoconf, automake and pkg-config.
set -eu
export LC_ALL=C
cd "$(dirname "$0")"

names() { # VARIABLE FILE...: one assignment, a file a line, those that are there
    printf '%s =' "$1"
    shift
    for file in "$@"; do
        [ ! -e "$file" ] || printf ' \\\n\t%s' "$file"
    done
    printf '\n\n'
}

library=
for file in src/*/*.c; do
    case $file in
    src/command/main.c | src/pattern/embed.c | src/pattern/builtin.c) ;;
    *) library="$library $file" ;;
    esac
done

programs() { # VARIABLE FILE.c...: the programs made of one file each
    printf '%s =' "$1"
    shift
    for file in "$@"; do
        [ ! -e "$file" ] || printf ' \\\n\t%s' "${file%.c}"
    done
    printf '\n\n'
}

fuzz_flags() {
    for file in tests/fuzz/fuzz_*.c; do
        [ ! -e "$file" ] || printf 'tests_fuzz_%s_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer\n' "$(basename "$file" .c)"
    done
}

mkdir -p build-aux
{
    names LIBRARY $library src/*/*.h src/*/*.def
    programs UNIT_TESTS tests/*_test.c
    programs FUZZ_TARGETS tests/fuzz/fuzz_*.c
    fuzz_flags
} > build-aux/sources.new
cmp -s build-aux/sources.new build-aux/sources.mk || cp build-aux/sources.new build-aux/sources.mk
rm -f build-aux/sources.new

[ "${1-}" = --list ] || autoreconf --install --warnings=all
