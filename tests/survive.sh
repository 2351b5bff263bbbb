#!/bin/sh
# survive.sh: 300 decisions on the corpus (accepted, corrected, rejected), and then what happens to a project over the years: packs that
# change kinds and links, sentences that end elsewhere, the same abstracts as nbib and as JSON lines.  After each the decisions are
# counted: in force, asking for another look (differs, gone), lost; none may be lost, and where nothing changed none may ask.
set -u
export LC_ALL=C

data=${TEST_DATA:-$(cd "$(dirname "$0")" && pwd)}
: "${EVITAB:=$data/../build/evitab}"
: "${NBIB:=$data/../build/tests/nbib}"
scratch=$(mktemp -d "${TMPDIR:-/tmp}/evitab-survive.XXXXXX") || exit 1
trap 'rm -rf "$scratch"' EXIT
passed=0
failed=0

check() { # WHAT TEST...: a test as test(1) has it
    what=$1
    shift
    if [ "$@" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: $what: $*"
    fi
}

packs() { # NAME.yaml...: of the project
    sed "s|^packs:.*|packs: [core, clinical, methods, oncology$(printf ', %s' "$@")]|" evitab.yaml > new && mv new evitab.yaml
}

# in_force, another_look, lost: of the 300
count() {
    "$EVITAB" table -f csv --columns key,status | sed 1d | sort > now
    in_force=$(join -t, decided now | grep -c ',\(accepted\|corrected\|rejected\)$')
    another_look=$(join -t, decided now | grep -c ',\(differs\|gone\)$')
    lost=$((300 - in_force - another_look))
    echo "$1: $in_force in force, $another_look ask for another look, $lost lost"
}

cd "$scratch" && "$EVITAB" init . >/dev/null && cp "$data"/../corpus/*.xml import/ && grep -q '^packs:' evitab.yaml || echo 'packs: []' >> evitab.yaml
packs core
"$EVITAB" refresh || failed=$((failed + 1))
"$EVITAB" table -f csv --columns key | sed 1d | awk 'BEGIN { print "key,as_of,verdict,group"; split("accept correct reject", v, " ") }
    NR % 5 == 1 && n < 300 { print $0 ",0," v[n++ % 3 + 1] ",those that somebody set right" }' > sheet.csv
"$EVITAB" import sheet.csv --reviewer ann
sed '1d; s/,.*//' sheet.csv | sort > decided
count decided
check 'decisions' "$in_force" = 300

cat > kinds.yaml <<'PACK'
evitab-pack: 1
name: kinds
needs: [core, clinical]
vocabulary:
  - {concept: death_of_any_cause, label: deaths, synonyms: [overall survival, mortality], polarity: event}
figures:
  - name: all-percentages-are-changes
    kind: change
    regex: '(?:[a-z]+ )+{pct:figure}'
    accept:
      - text: The local recurrence rate was 12%.
        gives: [{kind: change, value: 12}]
    refuse:
      - Follow-up was 12 months.
PACK
packs core kinds.yaml
"$EVITAB" refresh
count 'a pack that changes kinds and concepts'
check 'lost' "$lost" = 0
check 'asks for another look' "$another_look" -gt 50
packs core
"$EVITAB" refresh
count 'without it again'
check 'in force' "$in_force" = 300

cat > borders.yaml <<'PACK'
evitab-pack: 1
name: borders
needs: [core]
words:
  not_end: [months, years, arm, group, groups, patients, survival, recurrence, respectively, disease, surgery, analysis, treatment, chemotherapy, events, therapy, trial]
PACK
packs core borders.yaml
"$EVITAB" refresh
count 'sentences that end elsewhere'
check 'lost' "$lost" = 0
check 'asks for another look' "$another_look" -gt 10
packs core
"$EVITAB" refresh

"$NBIB" import/*.xml > all.nbib && rm import/*.xml && mv all.nbib import/
"$EVITAB" refresh
count 'as nbib'
check 'in force' "$in_force" = 300

for file in "$data"/../corpus/*.xml; do "$EVITAB" records "$file"; done > import/all.jsonl && rm import/all.nbib
"$EVITAB" refresh
count 'as JSON lines'
check 'in force' "$in_force" = 300
check 'a decision for each line' "$(grep -c '}$' decisions.ndjson)" = 300

"$EVITAB" dump | grep '^deci' > before
mv decisions.ndjson restored && rm evidence.db
"$EVITAB" refresh && "$EVITAB" import restored
"$EVITAB" dump | grep '^deci' > after
count 'a new store, restored'
check 'the same decisions' "$(cmp before after && echo same)" = same
echo "$passed passed, $failed failed"
[ $failed = 0 ]
