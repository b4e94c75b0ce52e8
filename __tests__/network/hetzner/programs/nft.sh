#!/usr/bin/env bash
# Stands for nft: keeps the rules that it is given.
set -euo pipefail
cat >"$WORLD/rules"
