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
. "$data/counted.sh"

packs() { # [NAME.yaml]: of the project, beside those of a new one
    sed "s|^packs:.*|packs: [core, clinical, methods, oncology${1+, $1}]|" evitab.yaml > new && mv new evitab.yaml
}

# in_force, another_look, lost: of the 300
count() {
    "$EVITAB" table -f csv --columns key,status | sed 1d | sort > now
    in_force=$(join -t, decided now | grep -c ',\(accepted\|corrected\|rejected\)$')
    another_look=$(join -t, decided now | grep -c ',\(differs\|gone\)$')
    lost=$((300 - in_force - another_look))
    echo "$1: $in_force in force, $another_look ask for another look, $lost lost"
}

cd "$scratch" && "$EVITAB" init . >/dev/null && cp "$data"/../corpus/*.xml import/ || exit 1
packs
ok 'a first refresh' "$EVITAB" refresh
"$EVITAB" table -f csv --columns key | sed 1d | awk 'BEGIN { print "key,as_of,verdict,group"; split("accept correct reject", v, " ") }
    NR % 5 == 1 && n < 300 { print $0 ",0," v[n++ % 3 + 1] ",those that somebody set right" }' > sheet.csv
"$EVITAB" import sheet.csv --reviewer ann
sed '1d; s/,.*//' sheet.csv | sort > decided
count decided
ok 'decisions' [ "$in_force" = 300 ]

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
packs kinds.yaml
"$EVITAB" refresh
count 'a pack that changes kinds and concepts'
ok 'lost' [ "$lost" = 0 ]
ok 'asks for another look' [ "$another_look" -gt 50 ]
packs
"$EVITAB" refresh
count 'without it again'
ok 'in force' [ "$in_force" = 300 ]

cat > borders.yaml <<'PACK'
evitab-pack: 1
name: borders
needs: [core]
words:
  not_end: [months, years, arm, group, groups, patients, survival, recurrence, respectively, disease, surgery, analysis, treatment, chemotherapy, events, therapy, trial]
PACK
packs borders.yaml
"$EVITAB" refresh
count 'sentences that end elsewhere'
ok 'lost' [ "$lost" = 0 ]
ok 'asks for another look' [ "$another_look" -gt 10 ]
packs
"$EVITAB" refresh

"$NBIB" import/*.xml > all.nbib && rm import/*.xml && mv all.nbib import/
"$EVITAB" refresh
count 'as nbib'
ok 'in force' [ "$in_force" = 300 ]

for file in "$data"/../corpus/*.xml; do "$EVITAB" records "$file"; done > import/all.jsonl && rm import/all.nbib
"$EVITAB" refresh
count 'as JSON lines'
ok 'in force' [ "$in_force" = 300 ]
ok 'a decision for each line' [ "$(grep -c '}$' decisions.ndjson)" = 300 ]

"$EVITAB" dump | grep '^deci' > before
mv decisions.ndjson restored && rm evidence.db
"$EVITAB" refresh && "$EVITAB" import restored
"$EVITAB" dump | grep '^deci' > after
count 'a new store, restored'
ok 'the same decisions' [ "$(cmp before after && echo same)" = same ]
counted
