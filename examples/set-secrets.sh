#!/bin/sh
# Stores secrets in the selected stack, encrypted: set-secrets.sh KEY... It asks for each value, or
# reads them from a pipe, one per line.
set -eu

for key in "$@"; do
  path="formance-control-plane:$key"
  if [ -t 0 ]; then
    echo "$key"
    pulumi config set --path --secret "$path"
  elif IFS= read -r value; then
    # The command reads all of its input, so it gets only this line.
    printf '%s' "$value" | pulumi config set --path --secret "$path"
  else
    echo "no value for $key" >&2
    exit 1
  fi
done
