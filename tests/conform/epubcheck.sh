#!/usr/bin/env bash
# epubcheck.sh FILE…: fails when EPUBCheck finds an error or a warning in any of the e-books.
set -u
[ $# -gt 0 ] || { echo "usage: epubcheck.sh FILE…" >&2; exit 2; }
command -v java >/dev/null || { echo "epubcheck.sh: java is not installed" >&2; exit 2; }
jar=$("$(dirname "$0")/get_epubcheck") || exit 2
failed=0
for file in "$@"; do
  if report=$(java -jar "$jar" --failonwarnings "$file" 2>&1); then
    printf 'ok: %s\n' "$file"
  else
    printf '%s\nnot ok: %s\n' "$report" "$file"
    failed=1
  fi
done
exit $failed
