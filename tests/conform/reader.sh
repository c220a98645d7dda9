#!/usr/bin/env bash
# reader.sh PICTURES FILE…: reads the e-books in headless Chromium as a person would (reader.mjs); pictures of pages go to PICTURES.
set -u
[ $# -gt 1 ] || { echo "usage: reader.sh PICTURES FILE…" >&2; exit 2; }
command -v node >/dev/null || { echo "reader.sh: node is not installed" >&2; exit 2; }
: "${PUPPETEER_EXECUTABLE_PATH:=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}"
[ -n "$PUPPETEER_EXECUTABLE_PATH" ] || { echo "reader.sh: no Chromium; set PUPPETEER_EXECUTABLE_PATH" >&2; exit 2; }
export PUPPETEER_EXECUTABLE_PATH
engine=$("$(dirname "$0")/get_reader") || exit 2
mkdir -p "$1"
exec node "$(dirname "$0")/reader.mjs" "$engine" "$@"
