#!/usr/bin/env bash
# Stands for sysctl.
set -euo pipefail
echo "sysctl $*" >>"$WORLD/calls"
