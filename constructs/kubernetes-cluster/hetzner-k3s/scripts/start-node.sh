#!/usr/bin/env bash
# Makes this server what it was told to be; run at each start, and again until it succeeds.
set -euo pipefail
root=${HERA_ROOT:-}
# shellcheck source=/dev/null
. "$root/etc/hera/node.env"

command -v nft >/dev/null || {
  apt-get -o DPkg::Lock::Timeout=300 update
  DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install --yes --no-install-recommends nftables
}
# Before any pod runs: the metadata service tells whoever asks what this server was told, tokens included.
nft --file "$root/etc/hera/metadata.nft"
sysctl --quiet --load="$root/etc/sysctl.d/90-hera.conf"
"$root/opt/hera/install-k3s.sh"
case $K3S_ROLE in
  server) "$root/opt/hera/start-server.sh" ;;
  agent) systemctl start k3s-agent.service ;;
esac
