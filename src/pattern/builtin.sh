#!/bin/sh
# Writes builtin.c on standard output: FOLDER PACK..., each pack FOLDER/PACK as an array of bytes.
set -eu
export LC_ALL=C
folder=$1
shift

echo '/* made from the packs by src/pattern/builtin.sh */'
echo '#include "pattern/builtin.h"'
i=0
for pack in "$@"; do
    echo "static const unsigned char pack_$i[] = {"
    od -An -v -tu1 "$folder/$pack" | awk '{ gsub(/[0-9]+/, "&,"); print }'
    echo '0};'
    i=$((i + 1))
done
echo 'const BuiltinPack builtin_packs[] = {'
i=0
for pack in "$@"; do
    echo "    {\"$pack\", (const char *)pack_$i, sizeof pack_$i - 1},"
    i=$((i + 1))
done
echo '};'
echo "const size_t n_builtin_packs = $i;"
