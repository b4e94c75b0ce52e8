#!/usr/bin/env bash
# Waits until this server's API is ready, for ten minutes at most.
set -euo pipefail
root=${HERA_ROOT:-}
# shellcheck source=/dev/null
. "$root/etc/hera/node.env"
for _ in $(seq 120); do
  if k3s kubectl get --raw /readyz >/dev/null 2>&1; then exit 0; fi
  sleep "${HERA_PAUSE:-5}"
done
echo "wait-until-ready: the API of $NODE_NAME isn't ready: journalctl --unit k3s tells why" >&2
exit 1
