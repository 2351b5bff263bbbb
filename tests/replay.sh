#!/bin/sh
# replay.sh: does the replay server answer as the APIs are known to?  Its cases are tests/replay/*.case.
set -u
exec python3 "${TEST_DATA:-$(cd "$(dirname "$0")" && pwd)}/replay/check.py"
