#!/usr/bin/env bash
# Stands for a program of which only the calls matter: nft, sysctl, apt-get.
set -euo pipefail
echo "$(basename "$0") $*" >>"$WORLD/calls"
