# Writes /tmp/connection.yaml for MongoDB's tools: a database in the URI would be the only one that they look at, and
# what is on a command line is seen by whoever lists processes.
umask 077
printf '%s' "$CONNECTION_STRING" | sed 's#/admin?#/?authSource=admin\&#; s#^#uri: #' >/tmp/connection.yaml
