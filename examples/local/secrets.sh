#!/bin/sh
# Stores the secrets of this example in the selected stack, encrypted: for a passphrase of your own
# the password `local-postgres` again. It asks for each value, or reads one a line from a pipe.
exec sh "$(dirname "$0")/../set-secrets.sh" \
  'database.admin.password'
