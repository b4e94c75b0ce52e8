#!/usr/bin/env bash
# Keeps the network's way out on one of two NAT hosts that works; a timer runs it on both.
set -euo pipefail

root="${HERA_ROOT:-}"
# shellcheck source=/dev/null
. "$root/etc/hera/node.env"

failures="$root/run/hera-nat-failures"
patience=3

api() {
  curl --silent --show-error --fail --max-time 10 --config "$root/etc/hera/hcloud-api" \
    --request "$1" --header "Content-Type: application/json" ${3:+--data "$3"} \
    "https://api.hetzner.cloud/v1$2"
}

# Starts an action, and waits until Hetzner has done it: meanwhile it refuses the next one.
act() {
  local action status
  action="$(api POST "$1" "$2" | jq -r .action.id)"
  for _ in $(seq 30); do
    status="$(api GET "/actions/$action" | jq -r .action.status)"
    case "$status" in
      success) return ;;
      error) echo "Hetzner could not do $1" >&2; return 1 ;;
    esac
    sleep 1
  done
  echo "Hetzner has not done $1 within 30 seconds" >&2
  return 1
}

hold_floating_ip() {
  local server holder
  server="$(curl --silent --show-error --fail --max-time 10 http://169.254.169.254/hetzner/v1/metadata/instance-id)"
  holder="$(api GET "/floating_ips/$FLOATING_IP_ID" | jq -r .floating_ip.server)"
  if [ "$holder" != "$server" ]; then
    act "/floating_ips/$FLOATING_IP_ID/actions/assign" "{\"server\":$server}"
  fi
}

# A host that can't reach the internet leads nobody there: it stops answering its peer, which then takes over.
if ! network="$(api GET "/networks/$NETWORK_ID")"; then
  sysctl -q -w net.ipv4.icmp_echo_ignore_all=1
  exit 1
fi
sysctl -q -w net.ipv4.icmp_echo_ignore_all=0

gateway="$(jq -r '.network.routes[] | select(.destination == "0.0.0.0/0") | .gateway' <<<"$network")"
if [ "$gateway" = "$PRIVATE_ADDRESS" ]; then
  rm -f "$failures"
  hold_floating_ip
  exit
fi
if [ -n "$gateway" ]; then
  if ping -q -c 3 -W 2 "$PEER_ADDRESS" >/dev/null; then
    rm -f "$failures"
    exit
  fi
  count=$(($(cat "$failures" 2>/dev/null || echo 0) + 1))
  echo "$count" >"$failures"
  [ "$count" -ge "$patience" ] || exit 0
  echo "$PEER_ADDRESS doesn't answer: taking over the route and the floating IP"
  act "/networks/$NETWORK_ID/actions/delete_route" "{\"destination\":\"0.0.0.0/0\",\"gateway\":\"$gateway\"}"
fi
act "/networks/$NETWORK_ID/actions/add_route" "{\"destination\":\"0.0.0.0/0\",\"gateway\":\"$PRIVATE_ADDRESS\"}"
rm -f "$failures"
hold_floating_ip
