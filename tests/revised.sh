#!/bin/sh
# revised.sh: a later file holds 40 records of the corpus with another abstract, 3 retracted ones and 2 deletions.  `changes` must name
# exactly those, and figures of no other record; a refresh again, and one of everything, must say that nothing changed.
set -u
export LC_ALL=C

data=${TEST_DATA:-$(cd "$(dirname "$0")" && pwd)}
: "${EVITAB:=$data/../build/evitab}"
scratch=$(mktemp -d "${TMPDIR:-/tmp}/evitab-revised.XXXXXX") || exit 1
trap 'rm -rf "$scratch"' EXIT
. "$data/counted.sh"

same() { # WHAT WANTED-FILE GOT-FILE
    [ -s "$2" ] || fail "$1: nothing is wanted"
    ok "$1" diff "$2" "$3"
}

nothing_changed() { # ARGUMENT...: of refresh
    "$EVITAB" refresh "$@" | sed 's/run [0-9]*/run/' > said
    echo 'run: nothing changed' > nothing
    same "refresh $*: nothing changed" nothing said
}

cd "$scratch" && "$EVITAB" init . >/dev/null && cp "$data"/../corpus/*.xml import/
"$EVITAB" refresh
nothing_changed
nothing_changed --full
touch import/*.xml
nothing_changed

# Every second record until there are 45: 40 with a first figure of another size, 3 with another type, 2 as deletions.
cat import/*.xml | awk -v RS='</PubmedArticle>' '
    BEGIN { print "<PubmedArticleSet>" }
    !/<PubmedArticle>/ || ++seen % 2 || n == 45 { next }
    {
        n++
        match($0, /<PMID[^>]*>[0-9]+/)
        pmid = substr($0, RSTART, RLENGTH); sub(/.*>/, "", pmid)
        what = n <= 40 ? "revised" : n <= 43 ? "retracted" : "deleted"
        print pmid > what
        if (n > 43) { deleted = deleted "<PMID Version=\"1\">" pmid "</PMID>"; next }
        sub(/.*<PubmedArticle>/, "<PubmedArticle>")
        if (n <= 40) sub(/<\/AbstractText>/, " Of 4,321 people asked, 77% agreed.</AbstractText>")
        else sub(/<PublicationTypeList>/, "<PublicationTypeList><PublicationType UI=\"D016441\">Retracted Publication</PublicationType>")
        print $0 "</PubmedArticle>"
    }
    END { print "<DeleteCitation>" deleted "</DeleteCitation></PubmedArticleSet>" }' > zz.xml
mv zz.xml import/
"$EVITAB" refresh
"$EVITAB" changes > changes
for what in revised retracted deleted; do
    sort $what > wanted
    awk -F '\t' -v what=$what '$1 == "record" && $2 == what { print $3 }' changes | sort > got
    same "$what" wanted got
done
awk -F '\t' '$1 == "record" { print $3 }' changes | sort -u > got
sort revised retracted deleted > wanted
ok '45 records are changed in all' [ "$(wc -l < wanted)" = 45 ]
same 'other records' wanted got
awk -F '\t' '$1 == "figure" { print $3 }' changes | sort -u > figures
sort -u wanted figures > got
same 'figures of other records' wanted got
awk -F '\t' '$1 == "figure" && $2 == "new" { print $3 }' changes | sort -u > got
sort revised > wanted
same 'new figures of each that says more' wanted got
nothing_changed
nothing_changed --full
counted
