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
