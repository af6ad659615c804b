#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds everything with assertions, and runs every test on a virtual screen; the engine's
# unit tests run once more under the address and undefined-behaviour sanitizers, its thread tests under the thread
# sanitizer. What follows the command goes to ctest: packaging/test.sh -L unit
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/linux/common.sh"

builds=$plenum_root/build
main=$builds/test asan=$builds/asan tsan=$builds/tsan
install_packages "${plenum_packages[@]}" "${plenum_test_packages[@]}"
mkdir -p "$main" "$asan" "$tsan"

sanitizer=(-DPLENUM_GUI=OFF -DPLENUM_TESTS=ON -DPLENUM_ASSERT=ON -DCMAKE_CXX_FLAGS_RELWITHDEBINFO=-O1\ -g1)
configure "$asan" RelWithDebInfo "${sanitizer[@]}" -DPLENUM_SANITIZE=address,undefined
configure "$tsan" RelWithDebInfo "${sanitizer[@]}" -DPLENUM_SANITIZE=thread
configure "$main" RelWithDebInfo -DCMAKE_CXX_FLAGS_RELWITHDEBINFO=-O2 -DPLENUM_TESTS=ON -DPLENUM_ASSERT=ON \
  -DPLENUM_WERROR=ON -DPLENUM_ASAN_BUILD="$asan" -DPLENUM_TSAN_BUILD="$tsan"
build "$main"
build "$asan" tests_unit
build "$tsan" tests_threads tests_race

say "running the tests"
with_screen ctest --test-dir "$main" --output-on-failure --no-tests=error -j 2 "$@"
