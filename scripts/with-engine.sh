#!/usr/bin/env bash
# Runs a command with a container engine at hand. Where none answers, and this is a Debian machine and
# we are root, installs Debian's engine and the image tools that the tests drive, starts dockerd, and
# ends it by its own pid afterwards. Usage: with-engine.sh COMMAND [ARGUMENT...]
set -euo pipefail

tools=(docker.io buildah busybox-static db5.3-util podman rpm skopeo sqlite3 umoci xz-utils zstd)
# What makes the files that the tests of src/content/ open. A test whose tool is missing is skipped.
makers=(
  cpio p7zip-full ruby unzip zip
  rocksdb-tools wabt
  aapt android-framework-res apksigner zipalign
  python3-docx python3-odf python3-onnx python3-openpyxl python3-plyvel python3-reportlab
)

say() { printf 'with-engine: %s\n' "$*" >&2; }

answers() { timeout 20 docker info >/dev/null 2>&1; }

missing_tools() {
  local package
  for package in "$@"; do
    dpkg-query -W -f='${Status}\n' "$package" 2>/dev/null | grep -q 'ok installed' || echo "$package"
  done
}

install_tools() {
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 0
  local missing lacking
  mapfile -t missing < <(missing_tools "${tools[@]}")
  mapfile -t lacking < <(missing_tools "${makers[@]}")
  [ $((${#missing[@]} + ${#lacking[@]})) = 0 ] && return 0
  apt-get update -qq
  if [ ${#missing[@]} != 0 ]; then apt_install "${missing[@]}" iptables crun; fi
  # One by one where all at once fails: not every Debian has every one of them.
  if [ ${#lacking[@]} != 0 ] && ! apt_install "${lacking[@]}"; then
    local package
    for package in "${lacking[@]}"; do apt_install "$package" || say "no $package here"; done
  fi
}

apt_install() {
  say "installing $*"
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

daemon=''
state=''
stop_engine() {
  if [ -n "$daemon" ] && kill -0 "$daemon" 2>/dev/null; then
    kill "$daemon"
    wait "$daemon" 2>/dev/null || true
  fi
  if [ -n "$state" ]; then rm -f "$state/dockerd.log" "$state/dockerd.pid"; rmdir "$state" 2>/dev/null || true; fi
}

start_engine() {
  state=$(mktemp -d)
  say 'starting dockerd'
  dockerd --pidfile "$state/dockerd.pid" >"$state/dockerd.log" 2>&1 &
  daemon=$!
  trap stop_engine EXIT
  local try
  for try in $(seq 60); do
    if answers; then return 0; fi
    if ! kill -0 "$daemon" 2>/dev/null; then break; fi
    sleep 1
  done
  tail -n 20 "$state/dockerd.log" >&2
  say 'dockerd did not come up'
  return 1
}

if [ "${CI:-}" = true ] || ! command -v docker >/dev/null || ! answers; then install_tools; fi
if ! answers; then
  if [ "$(id -u)" = 0 ] && command -v dockerd >/dev/null; then
    start_engine || say 'going on without an engine'
  else
    say 'no engine answers and none can be started here (not root, or no dockerd): tests that need one are skipped'
  fi
fi

"$@"
