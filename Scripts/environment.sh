# Sourced by the other scripts: where the project is, and a sound environment to work in.

set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
cache=$root/.cache

# A bare environment has none of these.
export PATH="${PATH:-/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin}"
export LC_ALL=C.UTF-8
if [ -z "${HOME:-}" ] || [ ! -w "$HOME" ]; then
  export HOME=$cache/home
  mkdir -p "$HOME"
fi

# The toolchain's usual place, when it is not on the path.
if ! command -v swift > /dev/null && [ -x /opt/swift/usr/bin/swift ]; then
  PATH=$PATH:/opt/swift/usr/bin
fi

# say TEXT: words for the person who waits, never in the way of data.
say() {
  printf '%s\n' "$*" >&2
}

# stop CODE TEXT
stop() {
  say "${@:2}"
  exit "$1"
}

# system_python: the path of Debian's own Python, which the listed wheels are for.
system_python() {
  dpkg-query --listfiles python3-minimal | grep '/bin/python3$'
}

# timed NAME COMMAND…: runs a command and says how long it took.
timed() {
  local start=$EPOCHREALTIME status=0
  "${@:2}" || status=$?
  say "$(awk -v a="$start" -v b="$EPOCHREALTIME" -v name="$1" \
    'BEGIN { printf "%s: %.1f s", name, b - a }')"
  return $status
}

# What was counted: each script that checks something ends with these three on its last line.
passed=0 failed=0 skipped=0

# count FILE: adds the counts on the last line of another script's output.
count() {
  local line
  line=$(tail -n 1 "$1")
  if [[ $line =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed,\ ([0-9]+)\ skipped$ ]]; then
    passed=$((passed + BASH_REMATCH[1]))
    failed=$((failed + BASH_REMATCH[2]))
    skipped=$((skipped + BASH_REMATCH[3]))
  else
    failed=$((failed + 1))
  fi
}

# tell: prints the last line, and ends with 1 if anything failed or was left out.
tell() {
  printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
  [ "$failed" -eq 0 ] && [ "$skipped" -eq 0 ]
}
