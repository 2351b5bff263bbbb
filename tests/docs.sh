#!/bin/sh
# docs.sh [--bless]: writes each document anew and compares.  What is written anew:
#   - what stands between `<!-- program: NAME -->` (in the man page `.\" program: NAME`) and `<!-- /program -->`: the program's
#     own lists, by tests/blocks.c;
#   - what an example prints: a block ```console (in the man page .EX) holds commands after `$ `, each followed by its output,
#     errors too; `> ` goes on with a command.
#   - nothing of a block ```sh, but its commands must end with status 0; `./quickstart` is .ci/run's to start.
# A block ```KIND NAME is written to the file NAME before what follows is run, so a guide's files can be used by its examples.
# Examples of a document run in one folder of its own, in order; it has what the source folder has, and build/evitab.
# --bless writes the documents; `git diff` is then the review.
set -u
export LC_ALL=C TZ=UTC

data=${TEST_DATA:-$(cd "$(dirname "$0")" && pwd)}
source=$(cd "$data/.." && pwd)
: "${EVITAB:=$source/build/evitab}"
: "${BLOCKS:=$source/build/tests/blocks}"
bless=${1-}
scratch=$(mktemp -d "${TMPDIR:-/tmp}/evitab-docs.XXXXXX") || exit 1
trap 'rm -rf "$scratch"' EXIT
. "$data/counted.sh"
examples=0

folder_of() { # DOCUMENT: a new one
    here=$scratch/run
    rm -rf "$here"
    mkdir -p "$here/build" "$here/bin"
    for name in corpus doc patterns tests; do
        [ ! -e "$source/$name" ] || ln -s "$source/$name" "$here/$name"
    done
    # what a reader of a ```sh block would have: an export of each sort
    cp "$source/tests/cli/files/trial.xml" "$here/pubmed.xml"
    gzip -nc "$here/pubmed.xml" >"$here/pubmed.xml.gz"
    printf 'PMID- 90000009\nTI  - A trial.\nAB  - Cure was 71%%.\n' >"$here/pubmed.nbib"
    ln -s "$EVITAB" "$here/build/evitab"
    ln -s "$EVITAB" "$here/bin/evitab"
}

plain() { # roff to what is typed
    case $document in
    *.1) sed 's/\\-/-/g; s/\\e/\\/g; s/\\&//g' ;;
    *) cat ;;
    esac
}

shown() { # what was printed, to roff
    case $document in
    *.1) sed "s/\\\\/\\\\e/g; s/-/\\\\-/g; s/^[.']/\\\\\&&/" ;;
    *) cat ;;
    esac
}

run_pending() {
    [ -n "$pending" ] || return 0
    examples=$((examples + 1))
    printf '%s\n' "$pending" | plain >"$scratch/cmd"
    (cd "$here" && PATH="$here/bin:$PATH" sh "$scratch/cmd" </dev/null 2>&1) | shown
    pending=
}

# A block ```sh: all of it at once, as one would paste it; what fails is said in the document, where no reader can miss it.
run_script() {
    grep -v '^\./quickstart' "$scratch/cmd" >"$scratch/script" || return 0
    examples=$((examples + 1))
    (cd "$here" && PATH="$here/bin:$PATH" sh -e "$scratch/script" </dev/null >"$scratch/said" 2>&1) ||
        { echo "tests/docs.sh: this ends with status $?:"; cat "$scratch/said"; }
}

# Reads a document, prints it as it should be.
rewrite() {
    state=text
    pending=
    while IFS= read -r line; do
        case $state:$line in
        program:'<!-- /program -->' | program:'.\" /program') state=text ;;
        program:*) continue ;;
        console:'```' | console:.EE)
            run_pending
            state=text
            ;;
        'console:$ '*)
            run_pending
            pending=${line#'$ '}
            ;;
        'console:> '*)
            pending="$pending
${line#> }"
            ;;
        console:*) continue ;;
        script:'```')
            run_script
            state=text
            ;;
        script:*) printf '%s\n' "$line" >>"$scratch/cmd" ;;
        text:'```sh')
            state=script
            : >"$scratch/cmd"
            ;;
        file:'```') state=text ;;
        file:*) printf '%s\n' "$line" >>"$here/$file" ;;
        text:'```console' | text:.EX) state=console ;;
        text:'```'*' '*)
            state=file
            file=${line##* }
            : >"$here/$file"
            ;;
        text:'<!-- program: '* | text:'.\" program: '*)
            state=program
            printf '%s\n' "$line"
            part=${line#*program: }
            "$BLOCKS" "${part%% *}"
            continue
            ;;
        esac
        printf '%s\n' "$line"
    done
    [ $state = text ] || echo "tests/docs.sh: a block of this document does not end: $state"
}

check() { # DOCUMENT
    document=$1
    folder_of "$document"
    rewrite <"$source/$document" >"$scratch/new" 2>&1
    if [ "$bless" = --bless ]; then
        cmp -s "$scratch/new" "$source/$document" || cat "$scratch/new" >"$source/$document"
    else
        ok "$document: change the lines shown with - to those with +; \`make -C build bless\` does it" \
            diff -u --label "$document, as it is" --label "$document, as the program says" "$source/$document" "$scratch/new"
    fi
}

cd "$source" || exit 1
for document in README.md CONTRIBUTING.md doc/evitab.1 doc/*.md; do
    check "$document"
done
if [ "$bless" != --bless ]; then
    echo "$examples examples were run"
    ok 'there are examples' [ "$examples" -gt 0 ]
    counted
fi
