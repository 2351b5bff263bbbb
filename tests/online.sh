#!/bin/sh
# online.sh [RECORDS [KILLS]]: refreshes from the replay server (tests/replay), which has RECORDS studies (300).  Every record comes once;
# whatever replies fail, and wherever a refresh is killed (KILLS moments), the next dump is that of a run that nobody disturbed; nothing
# is asked twice; `changes` names what changed at the server; the pace is shared by processes.  SEED: of the moments; CHANCES: seeds of the faults.
set -u
export LC_ALL=C

data=${TEST_DATA:-$(cd "$(dirname "$0")" && pwd)}
: "${EVITAB:=$data/../build/evitab}"
records=${1-300}
kills=${2-2}
chances=${CHANCES-5}
seed=${SEED:-$$}
scratch=$(mktemp -d "${TMPDIR:-/tmp}/evitab-online.XXXXXX") || exit 1
export XDG_RUNTIME_DIR="$scratch" XDG_CONFIG_HOME="$scratch/config" # where the pace is kept; where keys would be
. "$data/counted.sh"
servers=

end() {
    for server in $servers; do
        kill "$server" 2>/dev/null
    done
    rm -rf "$scratch"
}
trap end EXIT
trap 'exit 1' INT TERM

serve() { # NAME ARGUMENT...: sets base
    name=$1
    shift
    python3 "$data/replay/serve.py" --records "$records" --today "$(date -u +%F)" --port-file "$scratch/$name.port" \
        --log "$scratch/$name.log" "$@" >/dev/null &
    servers="$servers $!"
    while [ ! -s "$scratch/$name.port" ]; do
        kill -0 $! 2>/dev/null || { echo "no replay server"; exit 1; }
        sleep 0.05
    done
    base="http://127.0.0.1:$(cat "$scratch/$name.port")"
}

control() { # WHAT: of the server at $base
    python3 -SEc '
import socket, sys
port, path = sys.argv[1:]
link = socket.create_connection(("127.0.0.1", int(port)))
link.sendall(f"GET {path} HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n".encode())
reply = b"".join(iter(lambda: link.recv(65536), b""))
sys.stdout.write(reply.partition(b"\r\n\r\n")[2].decode())' "${base##*:}" "/control/$1"
}

project() { # NAME [SOURCE]
    "$EVITAB" init "$scratch/$1" >/dev/null
    cat > "$scratch/$1/evitab.yaml" <<END
evitab: 1
name: online
contact: you@example.org
queries:
  - {name: cancer, source: ${2-pubmed}, text: cancer patients}
END
}

refresh() { # NAME ARGUMENT...: leaves NAME.said
    at=$1
    shift
    "$EVITAB" refresh -C "$scratch/$at" "$@" \
        --base-url "pubmed=$base/entrez/eutils/,europepmc=$base/europepmc/webservices/rest/,crossref=$base/crossref/,openalex=$base/openalex/" >"$scratch/$at.said" 2>&1
}

fast() { # NAME ARGUMENT...
    EVITAB_HURRY=1000 refresh "$@"
}

dump() { # NAME
    "$EVITAB" dump -C "$scratch/$1" >"$scratch/$1.dump"
}

known() { # NAME: what it knows of records, without what went wrong
    "$EVITAB" dump -C "$scratch/$1" | grep -v '^problem\|^query'
}

same_dump() { # NAME OTHER
    dump "$1"
    [ -s "$scratch/$2.dump" ] && cmp "$scratch/$1.dump" "$scratch/$2.dump"
}

# A second refresh of the calm server asks little, and nothing changed.
settled() { # PROJECT WHERE
    requests calm
    ok "a second refresh $2" fast "$1"
    ok "nothing changed $2" said "$1" 'nothing changed'
    requests calm
    ok "few requests $2 where nothing changed, not $asked" [ "$asked" -le 6 ]
}

requests() { # NAME-OF-SERVER: since the last time
    count=$(wc -l <"$scratch/$1.log")
    asked=$((count - ${counted:-0}))
    counted=$count
}

said() { # NAME PATTERN
    grep -q "$2" "$scratch/$1.said" || { cat "$scratch/$1.said"; false; }
}

named() { # WHAT [PROJECT'S WORD]: those that the server changed are those that `changes` names
    python3 -c 'import json, sys; print(*json.load(sys.stdin)[sys.argv[1]], sep="\n")' "$1" <"$scratch/server.changes" | sort >"$scratch/wanted"
    awk -F '\t' -v what="${2-$1}" '$1 == "record" && $2 == what { print $3 }' "$scratch/changes" | sort >"$scratch/got"
    [ -s "$scratch/wanted" ] && diff "$scratch/wanted" "$scratch/got"
}

# --- every record once, then nothing

serve calm --no-pace --new 7
calm=$base
project whole
begun=$(date +%s%N)
ok 'a refresh' fast whole
took=$(($(date +%s%N) - begun))
dump whole
hits=$(sed -n 's/^pubmed:cancer: \([0-9]*\) hits.*/\1/p' "$scratch/whole.said")
ok 'every record once' [ "$(grep -c '^record' "$scratch/whole.dump")" = "${hits:-none}" ]
ok 'every record has one place' [ "$(grep -c '^sighting' "$scratch/whole.dump")" = "${hits:-none}" ]
settled whole 'from pubmed'
ok 'the dump stays' same_dump whole whole

# --- whatever fails

serve rough --no-pace --new 7 --slow 0.05
rough=$base
for chance in $chances; do
    control "fault?rate=0.3&seed=$chance" >/dev/null
    requests rough
    project rough
    ok "a refresh though 30 % of the replies fail (seed $chance)" fast rough
    requests rough
    ok "requests are counted (seed $chance)" said rough " $asked request"
    ok "the same dump (seed $chance)" same_dump rough whole
    rm -rf "$scratch/rough"
done
faults=
n=0
for kind in status-500 status-502 status-503 status-503-date status-504 rate-limit transient proxy-stream empty html html-as-data half \
    prologue cut cut-chunked reset close gzip-bad gzip-cut; do
    n=$((n + 1))
    faults="$faults%20efetch:$n=$kind"
done
control "fault?script=esearch:1=cut%20esearch:2=html%20esearch:3=status-503-date$faults" >/dev/null
project rough
ok 'a refresh though replies fail in every way, one after the other' fast rough
ok 'retries are counted' said rough 'of them again'
ok 'the same dump after every failure' same_dump rough whole

# What does not pass is said, and costs nothing that is known.
known rough >"$scratch/known"
while read -r kind pattern; do
    control "fault?script=esearch:*=$kind" >/dev/null
    fast rough
    ok "$kind ends the refresh with 4" [ $? = 4 ]
    ok "$kind is said" said rough "$pattern.*what came before is kept"
    known rough >"$scratch/after"
    ok "$kind changes nothing" cmp "$scratch/after" "$scratch/known"
done <<'END'
huge sent more than 64 MB
status-403 refuses
status-429-long asks to wait for 900 minutes
redirect-out another server
redirect-loop sends us round
status-500 6 attempts were made
END
control 'fault?script=' >/dev/null
ok 'a refresh after all this' fast rough
ok 'nothing changed since' said rough 'nothing changed'

# Too many at once, or one among them that the source does not like: fewer are asked for.

sizes() { # how many records each efetch asked for
    control log | python3 -c '
import json, sys
print(*(1 + json.loads(line)["params"]["id"].count(",") for line in sys.stdin if "efetch" in line))'
}

for kind in 1-3=status-504 1=bad-id; do
    control forget >/dev/null
    control "fault?script=efetch:$kind" >/dev/null
    rm -rf "$scratch/rough"
    project rough
    ok "a refresh though a page fails ($kind)" fast rough
    ok "half of it is asked for then ($kind): $(sizes)" [ -n "$(sizes | grep '^\(200 \)\+100 100 ')" ]
    ok "the same dump ($kind)" same_dump rough whole
done
control 'fault?script=' >/dev/null

# One hit, no hit, and a count that is more than what comes.

project single
one=$(awk -F '\t' '$1 == "record" { print $2; exit }' "$scratch/whole.dump")
sed -i "s/text: .*/text: \"$one[uid]\"}/" "$scratch/single/evitab.yaml"
ok 'a refresh of one hit' fast single
ok 'one hit is one record' said single '1 hits, 1 records asked for'
sed -i 's/text: .*/text: "cancer[tiabb]"}/' "$scratch/single/evitab.yaml"
fast single
ok 'a field that is mistyped is named' said single 'may know no field \[tiabb\], and leaves such a tag out'
fast single
ok 'once' [ "$(grep -c tiabb "$scratch/single.said")" = 0 ]
sed -i 's/text: .*/text: nothingIsCalledSo}/' "$scratch/single/evitab.yaml"
fast single
ok 'no hit is no failure, and what the query does not know is named' said single "warns: not found"
for source in europepmc crossref; do
    serve "short-$source" --no-pace --epmc-short 2 --epmc-end repeat
    project "short-$source" $source
    fast "short-$source"
    status=$?
    if [ $source = europepmc ]; then
        ok 'a list that is shorter than its count is a problem' [ $status = 1 ]
        ok 'which is named' said short-europepmc 'counts [0-9]* hits and lists [0-9]*; nothing is taken for gone'
    else
        ok 'a list ends though a next cursor is given for ever' [ $status = 0 ]
    fi
done
base=$rough

# On a terminal one line says what was done and what is waited for; it is gone at the end.

shown() { # PATTERN
    tr '\r' '\n' <"$scratch/screen" | grep -q "$1" || { cat -v "$scratch/screen"; false; }
}

serve watched --no-pace --slow 1 --fault 'efetch:1=status-503 efetch:3=slow'
project watched
script -qec "'$EVITAB' refresh -C '$scratch/watched' --base-url 'pubmed=$base/entrez/eutils/'" "$scratch/screen" >/dev/null
ok 'progress on a terminal' [ $? = 0 ]
ok 'it tells the time that a source asks for' shown '2 requests, 0 records.*; waits for the source.s pause, [01] s'
ok 'it tells of a reply' shown 'requests, .*; waits for the reply, [01] s'
ok 'it tells how far it is and the time left' shown 'requests, [1-9][0-9]* records, \([0-9]* a second, \)\{0,1\}[0-9]* %, [0-9]*:[0-9][0-9] left'
script -qec "'$EVITAB' refresh -C '$scratch/watched' --full --no-progress --base-url 'pubmed=$base/entrez/eutils/'" "$scratch/screen" >/dev/null
ok 'no progress where none is wanted' [ "$(tr '\r' '\n' <"$scratch/screen" | grep -c 'requests,.*records,')" = 0 ]

# --- killed, and a full disk

base=$calm
i=0
while [ $i -lt "$kills" ]; do
    i=$((i + 1))
    moment=$(awk "BEGIN { srand($seed + $i); printf \"%.4f\", $took * ($i - rand()) / $kills / 1e9 }")
    project cut
    (export EVITAB_HURRY=1000; exec "$EVITAB" refresh -C "$scratch/cut" --base-url "pubmed=$base/entrez/eutils/" >/dev/null 2>&1) &
    victim=$!
    sleep "$moment"
    kill -9 $victim 2>/dev/null
    wait $victim 2>/dev/null # until it is gone, and its lock with it
    ok "a refresh after one killed at $moment s (SEED=$seed)" fast cut
    ok "the same dump after one killed at $moment s (SEED=$seed)" same_dump cut whole
    rm -rf "$scratch/cut"
done

full_disk() { # PROJECT SOURCE: its store finds no room when it has half of what is in that of PROJECT; then the dump is the same
    half=$(($(wc -c <"$scratch/$1/evidence.db") / 1024)) # blocks
    project full "$2"
    (trap '' XFSZ; ulimit -f $half; fast full)
    ok "a full disk ends a refresh from $2 with 5" [ $? = 5 ]
    ok "a refresh from $2 after a full disk" fast full
    ok "the same dump from $2 after a full disk" same_dump full "$1"
    rm -rf "$scratch/full"
}

full_disk whole pubmed

# --- what changed at the server

control 'state?n=2' >/dev/null
control changes >"$scratch/server.changes"
since=$(($("$EVITAB" status -C "$scratch/whole" | awk -F '\t' '$1 == "last run" { print $2 }') + 1))
ok 'a refresh that finds changes' fast whole
"$EVITAB" changes -C "$scratch/whole" --since "$since" >"$scratch/changes"
ok 'what is not given once is not taken for gone' [ "$(awk -F '\t' '$2 == "gone" && $1 == "record"' "$scratch/changes" | wc -l)" = 0 ]
ok 'the next refresh' fast whole
"$EVITAB" changes -C "$scratch/whole" --since "$since" >"$scratch/changes"
for what in revised retracted 'deleted gone' new; do
    ok "changes names what is ${what%% *}" named $what
done
fast whole
ok 'then nothing changed' said whole 'nothing changed'

# --- lists: Europe PMC, Crossref, OpenAlex

# What a project that saw both states should say: uids that the whole of state 1 has and that of state 2 has not, or has otherwise.
truth() { # WHAT
    awk -F '\t' -v what="$1" '
        $1 != "record" { next }
        NR == FNR { text[$2] = $5; retracted[$2] = $16; lost[$2] = 1; next }
        { delete lost[$2] }
        !($2 in text) { if (what == "new") print $2; next }
        what == "revised" && text[$2] != $5 || what == "retracted" && !retracted[$2] && $16 { print $2 }
        END { if (what == "gone") for (uid in lost) print uid }' "$scratch/before.dump" "$scratch/later.dump" | sort
}

list() { # SOURCE ARGUMENT...: of the refresh that finds what changed
    source=$1
    shift
    base=$calm
    control 'state?n=1' >/dev/null
    project before "$source"
    project rough-list "$source"
    ok "a refresh from $source" fast before
    dump before
    hits=$(sed -n "s/^$source:cancer: \([0-9]*\) hits.*/\1/p" "$scratch/before.said")
    ok "every record of $source has one place" [ "$(grep -c '^sighting' "$scratch/before.dump")" = "${hits:-none}" ]
    settled before "from $source"
    full_disk before "$source"
    control 'state?n=2' >/dev/null
    project later "$source"
    ok "a refresh from $source as it is then" fast later
    dump later
    ok "a refresh that finds changes at $source" fast before "$@"
    ok "and another, of what is not given any more" fast before
    "$EVITAB" changes -C "$scratch/before" --since 3 >"$scratch/changes"
    for what in new revised retracted gone; do
        truth $what >"$scratch/wanted"
        awk -F '\t' -v what=$what '$1 == "record" && $2 == what { print $3 }' "$scratch/changes" | sort >"$scratch/got"
        ok "changes names what is $what at $source" diff "$scratch/wanted" "$scratch/got"
    done
    ok "something is gone at $source" [ -s "$scratch/wanted" ]
    base=$rough
    control 'fault?rate=0.3&seed=3' >/dev/null
    ok "a refresh though 30 % of the replies of $source fail" fast rough-list
    ok "the same dump though 30 % of the replies of $source fail" same_dump rough-list before
    rm -rf "$scratch/before" "$scratch/later" "$scratch/rough-list"
}

list europepmc
list crossref
list openalex --full

# A list that was cut goes on with the page at which it was; a source that does not know the cursor any more is asked from the begin.

firsts() { # SOURCE: how often the list was asked for from its begin, since the server's log was forgotten
    control log | grep "\"api\": \"$1\"" | grep -v '"select": "\(DOI\|id\)"\|idlist' | grep -c '"cursor\(Mark\)\?": "\*"'
}

kept() { # PROJECT: how many records it knows
    "$EVITAB" status -C "$scratch/$1" 2>/dev/null | awk -F '\t' '$1 == "records" && $2 == "current" { n = $3 } END { print n + 0 }'
}

one_cut() { # SOURCE killed|refused TIMES ARGUMENT...: cut at its third request; then its list is asked for from the begin TIMES in all
    source=$1 how=$2 times=$3
    shift 3
    project cut "$source"
    control forget >/dev/null
    if [ "$how" = killed ]; then
        control 'fault?script=search:3=slow%20works:3=slow&slow=9' >/dev/null
        (export EVITAB_HURRY=1000; exec "$EVITAB" refresh -C "$scratch/cut" "$@" --base-url "$source=$base/$(path_of "$source")" >/dev/null 2>&1) &
        victim=$!
        page=200
        [ "$source" != europepmc ] || page=500
        until [ "$(kept cut)" -gt $page ] || ! kill -0 $victim; do sleep 0.05; done # the second page is kept
        kill -9 $victim
        wait $victim 2>/dev/null
    else
        control 'fault?script=search:3-99=status-403%20works:3-99=status-403' >/dev/null
        fast cut "$@"
        ok "$source fails" [ $? != 0 ]
    fi
    control 'fault?script=' >/dev/null
    [ "$times" = 1 ] || control expire >/dev/null
    ok "a refresh after one from $source that was $how" fast cut "$@"
    got=$(firsts "$source")
    ok "$source is asked from the begin $times times, not $got, where it was $how" [ "$got" = "$times" ]
    "$EVITAB" table -C "$scratch/cut" -f csv --columns doc,section,start,quote,kind,value,outcome,group >"$scratch/cut.csv"
    ok "the same table after one from $source that was $how" cmp "$scratch/cut.csv" "$scratch/undisturbed.csv"
    fast cut
    ok "then nothing changed at $source" said cut 'nothing changed'
    rm -rf "$scratch/cut"
}

gone_on() { # SOURCE ARGUMENT...: of each refresh
    project undisturbed "$1"
    ok "a refresh from $1" fast undisturbed
    "$EVITAB" table -C "$scratch/undisturbed" -f csv --columns doc,section,start,quote,kind,value,outcome,group >"$scratch/undisturbed.csv"
    rm -rf "$scratch/undisturbed"
    one_cut "$1" killed 1
    one_cut "$1" refused 1
    one_cut "$1" killed 2
}

path_of() { # SOURCE
    case $1 in
    europepmc) echo europepmc/webservices/rest/ ;;
    *) echo "$1/" ;;
    esac
}

few=$records
records=1600
serve long --no-pace
records=$few
gone_on europepmc
gone_on crossref
gone_on openalex

# --- who decides does not wait for a source

serve late --no-pace --slow 9 --fault 'efetch:2=slow'
project late
(export EVITAB_HURRY=1000; exec "$EVITAB" refresh -C "$scratch/late" --base-url "pubmed=$base/entrez/eutils/" >"$scratch/late.said" 2>&1) &
runner=$!
until [ "$(kept late)" -ge 200 ] || ! kill -0 $runner; do sleep 0.05; done # the first page is kept
ok 'who decides is not refused' "$EVITAB" decide -C "$scratch/late" accept --reviewer ann \
    "$("$EVITAB" table -C "$scratch/late" -f csv --columns key | sed -n 2p)" >"$scratch/decided"
ok 'while a source is waited for' kill -0 $runner
wait $runner
ok 'the refresh goes on to its end' [ $? = 0 ]
ok 'and what was decided stands' [ "$("$EVITAB" status -C "$scratch/late" | grep '^decided')" = "$(printf 'decided\taccepted\t1')" ]

# --- the pace: of two projects that refresh at once, all requests stand in one queue

no_key() { # NAME KEY
    [ -s "$scratch/$1/evidence.db" ] && ! grep -rqF "$2" "$scratch/$1" "$scratch/$1.said"
}

paced() { # KEY PER-SECOND: two projects, two sources, of whose replies some fail
    serve "paced$2" --key "$1" --fault-rate 0.1 --fault-seed 4 --slow 0.05
    for project in one two; do
        project $project
        echo '  - {name: again, source: crossref, text: cancer patients}' >>"$scratch/$project/evitab.yaml"
    done
    begun=$(date +%s%N)
    (refresh one && refresh one) &
    other=$!
    refresh two
    ok "a refresh beside another, $2 a second" [ $? = 0 ]
    wait $other
    ok "the other refresh, $2 a second" [ $? = 0 ]
    took=$(($(date +%s%N) - begun))
    control log | python3 -c '
import json, sys
starts = [json.loads(line)["t"] for line in sys.stdin if "pubmed" in line]
sys.exit(starts[-1] - starts[0] < (len(starts) - 1) / float(sys.argv[1]) - 0.5)' "$2"
    ok "not faster than $2 requests a second" [ $? = 0 ]
    pace=$(control pace)
    echo "most starts in a second, $2 allowed: $pace"
    # a machine that is busy looks late, and at several at once
    [ "$kills" -lt 50 ] || ok "never more than $2 in a second: $pace" [ "$(echo "$pace" | sed 's/.*"pubmed": \([0-9]*\).*/\1/')" -le "$2" ]
    ok "no key is kept or said ($2 a second)" no_key one "$1"
    rm -rf "$scratch/one" "$scratch/two"
}

# Crossref tells its pace: nothing is refused, though it allows less than is usual.
serve strict --crossref-lists 1
project strict crossref
ok 'a refresh from a source that tells its pace' refresh strict
ok 'it keeps to that' [ "$(grep -c again, "$scratch/strict.said")" = 0 ]
ok 'and goes no faster' [ "$(control pace)" = '{"crossref": 1}' ]

paced aKeyThatNobodySends 3
NCBI_API_KEY=aKeyThatIsSent paced aKeyThatIsSent 10
counted
