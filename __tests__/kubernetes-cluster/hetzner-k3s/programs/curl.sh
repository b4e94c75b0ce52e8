#!/usr/bin/env bash
# Stands for curl: Object Storage is the folder bucket/, GitHub the folder downloads/, the API a file.
set -euo pipefail
url='' output=/dev/stdout upload='' is_head=
echo "curl $*" >>"$WORLD/calls"
while [ $# -gt 0 ]; do
  case $1 in
    --output) output=$2 && shift ;;
    --upload-file) upload=$2 && shift ;;
    --head) is_head=yes ;;
    https://*) url=$1 ;;
  esac
  shift
done

case $url in
  https://github.com/*) cp "$WORLD/downloads/$(basename "$url")" "$output" ;;
  https://*:6443/ping) [ -e "$WORLD/api-answers" ] ;;
  https://*.your-objectstorage.com/*)
    [ ! -e "$WORLD/bucket-is-down" ] || exit 7
    path=$WORLD/bucket/${url#https://*/*/}
    case $url in
      *\?list-type=2*)
        (cd "$WORLD/bucket" && find etcd -type f) | sed 's|.*|<Contents><Key>&</Key></Contents>|'
        ;;
      *)
        if [ -n "$is_head" ]; then
          if [ -e "$path" ]; then printf 200; else printf 404; fi
        elif [ -n "$upload" ]; then
          mkdir -p "$(dirname "$path")" && cp "$upload" "$path"
        else
          cp "$path" "$output"
        fi
        ;;
    esac
    ;;
  *) exit 6 ;;
esac
