#!/bin/bash
# Puts the databases of /backup/mongodb.archive.gz into the running replica set. A collection of the backup replaces the
# one of the same name; other collections, users and roles stay.
set -euo pipefail

source /scripts/connection.sh
mongorestore --config /tmp/connection.yaml --sslCAFile /tls/ca.crt --drop --stopOnError \
  --nsExclude 'admin.*' --nsExclude 'config.*' --gzip --archive=/backup/mongodb.archive.gz
