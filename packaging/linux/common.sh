# SPDX-License-Identifier: GPL-3.0-or-later
# Shared by run.sh and test.sh: packages, privilege, building, screen. To be sourced, with `set -euo pipefail`.

plenum_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

# Debian 12. A name that this system's apt does not know is skipped with a note (later releases fold some into others).
plenum_packages=(
  cmake ninja-build g++ ccache pkg-config
  qt6-base-dev libqt6opengl6-dev qt6-svg-dev libqt6svg6 qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools
  qt6-translations-l10n
  libqcustomplot-dev qtkeychain-qt6-dev
  libvtk9-dev libeigen3-dev libsqlitecpp-dev libsqlite3-dev nlohmann-json3-dev libfmt-dev libcli11-dev
  libmosquitto-dev libcurl4-openssl-dev zlib1g-dev libtinygltf-dev libyaml-cpp-dev
  libgl-dev libgl1 libglx-mesa0 libgl1-mesa-dri
  xvfb xauth xdotool openbox x11-utils
  fonts-dejavu-core fonts-noto-cjk
)
# What only the tests need: the real counterparts of the plug-ins (each started by its test, never as a service), and
# readers of what the program writes.
plenum_test_packages=(mosquitto mosquitto-clients prometheus prometheus-node-exporter poppler-utils)
plenum_test_services=(mosquitto prometheus prometheus-node-exporter)

say() { printf '== %s\n' "$*"; }
fail() { printf 'error: %s\n' "$*" >&2; exit 1; }

is_installed() { [[ $(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null || true) == installed ]]; }

apt_line() { printf 'apt-get update && apt-get install -y --no-install-recommends'; printf ' %s' "$@"; printf '\n'; }

# install_packages NAME …: installs what is missing of them; does nothing, and asks for no rights, when all is there.
install_packages() {
  command -v dpkg-query >/dev/null && command -v apt-get >/dev/null || fail "this is not a Debian system. Install the equivalents of: $*"
  local missing=() name
  for name in "$@"; do is_installed "$name" || missing+=("$name"); done
  # What apt does not know here was skipped before; asking again at every start would help nobody.
  if ((${#missing[@]})); then
    local known=()
    for name in "${missing[@]}"; do is_unknown_to_fresh_lists "$name" || known+=("$name"); done
    missing=("${known[@]}")
  fi
  if ((${#missing[@]} == 0)); then
    say "all packages are installed"
    return
  fi

  local as_root=()
  if ((EUID != 0)); then
    if command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [[ -t 0 && -t 2 ]]; }; then
      as_root=(sudo)
    else
      printf 'Packages are missing, and neither root nor sudo is at hand. Run this as root, then start again:\n\n  ' >&2
      apt_line "${missing[@]}" >&2
      exit 1
    fi
  fi
  local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3)

  say "reading the package lists"
  "${apt[@]}" update || say "some package lists could not be read; going on with those at hand"
  local wanted=()
  for name in "${missing[@]}"; do
    if has_candidate "$name"; then
      wanted+=("$name")
    else
      say "note: $name is not known on this system and is skipped"
    fi
  done
  ((${#wanted[@]})) || return 0
  say "installing ${#wanted[@]} packages: ${wanted[*]}"
  local services=() status=0
  for name in "${plenum_test_services[@]}"; do [[ " ${wanted[*]} " != *" $name "* ]] || services+=("$name"); done
  ((${#services[@]} == 0)) || hold_services "${as_root[@]}"
  "${apt[@]}" install -y --no-install-recommends -o Dpkg::Options::=--force-confold "${wanted[@]}" || status=$?
  ((${#services[@]} == 0)) || release_services "${as_root[@]}"
  return $status
}

# A package of a server starts and enables it. We need the program, not the service: while such packages are unpacked
# nothing is started, and what they enabled is disabled again. Services that were there before are left alone.
plenum_policy=/usr/sbin/policy-rc.d
hold_services() {
  plenum_policy_is_ours=no
  [[ -e $plenum_policy ]] && return
  plenum_policy_is_ours=yes
  printf '#!/bin/sh\nexit 101\n' | "$@" tee "$plenum_policy" >/dev/null
  "$@" chmod 755 "$plenum_policy"
}
release_services() {
  [[ $plenum_policy_is_ours == no ]] || "$@" rm -f "$plenum_policy"
  command -v systemctl >/dev/null || return 0
  "$@" systemctl disable --quiet "${services[@]}" 2>/dev/null || say "note: could not disable ${services[*]}"
}

has_candidate() {
  local policy
  policy=$(LC_ALL=C apt-cache policy "$1" 2>/dev/null) || return 1  # whole: a pipe closed early would look like a failure
  [[ $policy =~ Candidate:\ [^\(] ]]
}

# True when lists exist (they know cmake) and do not hold this name.
is_unknown_to_fresh_lists() { has_candidate cmake && ! has_candidate "$1"; }

# As many compilers at once as there are processors, and 1.5 GB of memory for each.
build_jobs() {
  local processors memory
  processors=$(nproc)
  memory=$(awk '/^MemAvailable:/ {print int($2 / 1572864)}' /proc/meminfo)
  ((memory >= 1)) || memory=1
  echo $((processors < memory ? processors : memory))
}

# configure FOLDER TYPE [cmake options …]
configure() {
  local folder=$1 type=$2
  shift 2
  say "configuring ${folder#"$plenum_root"/}"
  cmake -S "$plenum_root" -B "$folder" -G Ninja -DCMAKE_BUILD_TYPE="$type" -DPLENUM_PCH=ON "$@" >"$folder.log" 2>&1 ||
    { cat "$folder.log" >&2; fail "configuring failed; the whole text is in $folder.log"; }
}

# build FOLDER [targets …]
build() {
  local folder=$1 started=$SECONDS
  shift
  say "building ${folder#"$plenum_root"/} with $(build_jobs) jobs"
  cmake --build "$folder" --parallel "$(build_jobs)" ${1:+--target "$@"}
  say "built in $((SECONDS - started)) s"
}

# True when DISPLAY leads to a server that answers: it may be set and dead.
display_is_alive() { [[ -n ${DISPLAY:-} ]] && timeout 5 xdpyinfo >/dev/null 2>&1; }

# with_screen COMMAND …: runs it on a virtual screen of its own with a window manager; both end with it.
with_screen() {
  local runtime status=0
  runtime=$(mktemp -d)
  chmod 700 "$runtime"
  env -u WAYLAND_DISPLAY -u SESSION_MANAGER XDG_RUNTIME_DIR="$runtime" QT_QPA_PLATFORM=xcb LIBGL_ALWAYS_SOFTWARE=1 \
    LC_ALL="${LC_ALL:-C.UTF-8}" xvfb-run -a -s "-screen 0 1600x1000x24 +extension GLX +render -noreset" \
    bash "$plenum_root/packaging/linux/on_screen.sh" "$@" || status=$?
  rm -rf "$runtime"
  return $status
}
