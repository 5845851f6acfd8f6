#!/bin/sh
# Stores the secrets of this example in the selected stack, encrypted. It asks for each one.
set -eu

for key in \
  'database.admin.password' \
  'oidc.clientSecret'; do
  echo "$key"
  pulumi config set --path --secret "formance-control-plane:$key"
done
