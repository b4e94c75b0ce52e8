#!/usr/bin/env bash
# Stands for uname: the server's processor.
set -euo pipefail
cat "$WORLD/processor"
