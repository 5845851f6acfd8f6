#!/bin/sh
# Stores this example's secret, the password `local-postgres`, in the selected stack, encrypted with
# your own passphrase. It asks for the value, or reads it from a pipe.
exec sh "$(dirname "$0")/../set-secrets.sh" \
  'database.admin.password'
