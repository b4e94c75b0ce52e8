#!/usr/bin/env bash
# Writes to the bucket what k3s has logged since the last time; the API server's audit log is part of it.
set -euo pipefail
root=${HERA_ROOT:-}
# shellcheck source=/dev/null
. "$root/etc/hera/node.env"
cursor=$root/var/lib/hera/journal.cursor
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir -p "$(dirname "$cursor")"
[ ! -e "$cursor" ] || cp "$cursor" "$work/cursor"
journalctl --unit k3s.service --cursor-file "$work/cursor" --output json --no-pager --quiet >"$work/log"
[ -s "$work/log" ] || exit 0
gzip "$work/log"
"$root/opt/hera/objects.sh" put "$work/log.gz" "logs/k3s/$NODE_NAME/$(date -u +%Y/%m/%d/%H%M%S).json.gz"
# Only now: what wasn't written is sent again.
mv "$work/cursor" "$cursor"
