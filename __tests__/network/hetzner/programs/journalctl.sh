#!/usr/bin/env bash
# Stands for journalctl: gives what was added to the file journal since the cursor.
set -euo pipefail
cursor=''
for argument; do
  case $argument in --cursor-file=*) cursor=${argument#*=} ;; esac
done
from=$(cat "$cursor" 2>/dev/null || echo 0)
tail -n "+$((from + 1))" "$WORLD/journal"
wc -l <"$WORLD/journal" >"$cursor"
