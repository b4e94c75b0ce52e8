#!/usr/bin/env bash
# Stands for curl: Hetzner's API is the files gateway and holder, Object Storage the folder bucket/.
set -euo pipefail
echo "curl $*" >>"$WORLD/calls"
[ ! -e "$WORLD/offline" ] || exit 7
method=GET data='' upload='' url=''
while [ $# -gt 0 ]; do
  case $1 in
    --request) method=$2 && shift ;;
    --data) data=$2 && shift ;;
    --upload-file) upload=$2 && shift ;;
    http*) url=$1 ;;
  esac
  shift
done

api=https://api.hetzner.cloud/v1
case "$method $url" in
  "GET http://169.254.169.254/"*) printf 42 ;;
  "GET $api/networks/7")
    if [ -s "$WORLD/gateway" ]; then
      printf '{"network":{"routes":[{"destination":"0.0.0.0/0","gateway":"%s"}]}}' "$(cat "$WORLD/gateway")"
    else
      printf '{"network":{"routes":[]}}'
    fi
    ;;
  "GET $api/floating_ips/9") printf '{"floating_ip":{"server":%s}}' "$(cat "$WORLD/holder")" ;;
  "GET $api/actions/"*) printf '{"action":{"status":"%s"}}' "$(cat "$WORLD/outcome")" ;;
  "POST $api/networks/7/actions/delete_route") : >"$WORLD/gateway" && printf '{"action":{"id":1}}' ;;
  "POST $api/networks/7/actions/add_route")
    jq -j .gateway <<<"$data" >"$WORLD/gateway" && printf '{"action":{"id":2}}'
    ;;
  "POST $api/floating_ips/9/actions/assign")
    jq -j .server <<<"$data" >"$WORLD/holder" && printf '{"action":{"id":3}}'
    ;;
  "GET https://fsn1.your-objectstorage.com/logs/"*)
    mkdir -p "$WORLD/bucket" && cp "$upload" "$WORLD/bucket/$(basename "$url")"
    ;;
  *) exit 6 ;;
esac
