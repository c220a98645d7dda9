#!/usr/bin/env bash
# verapdf.sh FILE…: fails when veraPDF refuses any of the PDFs by a profile that the file's own metadata claims, or when it claims none.
set -u
[ $# -gt 0 ] || { echo "usage: verapdf.sh FILE…" >&2; exit 2; }
jar=$("$(dirname "$0")/get_verapdf") || exit 2
failed=0
for file in "$@"; do
  flavours=$(mutool show -b "$file" trailer/Root/Metadata 2>/dev/null | python3 -c '
import re, sys
def value(name):
    found = re.search(name + r"(?:>|=\")([^<\"]+)", xmp)
    return found.group(1).lower() if found else ""
xmp = sys.stdin.read()
if value("pdfaid:part"): print(value("pdfaid:part") + value("pdfaid:conformance"))
if value("pdfuaid:part"): print("ua" + value("pdfuaid:part"))')
  [ -n "$flavours" ] || { printf 'not ok: %s: it claims no profile\n' "$file"; failed=1; }
  for flavour in $flavours; do
    report=$(java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$jar" org.verapdf.apps.GreenfieldCliWrapper -f "$flavour" --format xml "$file" 2>&1)
    if grep -q 'isCompliant="true"' <<<"$report"; then
      printf 'ok: %s (%s)\n' "$file" "$flavour"
    else
      printf '%.6000s\nnot ok: %s (%s)\n' "$report" "$file" "$flavour"
      failed=1
    fi
  done
done
exit $failed
