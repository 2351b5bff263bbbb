# counted.sh: read by test scripts: counts what held in `passed` and `failed`, and names what did not.
passed=0
failed=0

ok() { # WHAT COMMAND...
    what=$1
    shift
    if "$@"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: $what"
    fi
}
