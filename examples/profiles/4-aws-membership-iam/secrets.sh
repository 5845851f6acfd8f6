#!/bin/sh
# Stores the secrets of this example in the selected stack, encrypted. Each one is asked for.
set -eu

for key in \
  'database.dex.password'; do
  echo "$key"
  pulumi config set --path --secret "formance-control-plane:$key"
done
