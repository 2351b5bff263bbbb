# counted.sh: read by test scripts: counts what held in `passed` and `failed`, and names what did not.
# `counted` ends the script.
passed=0
failed=0

fail() { # WHAT...
    failed=$((failed + 1))
    echo "FAILED: $*"
}

ok() { # WHAT COMMAND...
    held=$1
    shift
    if "$@"; then
        passed=$((passed + 1))
    else
        fail "$held"
    fi
}

# The last line, and the status of the script.
counted() {
    echo "$passed passed, $failed failed"
    [ "$failed" = 0 ] && [ "$passed" -gt 0 ]
}
