#!/usr/bin/env bash
# epubcheck.sh FILE…: fails when EPUBCheck finds an error or a warning in any of the e-books.
set -u
[ $# -gt 0 ] || { echo "usage: epubcheck.sh FILE…" >&2; exit 2; }
command -v java >/dev/null || { echo "epubcheck.sh: java is not installed" >&2; exit 2; }
jar=$("$(dirname "$0")/get_epubcheck") || exit 2
export jar
check() {
  if report=$(java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -jar "$jar" --failonwarnings "$1" 2>&1); then
    printf 'ok: %s\n' "$1"
  else
    printf '%s\nnot ok: %s\n' "$report" "$1"
    exit 1
  fi
}
export -f check
printf '%s\0' "$@" | xargs -0 -n 1 -P "$(nproc)" bash -c 'check "$1"' check
