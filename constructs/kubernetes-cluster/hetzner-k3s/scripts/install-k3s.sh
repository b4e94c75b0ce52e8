#!/usr/bin/env bash
# Installs the pinned release of k3s, unless one is there: a newer one came by an upgrade, and stays.
set -euo pipefail
root=${HERA_ROOT:-}
# shellcheck source=/dev/null
. "$root/etc/hera/node.env"
binary=$root/usr/local/bin/k3s
[ ! -x "$binary" ] || exit 0

case $(uname -m) in
  x86_64) file=k3s checksum=$K3S_SHA256_AMD64 ;;
  aarch64) file=k3s-arm64 checksum=$K3S_SHA256_ARM64 ;;
  *)
    echo "install-k3s: there is no k3s for $(uname -m)" >&2
    exit 1
    ;;
esac

download=$(mktemp)
trap 'rm -f "$download"' EXIT
curl --proto '=https' --tlsv1.2 --fail --silent --show-error --location --retry 5 --connect-timeout 10 --max-time 600 \
  --output "$download" "https://github.com/k3s-io/k3s/releases/download/${K3S_VERSION/+/%2B}/$file"
if ! echo "$checksum  $download" | sha256sum --check --status; then
  echo "install-k3s: $file of $K3S_VERSION is not the one with the checksum $checksum: nothing is installed" >&2
  exit 1
fi
mkdir -p "$(dirname "$binary")"
install -m 0755 "$download" "$binary"
for name in kubectl crictl; do ln -sf k3s "$(dirname "$binary")/$name"; done
