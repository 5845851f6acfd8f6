#!/bin/sh
# Stores the secrets of this example in the selected stack, encrypted. It asks for each one.
set -eu

for key in \
  'dex.connectors[0].clientSecret'; do
  echo "$key"
  pulumi config set --path --secret "formance-control-plane:$key"
done
