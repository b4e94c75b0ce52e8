#!/bin/sh
# A replica's data as one file, in /backup: Redis sends it as it sends it to a new replica.
set -eu

redis-cli -h redis-replica --tls --cacert /tls/ca.crt --rdb /backup/redis.rdb

# A file that was cut off has no valid checksum.
redis-check-rdb /backup/redis.rdb
