#!/usr/bin/env bash
# Puts the connections that the NAT let through since the last time into the bucket of flow logs.
set -euo pipefail

root="${HERA_ROOT:-}"
# shellcheck source=/dev/null
. "$root/etc/hera/node.env"

spool="$root/var/spool/hera-flow-log"
cursor="$spool/cursor"
mkdir -p "$spool"

# The cursor moves only when what it passed is safely in the spool.
[ ! -e "$cursor" ] || cp "$cursor" "$cursor.next"
journalctl --output=short-iso --utc --no-pager --cursor-file="$cursor.next" _TRANSPORT=kernel |
  { grep -F "hera-flow: " || true; } >"$spool/part"
if [ -s "$spool/part" ]; then
  gzip --stdout "$spool/part" >"$spool/part.gz"
  mv "$spool/part.gz" "$spool/$(date -u +%Y-%m-%dT%H-%M-%SZ).log.gz"
fi
rm -f "$spool/part"
[ ! -e "$cursor.next" ] || mv "$cursor.next" "$cursor"

# What can't be put there now stays for the next time.
for file in "$spool"/*.log.gz; do
  [ -e "$file" ] || continue
  name="$(basename "$file")"
  curl --silent --show-error --fail --max-time 300 --config "$root/etc/hera/object-storage" \
    --aws-sigv4 "aws:amz:$FLOW_LOG_REGION:s3" --upload-file "$file" \
    "$FLOW_LOG_URL/${name%%T*}/$NODE_NAME/$name"
  rm "$file"
done
