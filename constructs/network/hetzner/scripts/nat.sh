#!/usr/bin/env bash
# Leads the private network to the internet, and nobody in but by the API's port. It runs at each boot.
set -euo pipefail

# shellcheck source=/dev/null
. "${HERA_ROOT:-}/etc/hera/node.env"

interface_of() {
  ip -o -4 address show | awk -v address="$1/" 'index($4, address) == 1 { print $2; exit }'
}

# The private interface may come some time after the server has booted.
private=""
for _ in $(seq 60); do
  private="$(interface_of "$PRIVATE_ADDRESS")"
  [ -z "$private" ] || break
  sleep 5
done
if [ -z "$private" ]; then
  echo "no interface has the address $PRIVATE_ADDRESS" >&2
  exit 1
fi
public="$(ip -o -4 route show default | awk '{ for (i = 1; i < NF; i++) if ($i == "dev") { print $(i + 1); exit } }')"

translation=masquerade
if [ -n "$NAT_ADDRESS" ]; then
  # Both hosts of a pair have it; Hetzner brings its packets to the one that it is assigned to.
  ip address replace "$NAT_ADDRESS/32" dev "$public"
  translation="snat ip to $NAT_ADDRESS"
fi
logged=""
[ "$FLOW_LOG" = off ] || logged='ct state new log prefix "hera-flow: "'

# The link-local addresses have this server's own user data, which no other one may read.
nft -f - <<RULES
table inet hera
delete table inet hera
table inet hera {
  chain input {
    type filter hook input priority filter; policy drop;
    iif lo accept
    ct state established,related accept
    udp sport 67 udp dport 68 accept
    iifname "$private" icmp type echo-request accept
    iifname "$public" tcp dport 22 accept
  }
  chain forward {
    type filter hook forward priority filter; policy drop;
    ip daddr 169.254.0.0/16 drop
    ct state established,related accept
    iifname "$private" oifname "$public" ip saddr $PRIVATE_NETWORK jump pass
    iifname "$public" oifname "$private" ct status dnat jump pass
  }
  chain pass {
    $logged
    accept
  }
  chain prerouting {
    type nat hook prerouting priority dstnat; policy accept;
    iifname "$public" tcp dport 6443 dnat ip to $API_ADDRESS:6443
  }
  chain postrouting {
    type nat hook postrouting priority srcnat; policy accept;
    oifname "$public" ip saddr $PRIVATE_NETWORK $translation
    oifname "$private" ip daddr $API_ADDRESS ct status dnat masquerade
  }
}
RULES

# The usual 65536 are few for the nodes of a network; each takes less than half a kilobyte.
sysctl -q -w net.netfilter.nf_conntrack_max=262144
