#!/bin/sh
# Puts the keys of /backup/redis.rdb into the running Redis, over keys of the same names; other keys stay.
# A second Redis in this pod loads the file, and hands its keys to the master.
set -eu

password="$REDISCLI_AUTH"
redis-check-rdb /backup/redis.rdb
unset REDISCLI_AUTH

# tls-cluster has MIGRATE speak TLS. Its own clients come by a socket.
redis-server --dir /backup --dbfilename redis.rdb --save "" --port 0 --unixsocket /backup/redis.sock \
  --tls-cluster yes --tls-ca-cert-file /tls/ca.crt --tls-cert-file /tls/tls.crt --tls-key-file /tls/tls.key &
copy() { redis-cli -s /backup/redis.sock "$@"; }
until [ "$(copy ping 2>/dev/null)" = PONG ]; do
  kill -0 $!
  sleep 1
done

for database in $(copy info keyspace | sed -n 's/^db\([0-9]*\):.*/\1/p'); do
  copy -n "$database" --scan >/backup/keys
  while IFS= read -r key; do
    answer=$(copy -n "$database" migrate redis-master 6379 "" "$database" 60000 copy replace auth "$password" keys "$key")
    case "$answer" in
      OK | NOKEY) ;;
      *)
        echo "database $database: $key: $answer" >&2
        exit 1
        ;;
    esac
  done </backup/keys
  echo "database $database: $(wc -l </backup/keys) keys restored"
done
copy shutdown nosave
