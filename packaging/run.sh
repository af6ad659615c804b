#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds Plenum for this machine and opens the sample site. What follows the command goes to
# the program: packaging/run.sh my.plenum
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/linux/common.sh"

folder=$plenum_root/build/release
install_packages "${plenum_packages[@]}"
mkdir -p "$folder"
configure "$folder" Release -DPLENUM_NATIVE=ON -DPLENUM_GUI=ON -DPLENUM_TESTS=OFF
build "$folder"

sample=$folder/resources/samples/retrofit-or-new.plenum
file=$sample
given=()
for argument in "$@"; do
  if [[ -f $argument ]]; then file=$argument; else given+=("$argument"); fi
done

if display_is_alive; then
  say "opening $file"
  exec "$folder/bin/plenum" "${given[@]}" "$file"
fi

if [[ -n ${DISPLAY:-} ]]; then
  say "DISPLAY is $DISPLAY, but no server answers there; using a virtual screen"
else
  say "there is no display; using a virtual screen"
fi
out=$folder/first-run
mkdir -p "$out"
name=$(basename "${file%.*}")
rm -f "$out/$name.png" "$out/$name.json"
with_screen "$folder/bin/plenum" --screenshot "$out/$name.png" "${given[@]}" "$file"
"$folder/bin/plenumctl" solve --no-issues --json "$out/$name.json" "$file"
[[ -s $out/$name.png && -s $out/$name.json ]] || fail "the picture or the result was not written"
say "the window:  $out/$name.png"
say "the result:  $out/$name.json"
