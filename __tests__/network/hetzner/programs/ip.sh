#!/usr/bin/env bash
# Stands for ip: the private interface is there once the file private-interface is.
set -euo pipefail
echo "ip $*" >>"$WORLD/calls"
case "$*" in
  *"address show"*)
    echo '2: eth0    inet 203.0.113.20/32 brd 203.0.113.20 scope global eth0'
    [ ! -e "$WORLD/private-interface" ] || echo '3: enp7s0    inet 10.10.64.2/32 brd 10.10.64.2 scope global enp7s0'
    ;;
  *"route show default"*) echo 'default via 172.31.1.1 dev eth0 proto dhcp src 203.0.113.20 metric 100' ;;
esac
