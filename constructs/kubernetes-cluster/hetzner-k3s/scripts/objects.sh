#!/usr/bin/env bash
# Reads and writes the cluster's bucket:
#   objects.sh get KEY FILE | put FILE KEY | list PREFIX
#   objects.sh has KEY      status 0: it is there, 1: it is not, 2: nobody knows
set -euo pipefail
root=${HERA_ROOT:-}
# shellcheck source=/dev/null
. "$root/etc/hera/node.env"

s3() {
  # The keys stand in a file, so that no list of processes shows them.
  curl --config "$root/etc/hera/object-storage.curl" --aws-sigv4 "aws:amz:$BUCKET_LOCATION:s3" \
    --proto '=https' --tlsv1.2 --silent --show-error --retry 3 --connect-timeout 10 --max-time 300 "$@"
}

case ${1:-} in
  get) s3 --fail --output "$3" "$BUCKET_URL/$2" ;;
  put) s3 --fail --upload-file "$2" "$BUCKET_URL/$3" ;;
  list)
    s3 --fail "$BUCKET_URL?list-type=2&prefix=${2//\//%2F}" | grep --only-matching '<Key>[^<]*' | sed 's/^<Key>//'
    ;;
  has)
    status=$(s3 --head --output /dev/null --write-out '%{http_code}' "$BUCKET_URL/$2") || exit 2
    case $status in
      200) exit 0 ;;
      404) exit 1 ;;
      *) exit 2 ;;
    esac
    ;;
  *)
    sed -n '2,4p' "$0" >&2
    exit 64
    ;;
esac
