#!/bin/sh
# together.sh [SECONDS]: two people decide, a figure at a time, while a refresh reads as many copies of a file of the corpus once more as
# take it SECONDS (2) by itself.  Nobody is turned away or waits to its end; the project is then what it would be had they waited;
# decisions.ndjson has each decision once.
set -u
export LC_ALL=C

data=${TEST_DATA:-$(cd "$(dirname "$0")" && pwd)}
: "${EVITAB:=$data/../build/evitab}"
seconds=${1-2}
scratch=$(mktemp -d "${TMPDIR:-/tmp}/evitab-together.XXXXXX") || exit 1
trap 'rm -rf "$scratch"' EXIT
. "$data/counted.sh"

# Each copy under ids of its own; in one file, which is one long piece of work.
cd "$scratch" && "$EVITAB" init whole >/dev/null
i=10
took=0
while [ $took -lt $((seconds * 1000)) ] && [ $i -lt 3000 ]; do
    last=$((2 * i + 20))
    while [ $i -lt $last ]; do
        sed "s|>99|>$i|; s|\\.99|.$i|" "$data"/../corpus/oncology-others.xml > one.xml
        "$EVITAB" records one.xml >> whole/import/all.jsonl
        i=$((i + 1))
    done
    rm -f whole/evidence.db
    begun=$(date +%s%N)
    "$EVITAB" refresh -C whole >/dev/null
    took=$((($(date +%s%N) - begun) / 1000000))
done
"$EVITAB" table -C whole -f csv --columns key | sed 1d | awk 'NR % 7 == 1' | head -n 60 > keys
cp -r whole alone

# In the project at hand, one key after the other; what was decided before the refresh ended stands in NAME.meanwhile.
decide_each() { # NAME VERDICT < KEYS
    while read -r key; do
        "$EVITAB" decide -C "$project" "$2" "$key" --reviewer "$1" >/dev/null 2>>"$1.refused" || continue
        [ ! -e running ] || echo "$key" >>"$1.meanwhile"
    done
}

project=whole
: > running
: > ann.meanwhile
: > bob.meanwhile
("$EVITAB" refresh --full -C whole > said 2>&1; echo $? > status; rm running) &
until "$EVITAB" status -C whole | grep -q '^last run.*running' || [ ! -e running ]; do sleep 0.02; done
"$EVITAB" refresh -C whole >/dev/null 2>&1
second=$?
awk 'NR % 2' keys | decide_each ann accept &
awk 'NR % 2 == 0' keys | decide_each bob reject
wait
meanwhile=$(cat ./*.meanwhile | wc -l)
echo "$meanwhile of $(wc -l < keys) decisions were made while the refresh ran, which takes $took ms by itself"
project=alone
"$EVITAB" refresh --full -C alone > said.alone
awk 'NR % 2' keys | decide_each ann accept
awk 'NR % 2 == 0' keys | decide_each bob reject

ok 'a second refresh is refused' test $second = 6
ok 'the refresh ended well' test "$(cat status)" = 0
ok 'and says what one says that is alone' cmp said said.alone
ok 'nobody who decides is refused' test ! -s ann.refused -a ! -s bob.refused
ok 'they did not wait for its end' test "$meanwhile" -ge 1
for name in whole alone; do "$EVITAB" dump -C $name > $name.dump; done
ok 'the same project' cmp whole.dump alone.dump
ok 'all are decided' test "$(grep -c '^decision' whole.dump)" = "$(wc -l < keys)"
ok 'each stands once in decisions.ndjson' test "$(sort -u whole/decisions.ndjson | wc -l)" = "$(wc -l < keys)" -a "$(wc -l < whole/decisions.ndjson)" = "$(wc -l < keys)"
counted
