#!/usr/bin/env bash
# Stands for sleep, after which the private interface is there.
set -euo pipefail
echo "sleep $*" >>"$WORLD/calls"
touch "$WORLD/private-interface"
