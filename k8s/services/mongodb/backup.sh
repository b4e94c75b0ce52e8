#!/bin/bash
# All databases but MongoDB's own, as one compressed file in /backup.
set -euo pipefail

source /scripts/connection.sh
mongodump --config /tmp/connection.yaml --sslCAFile /tls/ca.crt --readPreference secondaryPreferred \
  --gzip --archive=/backup/mongodb.archive.gz
