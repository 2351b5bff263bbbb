#!/bin/sh
# large.sh [RECORDS [RATE]]: a query of more hits than a search of PubMed lists (RECORDS studies, 10400), though a share of the replies fails
# (RATE, 0.05): every record once, in at most 150 MB.
set -u
export LC_ALL=C

data=${TEST_DATA:-$(cd "$(dirname "$0")" && pwd)}
: "${EVITAB:=$data/../build/evitab}"
records=${1-10400}
rate=${2-0.05}
scratch=$(mktemp -d "${TMPDIR:-/tmp}/evitab-large.XXXXXX") || exit 1
export XDG_RUNTIME_DIR="$scratch" XDG_CONFIG_HOME="$scratch/config"
trap 'kill $server 2>/dev/null; rm -rf "$scratch"' EXIT
trap 'exit 1' INT TERM
. "$data/counted.sh"

python3 "$data/replay/serve.py" --records "$records" --no-pace --fault-rate "$rate" --slow 0.05 --port-file "$scratch/port" \
    --log "$scratch/log" >/dev/null &
server=$!
while [ ! -s "$scratch/port" ]; do
    kill -0 $server || exit 1
    sleep 0.05
done
"$EVITAB" init "$scratch/p" >/dev/null
cat >"$scratch/p/evitab.yaml" <<END
evitab: 1
name: large
contact: you@example.org
queries:
  - {name: all, source: pubmed, text: "1:99999999[uid]"}
END
EVITAB_HURRY=1000 python3 -c '
import resource, subprocess, sys
status = subprocess.call(sys.argv[1:])
print("memory", resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
sys.exit(status)' "$EVITAB" refresh -C "$scratch/p" -j 2 --base-url "pubmed=http://127.0.0.1:$(cat "$scratch/port")/entrez/eutils/" >"$scratch/said" 2>&1
ok 'a refresh of more than a search lists' [ $? = 0 ]
hits=$(sed -n 's/^pubmed:all: \([0-9]*\) hits.*/\1/p' "$scratch/said")
memory=$(sed -n 's/^memory //p' "$scratch/said")
"$EVITAB" dump -C "$scratch/p" >"$scratch/dump"
ok "more hits than a search lists: $hits" [ "${hits:-0}" -gt 9999 ]
ok "every record once, of $hits" [ "$(grep -c '^record' "$scratch/dump")" = "$hits" ]
ok 'and at one place' [ "$(grep -c '^sighting' "$scratch/dump")" = "$hits" ]
ok 'requests are counted' grep -q " $(wc -l <"$scratch/log") requests" "$scratch/said"
ok "at most 150 MB, not $memory" [ "$memory" -le 150 ]
[ $failed = 0 ] || cat "$scratch/said"
echo "$hits hits, $memory MB"
counted
