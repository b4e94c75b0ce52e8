#!/usr/bin/env bash
# Takes this server's copy of the data away and has it join the cluster anew, as it must after a restore elsewhere.
set -euo pipefail
root=${HERA_ROOT:-}
db=$root/var/lib/rancher/k3s/server/db

systemctl stop hera-node.service hera-sync.timer hera-sync.service k3s.service
[ ! -e "$db" ] || mv "$db" "$db.$(date -u +%Y%m%dT%H%M%SZ)"
"$root/opt/hera/set-membership.sh" join
systemctl start hera-node.service
