#!/usr/bin/env bash
# ace.sh FILE…: fails when Ace finds a violation of any weight in any of the e-books.
set -u
[ $# -gt 0 ] || { echo "usage: ace.sh FILE…" >&2; exit 2; }
: "${PUPPETEER_EXECUTABLE_PATH:=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}"
[ -n "$PUPPETEER_EXECUTABLE_PATH" ] || { echo "ace.sh: no Chromium; set PUPPETEER_EXECUTABLE_PATH" >&2; exit 2; }
export PUPPETEER_EXECUTABLE_PATH
ace=$("$(dirname "$0")/get_ace") || exit 2
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
failed=0
for file in "$@"; do
  rm -rf "$out/report"
  "$ace" --force --silent --outdir "$out/report" "$file" >"$out/log" 2>&1
  if [ ! -f "$out/report/report.json" ]; then
    cat "$out/log"
    printf 'not ok: %s: Ace gave no report\n' "$file"
    failed=1
    continue
  fi
  if python3 - "$out/report/report.json" <<'PYTHON'
import json, sys
report = json.load(open(sys.argv[1], encoding="utf-8"))
violations = [(item["earl:testSubject"]["url"], assertion["earl:test"]["dct:title"], assertion["earl:test"]["earl:impact"],
               assertion["earl:result"].get("html", "")[:160])
              for item in report["assertions"] for assertion in item["assertions"] if assertion["earl:result"]["earl:outcome"] == "fail"]
for violation in violations[:40]:
    print("  ".join(violation))
sys.exit(1 if violations else 0)
PYTHON
  then printf 'ok: %s\n' "$file"
  else printf 'not ok: %s\n' "$file"; failed=1
  fi
done
exit $failed
