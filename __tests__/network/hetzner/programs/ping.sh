#!/usr/bin/env bash
# Stands for ping: the other host answers unless the file silent is there.
set -euo pipefail
[ ! -e "$WORLD/silent" ]
