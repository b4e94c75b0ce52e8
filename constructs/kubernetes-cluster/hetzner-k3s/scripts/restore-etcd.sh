#!/usr/bin/env bash
# Makes this server the only one of the control plane, with the data of a snapshot in the bucket:
#   restore-etcd.sh SNAPSHOT
set -euo pipefail
root=${HERA_ROOT:-}
snapshot=${1:-}
if [ -z "$snapshot" ]; then
  echo "restore-etcd: name a snapshot; these are in the bucket:" >&2
  "$root/opt/hera/objects.sh" list etcd/ | sed 's|^etcd/||' >&2
  exit 64
fi

systemctl stop hera-node.service hera-sync.timer k3s.service
"$root/opt/hera/sync-configuration.sh" --no-restart
"$root/opt/hera/set-membership.sh" begin
k3s server --cluster-reset --cluster-reset-restore-path="$snapshot"
systemctl start hera-node.service
