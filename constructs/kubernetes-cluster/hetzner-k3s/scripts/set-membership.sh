#!/usr/bin/env bash
# Tells k3s how this server belongs to the control plane: set-membership.sh begin | join
set -euo pipefail
root=${HERA_ROOT:-}
# shellcheck source=/dev/null
. "$root/etc/hera/node.env"
membership=$root/etc/rancher/k3s/config.yaml.d/20-membership.yaml
tls=$root/var/lib/rancher/k3s/server/tls
umask 077
mkdir -p "$(dirname "$membership")" "$tls"

case ${1:-} in
  begin)
    # k3s keeps the keys that it finds at its first start, and hands them on to the servers that join.
    install -m 0600 "$root/etc/hera/server-ca.crt" "$root/etc/hera/server-ca.key" "$tls"
    install -m 0600 "$root/etc/hera/service.key" "$tls"
    printf 'cluster-init: true\ntoken-file: /etc/hera/token\n' >"$membership"
    ;;
  join)
    # In this form a token names the authority, and a server that has another one is not believed.
    authority=$(sha256sum "$root/etc/hera/server-ca.crt" | cut -d ' ' -f 1)
    printf 'K10%s::server:%s' "$authority" "$(cat "$root/etc/hera/token")" >"$root/etc/hera/join-token"
    printf 'server: https://%s:6443\ntoken-file: /etc/hera/join-token\n' "$API_ADDRESS" >"$membership"
    ;;
  *)
    sed -n '2p' "$0" >&2
    exit 64
    ;;
esac
