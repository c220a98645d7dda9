#!/usr/bin/env bash
# verapdf.sh FILE…: fails when veraPDF refuses any of the PDFs by a profile that the file's own metadata claims, or when it claims none.
# verapdf.sh -f PROFILE FILE…: by that profile (2a, 3a, ua1, 4f, ua2, …), whatever they claim.
# All files of a profile go through one start of Java.
set -u
profile=
if [ "${1:-}" = -f ]; then
  profile=${2:-}
  shift 2
fi
[ $# -gt 0 ] || { echo "usage: verapdf.sh [-f PROFILE] FILE…" >&2; exit 2; }
jar=$("$(dirname "$0")/get_verapdf") || exit 2
failed=0

claims() { # claims FILE: the profiles that its metadata names, a line each
  mutool show -b "$1" trailer/Root/Metadata 2>/dev/null | python3 -c '
import re, sys
xmp = sys.stdin.read()
def value(name):
    found = re.search(name + r"(?:>|=\")([^<\"]+)", xmp)
    return found.group(1).lower() if found else ""
if value("pdfaid:part"): print(value("pdfaid:part") + value("pdfaid:conformance"))
if value("pdfuaid:part"): print("ua" + value("pdfuaid:part"))
if "declarations/wtpdf#accessibility" in xmp: print("wt1a")
if "declarations/wtpdf#reuse" in xmp: print("wt1r")'
}

declare -A files=()   # by profile, with newlines between
for file in "$@"; do
  found=${profile:-$(claims "$file")}
  [ -n "$found" ] || { printf 'not ok: %s: it claims no profile\n' "$file"; failed=1; }
  for flavour in $found; do files[$flavour]+="$file"$'\n'; done
done
for flavour in "${!files[@]}"; do
  mapfile -t group <<<"${files[$flavour]%$'\n'}"
  report=$(java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$jar" org.verapdf.apps.GreenfieldCliWrapper -f "$flavour" --format text -v "${group[@]}" 2>&1)
  for file in "${group[@]}"; do
    if grep -qF "PASS $file $flavour" <<<"$report"; then
      printf 'ok: %s (%s)\n' "$file" "$flavour"
    else
      printf '%.6000s\nnot ok: %s (%s)\n' "$report" "$file" "$flavour"
      failed=1
    fi
  done
done
exit $failed
