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

systemctl stop hera-node.service hera-sync.timer hera-sync.service k3s.service
# What it can't do without an API, it does later; a new server got all of it when it started.
"$root/opt/hera/sync-configuration.sh" --no-restart || echo "restore-etcd: goes on with the configuration that is here" >&2
"$root/opt/hera/set-membership.sh" begin
# By it k3s keeps from a second restore before it has started; this one is meant.
rm -f "$root/var/lib/rancher/k3s/server/db/reset-flag"
k3s server --cluster-reset --cluster-reset-restore-path="$snapshot"
systemctl start hera-node.service
