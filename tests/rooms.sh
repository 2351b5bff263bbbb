#!/bin/sh
# rooms.sh: the table of CONTRIBUTING.md has every folder of src, and a file includes only what stands in its own folder or in one
# that the table has before it.
set -u
export LC_ALL=C
data=${TEST_DATA:-$(cd "$(dirname "$0")" && pwd)}
source=$(cd "$data/.." && pwd)
. "$data/counted.sh"

# The folders, in the order of the table.
rooms=$(sed -n 's/^| \(`src.*`\) |.*/\1/p' "$source/CONTRIBUTING.md" | tr ',' '\n' | sed -n 's/^ *`src\/\([a-z]*\)`$/\1/p')

# How often a room stands in the table.
times_of() { printf '%s\n' "$rooms" | grep -cx "$1"; }

# FILE:#include "ROOM/..." of all that a room includes and may not: `allowed` stand up to it in the table.
foreign() { # ROOM ALLOWED...
    room=$1
    shift
    allowed=$(printf '%s|' "$@")
    (cd "$source/src" && grep -H '^ *# *include "[a-z/]*/' "$room"/*.[ch] "$room"/*.def 2>/dev/null) |
        grep -Ev "include \"(src/)?(${allowed%|})/"
}

holds() { # ROOM ALLOWED...
    found=$(foreign "$@")
    [ -z "$found" ] || { printf '%s\n' "$found"; return 1; }
}

up_to=
for room in $rooms; do
    up_to="$up_to $room"
    ok "src/$room of CONTRIBUTING.md is a folder" [ -d "$source/src/$room" ]
    # shellcheck disable=SC2086 # names without blanks
    ok "src/$room includes no room that CONTRIBUTING.md has below it" holds "$room" $up_to
done
for folder in "$source"/src/*/; do
    room=$(basename "$folder")
    ok "src/$room stands once in the table of CONTRIBUTING.md" [ "$(times_of "$room")" = 1 ]
done
ok 'the first room knows no other' holds base base
ok 'what may not be included is found' [ -n "$(foreign store base)" ]
counted
