#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Brings resources/i18n/*.ts up to date with the strings of app/, twin/ and plugins/. Translations stay, strings that
# are gone from the code go, new ones come in as unfinished: translate them in Qt Linguist, TranslationsTest says which.
#
#   packaging/i18n.sh                update every .ts file
#   packaging/i18n.sh --check        change nothing; fail if an update would
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
languages=(zh_CN)

check=no
case "${1-}" in
  "") ;;
  --check) check=yes ;;
  *) echo "usage: packaging/i18n.sh [--check]" >&2; exit 2 ;;
esac

lupdate=${LUPDATE-}
for candidate in lupdate6 /usr/lib/qt6/bin/lupdate lupdate; do
  [[ -n $lupdate ]] || lupdate=$(command -v "$candidate" || true)
done
[[ -n $lupdate ]] || { echo "lupdate of Qt 6 is missing: install qt6-l10n-tools, or set LUPDATE" >&2; exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The engine has no Qt, so its mark carries no context and lupdate cannot be taught one: it reads copies in which
# TWIN_TR(…) is written as QT_TRANSLATE_NOOP("twin", …). Of the engine only files with marked strings are of interest.
# A mark as the argument of a tr(…) would be skipped with it, so such a tr goes too.
while IFS= read -r -d '' file; do
  mkdir -p "$work/source/$(dirname "$file")"
  sed -E -e '/#define[[:space:]]+TWIN_TR/d' -e 's/\bTWIN_TR\(/QT_TRANSLATE_NOOP("twin", /g' \
    -e 's/\btr\((QT_TR(ANSLATE)?_NOOP)/(\1/g' "$root/$file" > "$work/source/$file"
done < <(cd "$root" && {
  find app plugins -type f \( -name '*.h' -o -name '*.cpp' \) -print0
  grep -rlZ --include='*.h' --include='*.cpp' 'TWIN_TR(' twin
} | LC_ALL=C sort -z)

changed=0
for language in "${languages[@]}"; do
  name=plenum_$language.ts
  kept=$root/resources/i18n/$name
  [[ ! -e $kept ]] || cp "$kept" "$work/$name"
  "$lupdate" -silent -no-obsolete -no-ui-lines -locations none -source-language en -target-language "$language" \
    "$work/source" -ts "$work/$name"
  unfinished=$(grep -c 'type="unfinished"' "$work/$name" || true)
  echo "$name: $(grep -c '<message' "$work/$name") strings, $unfinished unfinished"
  if [[ ! -e $kept ]] || ! cmp -s "$kept" "$work/$name"; then
    changed=1
    [[ $check == yes ]] || { mkdir -p "$root/resources/i18n"; cp "$work/$name" "$kept"; }
  fi
done
if [[ $check == yes && $changed == 1 ]]; then
  echo "the .ts files are older than the code: run packaging/i18n.sh" >&2
  exit 1
fi
