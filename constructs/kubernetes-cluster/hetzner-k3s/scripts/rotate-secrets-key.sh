#!/usr/bin/env bash
# Gives the cluster a new key for its secrets and writes them all anew; run on one server.
set -euo pipefail
root=${HERA_ROOT:-}

k3s etcd-snapshot save --name before-secrets-key
k3s secrets-encrypt rotate-keys
for _ in $(seq 120); do
  if k3s secrets-encrypt status | grep --quiet 'Current Rotation Stage: reencrypt_finished'; then
    systemctl restart k3s.service
    "$root/opt/hera/wait-until-ready.sh"
    echo "rotate-secrets-key: done here; now restart k3s on the other servers, one after the other"
    exit 0
  fi
  sleep "${HERA_PAUSE:-5}"
done
echo "rotate-secrets-key: not all secrets are written anew yet: k3s secrets-encrypt status tells how far it is" >&2
exit 1
