#!/usr/bin/env bash
# Has this server begin the cluster, or join it; then starts k3s.
set -euo pipefail
root=${HERA_ROOT:-}
# shellcheck source=/dev/null
. "$root/etc/hera/node.env"
objects=$root/opt/hera/objects.sh
membership=$root/etc/rancher/k3s/config.yaml.d/20-membership.yaml

give_up() {
  echo "start-server: $1" >&2
  exit 1
}

api_answers() {
  curl --cacert "$root/etc/hera/server-ca.crt" --silent --fail --output /dev/null --connect-timeout 5 --max-time 10 \
    "https://$API_ADDRESS:6443/ping"
}

# A cluster that has begun once is never begun again: a second one would overwrite the first one's snapshots.
has_begun() {
  local status=0
  "$objects" has state/begun || status=$?
  [ "$status" -le 1 ] || give_up "the bucket doesn't tell whether the cluster has begun"
  return "$status"
}

decide_membership() {
  if api_answers; then
    "$root/opt/hera/set-membership.sh" join
  elif has_begun; then
    give_up "the cluster has begun, and its API doesn't answer: start its servers, or restore a snapshot by restore-etcd.sh"
  elif [ "$PLACE" = 0 ]; then
    "$root/opt/hera/set-membership.sh" begin
  else
    give_up "the cluster hasn't begun; its first server does that"
  fi
}

# A server that belongs to the cluster starts without the bucket, too.
systemctl is-active --quiet k3s.service || "$root/opt/hera/sync-configuration.sh" --no-restart || [ -e "$membership" ]
[ -e "$membership" ] || decide_membership

systemctl start k3s.service
"$root/opt/hera/wait-until-ready.sh"
systemctl enable --now hera-sync.timer hera-logs.timer
if ! has_begun; then
  date -u +%FT%TZ >"$root/var/lib/hera/begun"
  "$objects" put "$root/var/lib/hera/begun" state/begun
fi
