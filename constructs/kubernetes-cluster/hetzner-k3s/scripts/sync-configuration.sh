#!/usr/bin/env bash
# Makes this server's files those of the bucket's config/, whose keys are their paths, and restarts k3s where they
# ask for it: sync-configuration.sh [--no-restart]
set -euo pipefail
root=${HERA_ROOT:-}
# shellcheck source=/dev/null
. "$root/etc/hera/node.env"
objects=$root/opt/hera/objects.sh
kept=$root/var/lib/hera
restart=$kept/restart-needed
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
umask 077
mkdir -p "$kept" "$work/files"
touch "$kept/index"

agent_token() {
  printf 'K10%s::node:%s' "$(sha256sum "$root/etc/hera/server-ca.crt" | cut -d ' ' -f 1)" "$(cat "$root/etc/hera/agent-token")"
}

fetch() {
  local path
  while read -r _ path; do
    case /$path/ in
      */../*)
        echo "sync-configuration: $path leaves the folder" >&2
        exit 1
        ;;
    esac
    mkdir -p "$work/files/$(dirname "$path")"
    "$objects" get "config/$path" "$work/files/$path"
  done <"$work/index"
  # While Terraform writes, some objects are newer than the index: the next run finds all of them.
  (cd "$work/files" && sha256sum --check --quiet "$work/index") || {
    echo "sync-configuration: the objects are not those of the index; nothing is installed" >&2
    exit 1
  }
}

# A manifest is k3s' to apply; all else is read when k3s starts.
note_change() {
  case $1 in
    var/lib/rancher/k3s/server/manifests/* | etc/hera/*) ;;
    *) touch "$restart" ;;
  esac
}

install_changed() {
  local path content
  while read -r _ path; do
    # What autoscaled servers join with is no object's to hold.
    content=$(cat "$work/files/$path" && echo .)
    printf '%s' "${content%.}" >"$work/new"
    if grep --quiet @AGENT_TOKEN@ "$work/new"; then sed -i "s|@AGENT_TOKEN@|$(agent_token)|g" "$work/new"; fi
    cmp --silent "$work/new" "$root/$path" && continue
    note_change "$path"
    mkdir -p "$root/$(dirname "$path")"
    install -m 0600 "$work/new" "$root/$path"
  done <"$work/index"
}

remove_dropped() {
  local path
  while read -r _ path; do
    grep --quiet --fixed-strings --line-regexp "$path" <(cut -d ' ' -f 3- "$work/index") && continue
    case $path in
      # k3s takes nothing back when a manifest is gone, and remembers it: the same one would not be applied again.
      var/lib/rancher/k3s/server/manifests/*)
        [ ! -e "$root/$path" ] || k3s kubectl delete --ignore-not-found --wait=false --filename "$root/$path"
        k3s kubectl delete --ignore-not-found --wait=false --namespace kube-system "addons.k3s.cattle.io/$(basename "$path" .yaml)"
        ;;
    esac
    note_change "$path"
    rm -f "${root:?}/$path"
  done <"$kept/index"
}

# A server that is cordoned is about to be rebooted or upgraded: two at once would stop a control plane of three.
others_are_ready() {
  k3s kubectl get nodes --selector node-role.kubernetes.io/control-plane=true --no-headers |
    awk -v self="$NODE_NAME" '$1 != self && $2 != "Ready" { bad = 1 } END { exit bad }'
}

"$objects" get config/index "$work/index"
if ! cmp --silent "$work/index" "$kept/index"; then
  fetch
  install_changed
  remove_dropped
  install -m 0600 "$work/index" "$kept/index"
fi

if [ "${1:-}" = --no-restart ]; then
  rm -f "$restart"
elif [ -e "$restart" ]; then
  if others_are_ready; then
    systemctl restart k3s.service
    "$root/opt/hera/wait-until-ready.sh"
    rm -f "$restart"
  else
    echo "sync-configuration: another server isn't ready, or is cordoned; k3s is restarted when all are"
  fi
fi
